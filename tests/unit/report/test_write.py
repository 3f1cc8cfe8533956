"""A run's folder: complete, replaced whole, the same bytes twice."""

import json
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import OutputError
from simulator.kernel.trajectories import Trajectories
from simulator.report import write
from simulator.report.outcome import BareRun, Numerics
from simulator.report.write import write_bare, write_comparison, write_run
from tests.unit.report.synthetic import broken, results


def bare_run() -> BareRun:
    """Invent the run of a model file."""
    saved = Trajectories(np.array([0.0, 1.0]), ("stock",), ("m",), np.array([[[1.0]], [[2.0]]]))
    return BareRun("tank", "f00d", saved, Numerics("euler", 1.0, None, 0.0))


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file, the manifest without its execution."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    manifest = json.loads(found["manifest.json"])
    del manifest["execution"]
    return found | {"manifest.json": json.dumps(manifest).encode()}


def test_a_run_has_all_its_files(tmp_path):
    written = write_run(results(2), tmp_path, "en")
    assert written.folder == tmp_path / "baseline+plan"
    assert {path.name for path in written.folder.iterdir()} == {
        *("manifest.json", "trajectories.csv", "verdicts.csv", "labels.csv", "figures")
    }
    assert all(figure.is_file() and figure.is_absolute() for figure in written.figures)
    names = {figure.name for figure in written.figures}
    assert {"overview.png", "matrix.png", "trajectory-urbanization-rate.png"} <= names
    assert {path.name for path in written.figures[0].parent.glob("*.svg")} == {"overview.svg", "matrix.svg"}


def test_the_same_run_gives_the_same_bytes(tmp_path):
    one = write_comparison(results(1), tmp_path / "one", "zh")
    other = write_comparison(results(1), tmp_path / "other", "zh")
    assert contents(one.folder) == contents(other.folder)


def test_a_comparison_has_its_two_figures(tmp_path):
    written = write_comparison(results(1), tmp_path, "zh")
    assert [figure.name for figure in written.figures] == ["overview.png", "matrix.png"]


def test_a_broken_run_is_written_too(tmp_path):
    written = write_comparison(broken(), tmp_path, "en")
    assert (written.folder / "verdicts.csv").is_file() and written.figures


def test_a_bare_run(tmp_path):
    written = write_bare(bare_run(), tmp_path)
    assert {path.name for path in written.folder.iterdir()} == {"manifest.json", "trajectories.csv"}
    assert written.folder.name == "tank" and written.figures == ()


def test_nothing_of_a_failed_run_is_left(tmp_path, monkeypatch):
    first = write_bare(bare_run(), tmp_path)
    before = contents(first.folder)

    def full(*anything):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "write_bare_trajectories", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_bare(bare_run(), tmp_path)
    assert contents(first.folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["tank"]


def test_a_foreign_folder_is_left_alone(tmp_path):
    (tmp_path / "tank").mkdir()
    (tmp_path / "tank" / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"it holds notes\.txt and no manifest\.json of this program"):
        write_bare(bare_run(), tmp_path)
    assert (tmp_path / "tank" / "notes.txt").read_text() == "mine"
