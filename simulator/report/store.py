"""Folders of results, replaced as a whole: what stands under its final name is complete.

New results are written into a draft beside the folder. When they are complete the old folder is set aside, the draft
takes its name, and the old one is removed. A run killed before that leaves the old results as they were; killed between
the two renames it leaves both, and the next run puts the old ones back before it starts. A run holds the lock of its
draft, so the next one knows a draft that nobody is writing any more, and removes it.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from errno import ENOTEMPTY
from pathlib import Path
from uuid import uuid4

from simulator.ensemble.refusal import existing
from simulator.errors import OutputError
from simulator.lock import held, is_held

__all__ = ["FORMAT", "MANIFEST", "check_replaceable", "publish", "replacing", "result_folder"]

MANIFEST = "manifest.json"
FORMAT = "simulator results"

_STALE_SECONDS = 24 * 3600
_TRIES = 5
_LONGEST_NAME = 120  # bytes; a draft's name is longer, and some disks stop at 255


def result_folder(root: Path, stems: tuple[str, ...]) -> Path:
    """Name the folder of one or several scenarios: file stems joined by +, shortened where a disk would refuse it."""
    name = "+".join(dict.fromkeys(stems))
    if len(name.encode()) > _LONGEST_NAME:
        mark = hashlib.sha256(name.encode()).hexdigest()[:6]
        name = f"{stems[0]}+{len(set(stems)) - 1}-more-{mark}"
    return root / name


def check_replaceable(folder: Path) -> None:
    """Refuse, before any work is done, a folder that cannot be written or that is not ours to replace.

    Raises: OutputError with the reason and the remedy.
    """
    folder = folder.absolute()
    remedy = "Choose another folder with -o"
    if folder.is_symlink() and not folder.exists():
        raise OutputError(f"{folder}: it is a link to nothing. Remove the link, or choose another folder with -o.")
    folder = folder.resolve()
    try:
        _check_contents(folder, remedy)
        nearest = existing(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    if not nearest.is_dir():
        raise OutputError(f"{nearest}: it is a file, a folder is expected. {remedy}.")
    place = folder.parent if folder.exists() else nearest
    if not os.access(place, os.W_OK | os.X_OK):
        raise OutputError(
            f"{place}: no permission to write there. Give yourself that permission, or choose another folder with -o."
        )


def _check_contents(folder: Path, remedy: str) -> None:
    """Refuse a folder that holds anything but results of ours."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder}: it is a file, a folder is expected. {remedy}.")
    entries = sorted(entry.name for entry in folder.iterdir())
    if entries and not _is_ours(folder):
        shown = ", ".join(entries[:3]) + (", ..." if len(entries) > 3 else "")
        raise OutputError(
            f"{folder}: it holds {shown} and no {MANIFEST} of this program, so it is not replaced. "
            f"{remedy}, or empty this one yourself."
        )


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder carries a manifest that this program wrote."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty draft folder to write into; when the block ends well it takes the place of `folder`, whole.

    folder:  the final name. Its parents are made. When the block raises, or the process is killed, it stays as it was.
    Raises:  OutputError when the folder is not ours to replace, or cannot be written.
    """
    check_replaceable(folder)
    folder = folder.resolve()
    draft = folder.parent / f".{folder.name}.draft-{uuid4().hex[:12]}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = _begin(draft, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        with lock:
            yield draft
            if not (draft / MANIFEST).is_file():
                raise OutputError(f"{folder}: the results have no {MANIFEST}. This is a bug; please report it.")
            with held(folder.parent, wait=True):
                _swap(draft, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(complete: Path, folder: Path) -> None:
    """Put a complete folder in its final place beside it, whole; a kill between leaves the one or the other.

    Raises: OutputError when the folder is not ours to replace, or cannot be written.
    """
    folder = folder.resolve()
    if not (complete / MANIFEST).is_file():
        raise OutputError(f"{complete}: the results have no {MANIFEST}. This is a bug; please report it.")
    try:
        with held(folder.parent, wait=True):
            _tidy(folder)
            check_replaceable(folder)
            _swap(complete, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _begin(draft: Path, folder: Path) -> ExitStack:
    """Tidy up, make the draft and lock it; no other run comes in between.

    Returns: what holds the lock until it is left.
    """
    with held(folder.parent, wait=True), ExitStack() as stack:
        _tidy(folder)
        draft.mkdir()
        stack.enter_context(held(draft))
        return stack.pop_all()


def _swap(draft: Path, folder: Path) -> None:
    """Put the draft in the place of the folder; a folder made meanwhile by another run is replaced too."""
    for attempt in range(_TRIES):
        previous = folder.parent / f".{folder.name}.previous-{uuid4().hex[:12]}"
        try:
            if folder.exists():
                check_replaceable(folder)
                folder.rename(previous)
            draft.rename(folder)
        except FileExistsError:
            if attempt == _TRIES - 1:
                raise
        except OSError as error:
            if error.errno != ENOTEMPTY or attempt == _TRIES - 1:
                raise
        else:
            return
        finally:
            if draft.exists() and previous.exists() and not folder.exists():
                previous.rename(folder)
            shutil.rmtree(previous, ignore_errors=True)


def _tidy(folder: Path) -> None:
    """Put back results that a killed run had set aside, and remove what no living run holds.

    Where the disk has no locks, only what was left behind long ago is removed.
    """
    aside = sorted(folder.parent.glob(f".{_escaped(folder.name)}.previous-*"), key=lambda path: path.stat().st_mtime)
    if aside and not folder.exists() and _is_ours(aside[-1]):
        aside.pop().rename(folder)
    drafts = folder.parent.glob(f".{_escaped(folder.name)}.draft-*")
    for left in [*aside, *drafts]:
        with suppress(OSError):
            in_use = is_held(left)
            if in_use is None:
                in_use = time.time() - left.stat().st_mtime <= _STALE_SECONDS
            if not in_use:
                shutil.rmtree(left, ignore_errors=True)


def _escaped(name: str) -> str:
    """Write a folder's name so that a pattern takes it literally."""
    return "".join(f"[{each}]" if each in "*?[" else each for each in name)


def _unwritable(folder: Path, error: OSError) -> OutputError:
    """Word a failure of the file system."""
    reason = error.strerror or type(error).__name__
    place = f" ({error.filename})" if error.filename else ""
    what = f"{folder}: the results cannot be written: {reason}{place}."
    return OutputError(f"{what} Make room or give permission there, or choose another folder with -o.")
