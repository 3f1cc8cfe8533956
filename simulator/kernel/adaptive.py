"""One member by scipy, which chooses its own steps, restarted at every known discontinuity."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.integrate import solve_ivp

from simulator.errors import RunError
from simulator.kernel.breaks import find_breaks
from simulator.kernel.clock import Clock
from simulator.kernel.compiled import Bound
from simulator.kernel.memory import Memory

__all__ = ["march_adaptively"]

# Part of the relative tolerance that is kept to where a stock passes zero, against its largest magnitude in the run.
AT_ZERO = 1e-3
# How far too large a stock's expected magnitude may be: AT_ZERO still makes it good for the tolerance.
TOO_LARGE = 1e3
# scipy keeps the error of each step, not that of the run: it is asked for this part of the tolerance.
ASKED = 0.1
# What scipy keeps at best, in units of rounding. Source: scipy, the least rtol of solve_ivp.
LEAST_TOLERANCE = 100 * np.finfo(float).eps
# The estimated error of a step may be small by accident: a span is gone in two pieces or more, each no longer than so
# many of the model's own steps over the number of pieces; the model's author has chosen those to resolve what happens.
MOST_TIME_STEPS = 8
# How often flows may be evaluated: at the start, and more for each of the model's own steps and for each break.
EVALUATIONS_AT_FIRST = 5_000
EVALUATIONS_A_STEP = 100
# Rounding of a balance looks like a flow that turns often when stocks are moved by next to nothing: at how many moments
# of a rough run it is looked for, how far stocks are moved there, and how many turns of 2 * NUDGES - 1 give it away.
MOMENTS = 8
NUDGES = 8
NUDGE = 2.0**-46
TURNS = 6


@dataclass(frozen=True, eq=False)
class Rough:
    """A rough run: (stop, stock) largest magnitudes so far, and some moments of it, each a time and the state then."""

    largest: np.ndarray
    moments: tuple[tuple[float, np.ndarray], ...]


@dataclass(frozen=True, eq=False)
class March:
    """A run of one member. values: (time, saved, 1). largest: (stock,), magnitudes met.

    reached:   the number of the stop up to which it got.
    exhausted: whether it was given up because flows were evaluated too often.
    """

    values: np.ndarray
    largest: np.ndarray
    reached: int
    exhausted: bool


@dataclass(frozen=True, eq=False)
class Care:
    """How carefully to go.

    relative: errors of a step relative to each stock. pieces: how many steps are taken at least from stop to stop.
    expected: (stop, stock), largest magnitudes so far. rounding: (stock,), absolute errors that are let be.
    """

    relative: float
    pieces: int
    expected: np.ndarray
    rounding: np.ndarray

    def absolute(self, stop: int, met: np.ndarray) -> np.ndarray:
        """Return the (stock,) absolute errors on the way to a stop. met: (stock,), largest magnitudes met so far."""
        scale = np.maximum(self.expected[stop], met)
        scale = np.where(scale > 0, scale, self.expected[-1])  # still empty: what it will hold
        errors: np.ndarray = np.maximum(self.relative * AT_ZERO * np.where(scale > 0, scale, 1.0), self.rounding)
        return errors


class Exhausted(Exception):
    """Flows have been evaluated too often."""


@dataclass
class Flow:
    """The net flow on an open span: switches at its ends are seen from inside.

    left: how often it may be evaluated. held: (held, 1), what is held through the span.
    """

    bound: Bound
    left: int
    held: np.ndarray
    begin: float = 0.0
    stop: float = 0.0

    def __call__(self, t: float, stocks: np.ndarray) -> np.ndarray:
        """Return the (stock,) flow. Raises: Exhausted."""
        self.left -= 1
        if self.left < 0:
            raise Exhausted
        side = 1 if t <= self.begin else -1 if t >= self.stop else 0
        return self.bound.net_flow(t, self.state(stocks[:, None]), side)[: len(stocks), 0]

    def state(self, stocks: np.ndarray) -> np.ndarray:
        """Put (stock, 1) and what is held together."""
        return np.concatenate([stocks, self.held]) if len(self.held) else stocks


def march_adaptively(bound: Bound, clock: Clock, tolerance: float, pieces: int = 2) -> np.ndarray:
    """Integrate one member.

    clock:     its saved times are kept to; its step gives the order of magnitude of everything.
    tolerance: relative to each stock, and to AT_ZERO of its largest magnitude where it passes zero.
    pieces:    how many steps are taken at least from one stop (a break or a saved time) to the next.
    Returns:   (time, saved, 1). From where scipy cannot go on (a stock grows without bound) stocks are not numbers.
    Raises:    RunError when it would take forever: flows that switch back and forth with the stocks they fill.
    Source:    Hairer, Norsett, Wanner, Solving ODEs I, sec. II.5 (DOP853).
    """
    if not len(bound.initial(clock.initial_time)):
        return _without_stocks(bound, clock)
    end = clock.time(clock.n_steps)
    stops = np.unique(np.concatenate([find_breaks(bound, clock), clock.saved_times, _whole_steps(bound, clock), [end]]))
    rough = _rough(bound, clock, stops)
    rounding = np.zeros(rough.largest.shape[1])
    care = Care(max(ASKED * tolerance, LEAST_TOLERANCE), pieces, rough.largest, rounding)
    march = _march(bound, clock, stops, care)
    if march.exhausted:  # perhaps it followed the rounding of a balance
        rounding = _rounding(bound, rough, stops[march.reached]) * (end - clock.initial_time)
        march = _march(bound, clock, stops, replace(care, rounding=rounding))
    elif (rough.largest[march.reached] > TOO_LARGE * march.largest)[march.largest > 0].any():
        march = _march(bound, clock, stops, replace(care, expected=np.minimum(rough.largest, march.largest)))
    if march.exhausted:
        raise RunError(
            f"scipy cannot get past time {stops[march.reached]:g} in reasonable time. Expected flows that do not "
            "switch back and forth with the stocks that they fill. Smooth the switch, or try --solver rk4."
        )
    return march.values


def _whole_steps(bound: Bound, clock: Clock) -> np.ndarray:
    """Return the times at which held values change."""
    steps = range(0, clock.n_steps + 1, clock.hold_every) if bound.n_held else ()
    return np.array([clock.time(step) for step in steps])


def _without_stocks(bound: Bound, clock: Clock) -> np.ndarray:
    empty = bound.initial(clock.initial_time)
    times = clock.saved_times.tolist()
    return np.stack([bound.observe(t, empty, 1 if t == clock.initial_time else -1) for t in times])


def _rough(bound: Bound, clock: Clock, stops: np.ndarray) -> Rough:
    """Go through the run by Euler, as far as it stays finite."""
    stocks = bound.initial(clock.initial_time)
    memory, n_stocks = Memory(bound, clock, stocks), len(stocks) - bound.n_held
    met, moments = np.abs(stocks[:n_stocks, 0]), []
    largest: list[np.ndarray] = []
    for step in range(clock.n_steps + 1):
        t = clock.time(step)
        largest += [met] * (int(np.searchsorted(stops, t, side="right")) - len(largest))
        if step % max(1, clock.n_steps // MOMENTS) == 0:
            moments.append((t, stocks))
        memory.take(step, stocks)
        stocks = stocks + clock.time_step * bound.net_flow(t, stocks, 1)
        memory.put(step + 1, stocks)
        sizes = np.abs(stocks[:n_stocks, 0])
        met = np.fmax(met, np.where(np.isfinite(sizes), sizes, 0.0))
    return Rough(np.nan_to_num(np.stack(largest), nan=0.0, posinf=0.0), tuple(moments))


def _rounding(bound: Bound, rough: Rough, reached: float) -> np.ndarray:
    """Return the (stock,) flows, up to a time, that are rounding alone: the terms of a balance that cancel."""
    worst = np.zeros(rough.largest.shape[1])
    for t, stocks in (moment for moment in rough.moments if moment[0] <= reached):
        moved = [stocks * (1 + nudge * NUDGE) for nudge in range(-NUDGES, NUDGES + 1)]
        flows = np.stack([bound.net_flow(t, each, 1)[: len(worst), 0] for each in moved])
        turns = (np.diff(np.sign(np.diff(flows, axis=0)), axis=0) != 0).sum(axis=0)
        worst = np.fmax(worst, np.where(turns >= TURNS, np.ptp(flows, axis=0), 0.0))
    return worst


def _march(bound: Bound, clock: Clock, stops: np.ndarray, care: Care) -> March:
    """Go from stop to stop: breaks, saved times and the end."""
    times = clock.saved_times
    state = bound.initial(clock.initial_time)
    n_stocks, memory = len(state) - bound.n_held, Memory(bound, clock, state)
    evaluations = EVALUATIONS_AT_FIRST + EVALUATIONS_A_STEP * (clock.n_steps + len(stops))
    flow = Flow(bound, evaluations, state[n_stocks:])
    steps = {clock.time(step): step for step in range(clock.n_steps + 1)} if bound.n_held else {}
    saved = [bound.observe(clock.initial_time, state, 1)]
    largest, step = np.abs(state[:n_stocks, 0]), clock.time_step
    reached, exhausted = 0, False
    for stop in range(1, len(stops)):
        flow.begin, flow.stop = float(stops[stop - 1]), float(stops[stop])
        longest = min(flow.stop - flow.begin, MOST_TIME_STEPS * clock.time_step) / care.pieces
        errors = care.relative, care.absolute(stop, largest)
        if flow.begin in steps:
            memory.take(steps[flow.begin], state)
        try:
            passed, met = _span(flow, state[:n_stocks, 0], errors, (min(step, longest), longest))
        except Exhausted:
            exhausted = True
            break
        if not len(passed):
            break
        largest = np.maximum(largest, np.abs(met).max(axis=1))
        state, step, reached = flow.state(met[:, -1:]), float(np.max(np.diff(passed))), stop
        if flow.stop in steps:
            memory.put(steps[flow.stop], state)
            flow.held = state[n_stocks:]
        if flow.stop in times:
            # as with fixed steps, a saved value belongs to the span that ends at its time
            saved.append(bound.observe(flow.stop, state, -1))
    blank = np.full(state.shape, np.nan)
    saved += [bound.observe(t, blank, -1) for t in times[len(saved) :].tolist()]
    return March(np.stack(saved), largest, reached, exhausted)


def _span(
    flow: Flow, stocks: np.ndarray, errors: tuple[float, np.ndarray], steps: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Integrate one span.

    errors:  of a step, relative and (stock,) absolute. steps: the first and the longest.
    Returns: (time,), (stock, time); of no time where it cannot be integrated.
    """
    nothing = np.empty(0), np.empty((len(stocks), 0))
    if not len(stocks):
        return np.array([flow.begin, flow.stop]), np.empty((0, 2))
    if not (np.isfinite(stocks).all() and np.isfinite(flow(flow.begin, stocks)).all()):
        return nothing
    solution = solve_ivp(
        flow,
        (flow.begin, flow.stop),
        stocks,
        method="DOP853",
        rtol=errors[0],
        atol=errors[1],
        first_step=steps[0],
        max_step=steps[1],
    )
    reached = solution.status == 0 and np.isfinite(solution.y[:, -1]).all()
    return (solution.t, solution.y) if reached else nothing
