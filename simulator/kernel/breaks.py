"""Where equations of time alone jump or kink, so that an adaptive method can be restarted there."""

from __future__ import annotations

import numpy as np

from simulator.kernel.clock import Clock
from simulator.kernel.compiled import SIDE_STEP, Bound


def find_breaks(bound: Bound, clock: Clock) -> np.ndarray:
    """Find the times inside the run at which any switch of time changes.

    Returns: (break,), rising. A change on a step boundary is told by its two sides; one between steps is bisected.
    """
    found: list[float] = []
    after = bound.regimes(clock.initial_time, 1)
    if not after.size:
        return np.empty(0)
    for step in range(1, clock.n_steps + 1):
        begin, end = clock.time(step - 1), clock.time(step)
        before = bound.regimes(end, -1)
        _bisect(bound, (begin, end), (after, before), found)
        after = bound.regimes(end, 1)
        if not _same(before, after):
            found.append(end)
    return np.array(found)


def _same(left: np.ndarray, right: np.ndarray) -> bool:
    return bool(np.array_equal(left, right, equal_nan=True))


def _bisect(
    bound: Bound, span: tuple[float, float], regimes: tuple[np.ndarray, np.ndarray], found: list[float]
) -> None:
    """Add every change between two times whose regimes differ, to within rounding."""
    if _same(*regimes):
        return
    begin, end = span
    if end - begin <= 4 * SIDE_STEP * bound.time_step:
        found.append((begin + end) / 2)
        return
    middle = (begin + end) / 2
    before, after = bound.regimes(middle, -1), bound.regimes(middle, 1)
    _bisect(bound, (begin, middle), (regimes[0], before), found)
    if not _same(before, after):
        found.append(middle)
    _bisect(bound, (middle, end), (after, regimes[1]), found)
