"""CSV holds every value to the same bits, in Excel's encoding."""

import math

import numpy as np
import pytest

from simulator.report.export.plain import RESULTS_MANIFEST, write_plain, write_rows
from simulator.report.export.result import read_result
from tests.unit.report.export.folders import bare_folder, batch_folder, member_table, rows_of, run_folder


def written(folder, tmp_path):
    """Export a folder and give where it went."""
    out = tmp_path / "out"
    out.mkdir()
    write_plain(read_result(folder), out)
    return out


def test_a_run(tmp_path):
    folder = run_folder(tmp_path)
    out = written(folder, tmp_path)
    names = {"values-long.csv", "values-wide.csv", "verdicts.csv", "inputs.csv", RESULTS_MANIFEST}
    assert {path.name for path in out.iterdir()} == names
    for name in names - {RESULTS_MANIFEST}:
        raw = (out / name).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
    assert (out / RESULTS_MANIFEST).read_bytes() == (folder / "manifest.json").read_bytes()
    paths = read_result(folder).paths
    values = [float(row[-1] or "nan") for row in rows_of(out / "values-long.csv")[1:]]
    assert np.array(values).reshape(2, -1, 16).transpose(0, 2, 1).tobytes() == paths.values.tobytes()
    original, labelled = rows_of(folder / "verdicts.csv"), rows_of(out / "verdicts.csv")
    assert [row[: len(original[0])] for row in labelled] == original


def test_a_model_file(tmp_path):
    out = written(bare_folder(tmp_path), tmp_path)
    assert {path.name for path in out.iterdir()} == {"values-long.csv", "values-wide.csv", RESULTS_MANIFEST}
    assert [row[1] for row in rows_of(out / "values-wide.csv")[1:]] == ["stock", "flow[a,b]", "'=1+1"]
    assert [row[-3:] for row in rows_of(out / "values-wide.csv")[1:]] == [
        ["1.0", "", "inf"],
        ["0.1", "0.2", "0.30000000000000004"],
        ["7.0", "8.0", "-inf"],
    ]


def test_a_batch(tmp_path):
    out = written(batch_folder(tmp_path), tmp_path)
    names = {"members.csv", "trajectories.csv", "summary.csv", "bands.csv", "columns.csv", "inputs.csv"}
    assert {path.name for path in out.iterdir()} == {*names, RESULTS_MANIFEST}
    rows = rows_of(out / "members.csv")
    made = member_table("baseline", 0, 5)
    assert rows[0] == made.column_names
    assert len(rows) == 11
    for place, name in enumerate(made.column_names[2:6], start=2):
        read = np.array([float(row[place] or "nan") for row in rows[1:6]])
        np.testing.assert_array_equal(read, made[name].to_numpy())
    assert rows[4][:2] == ["baseline", "3"]
    assert rows[4][-3:] == ["", "", "undecided"]
    assert len(rows_of(out / "trajectories.csv")) == 21


@pytest.mark.parametrize("value", [0.1, 1e-320, -0.0, 1 / 3, 1e300])
def test_numbers_keep_their_bits(tmp_path, value):
    write_rows(tmp_path / "t.csv", ["x", "n", "t"], [[value, 3, "a"], [math.nan, 4, ""]])
    header, first, second = rows_of(tmp_path / "t.csv")
    assert (header, first[1:], second) == (["x", "n", "t"], ["3", "a"], ["", "4", ""])
    assert np.float64(first[0]).tobytes() == np.float64(value).tobytes()


def test_no_text_runs_as_a_formula_and_no_number_is_touched(tmp_path):
    write_rows(tmp_path / "t.csv", ["=x", "y"], [["-b", -1.5], ["@c", -math.inf], ["-2.5", 3]])
    assert rows_of(tmp_path / "t.csv") == [["'=x", "y"], ["'-b", "-1.5"], ["'@c", "-inf"], ["-2.5", "3"]]


def test_the_results_themselves_read_back_what_they_guard(tmp_path):
    folder = bare_folder(tmp_path)
    assert rows_of(folder / "trajectories.csv")[0][-1] == "'=1+1"
    assert read_result(folder).paths.variables[-1].name == "=1+1"
