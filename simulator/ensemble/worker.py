"""What runs in the worker processes of a cluster: they load the task once, then run chunks."""

from __future__ import annotations

import hashlib
import pickle
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from uuid import uuid4

from simulator import __version__
from simulator.ensemble.parts import UNFINISHED, write_atomically
from simulator.errors import RunError

__all__ = ["dask_setup", "probe", "run_chunk", "versions_here"]

_PACKAGES = ("numpy", "scipy", "pyarrow", "llvmlite", "distributed")


def dask_setup(worker: object) -> None:
    """Let a worker of this machine outlast Ctrl-C, which its whole terminal gets: the client decides what ends."""
    with suppress(ValueError):  # it is not in a main thread, which alone gets signals
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def versions_here() -> dict[str, str]:
    """Tell the versions on which the bytes of results depend, and that of Dask."""
    found = {"simulator": __version__}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "none"
    return found


def probe(path: Path, digest: str, name: str) -> str:
    """Read the task and write beside it, in a worker. Returns: the name of what it wrote."""
    _loaded(path, digest)
    written = path.with_name(f".probe-{name}-{socket.gethostname()}-{uuid4().hex[:6]}{UNFINISHED}")
    write_atomically(written, lambda raw: raw.write(b"seen"))
    return written.name


def run_chunk(path: Path, digest: str, chunk: int) -> object:
    """Run one chunk, in a worker."""
    return _loaded(path, digest)(chunk)


@lru_cache(maxsize=1)
def _loaded(path: Path, digest: str) -> Callable[[int], object]:
    """Load the task in a worker, once. digest: that came from the client, so only what the client wrote is loaded.

    Raises: RunError when it is not there or not the client's.
    """
    where = f"worker on {socket.gethostname()}"
    try:
        pickled = path.read_bytes()
    except OSError as error:
        raise RunError(
            f"{where}: {path} cannot be read: {error.strerror}. Expected the batch's folder on every machine. "
            "Mount it there under the same path and go on with --resume."
        ) from error
    if hashlib.sha256(pickled).hexdigest() != digest:
        raise RunError(f"{where}: {path} is another task than the client's. Expected the same. Go on with --resume.")
    task: Callable[[int], object] = pickle.loads(pickled)
    return task
