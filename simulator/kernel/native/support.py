"""Which models the LLVM printer can print, told before anything runs."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.kernel.native.operations import COMPARISONS, OPERATIONS
from simulator.kernel.native.reduce import COMBINE
from simulator.model.expression import (
    Constant,
    Constants,
    Expression,
    Interpolation,
    Operation,
    Reduction,
    Reference,
    Schedule,
    Time,
    TimeStep,
    Whole,
    walk,
)
from simulator.model.model import Model

__all__ = ["lacking"]

WITHOUT_FUNCTION = (Constant, Constants, Interpolation, Reference, Schedule, Time, TimeStep)
KNOWN = {*OPERATIONS, *COMPARISONS, "and", "draw", "or", "not", "if then else", "active initial"}


def lacking(model: Model) -> list[str]:
    """List what a model asks for and the LLVM printer does not have, each with the first variable that asks for it."""
    found: dict[str, str] = {}
    for equation in model.equations:
        name = model.variables[equation.variable].name
        parts = (equation.expression, equation.initial, equation.delay)
        for part in (each for each in parts if each is not None):
            for function in _unknown(part):
                found.setdefault(function, name)
    return [f"no {function} ({name!r})" for function, name in found.items()]


def _unknown(part: Expression) -> Iterator[str]:
    for node in walk(part):
        if isinstance(node, Operation):
            if node.function not in KNOWN:
                yield node.function.upper()
        elif isinstance(node, Reduction):
            if node.function not in COMBINE:
                yield node.function.upper()
        elif isinstance(node, Whole):
            if node.function != "allocate":
                yield node.function.upper()
        elif type(node) not in WITHOUT_FUNCTION:
            yield type(node).__name__.lower()
