"""Each reason why a store cannot be opened or written says what to do."""

import errno
import os

import pytest

from simulator.ensemble.refusal import (
    count_words,
    refuse_foreign,
    refuse_other_plan,
    refuse_too_little_disk,
    unwritable,
)
from simulator.errors import OutputError


def test_counts():
    assert count_words(312, 1000) == "312 of 1,000 chunks"


def test_folders_of_ours_and_none(tmp_path):
    refuse_foreign(tmp_path, "progress")
    refuse_foreign(tmp_path / "a" / "b", "progress")
    (tmp_path / "progress").mkdir()
    (tmp_path / "members").mkdir()
    refuse_foreign(tmp_path, "progress")


def test_a_folder_of_others(tmp_path):
    for name in ("b.txt", "a.txt", "c.txt", "d.txt"):
        (tmp_path / name).touch()
    with pytest.raises(OutputError) as caught:
        refuse_foreign(tmp_path, "progress")
    assert str(caught.value) == (
        f"{tmp_path}: it holds a.txt, b.txt, c.txt, ... and is no unfinished batch of this program, so nothing "
        "is written there. Expected an empty folder or none. Empty it yourself, or choose another folder with -o."
    )


@pytest.mark.parametrize("inside", [False, True])
def test_a_file_in_its_place(tmp_path, inside):
    path = tmp_path / "x.partial"
    path.touch()
    with pytest.raises(OutputError, match=r"x\.partial: it is a file, a folder is expected"):
        refuse_foreign(path / "y.partial" if inside else path, "progress")


def test_another_plan_names_what_differs(tmp_path):
    before = {"seed": "1", "model": "0" * 64, "chunks": "1000", "old": "yes"}
    refuse_other_plan(tmp_path, before, dict(before), 3)
    with pytest.raises(OutputError) as caught:
        refuse_other_plan(tmp_path, before, {"seed": "2", "model": "1" * 64, "chunks": "1000"}, 312)
    assert str(caught.value) == (
        f"{tmp_path}: an unfinished batch of another plan is there, 312 of 1,000 chunks done. It differs in: model, "
        "old (yes there, none now), seed (1 there, 2 now). Choose another folder with -o, or discard it with --restart."
    )


def test_too_little_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(4.1e9))
    folder = tmp_path / "gone" / "x.partial"
    refuse_too_little_disk(folder, 4e9)
    with pytest.raises(OutputError) as caught:
        refuse_too_little_disk(folder, 1234.5e9)
    assert str(caught.value) == (
        f"{folder}: the batch needs about 1,234.5 GB and 4.1 GB are free there. "
        "Make room, save less, or choose another folder with -o."
    )


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
