"""One scenario, integrated twice: as asked, and finer, so that its numerical error is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simulator.ensemble.finer import finer
from simulator.ensemble.foresee import refuse_long_run
from simulator.ensemble.prepare import Prepared
from simulator.kernel.clock import Clock
from simulator.kernel.compiled import compile_model
from simulator.kernel.draws import Lot
from simulator.kernel.integrate import Solver, integrate
from simulator.kernel.levels import plan_of
from simulator.kernel.trajectories import Trajectories
from simulator.model.model import Model

__all__ = ["Pair", "first_non_finite", "followed", "largest_difference", "run_pair"]


@dataclass(frozen=True)
class Pair:
    """The run as asked for, and the finer one."""

    coarse: Trajectories
    fine: Trajectories


def run_pair(prepared: Prepared, solver: Solver, clock: Clock) -> Pair:
    """Integrate a scenario as asked and finer. Raises: RunError, also where memory cannot hold both."""
    refuse_long_run(prepared.compiled, 2, clock)
    coarse = integrate(prepared.compiled, solver, clock, prepared.inputs, prepared.lot)
    finer_solver, finer_clock = finer(solver, clock)
    return Pair(coarse, integrate(prepared.compiled, finer_solver, finer_clock, prepared.fine_inputs, prepared.lot))


def largest_difference(coarse: np.ndarray, fine: np.ndarray) -> float:
    """Return the largest difference of two runs, each variable relative to its largest magnitude in the finer one.

    coarse, fine: (time, variable, member), any unit. Returns: NaN where no value is finite in both.
    """
    known = np.isfinite(fine) & np.isfinite(coarse)
    if not known.any():
        return float("nan")
    with np.errstate(invalid="ignore"):
        difference = np.where(known, np.abs(coarse - fine), 0.0).max(axis=0)
        size = np.where(known, np.abs(fine), 0.0).max(axis=0)
    return float((difference[size > 0] / size[size > 0]).max(initial=0.0))


def first_non_finite(prepared: Prepared, pair: Pair, solver: Solver, clock: Clock) -> tuple[str, float] | None:
    """Name the variable at which a run ceased to be finite, and when; None where it is finite.

    One that is not finite spoils what reads it, and scipy stops there. So every variable is followed step by step, with
    RK4 in scipy's place, and the first in the order of evaluation is named.
    """
    found = pair.fine.first_non_finite()
    if found is None:
        return None
    stepping = replace(solver, name="rk4") if solver.name == "scipy" else solver
    return followed(prepared.compiled.model, stepping, clock, (prepared.inputs, prepared.lot)) or found


def followed(model: Model, solver: Solver, clock: Clock, member: tuple[np.ndarray, Lot]) -> tuple[str, float] | None:
    """Run one member with every variable kept at every step; name the first that is not finite, and when.

    solver: one of fixed steps. member: its (input, 1), and what it draws by.
    Returns: the first of that time in the order of evaluation; None where only what is hidden in a delay breaks.
    """
    running = [model.equations[number] for number in plan_of(model).running]
    names = [model.variables[each.variable].element_names[row] for each in running for row in each.rows]
    shown = [name for name in names if not name.startswith("#")]
    return integrate(compile_model(model, shown), solver, replace(clock, save_every=1), *member).first_non_finite()
