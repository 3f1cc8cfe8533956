"""March every member from the first to the last step, or let scipy choose the steps of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp

from simulator.errors import RunError
from simulator.kernel.breaks import find_breaks
from simulator.kernel.clock import Clock
from simulator.kernel.compiled import Bound, CompiledModel
from simulator.kernel.method import METHODS
from simulator.kernel.trajectories import Trajectories


@dataclass(frozen=True)
class Solver:
    """How to integrate. name: scipy, euler, rk2 or rk4. tolerance: relative, for scipy. sided: see Bound."""

    name: str
    tolerance: float = 1e-6
    sided: bool = True


def integrate(model: CompiledModel, solver: Solver, clock: Clock, inputs: np.ndarray) -> Trajectories:
    """Integrate every member.

    inputs:  (input, member), each in its model unit.
    clock:   steps of the fixed-step methods and times to keep; scipy only keeps to its saved times.
    Returns: Trajectories of the saved variables.
    Raises:  RunError when scipy cannot go on; overflow raises nothing, non-finite values stay.
    Source:  Hairer, Norsett, Wanner, Solving ODEs I, sec. II.1 and II.10 (DOP853).
    """
    with np.errstate(all="ignore"):
        if solver.name == "scipy":
            columns = [_adaptive(model, solver, clock, inputs[:, [member]]) for member in range(inputs.shape[1])]
            values = np.concatenate(columns, axis=2)
        else:
            values = _fixed(model.bind(inputs, clock.time_step, solver.sided), solver.name, clock)
    return Trajectories(clock.saved_times, model.saved_names, model.saved_units, values)


def _fixed(bound: Bound, name: str, clock: Clock) -> np.ndarray:
    method = METHODS[name]
    stocks = bound.initial(clock.initial_time)
    saved = []
    for step in range(clock.n_steps + 1):
        t = clock.time(step)
        if step % clock.save_every == 0:
            # a saved value belongs to the span that ends at its time; the first one to the span that begins
            saved.append(bound.observe(t, stocks, -1 if step else 1))
        if step < clock.n_steps:
            stocks = method.step(bound, t, stocks, clock.time_step)
    return np.stack(saved)


def _adaptive(model: CompiledModel, solver: Solver, clock: Clock, inputs: np.ndarray) -> np.ndarray:
    """Integrate one member, restarted at every known discontinuity and at every saved time."""
    bound = model.bind(inputs, clock.time_step, True)
    start, end = clock.initial_time, clock.time(clock.n_steps)
    saved_times = clock.saved_times
    stops = np.unique(np.concatenate([find_breaks(bound, clock), saved_times[1:], [end]]))
    stocks = bound.initial(start)
    saved = [bound.observe(start, stocks, 1)]
    scale = np.maximum(np.abs(stocks[:, 0]), 1e-3)
    step: float | None = None
    begin = start
    for stop in stops[stops > start]:
        flow = _flow_between(bound, begin, float(stop))
        first = None if step is None else min(step, float(stop) - begin)
        solution = solve_ivp(
            flow,
            (begin, float(stop)),
            stocks[:, 0],
            method="DOP853",
            rtol=solver.tolerance,
            atol=solver.tolerance * 1e-3 * scale,
            first_step=first,
        )
        if solution.status != 0 and np.isfinite(solution.y[:, -1]).all():
            raise RunError(
                f"{model.model.name}: scipy stopped at time {solution.t[-1]:g} ({solution.message}). Expected a smooth span. Try --solver rk4."
            )
        if not np.isfinite(solution.y[:, -1]).all():
            return _non_finite(saved, len(saved_times))
        stocks = solution.y[:, -1:]
        step = float(np.max(np.diff(solution.t))) if len(solution.t) > 1 else None
        scale = np.maximum(scale, np.abs(stocks[:, 0]))
        begin = float(stop)
        if np.any(saved_times == stop):
            saved.append(bound.observe(begin, stocks, -1))
    return np.stack(saved)


def _flow_between(bound: Bound, begin: float, stop: float):  # type: ignore[no-untyped-def]
    """Return the flow on an open span: switches at its ends are seen from inside."""

    def flow(t: float, stocks: np.ndarray) -> np.ndarray:
        side = 1 if t <= begin else -1 if t >= stop else 0
        return bound.net_flow(t, stocks[:, None], side)[:, 0]

    return flow


def _non_finite(saved: list[np.ndarray], count: int) -> np.ndarray:
    """Fill the rest of a run that became non-finite; it stays visible as NaN."""
    blank = np.full(saved[0].shape, np.nan)
    return np.stack(saved + [blank] * (count - len(saved)))
