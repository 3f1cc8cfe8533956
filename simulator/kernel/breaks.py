"""Where what the flows read of time alone jumps or kinks, so that an adaptive method can be restarted there."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, eq=False)
class Spans:
    """Spans of time. begin, end: (span,). before, after: (switch, span), the switches at both ends."""

    begin: np.ndarray
    end: np.ndarray
    before: np.ndarray
    after: np.ndarray

    def where(self, kept: np.ndarray) -> Spans:
        """Return some of them. kept: (span,) bool."""
        return Spans(self.begin[kept], self.end[kept], self.before[:, kept], self.after[:, kept])


def find_breaks(bound: Bound, clock: Clock) -> np.ndarray:
    """Find the times inside the run at which a switch of time changes.

    bound:   a program of one member, with sides.
    Returns: (break,), rising; one that falls on a step boundary within rounding is exactly that boundary.
    Raises:  RunError when there are so many that they must be rounding.
    """
    n_switches = len(bound.regimes(np.array([clock.initial_time])))
    if not n_switches or not clock.n_steps:
        return np.empty(0)
    chunk = max(1, LOOKED_AT_ONCE // n_switches)
    looks = clock.n_steps * LOOKS
    spans = [_differing(bound, _looks(clock, at, min(at + chunk, looks))) for at in range(0, looks, chunk)]
    begin, end = np.concatenate(spans, axis=1)
    found = [_changes(bound, begin[at : at + chunk], end[at : at + chunk]) for at in range(0, len(begin), chunk)]
    times = _on_steps(np.unique(np.concatenate([np.empty(0), *found])), clock, bound.shift)
    inside = (times > clock.initial_time + bound.shift) & (times < clock.time(clock.n_steps) - bound.shift)
    return _apart(times[inside], 2 * bound.shift)


def _looks(clock: Clock, first: int, last: int) -> np.ndarray:
    """Return the times of the looks from the first to the last, both included."""
    return clock.initial_time + np.arange(first, last + 1) * (clock.time_step / LOOKS)


def _differing(bound: Bound, times: np.ndarray) -> np.ndarray:
    """Return the (2, span) begins and ends of the spans between times at whose ends a switch differs."""
    states = bound.regimes(times)
    differ = _differ(states[:, :-1], states[:, 1:])
    return np.stack([times[:-1][differ], times[1:][differ]])


def _differ(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Tell for each (switch, span) column whether a switch differs; what is not a number equals itself."""
    same = (before == after) | (np.isnan(before) & np.isnan(after))
    differ: np.ndarray = ~same.all(axis=0)
    return differ


def _changes(bound: Bound, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Halve every span whose ends differ until its ends are neighbouring numbers, or near; return where they begin."""
    near = bound.shift / 4  # so a side of where it begins is that side of the change
    spans = Spans(begin, end, bound.regimes(begin), bound.regimes(end))
    # most switches stand at a look
    spans = _split(bound, spans, np.maximum(spans.begin, spans.end - near))
    spans = _split(bound, spans, np.minimum(spans.begin + near, spans.end))
    found = []
    while len(spans.begin):
        if len(spans.begin) > MOST_BREAKS:
            raise RunError(
                f"more than {MOST_BREAKS} switches of time. Expected fewer: a comparison of two equal expressions of "
                "time changes by rounding alone. Simplify it, or try --solver rk4."
            )
        middle = spans.begin + (spans.end - spans.begin) / 2
        done = (middle <= spans.begin) | (middle >= spans.end) | (spans.end - spans.begin <= near)
        found.append(spans.begin[done])
        spans = _split(bound, spans.where(~done), middle[~done])
    return np.concatenate([np.empty(0), *found])


def _split(bound: Bound, spans: Spans, middle: np.ndarray) -> Spans:
    """Part spans, each at a time inside it; keep the parts at whose ends a switch differs."""
    if not len(middle):
        return spans
    state = bound.regimes(middle)
    parts = Spans(
        np.concatenate([spans.begin, middle]),
        np.concatenate([middle, spans.end]),
        np.concatenate([spans.before, state], axis=1),
        np.concatenate([state, spans.after], axis=1),
    )
    return parts.where(_differ(parts.before, parts.after))


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
