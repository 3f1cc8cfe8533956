"""The chunks that are with the workers of a cluster, from when they are sent until their results are taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar
from uuid import uuid4

from simulator.ensemble.worker import run_chunk
from simulator.errors import RunError

__all__ = ["KEPT", "POLL_SECONDS", "Flight", "lost", "reason_of"]

KEPT = "Chunks that are done are kept"
POLL_SECONDS = 1.0
_RESULT_SECONDS = 60

_Result = TypeVar("_Result")


class Flight(Generic[_Result]):
    """The chunks that are with the workers. shared: the task's file and digest."""

    def __init__(self, client: Any, where: str, shared: tuple[Path, str]) -> None:
        """Begin with none."""
        self._client = client
        self._where = where
        self._shared = shared
        self._name = uuid4().hex[:12]
        self._open: dict[str, tuple[int, Any]] = {}
        self._ended: SimpleQueue[str] = SimpleQueue()

    @property
    def n_open(self) -> int:
        """How many there are."""
        return len(self._open)

    def begin(self, chunk: int) -> None:
        """Send a chunk to the workers."""
        key = f"chunk-{self._name}-{chunk}"
        future = self._client.submit(run_chunk, *self._shared, chunk, key=key, pure=False)
        self._open[key] = chunk, future
        self._watch(key)

    def ended(self) -> Iterator[tuple[_Result | None, BaseException | None]]:
        """Wait a moment for a chunk to end; give its result, or what it raised. Raises: RunError."""
        try:
            key = self._ended.get(timeout=POLL_SECONDS)
        except Empty:
            return
        chunk, future = self._open[key]
        if future.cancelled():
            raise lost(self._where, "the connection broke")
        result, error = None, None
        if future.status == "error":
            error = self._worded(chunk, future.exception(timeout=_RESULT_SECONDS))
        else:
            try:
                result = future.result(timeout=_RESULT_SECONDS)
            except TimeoutError:  # its worker ended before the result was fetched; another one runs it
                self._watch(key)
                return
            except Exception as problem:
                raise lost(self._where, reason_of(problem)) from problem
        del self._open[key]
        future.release()
        yield result, error

    def _watch(self, key: str) -> None:
        """Hear when a chunk ends."""
        self._open[key][1].add_done_callback(lambda _: self._ended.put(key))

    def _worded(self, chunk: int, error: BaseException) -> BaseException:
        """Return what a chunk raised; word it where its workers died of it."""
        if type(error).__name__ != "KilledWorker":
            return error
        return RunError(
            f"{self._where}: chunk {chunk}: each worker that ran it ended without a word, as where memory is short. "
            f"Expected them to last. {KEPT}: see the workers' logs, give them memory and go on with --resume."
        )


def lost(where: str, reason: str) -> RunError:
    """Word the loss of the scheduler."""
    return RunError(
        f"{where}: the scheduler is lost ({reason}). Expected it to last as long as the batch. "
        f"{KEPT}: start the scheduler and its workers again and go on with --resume."
    )


def reason_of(error: object) -> str:
    """Word an error in one line."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
