"""A part is one whole Parquet file, the same bytes for the same columns, and any tool reads a folder of them."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from simulator.ensemble.parts import (
    Column,
    Words,
    is_whole,
    part_name,
    remove_unfinished,
    write_atomically,
    write_part,
)

ROOT = Path(__file__).resolve().parents[3]
VERDICTS = ("met", "missed", "too_close", "undecided")
SCENARIOS = ("baseline", "plan")


def columns(chunk: int, rows: int = 5) -> list[Column]:
    """Members of one chunk."""
    values = np.arange(rows) / 3 + chunk
    values[1] = np.nan
    return [
        Column("scenario", Words(np.full(rows, chunk % 2, dtype=np.int8), SCENARIOS)),
        Column("member", np.arange(rows) + chunk * rows),
        Column("总人口", values, {"unit": "万人", "label": "population"}),
        Column("T1_verdict", Words(np.arange(rows) % 2, VERDICTS)),
    ]


@pytest.fixture
def folder(tmp_path):
    """A store's folder with two parts."""
    for chunk in range(2):
        write_part(tmp_path, part_name("members", chunk), columns(chunk))
    return tmp_path


def test_what_is_written_is_told(tmp_path):
    part = write_part(tmp_path, part_name("members", 7), columns(7))
    path = tmp_path / "members" / "part-000007.parquet"
    assert part.file == "members/part-000007.parquet"
    assert part.bytes == path.stat().st_size and is_whole(tmp_path, part)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_damaged_or_missing_part_is_not_whole(tmp_path):
    part = write_part(tmp_path, "members/a.parquet", columns(0))
    path = tmp_path / part.file
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    assert not is_whole(tmp_path, part)
    path.write_bytes(raw[:-1])
    assert not is_whole(tmp_path, part)
    path.unlink()
    assert not is_whole(tmp_path, part)


def test_equal_columns_give_equal_bytes_in_every_process(tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.unit.ensemble.test_parts import columns, write_part\n"
        "print(write_part(Path(sys.argv[1]), 'members/other.parquet', columns(3, 4000)).sha256)"
    )
    run = [sys.executable, "-c", code, str(tmp_path)]
    other = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()
    assert write_part(tmp_path, "members/own.parquet", columns(3, 4000)).sha256 == other


def test_units_and_labels_are_in_the_file(folder):
    schema = pq.read_schema(folder / part_name("members", 0))
    assert schema.field("总人口").metadata == {b"unit": "万人".encode(), b"label": b"population"}
    assert schema.field("member").metadata is None


def test_numbers_are_split_by_bytes_and_words_are_a_dictionary(folder):
    group = pq.ParquetFile(folder / part_name("members", 0)).metadata.row_group(0)
    assert "BYTE_STREAM_SPLIT" in group.column(2).encodings and group.column(2).compression == "ZSTD"
    assert "RLE_DICTIONARY" in group.column(3).encodings


def test_pandas_reads_the_folder(folder):
    table = pd.read_parquet(folder / "members")
    assert table["member"].tolist() == list(range(10)) and table["member"].dtype == np.int64
    assert list(table["scenario"]) == ["baseline"] * 5 + ["plan"] * 5
    assert list(table["T1_verdict"].cat.categories) == list(VERDICTS)
    np.testing.assert_array_equal(table["总人口"], np.concatenate([columns(each)[2].values for each in range(2)]))


def test_polars_reads_the_folder(folder):
    table = pl.read_parquet(folder / "members" / "*.parquet")
    assert table["member"].to_list() == list(range(10)) and table["总人口"].dtype == pl.Float64
    assert table["scenario"].cast(pl.String).to_list() == ["baseline"] * 5 + ["plan"] * 5
    assert table["T1_verdict"].cast(pl.String).to_list() == ["met", "missed", "met", "missed", "met"] * 2
    assert table["总人口"].is_nan().to_list() == [False, True, False, False, False] * 2
    assert table["总人口"].null_count() == 0


def test_duckdb_reads_the_folder(folder):
    query = f"select scenario, member, T1_verdict, isnan(总人口) from '{folder}/members/*.parquet' order by member"
    rows = duckdb.sql(query).fetchall()
    assert rows[0] == ("baseline", 0, "met", False) and rows[6] == ("plan", 6, "missed", True)
    assert len(rows) == 10


def test_a_folder_is_read_beside_what_a_killed_writer_left(folder):
    left = folder / "members" / ".part-000002.parquet.0123456789ab.unfinished"
    left.write_bytes(b"PAR1")
    assert len(pd.read_parquet(folder / "members")) == 10
    remove_unfinished([folder / "members"])
    assert not left.exists() and len(list((folder / "members").iterdir())) == 2


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    path = tmp_path / "kept"
    write_atomically(path, lambda raw: raw.write(b"old"))

    def failing(raw):
        raw.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left on device") as caught:
        write_atomically(path, failing)
    assert caught.value.errno == 28 and caught.value.filename == str(path)
    assert path.read_bytes() == b"old" and [each.name for each in tmp_path.iterdir()] == ["kept"]


def test_a_full_disk_is_told_with_its_number_through_the_packing(tmp_path, monkeypatch):
    from_open = Path.open

    def full(self, mode="r", *arguments):
        if "x" not in mode:
            return from_open(self, mode, *arguments)
        self.touch()
        return from_open(Path("/dev/full"), "wb", buffering=0)

    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full; unskipped by Linux")
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError) as caught:
        write_part(tmp_path, "members/a.parquet", columns(0))
    assert caught.value.errno == 28 and caught.value.filename == str(tmp_path / "members" / "a.parquet")
    assert list((tmp_path / "members").iterdir()) == []


def test_bytes_are_on_the_disk_before_the_name_is_and_the_name_before_it_returns(tmp_path, monkeypatch):
    calls = []
    fsync, replace = os.fsync, os.replace

    def synced(descriptor):
        calls.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        assert calls[-1] == "folder" or os.fstat(descriptor).st_size == 3, "bytes are still in the program's own buffer"
        fsync(descriptor)

    def replaced(draft, path):
        calls.append("replace")
        replace(draft, path)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    write_atomically(tmp_path / "a", lambda raw: raw.write(b"abc"))
    assert calls == ["file", "replace", "folder"]
