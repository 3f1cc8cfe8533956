"""Step halving: the largest time step of a fixed-step method that keeps the error under a tolerance."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.ensemble.run import Pair, largest_difference
from simulator.errors import RunError
from simulator.kernel.clock import MOST_STEPS, Clock
from simulator.kernel.trajectories import Trajectories

__all__ = ["halve_step"]


def halve_step(integrate: Callable[[Clock], Trajectories], clock: Clock, tolerance: float) -> tuple[Clock, Pair]:
    """Find the largest step whose run differs from that of half the step by at most a tolerance.

    integrate: runs the same members by any clock. clock: its step is the first that is tried, and halved from there.
    tolerance: of the largest difference, each variable relative to its largest magnitude.
    Returns:   the clock, and the runs of its step and of half of it.
    Raises:    RunError when steps become too many before the difference is small enough.
    Source:    Hairer, Norsett, Wanner, Solving ODEs I, sec. II.4.
    """
    coarse, reached = integrate(clock), float("nan")
    while clock.n_steps * 2 <= MOST_STEPS:
        half = clock.refined(2)
        fine = integrate(half)
        difference = largest_difference(coarse.values, fine.values)
        if difference <= tolerance or _same(coarse.values, fine.values):
            return clock, Pair(coarse, fine)
        if difference < reached or np.isnan(reached):
            reached = difference
        clock, coarse = half, fine
    raise RunError(
        f"no time step down to {clock.time_step:g} keeps the error under {tolerance:g}; the least was {reached:g}. "
        "Expected an error that falls as the step is halved. Allow more, or take --solver scipy."
    )


def _same(coarse: np.ndarray, fine: np.ndarray) -> bool:
    return bool(np.array_equal(coarse, fine, equal_nan=True))
