"""A folder of results is read back whole; what is none, or not finished, is refused with the way out."""

import json
import shutil

import numpy as np
import pytest

from simulator.errors import OutputError
from simulator.report.export.result import find_result, read_result
from simulator.report.labelling import Named
from tests.unit.report.export.folders import LEVER, bare_folder, batch_folder, run_folder
from tests.unit.report.synthetic import results


def test_a_run_reads_back_to_the_same_bits(tmp_path):
    read = read_result(run_folder(tmp_path))
    made = results(2)
    assert (read.name, read.model, read.is_batch) == ("baseline+plan", "testville", False)
    assert read.paths.axis == "year"
    assert read.paths.scenarios == ("baseline", "plan")
    assert read.paths.values.shape == (2, 16, len(made.case.labels))
    for place, outcome in enumerate(made.outcomes):
        assert read.paths.times.tolist() == list(outcome.yearly.years)
        np.testing.assert_array_equal(read.paths.values[place], outcome.yearly.values[:, :, 0])
    label = made.case.labels[0]
    assert (read.paths.variables[0].zh, read.paths.variables[0].unit) == (label.zh, label.unit)
    assert len(read.verdicts.rows) == 2 * len(made.case.targets)
    assert read.named("input", "hukou effort").zh == LEVER.zh
    assert read.named("input", "unknown") == Named("input", "unknown", "unknown", "unknown", "")
    assert read.written == "2026-03-04T05:06:07+00:00"


def test_a_model_file_reads_back_to_the_same_bits(tmp_path):
    read = read_result(bare_folder(tmp_path))
    assert (read.paths.axis, read.verdicts, read.names) == ("time", None, ())
    assert read.paths.variables[1] == Named("variable", "flow[a,b]", "flow[a,b]", "flow[a,b]", "m/Year")
    np.testing.assert_array_equal(read.paths.values[0, :, 0], [1.0, np.nan, np.inf])
    assert read.paths.values[0, 2, 1] == 0.1 + 0.2


def test_a_batch_keeps_its_members_on_disk(tmp_path):
    read = read_result(batch_folder(tmp_path))
    assert read.is_batch
    assert read.paths is None
    assert (read.members.n_rows, read.trajectories.n_rows) == (10, 20)
    assert read.bands.header[:4] == ("scenario", "variable", "unit", "year")
    assert read_result(batch_folder(tmp_path / "other", with_paths=False)).trajectories is None


def test_results_are_found_by_path_and_by_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = run_folder(tmp_path / "outputs")
    assert find_result(str(folder)) == folder
    assert find_result("baseline+plan").resolve() == folder
    with pytest.raises(OutputError) as unknown:
        find_result("baseline-plan")
    told = "no folder of results 'baseline-plan'. Nearest: 'baseline+plan'. Rename or remove it."
    assert str(unknown.value) == f"outputs: {told}"
    (tmp_path / "x.txt").touch()
    with pytest.raises(OutputError) as file:
        find_result("x.txt")
    assert str(file.value) == "x.txt: it is a file. Expected a folder of results, such as outputs/baseline."


def test_nothing_to_export_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError) as none:
        find_result("baseline")
    told = "no folder of results 'baseline'. There is no folder of results at all. Remove it."
    assert str(none.value) == f"outputs: {told}"


@pytest.mark.parametrize("reference", ["many", "many.partial", "outputs/many", "outputs/many.partial"])
def test_an_unfinished_batch_says_how_to_finish_it(tmp_path, monkeypatch, reference):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outputs/many.partial").mkdir(parents=True)
    with pytest.raises(OutputError) as unfinished:
        find_result(reference)
    assert str(unfinished.value) == (
        "outputs/many.partial: an unfinished batch. Expected a finished one. "
        "Finish it with: simulator batch FILE --resume."
    )


def changed(folder, **keys):
    """Change a manifest."""
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **keys}), encoding="utf-8")
    return folder


def test_what_is_no_result_is_refused(tmp_path):
    expected = "Expected a folder that run, compare or batch wrote. Name one of those."
    with pytest.raises(OutputError) as none:
        read_result(tmp_path)
    assert str(none.value) == f"{tmp_path}: no manifest.json, so these are no results of this program. {expected}"
    folder = run_folder(tmp_path)
    with pytest.raises(OutputError) as other:
        read_result(changed(folder, format="other"))
    assert str(other.value) == f"{folder / 'manifest.json'}: its format is not 'simulator results'. {expected}"
    with pytest.raises(OutputError) as later:
        read_result(changed(folder, format="simulator results", format_version=2))
    told = f"{folder / 'manifest.json'}: version 2 of the format. Expected 1. Make the results again."
    assert str(later.value) == told
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match=r"manifest\.json: no JSON: "):
        read_result(folder)
    (folder / "manifest.json").write_bytes(b"\xff")
    with pytest.raises(OutputError, match="is not UTF-8"):
        read_result(folder)


@pytest.mark.parametrize("name", ["summary.csv", "bands.csv", "labels.csv", "members", "trajectories"])
def test_a_missing_file_of_a_batch_is_told(tmp_path, name):
    folder = batch_folder(tmp_path)
    if (folder / name).is_dir():
        shutil.rmtree(folder / name)
    else:
        (folder / name).unlink()
    with pytest.raises(OutputError, match=rf"{name}: no such (file|folder)\. Expected"):
        read_result(folder)


def test_a_batch_that_keeps_no_members_has_none(tmp_path):
    folder = batch_folder(tmp_path, with_paths=False)
    shutil.rmtree(folder / "members")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["batch"]["save"]["members"] = False
    found = read_result(changed(folder, batch=manifest["batch"]))
    assert (found.members, found.trajectories) == (None, None)
    assert found.is_batch


@pytest.mark.parametrize("name", ["trajectories.csv", "verdicts.csv", "labels.csv"])
def test_a_missing_file_is_told(tmp_path, name):
    folder = run_folder(tmp_path)
    (folder / name).unlink()
    with pytest.raises(OutputError, match=f"{name}: no such file. Expected"):
        read_result(folder)


EXPECTED = "Expected scenario, then year or time, and rows."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "scenario,day,x\na,1,2\n",
            ":1: it begins with scenario, day. Expected scenario, then year or time, and rows.",
        ),
        ("scenario,year,x\n", f":1: it begins with scenario, year. {EXPECTED}"),
        ("scenario,year,x\na,1,two\n", ": 'two' is not a number. Expected numbers."),
        ("scenario,year,x\na,1,2\na,2,2\nb,1,2\n", ": scenarios are not all given at the same times."),
        ("scenario,year,x\na,1,2\nb,2,2\n", ": scenarios are not all given at the same times."),
    ],
)
def test_damaged_trajectories_are_refused(tmp_path, text, told):
    folder = run_folder(tmp_path)
    (folder / "trajectories.csv").write_text(text, encoding="utf-8")
    with pytest.raises(OutputError) as damaged:
        read_result(folder)
    assert str(damaged.value) == f"{folder / 'trajectories.csv'}{told} Make the results again."
