"""How members are drawn; what is refused is in tests/fault."""

import pytest

from simulator.scenario.batch import Sample
from simulator.scenario.batch_file.sampled import METHODS, SIZED, read_sample
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.place import Fault
from simulator.scenario.read import Pairs, parse


def read(text: str, identity: str = "") -> tuple[Sample | None, list[str]]:
    """Read a sample."""
    root, _ = parse(f"sample: {text}", "a.yaml")
    assert isinstance(root, Pairs)
    faults: list[Fault] = []
    sample = read_sample(Entry(*root.pairs[0]), Layer("sub/a.yaml", identity), faults)
    return sample, [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("text", "sample"),
    [
        ("{method: latin_hypercube, size: 1e4, seed: 2026}", Sample("latin_hypercube", 10000, 2026)),
        ("{method: sobol, size: 3}", Sample("sobol", 3)),
        ("{method: monte_carlo, size: 1, seed: 9223372036854775807}", Sample("monte_carlo", 1, 2**63 - 1)),
        ("{method: grid, levels: 5}", Sample("grid", levels=5)),
        ("{method: morris, trajectories: 50, seed: 1}", Sample("morris", seed=1, levels=4, trajectories=50)),
        ("{method: morris, trajectories: 5, levels: 6}", Sample("morris", levels=6, trajectories=5)),
    ],
)
def test_every_method(text, sample):
    found, faults = read(text)
    assert not faults
    assert found is not None
    assert found.where == "a.yaml:1"
    assert found == Sample(**{**sample.__dict__, "where": "a.yaml:1"})


def test_a_file_is_found_from_the_folder_of_the_batch(tmp_path):
    (tmp_path / "m.csv").write_text("a\n1\n", encoding="utf-8")
    found, faults = read("{file: m.csv}", str(tmp_path / "a.yaml"))
    assert not faults
    assert found == Sample("file", file=tmp_path / "m.csv", shown="sub/m.csv", where="a.yaml:1")


def test_members_of_a_file_may_be_conditional_on_history(tmp_path):
    (tmp_path / "m.csv").write_text("a\n1\n", encoding="utf-8")
    found, faults = read("{file: m.csv, conditional: history}", str(tmp_path / "a.yaml"))
    assert not faults
    assert found.conditional == "history"
    assert read("{file: m.csv, conditional: hope}", str(tmp_path / "a.yaml"))[1] == [
        "a.yaml:1:36: conditional is 'hope'. Expected history, as simulator match writes it. "
        "Correct it, or leave it out."
    ]


def test_a_method_alone_is_no_file(tmp_path):
    assert read("sobol")[1] == [
        "a.yaml:1:9: sample is 'sobol' alone. Expected a CSV or Parquet file of members, or a method such as "
        "{method: sobol, size: 1024}. Correct it."
    ]
    assert read("{file: [1]}")[1][0].startswith("a.yaml:1:16: file is a list. Expected a path")
    assert read("{file: a.csv, size: 3}")[1] == [
        "a.yaml:1:23: no key 'size'. Expected one of 'conditional', 'file'. Rename or remove it."
    ]
    assert read("{size: 3}")[1][0].startswith("a.yaml:1:9: sample has no method. Expected {method: ")


def test_methods():
    assert set(METHODS) == {"latin_hypercube", "sobol", "monte_carlo", "grid", "morris"}
    assert SIZED == ("latin_hypercube", "sobol", "monte_carlo")
