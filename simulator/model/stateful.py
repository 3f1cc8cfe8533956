"""Functions with a memory become hidden stocks: SMOOTH, DELAY, TREND, INITIAL; and ACTIVE INITIAL.

Source: Vensim Reference Manual, the equations given with each function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from simulator.model.expression import Constant, Constants, Expression, Operation, Reference, Time, TimeStep, fold
from simulator.model.held import HELD
from simulator.model.scope import EquationFault
from simulator.model.syntax import Name, Number, Syntax

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver

# Stages of a delay or smooth; more would only be a typing error.
MOST_STAGES = 1000
# How far, relatively, a delay time may be from whole steps. Source: ours; far above rounding.
ROUNDING = 1e-9


def _size(*parts: Expression) -> int:
    return max(part.size for part in parts)


def _chain_order(resolver: Resolver, node: Syntax, function: str) -> int:
    """Return the order of a delay or smooth: its value at the start, as in Vensim, known when the model is read."""
    value = resolver.scope.start_value(node)
    if value is None or not 1 <= value <= MOST_STAGES or value != int(value):
        raise EquationFault(
            f"{resolver.name!r} uses {function} of an order that is not a whole number known before the run. "
            f"Expected 1 to {MOST_STAGES}. Correct its equation.",
            function,
        )
    return int(value)


def _inputs(resolver: Resolver, arguments: tuple[Syntax, ...]) -> tuple[Expression, Expression, Expression]:
    """Resolve input, time and initial value; where the input is the initial value, once."""
    source, time = resolver.resolve(arguments[0]), resolver.resolve(arguments[1])
    return source, time, source if arguments[2] is arguments[0] else resolver.resolve(arguments[2])


def _smooth(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """Chain of first-order smooths: each approaches the one before at order / time."""
    source, time, initial = _inputs(resolver, arguments)
    order = _chain_order(resolver, arguments[3], "SMOOTH N")
    pace = fold("/", (Constant(float(order)), time))
    for stage in range(order):
        rows = _rows(resolver, source, time, initial)
        stock = resolver.scope.add_stock(f"{resolver.name} smooth {stage + 1}", rows)
        level = Reference(stock, np.arange(rows))
        gap = Operation("-", (source, level), _size(source, level))
        resolver.scope.set_stock(stock, Operation("*", (gap, pace), _size(gap, pace)), initial)
        source = level
    return source


def _delay(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """Chain of levels in transit, each holding order times its content: outflow is level / time."""
    source, time, initial = _inputs(resolver, arguments)
    order = _chain_order(resolver, arguments[3], "DELAY N")
    content = Operation("*", (initial, time), _size(initial, time))
    for stage in range(order):
        rows = _rows(resolver, source, time, initial)
        stock = resolver.scope.add_stock(f"{resolver.name} delay {stage + 1}", rows)
        level = Reference(stock, np.arange(rows))
        outflow = Operation("/", (level, time), _size(level, time))
        change = Operation("-", (source, outflow), _size(source, outflow))
        resolver.scope.set_stock(stock, Operation("*", (change, Constant(float(order))), change.size), content)
        source = outflow
    return source


def _delay_n(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """Chain of levels whose delay time is handed on from stage to stage, one TIME STEP each, as Vensim does.

    A stage's delay time is a stock that takes the value of the one before within a step; with a fixed delay time all
    are that time, and the chain is the one of DELAY3.
    """
    source, time, initial = _inputs(resolver, arguments)
    if _is_fixed(resolver, time):
        number = Number(float(_stages_that_fit(resolver, arguments)))
        return _delay(resolver, (*arguments[:3], number))
    order = _stages_that_fit(resolver, arguments)
    content = Operation("*", (initial, time), _size(initial, time))
    times = [time]
    for stage in range(1, order):
        times.append(_handed_on(resolver, times[-1], stage))
    for stage in range(order):
        rows = _rows(resolver, source, time, initial)
        stock = resolver.scope.add_stock(f"{resolver.name} delay {stage + 1}", rows)
        level = Reference(stock, np.arange(rows))
        outflow = Operation("/", (level, times[stage]), _size(level, times[stage]))
        change = Operation("-", (source, outflow), _size(source, outflow))
        resolver.scope.set_stock(stock, Operation("*", (change, Constant(float(order))), change.size), content)
        source = outflow
    return source


def _stages_that_fit(resolver: Resolver, arguments: tuple[Syntax, ...]) -> int:
    """Return the order of DELAY N: each stage takes a TIME STEP or more, as in Vensim, which takes fewer stages else.

    So the order follows from the delay time and the step that the model itself gives, where both are numbers.
    """
    order = _chain_order(resolver, arguments[3], "DELAY N")
    early = resolver.scope.early(resolver.scope.value(Name("initial time")))
    time, step = early.value(arguments[1]), early.value(Name("time step"))
    if time is None or step is None or not step > 0 or order * step <= time * (1 + ROUNDING):
        return order
    resolver.scope.start_value(arguments[1])  # what it reads is no input any more: the number of stages follows from it
    return max(1, int(time / step * (1 + ROUNDING)))


def _is_fixed(resolver: Resolver, node: Expression) -> bool:
    """Tell whether an expression is a number or a constant of the model."""
    if isinstance(node, Reference):
        return resolver.scope.variables[node.variable].kind == "constant"
    return isinstance(node, Constant | Constants)


def _handed_on(resolver: Resolver, value: Expression, stage: int) -> Expression:
    """Follow a value one TIME STEP behind."""
    rows = _rows(resolver, value)
    stock = resolver.scope.add_stock(f"{resolver.name} delay time {stage}", rows)
    held = Reference(stock, np.arange(rows))
    gap = Operation("-", (value, held), _size(value, held))
    resolver.scope.set_stock(stock, Operation("/", (gap, TimeStep()), gap.size), value)
    return held


def _trend(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """Relative growth of the input against its smoothed past."""
    source, time, initial = (resolver.resolve(argument) for argument in arguments)
    rows = _rows(resolver, source, time, initial)
    stock = resolver.scope.add_stock(f"{resolver.name} trend", rows)
    level = Reference(stock, np.arange(rows))
    gap = Operation("-", (source, level), _size(source, level))
    scale = fold("+", (Constant(1.0), fold("*", (initial, time))))
    past = Operation("/", (source, scale), _size(source, scale))
    resolver.scope.set_stock(stock, Operation("/", (gap, time), _size(gap, time)), past)
    against = Operation("*", (time, Operation("abs", (level,), level.size)), _size(time, level))
    return Operation("zidz", (gap, against), _size(gap, against))


def _forecast(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """The input carried on by its trend over a horizon."""
    source, time, horizon, initial = (resolver.resolve(argument) for argument in arguments)
    rows = _rows(resolver, source, time, horizon, initial)
    stock = resolver.scope.add_stock(f"{resolver.name} forecast", rows)
    level = Reference(stock, np.arange(rows))
    gap = Operation("-", (source, level), rows)
    scale = fold("+", (Constant(1.0), fold("*", (initial, time))))
    resolver.scope.set_stock(stock, Operation("/", (gap, time), rows), Operation("/", (source, scale), rows))
    trend = Operation("zidz", (gap, Operation("*", (time, level), rows)), rows)
    growth = Operation("+", (Constant(1.0), Operation("*", (trend, horizon), rows)), rows)
    return Operation("*", (source, growth), rows)


def _npv(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """What a stream is worth at the start, discounted step by step: two stocks, as Vensim writes it out."""
    stream, rate, initial, factor = (resolver.resolve(argument) for argument in arguments)
    rows = _rows(resolver, stream, rate, initial, factor)
    discounting = resolver.scope.add_stock(f"{resolver.name} discounting", rows)
    worth = resolver.scope.add_stock(f"{resolver.name} worth", rows)
    discount, gathered = (Reference(stock, np.arange(rows)) for stock in (discounting, worth))
    a_step = Operation("+", (Constant(1.0), Operation("*", (rate, TimeStep()), rate.size)), rate.size)
    loss = Operation("*", (discount, Operation("/", (rate, a_step), rate.size)), rows)
    flow = Operation("*", (stream, discount), rows)
    resolver.scope.set_stock(discounting, Operation("negative", (loss,), rows), Constant(1.0))
    resolver.scope.set_stock(worth, flow, initial)
    whole = Operation("+", (gathered, Operation("*", (flow, TimeStep()), rows)), rows)
    return Operation("*", (whole, factor), rows)


def _get_time_value(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """Time, or the start, and an offset; calendars and the computer's clock are not known here."""
    start, measure = (resolver.scope.start_value(arguments[place]) for place in (0, 2))
    if start not in (0.0, 1.0) or measure != 0.0:
        raise EquationFault(
            f"{resolver.name!r} calls GET TIME VALUE for a calendar or a clock. Expected 0 or 1 as its first argument "
            "and 0 as its third: the time of the run. Correct its equation.",
            "get time value",
        )
    since = Time() if start == 0.0 else resolver.resolve(Name("initial time"))
    return fold("+", (since, resolver.resolve(arguments[1])))


