"""Locks on folders: whoever holds one lives, for the system takes it back when a process ends, however it ends.

Windows has no locks on folders: there nothing is held, and nobody is refused.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

__all__ = ["held", "is_held"]


@contextmanager
def held(folder: Path, wait: bool = False, refuse: bool = False) -> Iterator[None]:
    """Hold a folder's lock for as long as the block lasts; do without one where the disk has no locks.

    wait:   until no other process holds it; else do without it then.
    refuse: neither wait nor do without it where another process holds it.
    Raises: BlockingIOError on demand.
    """
    descriptor = _locked(folder, wait, refuse)
    try:
        yield
    finally:
        _release(descriptor)


def is_held(folder: Path) -> bool | None:
    """Tell whether a living process holds a folder's lock; None where that cannot be told."""
    try:
        descriptor = _locked(folder, wait=False, refuse=True)
    except BlockingIOError:
        return True
    _release(descriptor)
    return None if descriptor is None else False


def _locked(folder: Path, wait: bool, refuse: bool = False) -> int | None:
    """Open a folder and lock it.

    refuse:  raise where another process holds the lock; else go on without it.
    Returns: what to release; None where there are no locks.
    Raises:  BlockingIOError on demand.
    """
    if sys.platform == "win32":
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        os.close(descriptor)
        if refuse and isinstance(error, BlockingIOError):
            raise
        return None
    return descriptor


def _release(descriptor: int | None) -> None:
    """Let go of a lock."""
    if descriptor is not None:
        with suppress(OSError):
            os.close(descriptor)
