"""Parquet parts give their rows in order, a piece at a time."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulator.errors import OutputError
from simulator.report.export.parts import VERDICT_NAMES, Field, read_parts
from tests.unit.report.export.folders import VERDICTS, batch_folder, member_table


def test_rows_come_in_the_order_of_the_parts(tmp_path):
    parts = read_parts(batch_folder(tmp_path) / "members")
    assert parts.n_rows == 10
    assert parts.fields == (
        Field("scenario", "key"),
        Field("member", "key"),
        Field("hukou effort", "number"),
        Field("total factor productivity multiplier of the whole of industry", "number"),
        Field("urbanization_2030_value", "number"),
        Field("urbanization_2030_margin", "number"),
        Field("urbanization_2030_verdict", "verdict"),
    )
    pieces = list(parts.pieces())
    assert [piece.n_rows for piece in pieces] == [3, 2, 3, 2]
    assert np.concatenate([piece.columns["member"] for piece in pieces]).tolist() == [0, 1, 2, 3, 4] * 2
    assert pieces[2].columns["scenario"].tolist() == ["plan"] * 3
    whole = member_table("plan", 3, 2)
    for name in ("hukou effort", "urbanization_2030_value"):
        assert pieces[3].columns[name].tobytes() == whole[name].to_numpy().tobytes()
    assert set(pieces[3].columns["urbanization_2030_verdict"]) <= set(VERDICTS) <= set(VERDICT_NAMES)


def test_a_large_part_comes_in_pieces(tmp_path):
    (tmp_path / "members").mkdir()
    pq.write_table(pa.table({"member": np.arange(40_000)}), tmp_path / "members/part-000000.parquet")
    sizes = [piece.n_rows for piece in read_parts(tmp_path / "members").pieces()]
    assert sum(sizes) == 40_000
    assert max(sizes) <= 16_384


def test_what_is_missing_is_nan_or_empty(tmp_path):
    (tmp_path / "members").mkdir()
    path = tmp_path / "members/part-000000.parquet"
    pq.write_table(pa.table({"x": pa.array([1.0, None]), "x_verdict": pa.array(["met", None])}), path)
    (piece,) = read_parts(tmp_path / "members").pieces()
    np.testing.assert_array_equal(piece.columns["x"], [1.0, np.nan])
    assert piece.columns["x_verdict"].tolist() == ["met", ""]


def test_no_folder_is_no_parts(tmp_path):
    assert read_parts(tmp_path / "members") is None


def test_damaged_parts_are_refused(tmp_path):
    folder = tmp_path / "members"
    folder.mkdir()
    with pytest.raises(OutputError) as none:
        read_parts(folder)
    assert str(none.value) == (
        f"{folder}: no part. Expected files such as part-000000.parquet. Make the results again."
    )
    pq.write_table(pa.table({"a": [1.0]}), folder / "part-000000.parquet")
    pq.write_table(pa.table({"b": [1.0]}), folder / "part-000001.parquet")
    with pytest.raises(OutputError) as unlike:
        read_parts(folder)
    assert str(unlike.value) == (
        f"{folder / 'part-000001.parquet'}: its columns are not those of part-000000.parquet. Make the results again."
    )
    (folder / "part-000001.parquet").write_bytes(b"PAR1")
    with pytest.raises(OutputError, match=r"part-000001\.parquet: it cannot be read: .* Expected a part of a batch"):
        read_parts(folder)


def test_a_part_damaged_within_is_refused(tmp_path):
    folder = tmp_path / "members"
    folder.mkdir()
    path = folder / "part-000000.parquet"
    pq.write_table(pa.table({"a": np.arange(10_000) * 0.37}), path, compression="zstd")
    raw = bytearray(path.read_bytes())
    raw[40:4000] = bytes(3960)
    path.write_bytes(raw)
    parts = read_parts(folder)
    with pytest.raises(OutputError, match="it cannot be read"):
        list(parts.pieces())
