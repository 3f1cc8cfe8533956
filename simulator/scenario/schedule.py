"""A value over time, as a scenario sets it.

linear: straight between knots (year, value); the first value before the first knot, the last one after the last.
step:   `start` until the first knot, then each knot's value from its year on, up to the next knot.
growth: `start` until the first knot, then growing at each knot's rate g (a fraction a year) from its year Y on, up to
        the next knot: value(t) = value(Y) * (1 + g)^(t - Y), so a year multiplies it by 1 + g. `offset` is added then.
"""

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

__all__ = ["Schedule", "Value", "extremes", "knots_text", "plus", "times", "value_text"]

_LARGEST = math.log(sys.float_info.max)


@dataclass(frozen=True)
class Schedule:
    """A path over time in the model's unit of the constant it stands for.

    knots:  (year, value) pairs, (year, rate) pairs for growth; years increase.
    start:  the value before the first knot; with linear the first knot's value.
    offset: added to a growth; 0 with linear and step.
    """

    kind: Literal["linear", "step", "growth"]
    knots: tuple[tuple[float, float], ...]
    start: float
    offset: float = 0.0

    @property
    def years(self) -> tuple[float, ...]:
        """The times at which the path jumps or kinks."""
        return tuple(year for year, _ in self.knots)

    def at(self, time: float, *, before: bool = False) -> float:
        """Value at a time. before: at a step's own year, the value just before it instead of the new one."""
        if self.kind == "linear":
            return _linear(self.knots, time)
        past = [knot for knot in self.knots if knot[0] < time or (knot[0] == time and not before)]
        if self.kind == "step":
            return past[-1][1] if past else self.start
        grown = sum(
            math.log1p(rate) * (end - year) for (year, rate), (end, _) in pairwise((*past, (time, 0.0))) if end > year
        )
        return self.offset + self.start * (math.exp(grown) if grown < _LARGEST else math.inf)


Value = float | Schedule


def times(value: Value, factor: float) -> Value:
    """Multiply a value at every time."""
    if not isinstance(value, Schedule):
        return value * factor
    knots = value.knots if value.kind == "growth" else tuple((year, each * factor) for year, each in value.knots)
    return replace(value, knots=knots, start=value.start * factor, offset=value.offset * factor)


def plus(value: Value, amount: float) -> Value:
    """Add the same amount at every time."""
    if not isinstance(value, Schedule):
        return value + amount
    if value.kind == "growth":
        return replace(value, offset=value.offset + amount)
    knots = tuple((year, each + amount) for year, each in value.knots)
    return replace(value, knots=knots, start=value.start + amount)


def extremes(value: Value, period: tuple[float, float] | None) -> Iterator[tuple[float | None, float]]:
    """Give (time, value) pairs among which are the smallest and the largest values of the run; no time for a number."""
    if not isinstance(value, Schedule):
        yield None, value
        return
    for time in sorted({*value.years, *(period or ())}):
        yield time, value.at(time, before=True)
        yield time, value.at(time)


def value_text(value: Value) -> str:
    """Write a value for people, every number so that it reads back to the same bits."""
    if not isinstance(value, Schedule):
        return _short(value)
    if value.kind == "linear":
        return f"{{{knots_text(value.knots)}}}"
    path = f"{{{value.kind}: {{start: {_short(value.start)}, {knots_text(value.knots, value.kind == 'growth')}}}}}"
    return f"{path} + {_short(value.offset)}" if value.offset else path


def knots_text(knots: tuple[tuple[float, float], ...], rates: bool = False) -> str:
    """Write knots as year: value pairs; rates: as year: value /year."""
    return ", ".join(f"{_short(year)}: {_short(each)}{' /year' if rates else ''}" for year, each in knots)


def _short(number: float) -> str:
    """Write a number without a superfluous .0."""
    return repr(number).removesuffix(".0")


def _linear(knots: tuple[tuple[float, float], ...], time: float) -> float:
    """Interpolate between knots, holding the ends."""
    if time <= knots[0][0]:
        return knots[0][1]
    for (year, value), (next_year, next_value) in pairwise(knots):
        if time <= next_year:
            return value + (next_value - value) * (time - year) / (next_year - year)
    return knots[-1][1]
