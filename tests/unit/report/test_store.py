"""Folders of results are replaced as a whole, or not at all."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator.errors import OutputError
from simulator.report import store
from simulator.report.store import FORMAT, MANIFEST, check_replaceable, replacing, result_folder
from simulator.report.store import publish as publish_complete


def write_results(folder: Path, text: str) -> None:
    """Write a smallest set of results."""
    (folder / MANIFEST).write_text(json.dumps({"format": FORMAT}), encoding="utf-8")
    (folder / "verdicts.csv").write_text(text, encoding="utf-8")


def publish(folder: Path, text: str) -> None:
    """Replace a folder by a smallest set of results."""
    with replacing(folder) as draft:
        write_results(draft, text)


def test_new_folder_gets_its_parents(tmp_path):
    publish(tmp_path / "a" / "b" / "plan", "new")
    assert (tmp_path / "a" / "b" / "plan" / "verdicts.csv").read_text() == "new"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["plan"]


def test_results_are_replaced_whole(tmp_path):
    folder = tmp_path / "plan"
    publish(folder, "old")
    (folder / "figures").mkdir()
    publish(folder, "new")
    assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, "verdicts.csv"]
    assert (folder / "verdicts.csv").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_old_results_stay_until_the_new_ones_are_complete(tmp_path):
    folder = tmp_path / "plan"
    publish(folder, "old")
    with replacing(folder) as draft:
        write_results(draft, "new")
        assert (folder / "verdicts.csv").read_text() == "old"
        assert draft.parent == folder.parent
    assert (folder / "verdicts.csv").read_text() == "new"


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_old_results_stay_when_writing_fails(tmp_path, failure):
    folder = tmp_path / "plan"
    publish(folder, "old")
    with pytest.raises(failure), replacing(folder) as draft:
        write_results(draft, "new")
        raise failure
    assert (folder / "verdicts.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


@pytest.mark.parametrize("failing_rename", [1, 2])
def test_old_results_stay_when_a_rename_fails(tmp_path, monkeypatch, failing_rename):
    folder = tmp_path / "plan"
    publish(folder, "old")
    rename, calls = Path.rename, []

    def failing(self, target):
        calls.append(target)
        if len(calls) == failing_rename:
            raise PermissionError(13, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError, match="Permission denied"):
        publish(folder, "new")
    assert (folder / "verdicts.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_results_set_aside_by_a_killed_run_come_back(tmp_path):
    folder = tmp_path / "plan"
    publish(folder, "old")
    folder.rename(tmp_path / ".plan.previous-0123456789ab")
    with pytest.raises(ValueError), replacing(folder):
        assert (folder / "verdicts.csv").read_text() == "old"
        raise ValueError
    assert (folder / "verdicts.csv").read_text() == "old"


def test_a_draft_that_no_living_run_holds_is_removed(tmp_path):
    left, other = tmp_path / ".plan.draft-left", tmp_path / ".planet.draft-left"
    for each in (left, other):
        each.mkdir()
    with replacing(tmp_path / "plan") as draft:
        assert not left.exists()
        publish(tmp_path / "plan", "theirs")
        assert draft.is_dir()
        write_results(draft, "ours")
    assert {path.name for path in tmp_path.iterdir()} == {"plan", other.name}
    assert (tmp_path / "plan" / "verdicts.csv").read_text() == "ours"


def test_without_locks_drafts_left_behind_long_ago_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "is_held", lambda folder: None)
    old, young = tmp_path / ".plan.draft-old", tmp_path / ".plan.draft-young"
    other = tmp_path / ".planet.draft-old"
    long_ago = time.time() - 3 * 24 * 3600
    for left in (old, young, other):
        left.mkdir()
    for left in (old, other):
        os.utime(left, (long_ago, long_ago))
    publish(tmp_path / "plan", "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, other.name, "plan"]


def test_a_name_with_pattern_characters(tmp_path):
    publish(tmp_path / "[a]*", "old")
    publish(tmp_path / "[a]*", "new")
    assert (tmp_path / "[a]*" / "verdicts.csv").read_text() == "new"


def test_empty_folder_is_replaced(tmp_path):
    (tmp_path / "plan").mkdir()
    publish(tmp_path / "plan", "new")
    assert (tmp_path / "plan" / "verdicts.csv").read_text() == "new"


@pytest.mark.parametrize("manifest", [None, "{", "[]", '{"format": "something else"}'])
def test_foreign_folder_is_refused(tmp_path, manifest):
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter1.tex").write_text("precious")
    if manifest is not None:
        (folder / MANIFEST).write_text(manifest)
    held = "chapter1.tex" if manifest is None else "chapter1.tex, manifest.json"
    expected = (
        f"{folder}: it holds {held} and no manifest.json of this program, so it is not replaced. "
        "Choose another folder with -o, or empty this one yourself."
    )
    with pytest.raises(OutputError, match=f"^{re.escape(expected)}$"):
        publish(folder, "new")
    assert (folder / "chapter1.tex").read_text() == "precious"


def test_many_foreign_files_are_named_shortly(tmp_path):
    for name in "abcde":
        (tmp_path / name).touch()
    with pytest.raises(OutputError, match=r"it holds a, b, c, \.\.\. and no manifest\.json"):
        check_replaceable(tmp_path)


def test_file_in_the_place_of_the_folder(tmp_path):
    (tmp_path / "plan").touch()
    expected = f"{tmp_path / 'plan'}: it is a file, a folder is expected. Choose another folder with -o."
    with pytest.raises(OutputError, match=f"^{re.escape(expected)}$"):
        check_replaceable(tmp_path / "plan")


def test_file_in_the_place_of_a_parent(tmp_path):
    (tmp_path / "file").touch()
    expected = f"{tmp_path / 'file'}: it is a file, a folder is expected. Choose another folder with -o."
    with pytest.raises(OutputError, match=f"^{re.escape(expected)}$"):
        check_replaceable(tmp_path / "file" / "deep" / "plan")


def test_link_to_nothing(tmp_path):
    (tmp_path / "plan").symlink_to(tmp_path / "gone")
    with pytest.raises(
        OutputError, match=r"it is a link to nothing\. Remove the link, or choose another folder with -o"
    ):
        check_replaceable(tmp_path / "plan")


def test_link_to_a_folder_keeps_being_a_link(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "plan").symlink_to(tmp_path / "disk")
    publish(tmp_path / "plan", "new")
    assert (tmp_path / "plan").is_symlink()
    assert (tmp_path / "disk" / "verdicts.csv").read_text() == "new"


def test_folder_without_permission(tmp_path, monkeypatch):
    monkeypatch.setattr(store.os, "access", lambda path, mode: False)
    expected = (
        f"{tmp_path}: no permission to write there. Give yourself that permission, or choose another folder with -o."
    )
    with pytest.raises(OutputError, match=f"^{re.escape(expected)}$"):
        check_replaceable(tmp_path / "plan")


def test_full_disk(tmp_path):
    words = r"the results cannot be written: No space left on device\. Make room"
    with pytest.raises(OutputError, match=words), replacing(tmp_path / "plan"):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_results_without_a_manifest_are_not_published(tmp_path):
    with pytest.raises(OutputError, match=r"the results have no manifest\.json"), replacing(tmp_path / "plan"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_folder_made_meanwhile_by_another_run(tmp_path):
    folder = tmp_path / "plan"
    with replacing(folder) as draft:
        publish(folder, "theirs")
        write_results(draft, "ours")
    assert (folder / "verdicts.csv").read_text() == "ours"
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


ROOT = Path(__file__).resolve().parents[3]

KILLED = """
import sys
from pathlib import Path
from tests.unit.report.test_store import publish
publish(Path(sys.argv[1]), "0" * 1000)
print("ready", flush=True)
while True:
    for each in range(10):
        publish(Path(sys.argv[1]), str(each) * 1000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL; unskipped by any POSIX system")
def test_killed_at_any_moment(tmp_path):
    """Whatever stands under the final name after a kill is complete; what the next run finds is complete too."""
    folder = tmp_path / "plan"
    for delay in (0.0, 0.003, 0.007, 0.011):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, cwd=ROOT)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if folder.exists():
            assert len(set((folder / "verdicts.csv").read_text())) == 1
            assert len((folder / "verdicts.csv").read_text()) == 1000
        with pytest.raises(ValueError), replacing(folder):
            assert len((folder / "verdicts.csv").read_text()) == 1000
            raise ValueError
        assert [path.name for path in tmp_path.iterdir()] == ["plan"]


