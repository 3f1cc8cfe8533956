"""The vectors that a function sees as a whole: their elements, and where an equation's elements stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.model.builtin import REDUCING
from simulator.model.expression import Constants, Expression, Operation
from simulator.model.scope import EquationFault
from simulator.model.subscript import MOST_ROWS, Block, resolve_subscript
from simulator.model.syntax import Call, Name, Syntax, key_of

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver


@dataclass(frozen=True)
class Along:
    """The vectors that an equation's elements are parts of.

    inside: resolves over groups * inner rows, vector after vector. rows: (row,), where the equation's rows are there.
    """

    inside: Resolver
    groups: int
    inner: int
    rows: np.ndarray

    def full(self, node: Expression) -> Expression:
        """Give a value that all rows share its rows."""
        count = self.groups * self.inner
        return node if node.size == count else Operation("+", (node, Constants(np.full(count, -0.0))), count)

    def other(self) -> np.ndarray:
        """Return for each row, for each row of its vector, that row: (groups * inner * inner,)."""
        rows = np.arange(self.groups * self.inner).reshape(self.groups, 1, self.inner)
        return np.broadcast_to(rows, (self.groups, self.inner, self.inner)).ravel()

    def own(self) -> np.ndarray:
        """Return for each row itself, once for each row of its vector."""
        return np.repeat(np.arange(self.groups * self.inner), self.inner)


def along(resolver: Resolver, node: Syntax, function: str) -> Along:
    """Find the vectors of a function's argument: its elements along the last range that the argument is written with.

    The block's elements say which vector each row is of, and which of its elements. Raises: EquationFault.
    """
    name = vector_range(resolver, node)
    if name is None:
        raise EquationFault(
            f"{function.upper()} of a value without a subscript range. Expected a vector, name[range]. "
            "Correct the equation.",
            function,
        )
    block, key = resolver.block, key_of(name)
    elements = resolver.scope.ranges.elements_of(key)
    found = resolve_subscript(resolver.scope.ranges, block, key)
    named = [found] * block.rows if isinstance(found, str) else found.tolist()
    others = {bound: values for bound, values in block.bindings.items() if bound != key}
    if len(others) == len(block.bindings):  # the left side has a part of the range, or another that maps to it
        others = {bound: values for bound, values in others.items() if not _follows(values, named)}
    kinds = list(zip(*others.values(), strict=True)) or [()] * block.rows
    first = list({kind: row for row, kind in reversed(list(enumerate(kinds)))}.values())[::-1]
    groups = {kinds[row]: number for number, row in enumerate(first)}
    count = len(first) * len(elements)
    if count * len(elements) > MOST_ROWS:
        told = f"{count * len(elements)} elements to compare. Expected at most {MOST_ROWS}. Choose shorter ranges."
        raise EquationFault(told, function)
    bindings = {bound: np.repeat(values[first], len(elements)) for bound, values in others.items()}
    column = np.tile(np.array(elements, dtype=object), len(first))
    inside = Block(count, {**bindings, key: column, f"{key}!": column}, block.fixed)
    places = [elements.index(element) for element in named]
    rows = np.array([groups[kind] for kind in kinds]) * len(elements) + np.array(places)
    return Along(resolver.within(inside), len(first), len(elements), rows)


def _follows(values: np.ndarray, named: list[str]) -> bool:
    """Tell whether a range of the left side names the same elements as the vector's rows, one for one."""
    pairs = set(zip(values, named, strict=True))
    return len(pairs) == len({left for left, _ in pairs}) == len({right for _, right in pairs})


def vector_range(resolver: Resolver, node: Syntax) -> str | None:
    """Return the last range of the first array that an expression names."""
    if isinstance(node, Name):
        scope, written = resolver.scope, node.subscripts
        if not written and scope.is_xmile and scope.has(node.key):
            written = tuple(each.name for each in scope.variables[scope.number(node.key)].dimensions)
        ranges = [name.rstrip("! ") for name in written if key_of(name.rstrip("! ")) in scope.ranges.members]
        return ranges[-1] if ranges else None
    if isinstance(node, Call) and node.function not in REDUCING:
        found = (vector_range(resolver, part) for part in node.arguments)
        return next((name for name in found if name), None)
    return None
