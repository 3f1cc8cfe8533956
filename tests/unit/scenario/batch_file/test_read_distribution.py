"""Distributions as files write them; what is refused is in tests/fault."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulator.scenario.batch_file.input_line import number_reader
from simulator.scenario.batch_file.read_distribution import Wanted, read_distribution
from simulator.scenario.distribution import Distribution
from simulator.scenario.place import Fault
from simulator.scenario.read import parse


def beside(text: str) -> tuple[Path, str]:
    """Find a file here."""
    return Path(text), text


def read(text: str, unit: str | None = "Year") -> Distribution:
    """Read a distribution of years."""
    node, _ = parse(text, "a.yaml")
    assert node is not None
    faults: list[Fault] = []
    found = read_distribution(node, Wanted("x", number_reader("value", unit), beside), faults)
    assert not faults
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "distribution"),
    [
        ("{normal: [1, 6 month]}", Distribution("normal", (1.0, 0.5))),
        ("{normal: [1, 2], within: [6 month, 3]}", Distribution("normal", (1.0, 2.0), (0.5, 3.0))),
        ("{lognormal: [18 month, 0.2]}", Distribution("lognormal", (1.5, 0.2))),
        ("{triangular: [1, 1, 3]}", Distribution("triangular", (1.0, 1.0, 3.0))),
        ("{uniform: [-1, 1]}", Distribution("uniform", (-1.0, 1.0))),
        ("{beta: [2, 5]}", Distribution("beta", (2.0, 5.0))),
        ("{beta: [2, 5, 1, 24 month]}", Distribution("beta", (2.0, 5.0, 1.0, 2.0))),
        ("{discrete: {1: 0.25, 6 month: 0.75}}", Distribution("discrete", (1.0, 0.5), None, (0.25, 0.75))),
        ("{discrete: [3, 1, 2]}", Distribution("discrete", (3.0, 1.0, 2.0))),
    ],
)
def test_every_distribution(text, distribution):
    assert read(text) == distribution


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_values_of_a_csv(tmp_path, monkeypatch, mark):
    monkeypatch.chdir(tmp_path)
    Path("draws.csv").write_bytes(mark + "年限,b\r\n1,2\r\n3e0,x\r\n1,\r\n".encode())
    expected = Distribution("empirical", (1.0, 3.0, 1.0))
    assert read("{empirical: {file: draws.csv, column: 年限}}") == expected


def test_values_of_a_parquet(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pq.write_table(pa.table({"a": [1, 2, 3], "b": [1.5, 2.5, 3.5]}), "draws.parquet")
    assert read("{empirical: {file: draws.parquet, column: A}}").numbers == (1.0, 2.0, 3.0)
    within = read("{empirical: {file: draws.parquet, column: b}, within: [2, 9]}")
    assert within == Distribution("empirical", (1.5, 2.5, 3.5), (2.0, 9.0))


def test_no_file_may_be_named_where_there_is_no_folder():
    node, _ = parse("{empirical: {file: a.csv, column: a}}", "a.yaml")
    faults: list[Fault] = []
    assert node is not None
    assert read_distribution(node, Wanted("x", number_reader("value", None)), faults) is None
    assert len(faults) == 1
