"""The intermediate form: expressions over a block of elements, with references as index maps into slots.

An equation stands for a block of n elements. Every node carries `size`, the rows of its value: n, or 1 where all
elements share it. A reference holds the variable's number and, for each row, the element of that variable it reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Constant:
    """A number."""

    value: float
    size: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Constants:
    """Numbers, one a row. values: (size,)."""

    values: np.ndarray

    @property
    def size(self) -> int:
        """How many rows."""
        return len(self.values)


@dataclass(frozen=True, slots=True)
class Time:
    """The time, in the model's time unit."""

    size: int = 1


@dataclass(frozen=True, slots=True)
class TimeStep:
    """The time step, in the model's time unit."""

    size: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Elements of a variable. index: (size,), element numbers within the variable."""

    variable: int
    index: np.ndarray

    @property
    def size(self) -> int:
        """How many rows."""
        return len(self.index)


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """An operator or function applied element by element."""

    function: str
    arguments: tuple[Expression, ...]
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Reduction:
    """sum, prod, vmin or vmax over the `inner` last rows of each of `size` groups of the argument."""

    function: str
    argument: Expression
    inner: int
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Interpolation:
    """A lookup. curves: (size,) or (1,), the curve that each row reads."""

    curves: np.ndarray
    argument: Expression
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """A lookup of time whose knot values are inputs: the elements of variable `values`, one for each knot.

    knots: (knot,), time. kind: linear, step or growth (geometric between knots); the end values hold outside.
    """

    kind: str
    knots: np.ndarray
    values: int
    size: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A function that sees all rows of a group at once, and gives each its own value.

    function:  allocate. arguments: each over groups * inner rows, group after group, or one row that all share.
    rows:      (size,), which of the groups * inner results the node's rows are.
    """

    function: str
    arguments: tuple[Expression, ...]
    groups: int
    inner: int
    rows: np.ndarray

    @property
    def size(self) -> int:
        """How many rows."""
        return len(self.rows)


Expression = (
    Constant | Constants | Time | TimeStep | Reference | Operation | Reduction | Interpolation | Schedule | Whole
)


def children(node: Expression) -> tuple[Expression, ...]:
    """Return the direct parts of a node."""
    if isinstance(node, Operation | Whole):
        return node.arguments
    if isinstance(node, Reduction | Interpolation):
        return (node.argument,)
    return ()


def walk(node: Expression) -> Iterator[Expression]:
    """Yield a node and all its parts, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def pick(node: Expression, rows: np.ndarray) -> Expression:
    """Restrict an expression to some rows of its block. rows: (kept,), row numbers. A shared node stays shared."""
    if node.size == 1 and not isinstance(node, Reduction):
        return node
    if isinstance(node, Constants):
        return Constants(node.values[rows])
    if isinstance(node, Reference):
        return Reference(node.variable, node.index[rows])
    if isinstance(node, Operation):
        arguments = tuple(pick(argument, rows) for argument in node.arguments)
        return Operation(node.function, arguments, max(argument.size for argument in arguments))
    if isinstance(node, Interpolation):
        curves = node.curves if len(node.curves) == 1 else node.curves[rows]
        argument = pick(node.argument, rows)
        return Interpolation(curves, argument, max(len(curves), argument.size))
    if isinstance(node, Reduction):
        if node.size == 1:
            return node
        inner = (rows[:, None] * node.inner + np.arange(node.inner)).ravel()
        return Reduction(node.function, pick(node.argument, inner), node.inner, len(rows))
    if isinstance(node, Whole):
        return _pick_of_groups(node, node.rows[rows])
    return node


def _pick_of_groups(node: Whole, rows: np.ndarray) -> Whole:
    """Restrict a function of whole groups to some of its results, and to the groups that they stand in."""
    kept, places = np.unique(rows // node.inner, return_inverse=True)
    inside = (kept[:, None] * node.inner + np.arange(node.inner)).ravel()
    arguments = tuple(argument if argument.size == 1 else pick(argument, inside) for argument in node.arguments)
    return Whole(node.function, arguments, len(kept), node.inner, places * node.inner + rows % node.inner)


def operation(function: str, *arguments: Expression) -> Operation:
    """Build an operation over the rows of its arguments."""
    return Operation(function, arguments, max(argument.size for argument in arguments))


def fold(function: str, arguments: tuple[Expression, ...]) -> Expression:
    """Build an operation; arithmetic of literal numbers is done here, with the kernel's own arithmetic (float64)."""
    if function in _FOLDED and all(isinstance(argument, Constant) for argument in arguments):
        values = [np.float64(argument.value) for argument in arguments if isinstance(argument, Constant)]
        with np.errstate(all="ignore"):
            return Constant(float(_FOLDED[function](*values)))
    return Operation(function, arguments, max((argument.size for argument in arguments), default=1))


_FOLDED = {
    "negative": np.negative,
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
}
