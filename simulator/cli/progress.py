"""How far a batch is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from simulator.cli.speak import tell
from simulator.report.batch.planned import duration_text
from simulator.report.words import Language, say

__all__ = ["progressing"]

# Lines of progress elsewhere: at least so many seconds apart.
SECONDS_APART = 10.0
# What the rate is measured over, in seconds: the last while, so that it follows the machine.
RATE_OVER = 30.0

Watch = Callable[[int, int], None]


class _Pace:
    """How many members were done when; the rate and the time that is left."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, int]] = []

    def text(self, done: int, total: int, language: Language) -> str:
        """Say how far it is. done: of all, those of an earlier run included."""
        now = time.monotonic()
        self._seen.append((now, done))
        while len(self._seen) > 2 and self._seen[0][0] < now - RATE_OVER:
            self._seen.pop(0)
        (begun, before), (_, after) = self._seen[0], self._seen[-1]
        told = {"done": f"{done:,}", "total": f"{total:,}"}
        if after == before or now == begun:
            return say("progress.count", language, **told)
        rate = (after - before) / (now - begun)
        left = duration_text((total - done) / rate)
        return say("progress.rate", language, rate=f"{rate:,.0f}", left=left, **told)


@contextmanager
def progressing(language: Language) -> Iterator[Watch]:
    """Give what is told how many members are done, of how many; it shows that on standard error."""
    console, pace = Console(stderr=True), _Pace()
    if console.is_terminal:
        with Progress(BarColumn(), TextColumn("{task.description}"), console=console, transient=True) as bar:
            task = bar.add_task("", total=None)
            yield lambda done, total: bar.update(
                task, completed=done, total=total, description=pace.text(done, total, language)
            )
        return
    last = [time.monotonic()]

    def line(done: int, total: int) -> None:
        text, now = pace.text(done, total, language), time.monotonic()
        if done == total or now - last[0] >= SECONDS_APART:
            last[0] = now
            tell(text)

    yield line
