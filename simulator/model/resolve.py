"""Resolve the names of one equation: syntax over a block -> expression with index maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from simulator.model import stateful
from simulator.model.builtin import BUILTINS, NEAREST, REDUCTIONS, STATEFUL
from simulator.model.expression import (
    Constant,
    Constants,
    Expression,
    Interpolation,
    Operation,
    Reduction,
    Reference,
    Time,
    TimeStep,
    fold,
    pick,
    walk,
)
from simulator.model.scope import Scope
from simulator.model.subscript import Block, SubscriptFault, resolve_subscript
from simulator.model.syntax import Call, Curve, Name, Number, Numbers, Syntax, key_of


class ResolveFault(Exception):
    """What is wrong with an equation; `word` is the text to point at."""

    def __init__(self, message: str, word: str = "") -> None:
        super().__init__(message)
        self.word = word


@dataclass
class Resolver:
    """Resolves the right side of one equation. name: of the variable, for the hidden stocks it needs."""

    scope: Scope
    block: Block
    name: str
    hidden: list[int] = field(default_factory=list)

    def resolve(self, node: Syntax) -> Expression:
        """Return the expression for a piece of syntax. Raises: ResolveFault."""
        if isinstance(node, Number):
            return Constant(node.value)
        if isinstance(node, Numbers):
            if len(node.values) != self.block.rows:
                raise ResolveFault(
                    f"{len(node.values)} numbers for {self.block.rows} elements. Expected one number each"
                )
            return Constants(np.array(node.values))
        if isinstance(node, Name):
            return self._name(node)
        if isinstance(node, Curve):
            raise ResolveFault("a lookup stands where a value is expected. Expected lookup(argument)")
        return self._call(node)

    def within(self, block: Block) -> Resolver:
        """Return the same resolver over another block."""
        return Resolver(self.scope, block, self.name, self.hidden)

    def _name(self, node: Name) -> Expression:
        if node.key == "time" and not self.scope.has("time"):
            return Time()
        if node.key == "time step":
            return TimeStep()
        if not self.scope.has(node.key):
            raise ResolveFault(self.scope.unknown(node.key), node.key)
        number = self.scope.number(node.key)
        if self.scope.is_lookup(number):
            raise ResolveFault(f"lookup {node.key!r} without an argument. Expected {node.key}(argument)", node.key)
        return Reference(number, self._index(number, node))

    def _index(self, number: int, node: Name | Call) -> np.ndarray:
        """Find the element each row reads: (rows,), or (1,) where all rows read the same one."""
        lists = self.scope.elements(number)
        subscripts = node.subscripts or self.scope.implied(number, self.block)
        if len(subscripts) != len(lists):
            raise ResolveFault(
                f"{self.scope.name(number)!r} with {len(subscripts)} subscripts. Expected {len(lists)}",
                self.scope.name(number),
            )
        index: np.ndarray = np.zeros(1, dtype=np.int64)
        for written, members in zip(subscripts, lists, strict=True):
            try:
                found = resolve_subscript(self.scope.ranges, self.block, key_of(written))
            except SubscriptFault as fault:
                raise ResolveFault(
                    f"{fault}, in {self.scope.name(number)}[...]. Expected one of its ranges or elements", written
                ) from None
            places = [members.get(key) for key in ([found] if isinstance(found, str) else found)]
            if None in places:
                raise ResolveFault(
                    f"{self.scope.name(number)!r} has no element for subscript {written!r}. "
                    f"Expected one of {', '.join(members)}",
                    written,
                )
            index = index * len(members) + np.array(places, dtype=np.int64)
        if len(index) > 1 and (index == index[0]).all():
            index = index[:1]
        return index

    def _call(self, node: Call) -> Expression:
        if self.scope.has(node.function) and self.scope.is_lookup(self.scope.number(node.function)):
            return self._lookup(node)
        if node.function == "with lookup":
            curve = node.arguments[1]
            assert isinstance(curve, Curve)
            argument = self.resolve(node.arguments[0])
            return Interpolation(np.array([self.scope.add_curve(curve)]), argument, argument.size)
        if node.function in REDUCTIONS:
            return self._reduction(node)
        if node.function in STATEFUL:
            return stateful.EXPANSIONS[node.function](self, node.arguments)
        if node.function in BUILTINS:
            return self._builtin(node)
        if node.function == "pi":
            return Constant(float(np.pi))
        raise ResolveFault(self._unsupported(node.function), node.function)

    def _builtin(self, node: Call) -> Expression:
        builtin = BUILTINS[node.function]
        if len(node.arguments) != builtin.arguments:
            raise ResolveFault(
                f"{node.function.upper()} with {len(node.arguments)} arguments. Expected {builtin.arguments}",
                node.function,
            )
        return fold(builtin.operation, tuple(self.resolve(argument) for argument in node.arguments))

    def _unsupported(self, function: str) -> str:
        nearest = NEAREST.get(function) or self.scope.near_function(function)
        return f"function {function.upper()}, which this release does not run. Nearest: {nearest}"

    def _lookup(self, node: Call) -> Expression:
        number = self.scope.number(node.function)
        if len(node.arguments) != 1:
            raise ResolveFault(
                f"lookup {node.function!r} with {len(node.arguments)} arguments. Expected 1", node.function
            )
        argument = self.resolve(node.arguments[0])
        curves = self.scope.curves_of(number)[self._index(number, node)]
        if len(curves) > 1 and (curves == curves[0]).all():
            curves = curves[:1]
        return Interpolation(curves, argument, max(argument.size, len(curves)))

    def _reduction(self, node: Call) -> Expression:
        inner: dict[str, Sequence[str]] = {}
        for name in _reduced_names(node.arguments[0]):
            key = key_of(name)
            try:
                inner[key] = self.scope.ranges.elements_of(key)
            except SubscriptFault:
                raise ResolveFault(
                    f"no subscript range {name!r}. Expected one of {self.scope.range_names()}", name
                ) from None
        if not inner:
            raise ResolveFault(
                f"{node.function.upper()} without a reduced subscript. Expected name[range!]", node.function
            )
        block, width = self.block.reduced(inner)
        argument = self.within(block).resolve(node.arguments[0])
        rows = self.block.rows
        if rows > 1 and _same_for_all(argument, width):
            argument, rows = pick(argument, np.arange(width)), 1
        return Reduction(REDUCTIONS[node.function], argument, width, rows)


def _reduced_names(node: Syntax) -> list[str]:
    """Return the names written with `!` in a reduction's argument, inner reductions left out, in written order."""
    if isinstance(node, Name):
        return [name.rstrip("! ").strip() for name in node.subscripts if name.strip().endswith("!")]
    if isinstance(node, Call):
        own = [name.rstrip("! ").strip() for name in node.subscripts if name.strip().endswith("!")]
        inside = (
            [] if node.function in REDUCTIONS else [name for part in node.arguments for name in _reduced_names(part)]
        )
        return list(dict.fromkeys(own + inside))
    return []


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


Expansion = Callable[[Resolver, tuple[Syntax, ...]], Expression]
