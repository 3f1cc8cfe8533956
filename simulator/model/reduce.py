"""Functions that make one value of many: SUM and its like, MEAN, STDDEV, VECTOR SELECT; and ELMCOUNT and SIZE.

Each becomes reductions over the elements that are written with `!`, or in XMILE with `*` or as an array without any.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from simulator.model.builtin import REDUCING, REDUCTIONS
from simulator.model.calls import wrong_count
from simulator.model.expression import (
    Constant,
    Expression,
    Interpolation,
    Operation,
    Reduction,
    Reference,
    fold,
    operation,
    pick,
    walk,
)
from simulator.model.scope import EquationFault
from simulator.model.syntax import Call, Name, Syntax, key_of

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver

# What VECTOR SELECT makes of what is selected: the reduction, and whether each value is taken times its number in the
# selection, raised to it, or as it is. Source: Vensim Help, VECTOR SELECT; 5 as Vensim computes it by PySD's notes.
ACTIONS = {
    0: ("sum", "*"),
    1: ("prod", "*"),
    2: ("vmin", "*"),
    3: ("vmax", "*"),
    4: ("sum", "*"),
    5: ("prod", "^"),
    6: ("sum", ""),
    7: ("prod", ""),
    8: ("vmin", ""),
    9: ("vmax", ""),
    10: ("sum", ""),
}
AVERAGES = (4, 10)
# What its last argument refuses: nothing, an empty selection, more than one element, both.
REFUSALS = {0: (), 1: ("none",), 2: ("several",), 3: ("none", "several")}
WITHOUT_EFFECT = {"sum": 0.0, "prod": 1.0, "vmin": float("inf"), "vmax": float("-inf")}


def _reduction(resolver: Resolver, node: Call) -> Expression:
    """SUM, PROD, VMIN or VMAX."""
    check_count(resolver, node, 1)
    (argument,), width, rows = _reduced(resolver, node.function, node.arguments)
    return Reduction(REDUCTIONS[node.function], argument, width, rows)


def _mean(resolver: Resolver, node: Call) -> Expression:
    """MEAN of an array or of several values."""
    values, width, rows = _sample(resolver, node)
    return _quotient(_gathered("sum", values, width, rows), width)


def _deviation(resolver: Resolver, node: Call) -> Expression:
    """STDDEV of all elements: the root of the mean square of their distance from the mean."""
    values, width, rows = _sample(resolver, node)
    mean = resolver.kept(_quotient(_gathered("sum", values, width, rows), width), "mean")
    centre = pick(mean, np.repeat(np.arange(rows), width)) if len(values) == 1 else mean
    gaps = [fold("-", (value, centre)) for value in values]
    squares = [fold("*", (gap, gap)) for gap in gaps]
    return fold("sqrt", (_quotient(_gathered("sum", squares, width, rows), width),))


def _sample(resolver: Resolver, node: Call) -> tuple[list[Expression], int, int]:
    """Resolve what MEAN or STDDEV is taken of: one array, or several values. Returns: as _reduced."""
    if len(node.arguments) == 1:
        return _reduced(resolver, node.function, node.arguments)
    values = [resolver.resolve(argument) for argument in node.arguments]
    return values, len(values), max((value.size for value in values), default=1)


def _gathered(function: str, values: Sequence[Expression], width: int, rows: int) -> Expression:
    """Add up one array over its elements, or several values."""
    if len(values) == 1:
        return Reduction(function, values[0], width, rows)
    result = values[0]
    for value in values[1:]:
        result = fold("+", (result, value))
    return result


def _quotient(above: Expression, below: int) -> Expression:
    return fold("/", (above, Constant(float(below))))


def _select(resolver: Resolver, node: Call) -> Expression:
    """VECTOR SELECT(selection, values, missing, action, refusal): a reduction of the elements that are selected."""
    check_count(resolver, node, 5)
    reduction, weight = ACTIONS[_choice(resolver, node, 3, ACTIONS)]
    refusal = REFUSALS[_choice(resolver, node, 4, REFUSALS)]
    (selection, value), width, rows = _reduced(resolver, node.function, node.arguments[:2])
    selected = operation("<>", selection, Constant(0.0))
    if weight:
        value = operation(weight, *((selection, value) if weight == "*" else (value, selection)))
    kept = operation("if then else", selected, value, Constant(WITHOUT_EFFECT[reduction]))
    result: Expression = Reduction(reduction, kept, width, rows)
    ones = operation("if then else", selected, Constant(1.0), Constant(0.0))
    count = resolver.kept(Reduction("sum", ones, width, rows), "selected")
    if _choice(resolver, node, 3, ACTIONS) in AVERAGES:
        result = operation("/", result, count)
    missing = Constant(float("nan")) if "none" in refusal else resolver.resolve(node.arguments[2])
    result = operation("if then else", operation("=", count, Constant(0.0)), missing, result)
    if "several" in refusal:
        many = operation(">", count, Constant(1.0))
        result = operation("if then else", many, Constant(float("nan")), result)
    return result


def _choice(resolver: Resolver, node: Call, place: int, known: Collection[int]) -> int:
    """Return the number that chooses what VECTOR SELECT does, which must be known before the run."""
    value = resolver.scope.value(node.arguments[place])
    if value is None or value not in known:
        what = "action" if place == 3 else "error action"
        told = f"an {what} that is not known before the run" if value is None else f"{what} {value:g}"
        raise EquationFault(
            f"{resolver.name!r} calls VECTOR SELECT with {told}. Expected a whole number from 0 to {max(known)}. "
            "Correct its equation.",
            node.function,
        )
    return round(value)


def _size(resolver: Resolver, node: Call) -> Expression:
    """ELMCOUNT of a range, SIZE of a dimension or array: the number of its elements."""
    check_count(resolver, node, 1)
    ranges, argument = resolver.scope.ranges, node.arguments[0]
    if isinstance(argument, Name) and not argument.subscripts and argument.key in ranges.members:
        return Constant(float(len(ranges.members[argument.key])))
    names = reduced_names(_whole_arrays(resolver, argument)) if node.function == "size" else []
    if not names:
        told = repr(argument.key) if isinstance(argument, Name) else "an expression"
        wanted = "a dimension or an array" if node.function == "size" else "a subscript range"
        raise EquationFault(
            f"{node.function.upper()} of {told}. Expected {wanted}. Correct the equation.", node.function
        )
    return Constant(float(prod(len(ranges.elements_of(name)) for name in names)))


def check_count(resolver: Resolver, node: Call, expected: int) -> None:
    """Check how many arguments a call has. Raises: EquationFault."""
    if len(node.arguments) != expected:
        told = wrong_count(node.function, len(node.arguments), expected)
        raise EquationFault(f"{resolver.name!r} calls {told}. Correct its equation.", node.function)


def _reduced(resolver: Resolver, function: str, nodes: tuple[Syntax, ...]) -> tuple[list[Expression], int, int]:
    """Resolve arguments over the elements that they reduce.

    Returns: each over groups * width rows (or one, shared); the width; the groups: one where all are the same.
    """
    nodes = tuple(_whole_arrays(resolver, node) for node in nodes)
    inner: dict[str, Sequence[str]] = {}
    for name in (name for node in nodes for name in reduced_names(node)):
        inner[key_of(name)] = resolver.scope.ranges.elements_of(name)
    if not inner:
        shown = "name[*]" if resolver.scope.is_xmile else "name[range!]"
        raise EquationFault(
            f"{function.upper()} without a reduced subscript. Expected {shown}. Correct the equation.", function
        )
    block, width = resolver.block.reduced(inner)
    values = [resolver.within(block).resolve(node) for node in nodes]
    rows = resolver.block.rows
    if rows > 1 and all(_same_for_all(value, width) for value in values):
        values, rows = [pick(value, np.arange(width)) for value in values], 1
    return values, width, rows


def reduced_names(node: Syntax) -> list[str]:
    """Return the names written with `!` in a reduction's argument, inner reductions left out, in written order."""
    if isinstance(node, Name):
        return [name.rstrip("! ").strip() for name in node.subscripts if name.strip().endswith("!")]
    if isinstance(node, Call):
        own = [name.rstrip("! ").strip() for name in node.subscripts if name.strip().endswith("!")]
        inside = [] if node.function in REDUCING else [name for part in node.arguments for name in reduced_names(part)]
        return list(dict.fromkeys(own + inside))
    return []


