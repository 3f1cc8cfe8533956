"""The finer run against which a run is measured."""

from __future__ import annotations

from dataclasses import replace

from simulator.kernel.clock import Clock
from simulator.kernel.integrate import Solver

__all__ = ["finer"]

# How much finer the second run is: half the step, or a hundredth of the tolerance, down to what scipy can keep. Where
# scipy's steps are bounded by its stops a finer tolerance changes nothing, so the finer run takes more steps as well.
TIMES_FINER = 2
TOLERANCE_PART = 1e-2
LEAST_TOLERANCE = 1e-12


def finer(solver: Solver, clock: Clock) -> tuple[Solver, Clock]:
    """Return the solver and clock against which a run is measured."""
    if solver.name == "scipy":
        tolerance = max(LEAST_TOLERANCE, solver.tolerance * TOLERANCE_PART)
        return replace(solver, tolerance=tolerance, pieces=solver.pieces + 1), clock
    return solver, clock.refined(TIMES_FINER)
