"""Inputs from a file of members; what is refused is in tests/fault."""

import pytest

from simulator.scenario.batch import Sample
from simulator.scenario.batch_file.columns import given_inputs
from simulator.scenario.place import Fault
from tests.scenarios import load_batch


def test_columns_are_inputs(tmp_path, known):
    path = tmp_path / "a.csv"
    path.write_text("member,Wind_starts,lifetime\n0,1,2\n1,3,4\n7,5,6\n".replace("_", " "), encoding="utf-8")
    faults: list[Fault] = []
    inputs, rows = given_inputs(Sample("file", file=path, shown="a.csv"), known, faults)
    assert not faults
    assert rows == 3
    assert [(each.name, each.kind, each.act, each.unit) for each, _ in inputs.values()] == [
        ("wind starts", "given", "value", "wanKW/Year"),
        ("lifetime", "given", "value", "Year"),
    ]


def test_only_some_rows_outside_a_range_are_told(tmp_path, known):
    path = tmp_path / "a.csv"
    path.write_text("wind starts\n" + "10\n" + "500\n" * 9, encoding="utf-8")
    faults: list[Fault] = []
    assert given_inputs(Sample("file", file=path, shown="a.csv"), known, faults) == ({}, 0)
    assert len(faults) == 5
    assert str(faults[0]).startswith("a.csv:3:1: wind starts is 500. Expected 0 to 200")
    assert str(faults[4]).startswith("a.csv:7:1: wind starts is 500 (and 4 rows more). Expected 0 to 200")


@pytest.mark.parametrize("sample", ["members.csv", "{file: members.csv}"])
def test_a_batch_of_given_members_crossed_with_a_sweep(write, known, tmp_path, sample):
    write(mine=f"model: city\nsweep: {{hukou effort: [0, 0.1]}}\nsample: {sample}\n")
    (tmp_path / "members.csv").write_text("lifetime\n20\n30\n", encoding="utf-8")
    batch = load_batch("mine.yaml", known)
    assert [(each.name, each.kind) for each in batch.inputs] == [("hukou effort", "swept"), ("lifetime", "given")]
    assert (batch.sample.method, batch.sample.size, batch.sample.shown) == ("file", 2, "members.csv")
    assert not batch.is_drawn
