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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "{weibull: [1, 2]}",
            "no distribution 'weibull'. Expected one of 'beta', 'discrete', 'empirical', 'lognormal', "
            "'normal', 'triangular', 'uniform'. Rename or remove it.",
        ),
        ("{normal: [1, 2], withn: [0, 2]}", "no key 'withn'. Nearest: 'within'. Rename or remove it."),
        (
            "{uniform: ［0.8，1.1］}",
            "'［0.8，1.1］' holds the full-width '［'. Expected '[0.8, 1.1]'. "
            "Type it so, with the Chinese input method off.",
        ),
        (
            "{normal: [0.93, 10 %]}",
            "x: normal: standard deviation is '10 %', which may be 0.1, or of the mean. "
            "Expected a number in the unit of the mean. Write 0.1, or 0.093 for 10 % of the mean.",
        ),
        (
            "{normal: [0, 10%]}",
            "x: normal: standard deviation is '10%', which may be 0.1, or of the mean. "
            "Expected a number in the unit of the mean. Write 0.1.",
        ),
    ],
)
def test_what_is_refused(text, told):
    node, _ = parse(text, "a.yaml")
    assert node is not None
    faults: list[Fault] = []
    assert read_distribution(node, Wanted("x", number_reader("value", "Dmnl")), faults) is None
    assert [fault.text for fault in faults] == [told]


@pytest.mark.parametrize(
    ("text", "unit", "numbers"),
    [
        ("{normal: [93 %, 10 %]}", "Dmnl", (0.93, 0.1)),
        ("{normal: [93, 10 %]}", "%", (93.0, 10.0)),
        ("{normal: [4 %/year, 1 %/year]}", "1/Year", (0.04, 0.01)),
    ],
)
def test_a_standard_deviation_in_percent(text, unit, numbers):
    assert read(text, unit).numbers == pytest.approx(numbers, rel=1e-15)
