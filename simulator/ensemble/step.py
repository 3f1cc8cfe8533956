"""Step halving: the largest time step of a fixed-step method that keeps the error under a tolerance."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.ensemble.foresee import refuse_long_run
from simulator.ensemble.prepare import Prepared
from simulator.ensemble.run import Pair, largest_difference, run_pair
from simulator.errors import RunError
from simulator.kernel.clock import MOST_STEPS, Clock
from simulator.kernel.integrate import Solver, integrate
from simulator.kernel.trajectories import Trajectories

__all__ = ["difference_of", "halve_step", "run_within"]


Shown = Callable[[Trajectories], np.ndarray]


def whole(run: Trajectories) -> np.ndarray:
    """Return all that a run saves."""
    return run.values


def run_within(
    prepared: Prepared, how: tuple[Solver, Clock], tolerance: float | None, shown: Shown = whole
) -> tuple[Clock, Pair]:
    """Integrate a scenario as asked and finer; a tolerance makes fixed steps the largest that keep to it.

    how:     the solver, and the clock whose steps are taken where there is no tolerance.
    Returns: the clock of the coarser run, and both. Raises: RunError.
    """
    solver, clock = how
    if solver.name == "scipy" or tolerance is None:
        return clock, run_pair(prepared, solver, clock)
    refuse_long_run(prepared.compiled, 3, clock)  # the longer step, half of it, and half of that
    # what is held is held for the model's own step
    first = clock if prepared.compiled.n_held else clock.coarsened()
    return halve_step(
        lambda each: integrate(prepared.compiled, solver, each, prepared.inputs, prepared.lot),
        first,
        tolerance,
        prepared.compiled.model.settings.time_step,
        shown,
    )


def halve_step(
    run: Callable[[Clock], Trajectories], clock: Clock, tolerance: float, own_step: float, shown: Shown = whole
) -> tuple[Clock, Pair]:
    """Find the largest step whose run differs from that of half the step by at most a tolerance.

    run:       integrates the same members by any clock. clock: its step is tried first, and halved from there.
    tolerance: of the largest difference of what is shown, each variable relative to its largest magnitude.
    own_step:  the model's. Runs that are not finite are only believed where their steps are no longer than that.
    shown:     what counts of a run, (time, variable, member).
    Returns:   the clock, and the runs of its step and of half of it.
    Raises:    RunError when steps become too many before the difference is small enough.
    Source:    Hairer, Norsett, Wanner, Solving ODEs I, sec. II.4.
    """
    coarse, reached = run(clock), float("nan")
    while clock.n_steps * 2 <= MOST_STEPS:
        half = clock.refined(2)
        fine = run(half)
        difference = difference_of(shown(coarse), shown(fine))
        is_believed = clock.time_step <= own_step or bool(np.isfinite(coarse.values).all())
        if is_believed and (difference <= tolerance or _same(coarse.values, fine.values)):
            return clock, Pair(coarse, fine)
        if difference < reached or np.isnan(reached):
            reached = difference
        clock, coarse = half, fine
    raise RunError(
        f"no time step down to {clock.time_step:g} keeps the error under {tolerance:g}; the least was {reached:g}. "
        "Expected an error that falls as the step is halved. Allow more, or take --solver scipy."
    )


def difference_of(coarse: np.ndarray, fine: np.ndarray) -> float:
    """Return the largest difference, as largest_difference; infinite where only one of two values is finite."""
    if (np.isfinite(coarse) != np.isfinite(fine)).any():
        return float("inf")
    return largest_difference(coarse, fine)


def _same(coarse: np.ndarray, fine: np.ndarray) -> bool:
    return bool(np.array_equal(coarse, fine, equal_nan=True))
