"""Where an export goes: written beside its place under another name, and put there when it is complete."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from simulator.errors import OutputError
from simulator.report.store import MANIFEST

__all__ = ["folder_placed", "placed", "unwritable"]

# HDF5 tells the reason in the midst of much else.
_HDF5 = re.compile(r"error message = '([^']+)'")


@contextmanager
def placed(final: Path, overwrite: bool) -> Iterator[Path]:
    """Give a name to write one file under; when the block ends well the file takes its final name.

    Raises: OutputError when something is there that is not to be overwritten, or it cannot be written.
    """
    if final.is_dir():
        raise OutputError(f"{final}: it is a folder. Expected the name of a file. Name one with -o.")
    _refuse_existing(final, final.exists(), overwrite)
    draft = _draft(final)
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        os.replace(draft, final)
    except OSError as error:
        raise unwritable(final, error) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def folder_placed(final: Path, overwrite: bool) -> Iterator[Path]:
    """Give an empty folder to write files into; when the block ends well each takes its place in the final folder.

    Raises: OutputError as `placed`, and when the folder holds results of a run, which are not to be mixed up.
    """
    if final.exists() and not final.is_dir():
        raise OutputError(f"{final}: it is a file. Expected a folder. Name one with -o.")
    if (final / MANIFEST).exists():
        raise OutputError(f"{final}: it holds results. Expected a folder of its own for an export. Name one with -o.")
    _refuse_existing(final, final.is_dir() and any(final.iterdir()), overwrite)
    draft = _draft(final)
    try:
        draft.mkdir(parents=True)
        yield draft
        final.mkdir(exist_ok=True)
        for path in sorted(draft.iterdir()):
            os.replace(path, final / path.name)
    except OSError as error:
        raise unwritable(final, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def unwritable(final: Path, error: OSError) -> OutputError:
    """Word why an export cannot be written."""
    told = _HDF5.search(str(error))
    reason = error.strerror or (told[1] if told else " ".join(str(error).split())) or type(error).__name__
    remedy = "Make room or gain the permission, or name another place with -o"
    return OutputError(f"{final}: it cannot be written: {reason}. Expected a place with room. {remedy}.")


def _refuse_existing(final: Path, is_there: bool, overwrite: bool) -> None:
    if is_there and not overwrite:
        what = "the folder is not empty" if final.is_dir() else "the file exists already"
        raise OutputError(f"{final}: {what}. Expected a new name. Name another with -o, or add --overwrite.")


def _draft(final: Path) -> Path:
    return final.with_name(f".{final.name}.draft-{uuid4().hex[:12]}")
