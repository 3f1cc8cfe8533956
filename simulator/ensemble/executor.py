"""Chunks on threads: results as they come, little waiting at a time, and a stop that loses nothing."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Thread, current_thread, main_thread
from types import FrameType
from typing import Generic, TypeVar

__all__ = ["Stop", "on_threads", "stopping"]

_Result = TypeVar("_Result")

# Chunks that wait for a thread, so that none is idle while a result is recorded.
_WAITING = 1


@dataclass(frozen=True)
class _Ended(Generic[_Result]):
    """What became of a chunk: its result, or why there is none; neither where it was not begun."""

    result: tuple[()] | tuple[_Result] = ()
    error: BaseException | None = None


class Stop:
    """Whether the user has asked to stop. asked: chunks in flight end, no others begin; urged: not even those."""

    def __init__(self, told: Callable[[], None]) -> None:
        """Begin unasked. told: is called at the first request, in the main thread, and must be short."""
        self.asked = self.urged = False
        self._told = told

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Take a request; it is a signal's handler. Raises: KeyboardInterrupt at the second one."""
        if self.asked:
            self.urged = True
            raise KeyboardInterrupt
        self.asked = True
        self._told()


@contextmanager
def stopping(told: Callable[[], None] = lambda: None) -> Iterator[Stop]:
    """Let Ctrl-C stop a batch cleanly for as long as the block lasts; a second one ends it at once.

    told: is called at the first one. Outside the main thread, which alone gets signals, nothing changes.
    """
    stop = Stop(told)
    if current_thread() is not main_thread():
        yield stop
        return
    previous = signal.signal(signal.SIGINT, stop)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, previous)


def on_threads(
    task: Callable[[int], _Result], chunks: Iterable[int], workers: int, stop: Stop | None = None
) -> Iterator[_Result]:
    """Run a task for each chunk; give its results as they end.

    workers: how many run at a time. One more waits, and results wait until they are taken, so few are in memory.
    stop:    once asked, chunks in flight end and are given, those that wait are not begun, then KeyboardInterrupt is
             raised.
    Raises:  what a task raised first, after the results of those in flight.
    """
    stop = stop or Stop(lambda: None)
    over = Event()  # a chunk has failed, or nobody takes results any more
    asked: SimpleQueue[int | None] = SimpleQueue()
    ended: SimpleQueue[_Ended[_Result]] = SimpleQueue()

    def work() -> None:
        while (chunk := asked.get()) is not None:
            if stop.asked or over.is_set():
                ended.put(_Ended())
                continue
            try:
                ended.put(_Ended((task(chunk),)))
            except BaseException as error:
                over.set()
                ended.put(_Ended(error=error))

    threads = [Thread(target=work, name=f"chunks-{number}", daemon=True) for number in range(workers)]
    for thread in threads:
        thread.start()
    try:
        yield from _fed(iter(chunks), (asked, ended), workers + _WAITING, lambda: stop.asked or over.is_set())
    finally:
        over.set()
        for _ in threads:
            asked.put(None)
        if not stop.urged:
            for thread in threads:
                thread.join()
    if stop.asked:
        raise KeyboardInterrupt


def _fed(
    chunks: Iterator[int],
    queues: tuple[SimpleQueue[int | None], SimpleQueue[_Ended[_Result]]],
    most: int,
    is_over: Callable[[], bool],
) -> Iterator[_Result]:
    """Keep chunks waiting while there are any, and give results. queues: of chunks asked for, and of what came out."""
    asked, ended = queues
    n_open, failure = 0, None
    while True:
        while not is_over() and n_open < most and (chunk := next(chunks, None)) is not None:
            asked.put(chunk)
            n_open += 1
        if n_open == 0:
            break
        came = ended.get()
        n_open -= 1
        yield from came.result
        failure = failure or came.error
    if failure is not None:
        raise failure