def _whole_arrays(resolver: Resolver, node: Syntax) -> Syntax:
    """Write an array that XMILE names without subscripts as all of its elements, where nothing else is reduced."""
    scope = resolver.scope
    if not scope.is_xmile or reduced_names(node):
        return node
    if isinstance(node, Name) and not node.subscripts and scope.has(node.key):
        dimensions = scope.variables[scope.number(node.key)].dimensions
        return Name(node.key, tuple(f"{each.name}!" for each in dimensions))
    if isinstance(node, Call) and node.function not in REDUCING:
        return replace(node, arguments=tuple(_whole_arrays(resolver, part) for part in node.arguments))
    return node


def _same_for_all(node: Expression, width: int) -> bool:
    """Tell whether every group of `width` rows reads the same elements, so that one group serves all."""
    for part in walk(node):
        if part.size == 1:
            continue
        if isinstance(part, Reference):
            groups = part.index.reshape(-1, width)
        elif isinstance(part, Interpolation) and len(part.curves) > 1:
            groups = part.curves.reshape(-1, width)
        elif isinstance(part, Operation | Interpolation):
            continue
        else:
            return False
        if not (groups == groups[0]).all():
            return False
    return True


REDUCED: dict[str, Callable[[Resolver, Call], Expression]] = {
    **dict.fromkeys(REDUCTIONS, _reduction),
    "mean": _mean,
    "stddev": _deviation,
    "vector select": _select,
    "elmcount": _size,
    "size": _size,
}
