"""What an expectation speaks of: values of variables over time, and what is computed from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

__all__ = ["FUNCTIONS", "Applied", "Baseline", "Course", "Function", "Given", "Literal", "Moment", "Term", "Value"]

_SMALL = 1e-9


@dataclass(frozen=True, eq=False)
class Course:
    """What one run gave. time: (time,). rows: name of an element -> its (time,) values, model unit."""

    time: np.ndarray
    rows: Mapping[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class Value:
    """Values of one or several elements.

    values: (element, time), or (element, 1) where they belong to no time.
    names:  of the elements, to tell which one it is; empty where it is only a number.
    known:  (time,) or (1,), whether there is a value at that time: a change over a year has none in the first, the mean
            of a window none where no saved time lies in it.
    """

    values: np.ndarray
    names: tuple[str, ...] = ()
    known: np.ndarray = field(default_factory=lambda: np.ones(1, dtype=bool))

    @property
    def is_over_time(self) -> bool:
        """Tell whether it has a value for each time."""
        return bool(self.values.shape[1] > 1)


@dataclass(frozen=True)
class Literal:
    """A number."""

    value: float

    def evaluate(self, own: Course, base: Course) -> Value:
        """Give the number."""
        return Value(np.array([[self.value]]))

    def names(self) -> Iterator[str]:
        """Yield nothing."""
        yield from ()


@dataclass(frozen=True)
class Given:
    """Variables as the model spells their elements."""

    elements: tuple[str, ...]

    def evaluate(self, own: Course, base: Course) -> Value:
        """Give their courses."""
        return Value(np.stack([own.rows[name] for name in self.elements]), self.elements)

    def names(self) -> Iterator[str]:
        """Yield the elements."""
        yield from self.elements


@dataclass(frozen=True)
class Baseline:
    """The value that a term has in the run that nothing is changed in."""

    of: Term

    def evaluate(self, own: Course, base: Course) -> Value:
        """Evaluate it there."""
        return self.of.evaluate(base, base)

    def names(self) -> Iterator[str]:
        """Yield what it reads."""
        yield from self.of.names()


@dataclass(frozen=True)
class Moment:
    """A term at one time, linear between saved times. time: None is the start, inf the end."""

    of: Term
    time: float | None

    def evaluate(self, own: Course, base: Course) -> Value:
        """Give the values at that time."""
        value = self.of.evaluate(own, base)
        return Value(_at(value, own.time, self.time), value.names) if value.is_over_time else value

    def names(self) -> Iterator[str]:
        """Yield what it reads."""
        yield from self.of.names()


@dataclass(frozen=True)
class Applied:
    """An operator of arithmetic between terms, or a sign before one."""

    sign: str
    parts: tuple[Term, ...]

    def evaluate(self, own: Course, base: Course) -> Value:
        """Compute it element by element; what is divided by 0 is no finite number."""
        values = [part.evaluate(own, base) for part in self.parts]
        names = max((value.names for value in values), key=len)
        known = values[0].known
        for value in values[1:]:
            known = known & value.known
        with np.errstate(all="ignore"):
            return Value(_OPERATORS[self.sign](*(value.values for value in values)), names, known)

    def names(self) -> Iterator[str]:
        """Yield what it reads."""
        for part in self.parts:
            yield from part.names()


@dataclass(frozen=True)
class Function:
    """A function of a term; numbers: what stands behind it, such as the years of a growth."""

    function: str
    of: Term
    numbers: tuple[float, ...] = ()

    def evaluate(self, own: Course, base: Course) -> Value:
        """Apply it."""
        with np.errstate(all="ignore"):
            return FUNCTIONS[self.function].apply(self.of.evaluate(own, base), own.time, self.numbers)

    def names(self) -> Iterator[str]:
        """Yield what it reads."""
        yield from self.of.names()


Term = Literal | Given | Baseline | Moment | Applied | Function

_OPERATORS: Mapping[str, Callable[..., np.ndarray]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "negative": np.negative,
}


@dataclass(frozen=True)
class _Rule:
    """A function of expectations. counts: how many numbers may stand behind its term."""

    counts: tuple[int, ...]
    apply: Callable[[Value, np.ndarray, tuple[float, ...]], Value]
    times: bool = True


def _at(value: Value, times: np.ndarray, time: float | None) -> np.ndarray:
    """Return (element, 1) at a time."""
    if time is None:
        return value.values[:, :1]
    if time == np.inf:
        return value.values[:, -1:]
    near = np.flatnonzero(np.abs(times - time) <= _SMALL)
    if len(near):  # nothing is computed from what is not finite beside it
        return value.values[:, near[:1]]
    return np.array([[np.interp(time, times, row)] for row in value.values])


def _window(times: np.ndarray, numbers: tuple[float, ...]) -> np.ndarray:
    """Tell which times lie between two numbers; all without any."""
    if not numbers:
        return np.ones(len(times), dtype=bool)
    return (times >= numbers[0] - _SMALL) & (times <= numbers[1] + _SMALL)


def _unknown(value: Value) -> Value:
    """Give no value: no saved time lies in the window asked for."""
    return Value(np.full((len(value.values), 1), np.nan), value.names, np.zeros(1, dtype=bool))


def _over(reduce: Callable[..., np.ndarray]) -> Callable[[Value, np.ndarray, tuple[float, ...]], Value]:
    """Make the largest, the least or the mean over time."""

    def apply(value: Value, times: np.ndarray, numbers: tuple[float, ...]) -> Value:
        if not value.is_over_time:
            return value
        chosen = _window(times, numbers) & value.known
        if not chosen.any():
            return _unknown(value)
        return Value(reduce(value.values[:, chosen], axis=1, keepdims=True), value.names)

    return apply


def _growth(value: Value, times: np.ndarray, numbers: tuple[float, ...]) -> Value:
    """Mean growth per time unit between two times, as a fraction."""
    first, last = (_at(value, times, number) for number in numbers)
    return Value((last / first) ** (1.0 / (numbers[1] - numbers[0])) - 1.0, value.names)


def _change(value: Value, times: np.ndarray, numbers: tuple[float, ...]) -> Value:
    """How much it changed in the time before."""
    if not value.is_over_time:
        return Value(np.zeros_like(value.values), value.names)
    span = numbers[0] if numbers else 1.0
    before = np.stack([np.interp(times - span, times, row) for row in value.values])
    return Value(value.values - before, value.names, times - span >= times[0] - _SMALL)


def _integral(value: Value, times: np.ndarray, numbers: tuple[float, ...]) -> Value:
    """The integral between two times, by trapezoids."""
    chosen = _window(times, numbers)
    if value.is_over_time and chosen.sum() < 2:
        return _unknown(value)
    return Value(np.trapezoid(value.values[:, chosen], times[chosen], axis=1)[:, None], value.names)


FUNCTIONS: Mapping[str, _Rule] = {
    "abs": _Rule((0,), lambda value, times, numbers: Value(np.abs(value.values), value.names, value.known)),
    "max": _Rule((0, 2), _over(np.max)),
    "min": _Rule((0, 2), _over(np.min)),
    "mean": _Rule((0, 2), _over(np.mean)),
    "growth": _Rule((2,), _growth),
    "change": _Rule((0, 1), _change, times=False),
    "integral": _Rule((2,), _integral),
}
