"""The table of names that an equation is resolved against; it grows by the hidden stocks that functions need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import numpy as np

from simulator.axes import Dimension
from simulator.errors import unknown_name
from simulator.model.builtin import BUILTINS, REDUCTIONS
from simulator.model.expression import Expression
from simulator.model.model import CurvePoints, Equation, Variable
from simulator.model.subscript import Block, Ranges, SubscriptFault
from simulator.model.syntax import Call, Curve, Definition, Name, Number, Syntax, key_of

# Names that a modeller knows, offered when a function is not run here.
OFFERED = tuple(
    sorted(
        {*BUILTINS, *REDUCTIONS, "smooth", "smooth3", "delay1", "delay3", "delay n", "trend", "initial"}
        - set("+-*/^<>=")
    )
)


class ScopeFault(Exception):
    """A fault found while a hidden stock is made."""


@dataclass
class Scope:
    """Names of one model. Everything is keyed by number, the order of definition."""

    ranges: Ranges
    definitions: dict[str, Definition]
    lists: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    curves: list[CurvePoints] = field(default_factory=list)
    tables: dict[int, np.ndarray] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, variable: Variable, lists: tuple[tuple[str, ...], ...]) -> int:
        """Add a variable with the element keys of each of its dimensions; return its number."""
        self.variables.append(variable)
        self.lists.append(lists)
        number = len(self.variables) - 1
        if not variable.hidden:
            self.numbers[key_of(variable.name)] = number
        return number

    def has(self, key: str) -> bool:
        """Tell whether the model defines a name."""
        return key in self.numbers

    def number(self, key: str) -> int:
        """Return the number of a variable."""
        return self.numbers[key]

    def name(self, number: int) -> str:
        """Return a variable's name as the model spells it."""
        return self.variables[number].name

    def is_lookup(self, number: int) -> bool:
        """Tell whether a variable is a lookup."""
        return self.variables[number].kind == "lookup"

    def elements(self, number: int) -> list[dict[str, int]]:
        """Return, for each dimension of a variable, element key -> place."""
        return [{key: place for place, key in enumerate(members)} for members in self.lists[number]]

    def implied(self, number: int, block: Block) -> tuple[str, ...]:
        """Return the subscripts of a reference that writes none: XMILE lets an arrayed equation name arrays bare."""
        found = []
        for members in self.lists[number]:
            held = [key for key, bound in block.bindings.items() if set(bound) <= set(members)]
            held += [key for key in block.fixed if key in members]
            if len(held) != 1:
                return ()
            found.append(held[0])
        return tuple(found)

    def curves_of(self, number: int) -> np.ndarray:
        """Return the (size,) curve numbers of a lookup."""
        return self.tables[number]

    def add_curve(self, curve: Curve) -> int:
        """Keep the points of a lookup; return its number."""
        self.curves.append(CurvePoints(np.array(curve.x), np.array(curve.y), curve.kind))
        return len(self.curves) - 1

    def add_stock(self, name: str, rows: int) -> int:
        """Add a hidden stock of some rows, to be filled by set_stock."""
        dimension = (Dimension("row", tuple(str(row + 1) for row in range(rows))),) if rows > 1 else ()
        number = len(self.variables)
        variable = Variable(f"#{number} {name}", "stock", dimension, "", "", np.ones(rows, dtype=bool), hidden=True)
        return self.add(variable, ())

    def set_stock(self, number: int, flow: Expression, initial: Expression) -> None:
        """Give a hidden stock its equation."""
        rows = np.arange(self.variables[number].size)
        self.equations.append(Equation(number, rows, "stock", flow, initial))

    def literal(self, node: Syntax) -> float | None:
        """Return the number that a name stands for, where its only equation is a number."""
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Name) and node.key in self.definitions:
            parts = self.definitions[node.key].components
            if len(parts) == 1 and isinstance(parts[0].syntax, Number | Name):
                return self.literal(parts[0].syntax)
        return None

    def fail(self, message: str) -> None:
        """Raise a fault of the equation being resolved."""
        raise ScopeFault(message)

    def unknown(self, key: str) -> str:
        """Word an undefined variable, without its place."""
        names = [variable.name for variable in self.variables if not variable.hidden]
        return unknown_name("", "variable", key, names).removeprefix(": ").rsplit(". ", 1)[0]

    def near_function(self, name: str) -> str:
        """Offer the functions spelled most alike."""
        near = get_close_matches(name, OFFERED, n=2, cutoff=0.5) or ["an equation of supported functions"]
        return " or ".join(each.upper() if each in OFFERED else each for each in near)

    def range_names(self) -> str:
        """Return the names of the ranges, for a message."""
        return ", ".join(self.ranges.spelled[key] for key in self.ranges.members) or "none"


def shape_of(ranges: Ranges, components: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Find the element keys of each dimension of a variable from the left sides of its equations.

    Raises: SubscriptFault with the unknown name, or when the equations differ in their number of subscripts.
    """
    counts = {len(subscripts) for subscripts in components}
    if len(counts) > 1:
        raise SubscriptFault(f"{' and '.join(map(str, sorted(counts)))} subscripts in its equations")
    width = counts.pop() if counts else 0
    found = []
    for place in range(width):
        elements: list[str] = []
        for subscripts in components:
            elements += ranges.elements_of(key_of(subscripts[place]))
        found.append(ranges.order(elements))
    return tuple(found)


def is_number(node: Syntax) -> bool:
    """Tell whether a right side is a literal, signed or computed from literals."""
    if isinstance(node, Call):
        return node.function in ("negative", "+", "-", "*", "/") and all(is_number(part) for part in node.arguments)
    return not isinstance(node, Name | Curve)
