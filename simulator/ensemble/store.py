"""The store of a batch while it runs: parts and what is done, kept through any kill, ready to go on with.

A store is a folder of its own (`outputs/NAME.partial`) that one process at a time holds. Parts are written by whoever
runs a chunk; then the holder records the chunk. When all chunks are done the ledger is written, the caller puts its
report beside it, the store is sealed, which removes what was kept for going on, and the folder takes its final place.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from simulator.ensemble.journal import Journal, Merge, Reduction
from simulator.ensemble.ledger import LEDGER, Done, read_plan, write_ledger
from simulator.ensemble.parts import is_whole, remove_unfinished, write_atomically
from simulator.ensemble.refusal import FULL, count_words, refuse_foreign, refuse_other_plan, unwritable
from simulator.errors import OutputError
from simulator.lock import held

__all__ = ["PROGRESS", "Plan", "Store", "opened"]

PROGRESS = "progress"
_PLAN = "plan.json"
_CHECKING_THREADS = 4


@dataclass(frozen=True)
class Plan:
    """What a batch will write.

    identity: everything that decides the bytes, by name (`model`, `sample`, ...), each a digest or a short text.
    n_chunks: numbered from 0.
    """

    identity: Mapping[str, str]
    n_chunks: int

    def written(self) -> dict[str, str]:
        """Return the identity with what the store itself adds to it: who packs the parts, and how many there are."""
        return {**self.identity, "chunks": str(self.n_chunks), "pyarrow": pa.__version__}


class Store:
    """A store that is open. Use `opened`.

    to_do:      the chunks to run, in order: those not done and those to rewrite.
    to_rewrite: of them, those that are done, but whose parts are missing or damaged.
    sealed:     everything is done, the report too; the folder only has to take its final place.
    """

    def __init__(self, folder: Path, plan: Plan, merge: Merge) -> None:
        """Read what is done. Raises: OutputError when that is damaged; OSError."""
        self.folder = folder
        self.sealed = not (folder / PROGRESS / _PLAN).exists()
        self._plan = plan
        self._journal = Journal(folder / PROGRESS, merge)
        self.to_rewrite = self._damaged()
        again = set(self.to_rewrite)
        left = (each for each in range(plan.n_chunks) if each in again or each not in self._journal.done)
        self.to_do = () if self.sealed else tuple(left)

    @property
    def n_done(self) -> int:
        """How many chunks are done."""
        return self._plan.n_chunks if self.sealed else len(self._journal.done)

    @property
    def state(self) -> Reduction:
        """The reductions of all chunks that are done, merged; empty while none is."""
        return self._journal.state

    @property
    def kept(self) -> str:
        """Say what is kept and how to go on, as part of a message."""
        return f"{count_words(self.n_done, self._plan.n_chunks)} are done and kept; go on with --resume"

    def record(self, done: Done, share: Reduction) -> None:
        """Record a chunk whose parts are written; of one that was done before only the parts are compared.

        share:  of the reductions. Raises: OSError, and the chunk is not done; OutputError where it came out otherwise.
        """
        before = self._journal.done.get(done.chunk)
        if before is None:
            self._journal.add(done, share)
        elif before != done:
            raise OutputError(
                f"{self.folder}: chunk {done.chunk} was run again and gave other bytes than before. Expected the same: "
                "the model, the program or the machine has changed. Start anew with --restart."
            )

    def write_ledger(self) -> None:
        """Write the ledger, unless it is sealed already. Raises: OutputError while a chunk is missing; OSError."""
        if self.sealed:
            return
        missing = self._plan.n_chunks - self.n_done
        if missing:
            raise OutputError(f"{self.folder}: {missing:,} chunks are missing. Expected none. Go on with --resume.")
        _tidy(self.folder)
        write_ledger(self.folder, self._plan.written(), self._journal.done.values())

    def seal(self) -> None:
        """Remove what is kept for going on, so that only results are left; begun, it is as good as done.

        Raises: OutputError without a ledger, which says from then on whose store this is; OSError.
        """
        if read_plan(self.folder) is None:
            raise OutputError(f"{self.folder}: the store has no {LEDGER}. This is a bug; please report it.")
        (self.folder / PROGRESS / _PLAN).unlink(missing_ok=True)
        self.sealed = True
        shutil.rmtree(self.folder / PROGRESS, ignore_errors=True)

    def _damaged(self) -> tuple[int, ...]:
        """Find the chunks that are done but whose parts are not as they were written."""
        parts = [(done.chunk, part) for done in self._journal.done.values() for part in done.parts]
        with ThreadPoolExecutor(_CHECKING_THREADS) as threads:
            whole = threads.map(lambda each: is_whole(self.folder, each[1]), parts)
            return tuple(sorted({chunk for (chunk, _), good in zip(parts, whole, strict=True) if not good}))


@contextmanager
def opened(folder: Path, plan: Plan, merge: Merge, resume: bool = False, restart: bool = False) -> Iterator[Store]:
    """Open a store and hold it for as long as the block lasts.

    merge:   takes the state and a chunk's share of the reductions, gives the new state, bit for bit in any order.
    resume:  go on with what is there. restart: discard it.
    Raises:  OutputError when the folder cannot be written, is held by another process, or holds something else; also
             when the block fails to write there, saying how many chunks are kept.
    """
    folder = folder.absolute()
    store = None
    try:
        refuse_foreign(folder, Path(PROGRESS, _PLAN))
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder, refuse=True):
            _begin(folder, plan, resume, restart)
            store = Store(folder, plan, merge)
            if store.n_done and not store.sealed:
                _write_plan(folder, plan)  # where that fails it is told now, with what is kept
            yield store
    except BlockingIOError as error:
        raise OutputError(
            f"{folder}: another process is writing this batch now. Expected a folder that nobody holds. "
            "Wait until it ends or stop it, or choose another folder with -o."
        ) from error
    except OSError as error:
        if store is not None and not _is_inside(error, folder):
            raise
        raise unwritable(folder, error, store.kept if store is not None else "") from error


def _begin(folder: Path, plan: Plan, resume: bool, restart: bool) -> None:
    """Make the folder ready for a plan, or refuse it; where no chunk is done there is nothing to lose. It is held."""
    progress = folder / PROGRESS
    previous = None if restart else _read_plan(progress / _PLAN)
    n_done = Journal.count(progress) if previous is not None else 0
    sealed = read_plan(folder) if previous is None and not restart else None
    if restart or (previous is not None and n_done == 0):
        _empty(folder, progress / _PLAN if (progress / _PLAN).exists() else folder / LEDGER)
    elif previous is not None:
        _refuse_unasked((folder, previous), plan, n_done, resume)
    elif sealed is not None:
        _refuse_unasked((folder, sealed), plan, int(sealed["chunks"]), resume)
        shutil.rmtree(progress, ignore_errors=True)
        return
    elif resume:
        with suppress(OSError):
            folder.rmdir()  # made for nothing
        raise OutputError(f"{folder}: there is no unfinished batch. Expected one to go on with. Leave out --resume.")
    progress.mkdir(exist_ok=True)
    _tidy(folder)
    if _read_plan(progress / _PLAN) is None:
        _write_plan(folder, plan)


def _write_plan(folder: Path, plan: Plan) -> None:
    """Say whose store this is."""
    text = json.dumps(plan.written(), ensure_ascii=False, indent=1) + "\n"
    write_atomically(folder / PROGRESS / _PLAN, lambda raw: raw.write(text.encode("utf-8")))


def _tidy(folder: Path) -> None:
    """Remove what killed writers have left, such as lost workers of this very run."""
    remove_unfinished([folder, *(each for each in folder.iterdir() if each.is_dir())])


def _refuse_unasked(store: tuple[Path, Mapping[str, str]], plan: Plan, n_done: int, resume: bool) -> None:
    """Refuse a store of another plan, and one of this plan where nobody asked to go on. store: folder and plan."""
    refuse_other_plan(*store, plan.written(), n_done)
    if not resume:
        done = count_words(n_done, plan.n_chunks)
        raise OutputError(f"{store[0]}: {done} are done: go on with --resume, or start anew with --restart.")


def _read_plan(path: Path) -> dict[str, str] | None:
    """Read whose store this is; None where it is nobody's yet. Raises: OutputError when the file is damaged."""
    try:
        plan = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): str(value) for name, value in plan.items()}
    except FileNotFoundError:
        return None
    except (ValueError, AttributeError) as error:
        raise OutputError(
            f"{path}: it does not say which batch this is. Expected the file as it was written. "
            "Put it back from a copy, or start anew with --restart."
        ) from error


def _empty(folder: Path, last: Path) -> None:
    """Remove everything in a folder. last: the file that says whose it is; while it stands, a kill does no harm."""
    for path in sorted(folder.iterdir(), key=lambda path: (path == last.parent, path)):
        if path == last.parent:
            _empty(path, last)
        elif path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != last:
            path.unlink()
    last.unlink(missing_ok=True)


def _is_inside(error: OSError, folder: Path) -> bool:
    """Tell whether an error of the file system is about the store; who writes to a full disk seldom learns where."""
    if error.filename is None:
        return error.errno in FULL
    return Path(str(error.filename)).is_relative_to(folder)
