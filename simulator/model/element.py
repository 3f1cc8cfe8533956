"""Elements found by a number that is computed: VECTOR ELM MAP, VECTOR REORDER, and the computed subscripts of XMILE.

The element wanted is compared with every element there is, and what fits is added up: every member does the same.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from simulator.model.along import along
from simulator.model.expression import (
    Constant,
    Constants,
    Expression,
    Operation,
    Reduction,
    Reference,
    fold,
    operation,
    pick,
)
from simulator.model.lower import NOT_AVAILABLE
from simulator.model.reduce import check_count
from simulator.model.scope import EquationFault
from simulator.model.subscript import MOST_ROWS, SubscriptFault
from simulator.model.syntax import Call, Name, key_of

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver


def _reorder(resolver: Resolver, node: Call) -> Expression:
    """VECTOR REORDER(vector, order): the element of the vector that the order names in each place, from 0."""
    check_count(resolver, node, 2)
    vectors = along(resolver, node.arguments[0], node.function)
    value = resolver.kept(vectors.full(vectors.inside.resolve(node.arguments[0])), "vector")
    groups = vectors.rows // vectors.inner * vectors.inner
    stored = groups[:, None] + np.arange(vectors.inner)
    return taken(resolver, value, stored, resolver.resolve(node.arguments[1]))


def _element_map(resolver: Resolver, node: Call) -> Expression:
    """VECTOR ELM MAP(vector, offset): the element that stands so many after the one named.

    An array's elements follow each other as they are stored, the last subscript fastest. Where the vector is written
    over a range, or is an expression, the offset counts from its first element.
    """
    check_count(resolver, node, 2)
    array, offset = node.arguments[0], resolver.resolve(node.arguments[1])
    ranges = resolver.scope.ranges.members
    if isinstance(array, Name) and array.subscripts and key_of(array.subscripts[-1]) not in ranges:
        number = resolver.scope.number(array.key) if resolver.scope.has(array.key) else None
        if number is not None and not resolver.scope.is_lookup(number):
            begin = resolver.index(number, array)
            stored = np.arange(resolver.scope.variables[number].size)
            place = fold("+", (_numbers(begin), offset))
            return taken(resolver, Reference(number, stored), stored[None, :], place)
    vectors = along(resolver, array, node.function)
    value = resolver.kept(vectors.full(vectors.inside.resolve(array)), "vector")
    groups = vectors.rows // vectors.inner * vectors.inner
    return taken(resolver, value, groups[:, None] + np.arange(vectors.inner), offset)


def _computed(resolver: Resolver, node: Call) -> Expression:
    """An element of an XMILE array whose subscripts are computed, counted from 1.

    node: its first argument names the array, with nothing for each subscript that one of the others gives.
    """
    array, scope = node.arguments[0], resolver.scope
    assert isinstance(array, Name)
    if array.key in scope.broken:
        return Constant(float("nan"))
    if not scope.has(array.key):
        raise EquationFault(scope.unknown(array.key), array.key)
    number = scope.number(array.key)
    lists = scope.elements(number)
    first = (
        tuple(written or next(iter(members)) for written, members in zip(array.subscripts, lists, strict=False))
        + array.subscripts[len(lists) :]
    )
    start = resolver.index(number, Name(array.key, first))
    computed = [place for place, written in enumerate(array.subscripts) if not written]
    widths = [len(lists[place]) for place in computed]
    strides = [prod(len(members) for members in lists[place + 1 :]) for place in computed]
    choices = np.array(list(product(*(range(width) for width in widths))))
    place: Expression = Constant(0.0)
    for written, width in zip(node.arguments[1:], widths, strict=True):
        counted = fold("-", (resolver.resolve(written), Constant(1.0)))
        if len(widths) > 1:
            whole = resolver.kept(operation("floor", counted), "place")
            counted = _inside(whole, width, whole, Constant(float("nan")))
            counted = fold("+", (fold("*", (place, Constant(float(width)))), counted))
        place = counted
    stored = start[:, None] + (choices @ np.array(strides))[None, :]
    return taken(resolver, Reference(number, np.arange(scope.variables[number].size)), stored, place)


def taken(resolver: Resolver, value: Expression, rows: np.ndarray, place: Expression) -> Expression:
    """Take for each row the one of some rows of a value whose place, from 0, is computed; fractions are left off.

    rows: (row or 1, choice), rows of the value. What has no such place is :NA: in Vensim, not a number in XMILE.
    """
    count, width = max(len(rows), place.size), rows.shape[1]
    rows = np.broadcast_to(rows, (count, width))
    if count * width > MOST_ROWS:
        told = f"{count * width} elements to choose from. Expected at most {MOST_ROWS}. Choose shorter ranges."
        raise SubscriptFault(told, "")
    known = _literal(place)
    if known is not None:
        chosen = np.floor(np.broadcast_to(known, count))
        if ((chosen >= 0) & (chosen < width)).all():
            return pick(value, rows[np.arange(count), chosen.astype(int)])
    whole = resolver.kept(operation("floor", place), "place")
    here = operation(
        "=", pick(whole, np.repeat(np.arange(count), width)), Constants(np.tile(np.arange(float(width)), count))
    )
    choice = operation("if then else", here, pick(value, rows.ravel()), Constant(0.0))
    absent = float("nan") if resolver.scope.is_xmile else NOT_AVAILABLE
    unknown = operation("+", operation("*", whole, Constant(0.0)), Constant(absent))
    return _inside(whole, width, Reduction("sum", choice, width, count), unknown)


def _inside(whole: Expression, width: int, value: Expression, otherwise: Expression) -> Expression:
    """Give a value where a place is one of `width`, from 0, and else another."""
    inside = operation("and", operation(">=", whole, Constant(0.0)), operation("<", whole, Constant(float(width))))
    return operation("if then else", inside, value, otherwise)


def _literal(node: Expression) -> np.ndarray | None:
    """Return the (row,) numbers of an expression of literals, else None."""
    if isinstance(node, Constant):
        return np.array([node.value])
    if isinstance(node, Constants):
        return node.values
    if isinstance(node, Operation) and node.function in _KNOWN:
        values = [_literal(argument) for argument in node.arguments]
        numbers = [value for value in values if value is not None]
        return _KNOWN[node.function](*numbers) if len(numbers) == len(values) else None
    return None


_KNOWN: dict[str, Callable[..., np.ndarray]] = {"+": np.add, "-": np.subtract, "*": np.multiply, "floor": np.floor}


def _numbers(values: np.ndarray) -> Expression:
    return Constant(float(values[0])) if len(values) == 1 else Constants(values.astype(float))


ELEMENTS: dict[str, Callable[[Resolver, Call], Expression]] = {
    "vector reorder": _reorder,
    "vector elm map": _element_map,
    "computed element": _computed,
}
