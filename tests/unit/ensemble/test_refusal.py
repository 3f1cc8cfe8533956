"""Each reason why a store cannot be opened or written says what to do."""

import errno
import os
from pathlib import Path

import pytest

from simulator.ensemble.refusal import (
    count_words,
    refuse_foreign,
    refuse_other_plan,
    refuse_too_little_disk,
    unwritable,
)
from simulator.errors import OutputError

PLAN = Path("progress", "plan.json")


def test_counts():
    assert count_words(312, 1000) == "312 of 1,000 chunks"


def test_folders_of_ours_and_none(tmp_path):
    refuse_foreign(tmp_path, PLAN)
    refuse_foreign(tmp_path / "a" / "b", PLAN)
    (tmp_path / "progress").mkdir()
    (tmp_path / "progress" / ".plan.json.0.unfinished").touch()
    refuse_foreign(tmp_path, PLAN)
    (tmp_path / "members").mkdir()
    (tmp_path / PLAN).touch()
    refuse_foreign(tmp_path, PLAN)


@pytest.mark.parametrize("file", ["thesis.txt", "progress/week-1.txt"])
def test_a_folder_of_others_that_has_one_of_that_name(tmp_path, file):
    (tmp_path / "progress").mkdir()
    (tmp_path / file).touch()
    with pytest.raises(OutputError, match=r"it holds progress.* and is no unfinished batch of this program"):
        refuse_foreign(tmp_path, PLAN)


def test_a_folder_of_others(tmp_path):
    for name in ("b.txt", "a.txt", "c.txt", "d.txt"):
        (tmp_path / name).touch()
    with pytest.raises(OutputError) as caught:
        refuse_foreign(tmp_path, PLAN)
    assert str(caught.value) == (
        f"{tmp_path}: it holds a.txt, b.txt, c.txt, ... and is no unfinished batch of this program, so nothing "
        "is written there. Expected an empty folder or none. Empty it yourself, or choose another folder with -o."
    )


@pytest.mark.parametrize("inside", [False, True])
def test_a_file_in_its_place(tmp_path, inside):
    path = tmp_path / "x.partial"
    path.touch()
    with pytest.raises(OutputError, match=r"x\.partial: it is a file, a folder is expected"):
        refuse_foreign(path / "y.partial" if inside else path, PLAN)


def test_another_plan_names_what_differs(tmp_path):
    before = {"seed": "1", "model": "0" * 64, "chunks": "1000", "old": "yes"}
    refuse_other_plan(tmp_path, before, dict(before), 3)
    with pytest.raises(OutputError) as caught:
        refuse_other_plan(tmp_path, before, {"seed": "2", "model": "1" * 64, "chunks": "1000"}, 312)
    assert str(caught.value) == (
        f"{tmp_path}: an unfinished batch of another plan is there, 312 of 1,000 chunks done. It differs in: "
        "the model, old (yes before, none now), seed (1 before, 2 now). "
        "Choose another folder with -o, or discard it with --restart."
    )


def test_too_little_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(4.1e9))
    folder = tmp_path / "gone" / "x.partial"
    refuse_too_little_disk(folder, 4e9)
    with pytest.raises(OutputError) as caught:
        refuse_too_little_disk(folder, 1234.5e9)
    assert str(caught.value) == (
        f"{folder}: the batch needs about 1.23 TB more and 4.1 GB are free there. "
        "Make room, save less, or choose another folder with -o."
    )


def test_small_amounts_and_what_is_kept_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(2e5))
    with pytest.raises(OutputError) as caught:
        refuse_too_little_disk(tmp_path, 3.4e6, "10 of 11 chunks are done and kept; go on with --resume")
    assert str(caught.value) == (
        f"{tmp_path}: the batch needs about 3.4 MB more and 200 kB are free there. Make room, save less, or choose "
        "another folder with -o. 10 of 11 chunks are done and kept; go on with --resume."
    )


def test_names_of_an_identity_are_worded(tmp_path):
    before = {"simulator": "1.0.0", "first members": "0" * 64, "numpy": "2.3.5", "chunks": "9"}
    now = {"simulator": "1.1.0", "first members": "1" * 64, "numpy": "2.4.0", "chunks": "9"}
    with pytest.raises(OutputError) as caught:
        refuse_other_plan(tmp_path, before, now, 3)
    told = "what the first members give (another version, or another machine), numpy (2.3.5 before, 2.4.0 now), "
    assert f"It differs in: {told}the program's version (1.0.0 before, 1.1.0 now). Choose" in str(caught.value)


class Usage:
    """What is free on a disk."""

    def __init__(self, free: float) -> None:
        """Keep it."""
        self.free = free


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "Make room there"),
        (errno.EDQUOT, "Make room there"),
        (errno.EROFS, "Give yourself permission to write there"),
        (errno.EACCES, "Give yourself permission to write there"),
        (errno.EIO, "See to the disk"),
    ],
)
def test_a_failure_of_the_file_system(tmp_path, number, remedy):
    error = OSError(number, os.strerror(number), str(tmp_path / "a"))
    what = f"{tmp_path}: the batch cannot be written: {os.strerror(number)} ({tmp_path / 'a'}). {remedy}"
    assert str(unwritable(tmp_path, error)) == f"{what}, or choose another folder with -o."
    kept = "3 of 9 chunks are done and kept; go on with --resume"
    assert str(unwritable(tmp_path, error, kept)) == f"{what}. {kept}."
