"""The folder of a fit takes its name when it is complete."""

import json

import pytest

from simulator.report.fit.folder import FitFolder, write_folder
from simulator.report.outcome import Case
from simulator.target import History
from tests.fits import LABELS

CASE = Case("small", "0" * 64, LABELS, (), History(()))
SHEETS = (("sizes.csv", ("name", "size"), [{"name": "a", "size": 0.1}, {"name": "b", "size": None}]),)


def test_sheets_inputs_and_the_manifest_are_written(tmp_path):
    def inputs(folder):
        (folder / "again.yaml").write_text("set: {}\n", encoding="utf-8")

    written = write_folder(FitFolder("calibrate-small", CASE, SHEETS, (), {"until": 2020}, inputs), tmp_path)
    assert (written.folder, written.figures) == (tmp_path / "calibrate-small", ())
    assert (written.folder / "sizes.csv").read_text(encoding="utf-8-sig").split() == ["name,size", "a,0.1", "b,"]
    assert (written.folder / "again.yaml").is_file()
    told = json.loads((written.folder / "manifest.json").read_text(encoding="utf-8"))
    assert (told["model"]["name"], told["until"], told["units"]["people"]) == ("small", 2020, "person")
    assert {"versions", "execution"} <= set(told)


def test_a_folder_that_breaks_off_is_not_there(tmp_path):
    def breaks(folder):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        write_folder(FitFolder("calibrate-small", CASE, SHEETS, (), {}, breaks), tmp_path)
    assert list(tmp_path.iterdir()) == []