@pytest.mark.parametrize(
    ("stems", "name"),
    [
        (("plan",), "plan"),
        (("baseline", "plan"), "baseline+plan"),
        (("plan", "plan"), "plan"),
        (tuple(f"a-long-scenario-name-{each}" for each in range(9)), "a-long-scenario-name-0+8-more-5d7212"),
    ],
)
def test_result_folder(tmp_path, stems, name):
    assert result_folder(tmp_path, stems) == tmp_path / name


def test_a_complete_folder_takes_its_place(tmp_path):
    folder, complete = tmp_path / "plan", tmp_path / "plan.partial"
    for text in ("old", "new"):
        complete.mkdir()
        write_results(complete, text)
        publish_complete(complete, folder)
        assert (folder / "verdicts.csv").read_text() == text
        assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_complete_folder_takes_the_place_of_what_a_killed_run_set_aside(tmp_path):
    folder, complete = tmp_path / "plan", tmp_path / "plan.partial"
    publish(folder, "old")
    folder.rename(tmp_path / ".plan.previous-0123456789ab")
    complete.mkdir()
    write_results(complete, "new")
    publish_complete(complete, folder)
    assert (folder / "verdicts.csv").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_complete_folder_replaces_nothing_of_others(tmp_path):
    folder, complete = tmp_path / "plan", tmp_path / "plan.partial"
    for each in (folder, complete):
        each.mkdir()
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="the results have no"):
        publish_complete(complete, folder)
    write_results(complete, "new")
    with pytest.raises(OutputError, match="it holds notes"):
        publish_complete(complete, folder)
    assert (folder / "notes.txt").read_text() == "mine" and (complete / "verdicts.csv").read_text() == "new"
