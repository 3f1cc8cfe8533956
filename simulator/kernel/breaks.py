"""Where what the flows read of time alone jumps or kinks, so that an adaptive method can be restarted there."""

from __future__ import annotations

import numpy as np

from simulator.errors import RunError
from simulator.kernel.clock import Clock
from simulator.kernel.compiled import Bound

__all__ = ["find_breaks"]

# Moments of each step at which switches are looked at: one that is on for less than this part of a step may be missed,
# unless it counts its edges (PULSE, PULSE TRAIN, INTEGER, lookups and schedules do).
LOOKS = 8
# How many numbers are looked at in one go, and how many breaks are taken for rounding instead.
LOOKED_AT_ONCE = 2_000_000
MOST_BREAKS = 100_000


def find_breaks(bound: Bound, clock: Clock) -> np.ndarray:
    """Find the times inside the run at which a switch of time changes.

    bound:   a program of one member, with sides.
    Returns: (break,), rising; one that falls on a step boundary within rounding is exactly that boundary.
    Raises:  RunError when there are so many that they must be rounding.
    """
    n_switches = len(bound.regimes(np.array([clock.initial_time])))
    if not n_switches or not clock.n_steps:
        return np.empty(0)
    chunk = max(1, LOOKED_AT_ONCE // (n_switches * LOOKS))
    found = [
        _changes(bound, _looks(clock, first, min(first + chunk, clock.n_steps)))
        for first in range(0, clock.n_steps, chunk)
    ]
    times = _on_steps(np.unique(np.concatenate(found)), clock, bound.shift)
    inside = (times > clock.initial_time + bound.shift) & (times < clock.time(clock.n_steps) - bound.shift)
    return _apart(times[inside], 2 * bound.shift)


def _looks(clock: Clock, first: int, last: int) -> np.ndarray:
    """Return the times at which the steps from first to last are looked at, both ends included."""
    looks: np.ndarray = np.arange(first * LOOKS, last * LOOKS + 1)
    return clock.initial_time + looks * (clock.time_step / LOOKS)


def _changes(bound: Bound, times: np.ndarray) -> np.ndarray:
    """Halve every span whose ends differ until its ends are neighbouring numbers; return the middles."""
    states = bound.regimes(times)
    begin, end, before, after = times[:-1], times[1:], states[:, :-1], states[:, 1:]
    found = []
    while len(begin):
        differ = (_numbers(before) != _numbers(after)).any(axis=0)
        begin, end, before, after = begin[differ], end[differ], before[:, differ], after[:, differ]
        if len(begin) > MOST_BREAKS:
            raise RunError(
                f"more than {MOST_BREAKS} switches of time. Expected fewer: a comparison of two equal expressions of "
                "time changes by rounding alone. Simplify it, or try --solver rk4."
            )
        middle = begin + (end - begin) / 2
        done = (middle <= begin) | (middle >= end)
        found.append(begin[done])
        begin, end, before, after, middle = (each[..., ~done] for each in (begin, end, before, after, middle))
        if not len(begin):
            break
        state = bound.regimes(middle)
        begin, end = np.concatenate([begin, middle]), np.concatenate([middle, end])
        before, after = np.concatenate([before, state], axis=1), np.concatenate([state, after], axis=1)
    return np.concatenate([np.empty(0), *found])


def _numbers(states: np.ndarray) -> np.ndarray:
    """Replace what is not a number, so that it equals itself."""
    numbers: np.ndarray = np.nan_to_num(states, nan=-0.5)
    return numbers


def _on_steps(times: np.ndarray, clock: Clock, near: float) -> np.ndarray:
    """Move times that are a step boundary but for rounding onto it."""
    boundary = clock.initial_time + np.round((times - clock.initial_time) / clock.time_step) * clock.time_step
    return np.unique(np.where(np.abs(times - boundary) <= near, boundary, times))


def _apart(times: np.ndarray, distance: float) -> np.ndarray:
    """Keep of times closer than a distance the first."""
    kept: list[float] = []
    for time in times.tolist():
        if not kept or time - kept[-1] > distance:
            kept.append(time)
    return np.array(kept)
