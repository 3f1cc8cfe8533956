"""One member by scipy, which chooses its own steps, restarted at every known discontinuity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp

from simulator.kernel.breaks import find_breaks
from simulator.kernel.clock import Clock
from simulator.kernel.compiled import Bound
from simulator.kernel.method import METHODS

__all__ = ["march_adaptively"]

# Part of the relative tolerance that is kept to where a stock passes zero, against its largest magnitude in the run.
AT_ZERO = 1e-3
# How far too large a stock's expected magnitude may be: AT_ZERO still makes it good for the tolerance.
TOO_LARGE = 1e3
# scipy keeps the error of each step, not that of the run: it is asked for this part of the tolerance.
ASKED = 0.1
# What scipy keeps at best, in units of rounding. Source: scipy, the least rtol of solve_ivp.
LEAST_TOLERANCE = 100 * np.finfo(float).eps
# The estimated error of a step may be small by accident: none is longer than half a span, nor than so many of the
# model's own steps, which its author has chosen to resolve what happens.
MOST_TIME_STEPS = 4
# Where rounding of a balance stands in the way of the tolerance, stocks are followed to these parts of the largest one.
RETREATS = (0.0, 1e-9, 1e-6)


@dataclass(frozen=True, eq=False)
class March:
    """A run of one member. values: (time, saved, 1). largest: (stock,), magnitudes met. ended: it got through."""

    values: np.ndarray
    largest: np.ndarray
    ended: bool


def march_adaptively(bound: Bound, clock: Clock, tolerance: float) -> np.ndarray:
    """Integrate one member.

    clock:     its saved times are kept to; its step only gives the order of magnitude of everything.
    tolerance: relative to each stock, and to AT_ZERO of its largest magnitude where it passes zero.
    Returns:   (time, saved, 1). From where scipy cannot go on (a stock grows without bound) stocks are not numbers.
    Source:    Hairer, Norsett, Wanner, Solving ODEs I, sec. II.5 (DOP853).
    """
    if not len(bound.initial(clock.initial_time)):
        return _without_stocks(bound, clock)
    breaks = find_breaks(bound, clock)
    scale = _expected(bound, clock)
    for part in RETREATS:
        march = _march(bound, clock, breaks, (tolerance, _scaled(scale, part)))
        met = march.largest > 0
        if march.ended and (scale[met] > TOO_LARGE * march.largest[met]).any():
            march = _march(bound, clock, breaks, (tolerance, _scaled(march.largest, part)))
        if march.ended:
            break
    return march.values


def _without_stocks(bound: Bound, clock: Clock) -> np.ndarray:
    empty = bound.initial(clock.initial_time)
    times = clock.saved_times.tolist()
    return np.stack([bound.observe(t, empty, 1 if t == clock.initial_time else -1) for t in times])


def _scaled(scale: np.ndarray, part: float) -> np.ndarray:
    """Return magnitudes to measure errors by: none is zero, nor less than a part of the largest."""
    least = part * scale.max()
    scaled: np.ndarray = np.where(scale > 0, np.maximum(scale, least), max(least, 1.0))
    return scaled


def _expected(bound: Bound, clock: Clock) -> np.ndarray:
    """Return the (stock,) largest magnitudes of a rough run, as far as it stays finite."""
    stocks = bound.initial(clock.initial_time)
    largest = np.abs(stocks[:, 0])
    for step in range(clock.n_steps):
        stocks = METHODS["euler"].step(bound, clock.time(step), stocks, clock.time_step)
        largest = np.fmax(largest, np.where(np.isfinite(stocks[:, 0]), np.abs(stocks[:, 0]), 0.0))
    finite: np.ndarray = np.nan_to_num(largest, nan=0.0, posinf=0.0)
    return finite


def _march(bound: Bound, clock: Clock, breaks: np.ndarray, control: tuple[float, np.ndarray]) -> March:
    """Go from stop to stop, breaks and saved times. control: relative tolerance, (stock,) magnitudes."""
    tolerance, scale = control
    times, end = clock.saved_times, clock.time(clock.n_steps)
    stops = np.unique(np.concatenate([breaks, times, [end]]))
    stocks = bound.initial(clock.initial_time)
    saved = [bound.observe(clock.initial_time, stocks, 1)]
    largest = np.abs(stocks[:, 0])
    step, begin = clock.time_step, clock.initial_time
    for stop in stops[1:].tolist():
        flow = _flow_between(bound, begin, stop)
        if not np.isfinite(flow(begin, stocks[:, 0])).all():
            break
        longest = min((stop - begin) / 2, MOST_TIME_STEPS * clock.time_step)
        solution = solve_ivp(
            flow,
            (begin, stop),
            stocks[:, 0],
            method="DOP853",
            rtol=max(ASKED * tolerance, LEAST_TOLERANCE),
            atol=ASKED * tolerance * AT_ZERO * scale,
            first_step=min(step, longest),
            max_step=longest,
        )
        largest = np.maximum(largest, np.abs(solution.y).max(axis=1))
        stocks, step = solution.y[:, -1:], _next_step(solution.t, step)
        if solution.status != 0 or not np.isfinite(stocks).all():
            break
        begin = stop
        if stop in times:
            # as with fixed steps, a saved value belongs to the span that ends at its time
            saved.append(bound.observe(stop, stocks, -1))
    blank = np.full(stocks.shape, np.nan)
    saved += [bound.observe(t, blank, -1) for t in times[len(saved) :].tolist()]
    return March(np.stack(saved), largest, begin == end)


def _next_step(times: np.ndarray, before: float) -> float:
    """Return the step to begin the next span with: the largest of this one."""
    return float(np.max(np.diff(times))) if len(times) > 1 else before


def _flow_between(bound: Bound, begin: float, stop: float) -> Callable[[float, np.ndarray], np.ndarray]:
    """Return the flow on an open span: switches at its ends are seen from inside."""

    def flow(t: float, stocks: np.ndarray) -> np.ndarray:
        side = 1 if t <= begin else -1 if t >= stop else 0
        return bound.net_flow(t, stocks[:, None], side)[:, 0]

    return flow
