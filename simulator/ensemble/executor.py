"""Chunks on threads: results as they come, little waiting at a time, and a stop that loses nothing."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread, current_thread, main_thread
from types import FrameType
from typing import TypeVar

__all__ = ["Stop", "on_threads", "stopping"]

_Result = TypeVar("_Result")

# Chunks that wait for a thread, so that none is idle while a result is recorded.
_WAITING = 1


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
    stop:    once asked, chunks in flight end and are given, then KeyboardInterrupt is raised.
    Raises:  what a task raised first, after the results of those in flight.
    """
    asked: SimpleQueue[int | None] = SimpleQueue()
    ended: SimpleQueue[tuple[_Result | None, BaseException | None]] = SimpleQueue()

    def work() -> None:
        while (chunk := asked.get()) is not None:
            try:
                ended.put((task(chunk), None))
            except BaseException as error:
                ended.put((None, error))

    threads = [Thread(target=work, name=f"chunks-{number}", daemon=True) for number in range(workers)]
    for thread in threads:
        thread.start()
    stop = stop or Stop(lambda: None)
    try:
        yield from _fed(iter(chunks), (asked, ended), workers + _WAITING, stop)
    finally:
        _withdraw(asked)
        for _ in threads:
            asked.put(None)
        if not stop.urged:
            for thread in threads:
                thread.join()


def _fed(
    chunks: Iterator[int],
    queues: tuple[SimpleQueue[int | None], SimpleQueue[tuple[_Result | None, BaseException | None]]],
    most: int,
    stop: Stop,
) -> Iterator[_Result]:
    """Keep chunks waiting while there are any, and give results. queues: of chunks asked for, and of what came out."""
    asked, ended = queues
    n_open, failure = 0, None
    while True:
        if stop.asked or failure is not None:
            n_open -= _withdraw(asked)
        else:
            while n_open < most and (chunk := next(chunks, None)) is not None:
                asked.put(chunk)
                n_open += 1
        if n_open == 0:
            break
        result, error = ended.get()
        n_open -= 1
        if error is None:
            yield result  # type: ignore[misc]  # without an error there is a result
        failure = failure or error
    if failure is not None:
        raise failure
    if stop.asked:
        raise KeyboardInterrupt


def _withdraw(asked: SimpleQueue[int | None]) -> int:
    """Take back the chunks that no thread has begun; tell how many they were."""
    n_taken = 0
    while True:
        try:
            asked.get_nowait()
        except Empty:
            return n_taken
        n_taken += 1