def _initial(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """Value at the start, kept: a stock without flow."""
    value = resolver.resolve(arguments[0])
    rows = value.size
    stock = resolver.scope.add_stock(f"{resolver.name} initial", rows)
    resolver.scope.set_stock(stock, Constant(0.0), value)
    return Reference(stock, np.arange(rows))


def _active_initial(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """First argument while running, second while the initial values of stocks are found."""
    active, start = (resolver.resolve(argument) for argument in arguments)
    return Operation("active initial", (active, start), _size(active, start))


def _integ(resolver: Resolver, _: tuple[Syntax, ...]) -> Expression:
    raise EquationFault(
        f"{resolver.name!r} has INTEG inside an expression. Expected INTEG alone on the right side. Name the stock.",
        "integ",
    )


def _rows(resolver: Resolver, *parts: Expression) -> int:
    return max(1, *(part.size for part in parts))


EXPANSIONS: dict[str, Callable[[Resolver, tuple[Syntax, ...]], Expression]] = {
    "integ": _integ,
    "smooth": _smooth,
    "delay": _delay,
    "delay of n": _delay_n,
    "trend": _trend,
    "initial": _initial,
    "active initial": _active_initial,
    "forecast": _forecast,
    "npv": _npv,
    "get time value": _get_time_value,
    **HELD,
}
