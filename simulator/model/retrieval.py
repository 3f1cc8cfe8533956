"""Values over time as lookups of Time: interpolated, held, looked forward to or raw; GET DATA ... reads them elsewhere.

Source: Vensim Reference Manual, data variables and GET DATA functions; outputs of Vensim (data_from_other_model,
getdata). Before its first and after its last point a series holds that value, unless it is raw.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulator.model.calls import wrong_count
from simulator.model.expression import (
    Constant,
    Constants,
    Expression,
    Interpolation,
    Operation,
    Reference,
    Time,
    TimeStep,
    fold,
)
from simulator.model.lower import NOT_AVAILABLE
from simulator.model.scope import EquationFault
from simulator.model.syntax import Curve, Name, Series, Syntax

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver

# Relative rounding of computed times: a point of a series is met by a time this close, and no switch is moved by it.
ROUNDING = 4 * float(np.finfo(float).eps)
# The part of a step by which a time may be short of it by rounding.
STEP_ROUNDING = 1e-6


def series(resolver: Resolver, node: Series) -> Expression:
    """Return the values of a data variable at each time. Raises: EquationFault where there is not one for each row."""
    if len(node.curves) != resolver.block.rows:
        raise EquationFault(
            f"{resolver.name!r} has values for {len(node.curves)} of {resolver.block.rows} elements. "
            "Expected one series each. Correct its equation."
        )
    return _read(resolver, node.curves, Time(), node.between)


def _read(resolver: Resolver, curves: Sequence[Curve], time: Expression, between: str) -> Expression:
    """Read curves, one a row or one for all, at a time."""
    numbers = np.array([resolver.scope.add_curve(_shaped(curve, between)) for curve in curves])
    if between == "look forward":
        time = fold("negative", (time,))
    return Interpolation(numbers, time, max(len(numbers), time.size))


def _shaped(curve: Curve, between: str) -> Curve:
    """Return the points that give what holds between those of a series."""
    x, y = np.array(curve.x), np.array(curve.y)
    near = ROUNDING * np.maximum(1.0, np.abs(x))
    if between == "hold backward":
        return Curve(tuple(x - near), tuple(y), "hold_backward")
    if between == "before":  # the last point that is past, not the one that is met
        return Curve(tuple(x + near), tuple(y), "hold_backward")
    if between == "look forward":  # read at minus the time, where to hold is to look forward
        return Curve(tuple((-x - near)[::-1]), tuple(y[::-1]), "hold_backward")
    if between == "raw":  # each value for a moment, and nothing from then to the next
        edges = np.stack([x - near, x + near], axis=1).ravel()
        values = np.stack([y, np.full(len(y), NOT_AVAILABLE)], axis=1).ravel()
        return Curve((edges[0] - 1.0, *edges), (NOT_AVAILABLE, *values), "hold_backward")
    return curve


def _wanted(resolver: Resolver, arguments: tuple[Syntax, ...], function: str, count: int) -> list[Curve]:
    """Return the series that the first argument names, one a row or one for all."""
    if len(arguments) != count:
        told = wrong_count(function, len(arguments), count)
        raise EquationFault(f"{resolver.name!r} calls {told}. Correct its equation.", function)
    read = resolver.resolve(arguments[0])
    known = resolver.scope.series.get(read.variable, {}) if isinstance(read, Reference) else {}
    if not isinstance(read, Reference) or not all(int(element) in known for element in read.index):
        raise EquationFault(
            f"{resolver.name!r} calls {function.upper()} of what is no data variable. Expected one with values from a "
            "file. Correct its equation.",
            function,
        )
    return [known[int(element)] for element in read.index]


def _between_times(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """GET DATA BETWEEN TIMES(series, time, mode): 1 looks forward, -1 backward, 0 interpolates.

    Looking forward and backward begins at the step that the time is in, and backward passes over a point right there.
    Source: outputs of Vensim (getdata).
    """
    curves = _wanted(resolver, arguments, "get data between times", 3)
    time, mode = resolver.resolve(arguments[1]), resolver.resolve(arguments[2])
    between = _read(resolver, curves, time, "interpolate")
    step = _whole_step(resolver, time)
    forward, backward = (_read(resolver, curves, step, each) for each in ("look forward", "before"))
    if isinstance(mode, Constant):
        return forward if mode.value >= 1 else backward if mode.value <= -1 else between
    held = _choice(fold("<=", (mode, Constant(-1.0))), backward, between)
    return _choice(fold(">=", (mode, Constant(1.0))), forward, held)


def _whole_step(resolver: Resolver, time: Expression) -> Expression:
    """Return the last step of the clock that is not after a time."""
    start = resolver.resolve(Name("initial time"))
    since = fold("/", (fold("-", (time, start)), TimeStep()))
    number = fold("floor", (fold("+", (since, Constant(STEP_ROUNDING))),))
    return fold("+", (start, fold("*", (number, TimeStep()))))


def _choice(condition: Expression, chosen: Expression, otherwise: Expression) -> Expression:
    parts = (condition, chosen, otherwise)
    return Operation("if then else", parts, max(part.size for part in parts))


def _at_time(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """GET DATA AT TIME(series, time): its value there, :NA: where it has none."""
    curves = _wanted(resolver, arguments, "get data at time", 2)
    return _read(resolver, curves, resolver.resolve(arguments[1]), "raw")


def _first_time(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """GET DATA FIRST TIME(series)."""
    return _numbers([curve.x[0] for curve in _wanted(resolver, arguments, "get data first time", 1)])


def _last_time(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """GET DATA LAST TIME(series)."""
    return _numbers([curve.x[-1] for curve in _wanted(resolver, arguments, "get data last time", 1)])


def _numbers(values: list[float]) -> Expression:
    return Constant(values[0]) if len(set(values)) == 1 else Constants(np.array(values))


RETRIEVALS: dict[str, Callable[[Resolver, tuple[Syntax, ...]], Expression]] = {
    "get data between times": _between_times,
    "get data at time": _at_time,
    "get data first time": _first_time,
    "get data last time": _last_time,
}
