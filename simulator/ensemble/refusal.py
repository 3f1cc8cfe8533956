"""Why a store cannot be opened or written: each reason worded with what is kept and what to do."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Mapping
from pathlib import Path

from simulator.ensemble.foresee import size_text
from simulator.ensemble.ledger import read_plan
from simulator.ensemble.parts import UNFINISHED
from simulator.errors import OutputError

__all__ = [
    "FULL",
    "count_words",
    "existing",
    "free_bytes",
    "refuse_foreign",
    "refuse_other_plan",
    "refuse_too_little_disk",
    "unwritable",
]

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_LONGEST_SHOWN = 24
# What decides the bytes of a store, by the name that its plan has, as a reader knows it.
_NAMES: Mapping[str, str] = {
    "batch": "the batch's name",
    "model": "the model",
    "scenarios": "the scenarios",
    "inputs": "the inputs",
    "sample": "the sample",
    "file": "the file of members",
    "save": "what is saved",
    "labels": "the model's labels",
    "targets": "the targets",
    "history": "the historical data",
    "steps": "the solver's steps",
    "engine": "what computes",
    "first members": "what the first members give (another version, or another machine)",
    "simulator": "the program's version",
    "chunks": "the number of chunks",
}


def count_words(n_done: int, n_chunks: int) -> str:
    """Write how many chunks are done: `312 of 1,000 chunks`."""
    return f"{n_done:,} of {n_chunks:,} chunks"


def refuse_foreign(folder: Path, plan: Path) -> None:
    """Refuse a folder that holds anything but a store, and a file in its place.

    plan:   from the folder, the file that only an unfinished store has; its own folder alone, with nothing in it that
            is finished, is what a store begins and ends as. Raises: OutputError; OSError.
    """
    if not folder.exists():
        nearest = existing(folder)
        if not nearest.is_dir():
            raise OutputError(f"{nearest}: it is a file, a folder is expected. Choose another folder with -o.")
        return
    if not folder.is_dir():
        raise OutputError(f"{folder}: it is a file, a folder is expected. Remove it, or choose another folder with -o.")
    entries = sorted(path.name for path in folder.iterdir())
    if not entries or (folder / plan).is_file() or read_plan(folder) is not None:
        return
    if entries == [plan.parent.name] and all(
        each.name.endswith(UNFINISHED) for each in (folder / plan.parent).iterdir()
    ):
        return
    shown = ", ".join(entries[:3]) + (", ..." if len(entries) > 3 else "")
    raise OutputError(
        f"{folder}: it holds {shown} and is no unfinished batch of this program, so nothing is written there. "
        "Expected an empty folder or none. Empty it yourself, or choose another folder with -o."
    )


def refuse_other_plan(folder: Path, previous: Mapping[str, str], plan: Mapping[str, str], n_done: int) -> None:
    """Refuse to go on with a store of another plan. previous: of the store. Raises: OutputError naming what differs."""
    differing = [name for name in sorted({*previous, *plan}) if previous.get(name) != plan.get(name)]
    if not differing:
        return
    told = ", ".join(_difference(name, previous.get(name, "none"), plan.get(name, "none")) for name in differing)
    n_chunks = previous.get("chunks", "0")
    done = count_words(n_done, int(n_chunks) if n_chunks.isdecimal() else 0)
    raise OutputError(
        f"{folder}: an unfinished batch of another plan is there, {done} done. It differs in: {told}. "
        "Choose another folder with -o, or discard it with --restart."
    )


def _difference(name: str, before: str, now: str) -> str:
    """Write in what two plans differ; digests say nothing to a reader. A package goes by its own name."""
    told = _NAMES.get(name, name)
    if max(len(before), len(now)) > _LONGEST_SHOWN:
        return told
    return f"{told} ({before} before, {now} now)"


def existing(folder: Path) -> Path:
    """Return a folder, or the nearest above it that is there. Raises: OSError."""
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    return place


def free_bytes(folder: Path) -> int:
    """Return how much room there is where a folder is, or will be. Raises: OSError."""
    return shutil.disk_usage(existing(folder)).free


def refuse_too_little_disk(folder: Path, needed: float, kept: str = "") -> None:
    """Refuse a batch for which there is no room.

    needed: bytes that are still to be written. kept: what is kept and how to go on, if anything. Raises: OutputError.
    """
    free = free_bytes(folder)
    if needed > free:
        end = f" {kept}." if kept else ""
        raise OutputError(
            f"{folder}: the batch needs about {size_text(needed)} more and {size_text(free)} are free there. "
            f"Make room, save less, or choose another folder with -o.{end}"
        )


def unwritable(folder: Path, error: OSError, kept: str = "") -> OutputError:
    """Word a failure of the file system. kept: what is kept and how to go on; empty before anything is."""
    reason = error.strerror or type(error).__name__
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in FULL:
        remedy = "Make room there"
    elif error.errno in _FORBIDDEN:
        remedy = "Give yourself permission to write there"
    else:
        remedy = "See to the disk"
    end = f". {kept}." if kept else ", or choose another folder with -o."
    return OutputError(f"{folder}: the batch cannot be written: {reason}{place}. {remedy}{end}")
