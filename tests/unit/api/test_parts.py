"""Columns of parts are read as they were written, only those asked for, and only where memory holds them."""

from types import SimpleNamespace

import numpy as np
import pytest

from simulator.api import parts as room
from simulator.api.parts import About, table_of
from simulator.ensemble.parts import Column, Words, part_name, write_part
from simulator.errors import OutputError, RunError

WORDS = ("met", "missed", "too_close")


@pytest.fixture
def table(tmp_path):
    """Two parts of five rows together, whose words are numbered differently."""
    for chunk, (members, words) in enumerate((((0, 1, 2), WORDS), ((3, 4), WORDS[::-1]))):
        columns = [
            Column("scenario", Words(np.zeros(len(members), dtype=np.int8), (f"s{chunk}",))),
            Column("member", np.array(members, dtype=np.int64)),
            Column("x.y", np.array(members) * 0.1, {"unit": "%", "en": "X", "zh": "甲"}),
            Column("t_verdict", Words(np.array(members, dtype=np.int8) % 3, words)),
        ]
        write_part(tmp_path, part_name("members", chunk), columns)
    return table_of(tmp_path / "members")


def test_numbers_and_words(table):
    np.testing.assert_array_equal(table.numbers(["x.y", "member"]), [np.arange(5) * 0.1, np.arange(5)])
    np.testing.assert_array_equal(table.numbers(["member"], 2), [[0, 1]])
    np.testing.assert_array_equal(table.numbers(["member"], 4), [[0, 1, 2, 3]])
    # The second part counts backwards: its members 3 and 4 have codes 0 and 1, which are too_close and missed.
    np.testing.assert_array_equal(table.codes(["t_verdict"], WORDS), [[0, 1, 2, 2, 1]])
    assert table.numbers([]).shape == (0, 5)
    assert table.about["x.y"] == About("%", "X", "甲") and table.about["member"] == About()


def test_a_table_for_pandas(table):
    frame = table.frame(None)
    assert list(frame.columns) == ["scenario", "member", "x.y", "t_verdict"]
    assert list(frame.scenario) == ["s0"] * 3 + ["s1"] * 2
    assert list(frame.t_verdict) == ["met", "missed", "too_close", "too_close", "missed"]
    assert list(table.frame(["t_verdict", "member"]).columns) == ["t_verdict", "member"]


def test_a_column_that_is_not_there(table):
    with pytest.raises(KeyError, match=r"no column 'membr'\. Nearest: 'member'"):
        table.frame(["membr"])


def test_too_much_for_memory_is_told_with_its_size(table, monkeypatch):
    free = SimpleNamespace(virtual_memory=lambda: SimpleNamespace(available=99))
    monkeypatch.setattr(room, "psutil", free)
    table.numbers(["member"])
    with pytest.raises(RunError) as caught:
        table.numbers(["member", "x.y"])
    assert str(caught.value) == (
        f"{table.parts.folder}: 2 columns of 5 rows need 80 B of memory, 99 B are free. Expected at most 80% of that. "
        "Choose fewer targets and inputs with select, or read the parts with Polars or DuckDB."
    )


def test_a_damaged_part(table):
    path = table.parts.files[1]
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(OutputError, match=r"part-000001.parquet: it cannot be read: .* Make the results again\."):
        table.numbers(["member"])


def test_no_parts(tmp_path):
    assert table_of(tmp_path / "members") is None
