"""Values that have to be known before a run: time settings, the order of a delay. Read from the syntax alone."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from simulator.model.source import Definition
from simulator.model.syntax import Call, External, Name, Number, Series, Syntax

# The kernel's own arithmetic on numbers; comparisons are one where they hold.
_OPERATIONS: Mapping[str, Callable[..., object]] = {
    "negative": operator.neg,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": np.power,
    "min": np.minimum,
    "max": np.maximum,
    "integer": np.trunc,
    "int": np.floor,
    "abs": np.abs,
    "sqrt": np.sqrt,
    "exp": np.exp,
    "ln": np.log,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
    "if then else": lambda condition, chosen, otherwise: chosen if condition else otherwise,
}


@dataclass(frozen=True)
class Early:
    """Evaluates what is known before the run: numbers, scalars of numbers, and time where it is given.

    now:  the time at which to evaluate; None: what reads time is not known.
    also: names that every model knows, and what they mean.
    read: gathers the keys of the variables that were read.
    """

    definitions: Mapping[str, Definition]
    now: float | None = None
    also: Mapping[str, Syntax] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def value(self, node: Syntax, trail: tuple[str, ...] = ()) -> float | None:
        """Return the value of an expression, or None. trail: keys on the way here, so that a cycle ends."""
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Name):
            return self._name(node, trail)
        if not isinstance(node, Call) or node.subscripts:
            return None
        arguments = node.arguments
        if node.function == "active initial" and len(arguments) == 2:
            arguments = arguments[1:]
        values = [self.value(argument, trail) for argument in arguments]
        numbers = [np.float64(value) for value in values if value is not None]
        if len(numbers) != len(values):
            return None
        if node.function == "active initial":
            return float(numbers[0])
        if node.function == "step" and len(numbers) == 2 and self.now is not None:
            return float(numbers[0]) if self.now >= numbers[1] else 0.0
        return _apply(node.function, numbers)

    def _name(self, node: Name, trail: tuple[str, ...]) -> float | None:
        if node.key == "time" and "time" not in self.definitions:
            return self.now
        if node.key in self.also and node.key not in self.definitions and not node.subscripts:
            return self.value(self.also[node.key], (*trail, node.key))
        definition = self.definitions.get(node.key)
        if definition is None or node.subscripts or node.key in trail or len(definition.components) != 1:
            return None
        self.read.add(node.key)
        return self.value(definition.components[0].syntax, (*trail, node.key))


def _apply(function: str, numbers: list[np.float64]) -> float | None:
    operation = _OPERATIONS.get(function)
    if operation is None:
        return None
    try:
        with np.errstate(all="ignore"):
            return float(operation(*numbers))  # type: ignore[arg-type]
    except TypeError:  # another number of arguments than it takes
        return None


def is_number(node: Syntax) -> bool:
    """Tell whether a right side is a literal, or computed from literals: such a variable is a constant."""
    if isinstance(node, Call):
        return node.function in ("negative", "+", "-", "*", "/") and all(is_number(part) for part in node.arguments)
    return not isinstance(node, Name | Series | External)
