"""The ledger lists files by chunk and says what decided their bytes."""

import json

import pytest

from simulator.ensemble.ledger import LEDGER, Done, done_of, read_plan, row_of, write_ledger
from simulator.ensemble.parts import Written

PARTS = (Written("members/part-000001.parquet", 10, "ab"), Written("trajectories/part-000001.parquet", 20, "cd"))
DONE = Done(1, "规划", 8192, 100, PARTS)


def test_one_row_a_file_by_chunk(tmp_path):
    write_ledger(tmp_path, {"b": "2", "a": "1"}, [DONE, Done(0, "baseline", 0, 8192, PARTS[:1]), Done(2, "x", 0, 1)])
    text = (tmp_path / LEDGER).read_text(encoding="utf-8")
    ledger = json.loads(text)
    assert list(ledger) == ["format", "plan", "parts"] and list(ledger["plan"]) == ["a", "b"]
    assert [each["chunk"] for each in ledger["parts"]] == [0, 1, 1]
    assert ledger["parts"][2] == {
        "chunk": 1,
        "scenario": "规划",
        "first_member": 8192,
        "members": 100,
        "file": "trajectories/part-000001.parquet",
        "bytes": 20,
        "sha256": "cd",
    }
    assert "规划" in text and read_plan(tmp_path) == {"a": "1", "b": "2"}


def test_a_row_reads_back():
    assert done_of(json.loads(json.dumps(row_of(DONE)))) == DONE


@pytest.mark.parametrize("change", [{"parts": None}, {"chunk": "x"}, {"parts": [{"file": "a"}]}])
def test_a_row_that_is_none(change):
    with pytest.raises((TypeError, ValueError)):
        done_of(row_of(DONE) | change)


@pytest.mark.parametrize("text", ["", "[]", '{"format": "other", "plan": {}}', '{"format": "simulator ledger"}'])
def test_a_file_that_is_no_ledger_of_ours(tmp_path, text):
    assert read_plan(tmp_path) is None
    (tmp_path / LEDGER).write_text(text)
    assert read_plan(tmp_path) is None
