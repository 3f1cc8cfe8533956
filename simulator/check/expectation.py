"""Expectations: conditions on the values of variables over time, and whether a run keeps them.

GDP > 0                                         at every saved step
growth(GDP, 2026, 2035) < 0                     mean growth a year, as a fraction (or: -2 %)
renewable capacity falls over time in 2032..2035
employment at 2035 = baseline(employment at 2035) within 1 %
curtailment at 2030 falls with storage starts   from member to member of what is varied
every stock except cumulative migration >= 0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.check.said import Said, said
from simulator.check.term import Course, Term, Value

__all__ = ["COMPARISONS", "Comparison", "Expectation", "Finite", "Trend", "broken"]

COMPARISONS = ("<=", ">=", "<", ">", "=", "!=")
_SMALL = 1e-9


@dataclass(frozen=True)
class Span:
    """Times between which a condition must hold."""

    first: float = -np.inf
    last: float = np.inf

    def of(self, times: np.ndarray) -> np.ndarray:
        """Tell which times lie in it."""
        return (times >= self.first - _SMALL) & (times <= self.last + _SMALL)


@dataclass(frozen=True)
class Comparison:
    """Terms compared in a row: -4 % < growth(...) < -2 %.

    within:      how far apart equal values may be; relative: of the right one's size, not in its unit.
    """

    text: str
    terms: tuple[Term, ...]
    signs: tuple[str, ...]
    within: float = 0.0
    relative: bool = False
    span: Span = Span()

    def names(self) -> Iterator[str]:
        """Yield the elements that it reads."""
        for term in self.terms:
            yield from term.names()

    def fault(self, own: Course, base: Course) -> Said | None:
        """Return what does not hold in a run, at its first time; None where all does."""
        values = [term.evaluate(own, base) for term in self.terms]
        for left, right, sign in zip(values[:-1], values[1:], self.signs, strict=True):
            fault = self._compare(left, right, sign, own.time)
            if fault is not None:
                return fault
        return None

    def _compare(self, left: Value, right: Value, sign: str, times: np.ndarray) -> Said | None:
        with np.errstate(all="ignore"):
            holds = self._holds(left.values, right.values, sign)
        asked = left.known & right.known
        if left.is_over_time or right.is_over_time:
            asked = asked & self.span.of(times)
        if not asked.any():
            return said("expect.no_time", text=self.text)
        bad = ~holds & asked
        if not bad.any():
            return None
        place = int(np.flatnonzero(bad.any(axis=0))[0])
        row = int(np.flatnonzero(bad[:, place])[0])
        shown = [float(np.broadcast_to(each.values, bad.shape)[row, place]) for each in (left, right)]
        names = left.names or right.names
        name = names[row] if len(names) > row else ""
        time = float(times[place]) if bad.shape[1] > 1 else None
        return _broken(self.text, (name if len(names) > 1 else "", time), (shown[0], sign, shown[1]))

    def _holds(self, left: NDArray[np.float64], right: NDArray[np.float64], sign: str) -> NDArray[np.bool_]:
        room = self.within * np.abs(right) if self.relative else self.within
        if sign in ("=", "!="):
            near = np.abs(left - right) <= room
            return near if sign == "=" else np.isfinite(left) & np.isfinite(right) & ~near
        if sign in ("<", "<="):
            return left < right if sign == "<" else left <= right
        return left > right if sign == ">" else left >= right


@dataclass(frozen=True)
class Finite:
    """A term that must be a finite number throughout."""

    text: str
    term: Term
    span: Span = Span()

    def names(self) -> Iterator[str]:
        """Yield the elements that it reads."""
        yield from self.term.names()

    def fault(self, own: Course, base: Course) -> Said | None:
        """Return the first that is not finite; None where all are."""
        value = self.term.evaluate(own, base)
        asked = value.known & self.span.of(own.time) if value.is_over_time else value.known
        if not asked.any():
            return said("expect.no_time", text=self.text)
        bad = ~np.isfinite(value.values) & asked
        if not bad.any():
            return None
        place = int(np.flatnonzero(bad.any(axis=0))[0])
        row = int(np.flatnonzero(bad[:, place])[0])
        name = value.names[row] if len(value.names) > row else self.text
        return said("expect.not_finite", text=self.text, name=name, time=float(own.time[place]))


@dataclass(frozen=True)
class Trend:
    """A term that rises or falls, over time or from member to member of what is varied.

    varied: the constant that differs between members; empty: over time. never: it does not move the other way.
    """

    text: str
    term: Term
    rises: bool
    varied: str = ""
    never: bool = False
    span: Span = Span()

    def names(self) -> Iterator[str]:
        """Yield the elements that it reads."""
        yield from self.term.names()

    def fault(self, own: Course, base: Course) -> Said | None:
        """Return where it moves the other way over time; None where nowhere."""
        value = self.term.evaluate(own, base)
        chosen = np.flatnonzero(self.span.of(own.time) & value.known)
        if len(chosen) < 2:
            return said("expect.no_time", text=self.text)
        for row, course in enumerate(value.values[:, chosen]):
            place = self._first_bad(course)
            if place is not None:
                name = value.names[row] if len(value.names) > 1 else ""
                time = f"{float(own.time[chosen[place + 1]]):g}"
                left, right = float(course[place]), float(course[place + 1])
                return said("expect.moves", text=self.text, name=name, time=time, left=left, right=right)
        return None

    def fault_between(self, runs: Sequence[tuple[float, Course]], base: Course) -> Said | None:
        """Return between which members it moves the other way. runs: (value of what is varied, run), rising."""
        values = [self.term.evaluate(own, base) for _, own in runs]
        if not all(value.known.all() for value in values):
            return said("expect.no_time", text=self.text)
        for row in range(len(values[0].values)):
            course = np.array([value.values[row, 0] for value in values])
            place = self._first_bad(course)
            if place is not None:
                points = "; ".join(f"{each:g}: {found:.6g}" for (each, _), found in zip(runs, course, strict=True))
                name = values[0].names[row] if len(values[0].names) > 1 else ""
                return said("expect.between", text=self.text, name=name, points=points)
        return None

    def _first_bad(self, course: np.ndarray) -> int | None:
        """Return after which place it does not move as asked; what is not a number never does."""
        moves = np.diff(course) * (1.0 if self.rises else -1.0)
        with np.errstate(invalid="ignore"):
            rounding = _SMALL * np.maximum(np.abs(course[:-1]), np.abs(course[1:]))
            good = moves <= rounding if self.never else moves > (rounding if self.varied else 0.0)
        bad = np.flatnonzero(~good)
        return int(bad[0]) if len(bad) else None


Expectation = Comparison | Finite | Trend


def _broken(text: str, place: tuple[str, float | None], found: tuple[float, str, float]) -> Said:
    """Word what does not hold, where and when."""
    (name, time), (left, sign, right) = place, found
    when = "" if time is None else f"{time:g}"
    return said("expect.broken", text=text, name=name, time=when, left=left, sign=sign, right=right)


def broken(
    expectations: Sequence[Expectation], runs: Sequence[tuple[Mapping[str, float], Course]], base: Course
) -> Iterator[tuple[Expectation, Said]]:
    """Yield every expectation that some run breaks, with the first of its faults.

    runs: what is varied with its value, and the run; one run without anything where nothing is varied.
    """
    for expectation in expectations:
        if isinstance(expectation, Trend) and expectation.varied:
            ordered = sorted(((given[expectation.varied], own) for given, own in runs), key=lambda each: each[0])
            fault = expectation.fault_between(ordered, base)
        else:
            fault = next(filter(None, (expectation.fault(own, base) for _, own in runs)), None)
        if fault is not None:
            yield expectation, fault
