"""Order within a vector: VECTOR SORT ORDER, VECTOR RANK and RANK.

Every element is compared with every other, and what comes before it is counted: nothing is moved, so that every member
does the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from simulator.model.along import Along, along, vector_range
from simulator.model.element import taken
from simulator.model.expression import Constant, Constants, Expression, Reduction, fold, operation, pick
from simulator.model.reduce import check_count
from simulator.model.scope import EquationFault
from simulator.model.subscript import Block
from simulator.model.syntax import Call, Name, key_of

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver


def _ranks(resolver: Resolver, node: Call, vectors: Along) -> Expression:
    """Return the place from 0 of each element in the order of its vector; of equals the first comes first.

    A value that is not a number makes its own place not a number.
    """
    value = vectors.inside.resolve(node.arguments[0])
    sign: Expression = Constant(1.0)
    if len(node.arguments) > 1 and not _is_slice(node):
        rising = operation(">", vectors.inside.resolve(node.arguments[1]), Constant(0.0))
        sign = operation("if then else", rising, Constant(1.0), Constant(-1.0))
    signed = resolver.kept(vectors.full(fold("*", (sign, value))), "ordered")
    own, other = pick(signed, vectors.own()), pick(signed, vectors.other())
    earlier = Constants((vectors.other() < vectors.own()).astype(float))
    equal = operation("if then else", operation("=", other, own), earlier, Constant(0.0))
    before = operation("if then else", operation("<", other, own), Constant(1.0), equal)
    count = Reduction("sum", before, vectors.inner, vectors.groups * vectors.inner)
    told = operation("if then else", operation("=", signed, signed), count, Constant(float("nan")))
    return resolver.kept(told, "rank")


def _order(resolver: Resolver, ranks: Expression, vectors: Along) -> Expression:
    """Return for each place in the order which element of the vector stands there, from 0."""
    places = np.tile(np.arange(vectors.inner), vectors.groups).astype(float)
    rank = pick(ranks, vectors.other())
    number = Constants((vectors.other() % vectors.inner).astype(float))
    here = operation("=", rank, Constants(places[vectors.own()]))
    found = operation("if then else", here, number, operation("*", Constant(0.0), rank))
    return Reduction("sum", found, vectors.inner, vectors.groups * vectors.inner)


def _sort_order(resolver: Resolver, node: Call) -> Expression:
    """VECTOR SORT ORDER(vector, direction): which element comes first, second, and so on, counted from 0."""
    check_count(resolver, node, 2)
    vectors = along(resolver, node.arguments[0], node.function)
    return pick(_order(resolver, _ranks(resolver, node, vectors), vectors), vectors.rows)


def _rank(resolver: Resolver, node: Call) -> Expression:
    """VECTOR RANK(vector, direction) and RANK of subscripted arrays: the place of each element, counted from 1."""
    check_count(resolver, node, 2)
    if node.function == "rank" and _is_slice(node):
        return _element_at_rank(resolver, node)
    vectors = along(resolver, node.arguments[0], node.function)
    return fold("+", (pick(_ranks(resolver, node, vectors), vectors.rows), Constant(1.0)))


def _is_slice(node: Call) -> bool:
    """Tell whether Stella's RANK is called: of an array with `*`, or without subscripts."""
    array = node.arguments[0]
    whole = isinstance(array, Name) and (not array.subscripts or any(each.endswith("!") for each in array.subscripts))
    return node.function == "rank" and whole


def _element_at_rank(resolver: Resolver, node: Call) -> Expression:
    """RANK(array, rank): the number from 1 of the element that has a rank, rising."""
    name = vector_range(resolver, node.arguments[0])
    if name is None:
        raise EquationFault("RANK of a value without a dimension. Expected an array. Correct the equation.", "rank")
    elements = np.array(resolver.scope.ranges.elements_of(name), dtype=object)
    rows, width = resolver.block.rows, len(elements)
    bindings = {key: np.repeat(values, width) for key, values in resolver.block.bindings.items()}
    bindings |= {key_of(name): np.tile(elements, rows), f"{key_of(name)}!": np.tile(elements, rows)}
    inside = resolver.within(Block(rows * width, bindings, resolver.block.fixed))
    vectors = Along(inside, rows, width, np.arange(rows * width))
    order = resolver.kept(_order(resolver, _ranks(resolver, node, vectors), vectors), "order")
    place = fold("-", (resolver.resolve(node.arguments[1]), Constant(1.0)))
    groups = np.arange(rows * width).reshape(rows, width)
    return fold("+", (taken(resolver, order, groups, place), Constant(1.0)))


VECTORS: dict[str, Callable[[Resolver, Call], Expression]] = {
    "vector sort order": _sort_order,
    "vector rank": _rank,
    "rank": _rank,
}
