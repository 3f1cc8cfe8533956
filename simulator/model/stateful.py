"""Functions with a memory become hidden stocks: SMOOTH, DELAY, TREND, INITIAL; and ACTIVE INITIAL.

Source: Vensim Reference Manual, the equations given with each function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from simulator.model.expression import Constant, Expression, Operation, Reference, fold
from simulator.model.syntax import Name, Syntax

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver


def _size(*parts: Expression) -> int:
    return max(part.size for part in parts)


def _chain_order(resolver: Resolver, node: Syntax, function: str) -> int:
    """Return the order of a delay or smooth, which must be a number when the model is read."""
    value = resolver.scope.literal(node) if isinstance(node, Name) else getattr(node, "value", None)
    if value is None or value < 1 or value != int(value):
        resolver.scope.fail(f"{function} of an order that is not a whole number of at least 1. Expected 1, 2, 3 ...")
    assert value is not None
    return int(value)


def _smooth(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """Chain of first-order smooths: each approaches the one before at order / time."""
    source, time, initial = (resolver.resolve(argument) for argument in arguments[:3])
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
    source, time, initial = (resolver.resolve(argument) for argument in arguments[:3])
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
    resolver.scope.fail("INTEG inside an expression. Expected INTEG alone on the right side")
    raise AssertionError("unreachable")


def _rows(resolver: Resolver, *parts: Expression) -> int:
    return max(1, *(part.size for part in parts))


EXPANSIONS: dict[str, Callable[[Resolver, tuple[Syntax, ...]], Expression]] = {
    "integ": _integ,
    "smooth": _smooth,
    "delay": _delay,
    "trend": _trend,
    "initial": _initial,
    "active initial": _active_initial,
}
