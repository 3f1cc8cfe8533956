"""The flows of a stock, read from the terms of its net flow."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.model.expression import Expression, Operation, Reference, walk
from simulator.model.model import Model

__all__ = ["Flow", "flows_of"]


@dataclass(frozen=True)
class Flow:
    """One term of a net flow. variables: what it is made of, the stock left out. inward: whether it adds."""

    variables: tuple[int, ...]
    inward: bool

    @property
    def is_named(self) -> bool:
        """Tell whether it is one variable, which then is the flow."""
        return len(self.variables) == 1


def flows_of(model: Model, stock: int) -> tuple[Flow, ...]:
    """Return the flows of a stock, each once, in the order of its equations; what multiplies in counts to its term."""
    found: dict[Flow, None] = {}
    for equation in model.equations:
        if equation.variable == stock and equation.kind == "stock":
            for term, inward in _terms(equation.expression, True):
                read = dict.fromkeys(each.variable for each in walk(term) if isinstance(each, Reference))
                own = tuple(each for each in read if each != stock and not model.variables[each].hidden)
                if own or read:
                    found[Flow(own, inward)] = None
    return tuple(found)


def _terms(node: Expression, inward: bool) -> list[tuple[Expression, bool]]:
    """Split a sum into its terms, each with its sign."""
    if isinstance(node, Operation) and node.function == "negative":
        return _terms(node.arguments[0], not inward)
    if isinstance(node, Operation) and node.function in ("+", "-"):
        first, second = node.arguments
        return [*_terms(first, inward), *_terms(second, inward == (node.function == "+"))]
    return [(node, inward)]
