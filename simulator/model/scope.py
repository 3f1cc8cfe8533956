"""The table of names that an equation is resolved against; it grows by the hidden stocks that functions need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import numpy as np

from simulator.axes import Dimension
from simulator.errors import unknown_name
from simulator.model.builtin import ARRAYED, BUILTINS, REDUCTIONS
from simulator.model.expression import Expression
from simulator.model.model import CurvePoints, Equation, Variable
from simulator.model.source import Definition
from simulator.model.start_value import Early
from simulator.model.subscript import Block, Ranges, SubscriptFault
from simulator.model.syntax import Curve, Name, Number, Syntax, key_of

# Names that a modeller knows, offered when a function is not run here.
OFFERED = tuple(
    sorted(
        {*BUILTINS, *REDUCTIONS, *ARRAYED, "smooth", "smooth3", "delay1", "delay3", "delay n", "trend", "initial"}
        - set("+-*/^<>=")
    )
)

# Names that every XMILE model knows. Source: XMILE 1.0, section 3.5.
XMILE_NAMES: dict[str, Syntax] = {
    "dt": Name("time step"),
    "starttime": Name("initial time"),
    "stoptime": Name("final time"),
    "pi": Number(float(np.pi)),
    "inf": Number(float("inf")),
    "nan": Number(float("nan")),
}


class EquationFault(Exception):
    """What is wrong with an equation. word: the text to point at, as written or its key."""

    def __init__(self, message: str, word: str = "") -> None:
        super().__init__(message)
        self.word = word


@dataclass
class Scope:
    """Names of one model. Everything is keyed by number, the order of definition.

    is_xmile:    whether XMILE's names hold, and an array may be named without subscripts.
    broken:      keys of variables that are at fault already; what reads them is not.
    fixed:       keys of constants that were used on reading, so that no input may change them.
    series:      of each variable of values over time, the points of its elements.
    """

    ranges: Ranges
    is_xmile: bool = False
    broken: set[str] = field(default_factory=set)
    fixed: set[str] = field(default_factory=set)
    definitions: dict[str, Definition] = field(default_factory=dict)
    lists: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    curves: list[CurvePoints] = field(default_factory=list)
    tables: dict[int, np.ndarray] = field(default_factory=dict)
    series: dict[int, dict[int, Curve]] = field(default_factory=dict)
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

    def has_curves(self, key: str) -> bool:
        """Tell whether a name is a lookup, or a variable with a graphical function."""
        return key in self.numbers and self.numbers[key] in self.tables

    def elements(self, number: int) -> list[dict[str, int]]:
        """Return, for each dimension of a variable, element key -> place."""
        return [{key: place for place, key in enumerate(members)} for members in self.lists[number]]

    def implied(self, number: int, block: Block) -> tuple[str, ...]:
        """Return the subscripts of a reference that writes none: XMILE lets an arrayed equation name arrays bare."""
        if not self.is_xmile:
            return ()
        found = []
        for members in self.lists[number]:
            held = [key for key, bound in block.bindings.items() if set(bound) <= set(members)]
            own = [key for key in held if not key.endswith("!")] + [key for key in block.fixed if key in members]
            held = own or held  # what is reduced only where nothing of the left side fits
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
        return self.add_hidden(name, rows, "stock")

    def add_hidden(self, name: str, rows: int, kind: str) -> int:
        """Add a hidden variable of some rows, to be given its equation. kind: stock, held or auxiliary."""
        dimension = (Dimension("row", tuple(str(row + 1) for row in range(rows))),) if rows > 1 else ()
        number = len(self.variables)
        variable = Variable(f"#{number} {name}", kind, dimension, "", "", np.ones(rows, dtype=bool), hidden=True)
        return self.add(variable, ())

    def set_stock(self, number: int, flow: Expression, initial: Expression) -> None:
        """Give a hidden stock its equation."""
        rows = np.arange(self.variables[number].size)
        self.equations.append(Equation(number, rows, "stock", flow, initial))

    def set_auxiliary(self, number: int, expression: Expression) -> None:
        """Give a hidden auxiliary its equation."""
        self.equations.append(Equation(number, np.arange(self.variables[number].size), "auxiliary", expression))

    def set_held(
        self, number: int, expression: Expression, initial: Expression, delay: Expression | None = None
    ) -> None:
        """Give a hidden held variable its equation."""
        rows = np.arange(self.variables[number].size)
        self.equations.append(Equation(number, rows, "held", expression, initial, delay))

    def value(self, node: Syntax, now: float | None = None) -> float | None:
        """Return a value that is known before the run, else None; what it reads becomes fixed. now: time, if it may."""
        early = self.early(now)
        value = early.value(node)
        if value is not None:
            self.fixed |= early.read
        return value

    def early(self, now: float | None) -> Early:
        """Return what finds values known before the run, making nothing fixed. now: time, if it may be read."""
        return Early(self.definitions, now, XMILE_NAMES if self.is_xmile else {})

    def start_value(self, node: Syntax) -> float | None:
        """Return a value at the start of the run, else None."""
        return self.value(node, self.value(Name("initial time")))

    def unknown(self, name: str) -> str:
        """Word an undefined variable, without its place."""
        names = [variable.name for variable in self.variables if not variable.hidden]
        return unknown_name("", "variable", name, names).removeprefix(": ")

    def near_function(self, name: str) -> str:
        """Offer the functions spelled most alike."""
        near = get_close_matches(name, OFFERED, n=2, cutoff=0.6) or ["an equation of supported functions"]
        return " or ".join(each.upper() if each in OFFERED else each for each in near)


def shape_of(ranges: Ranges, components: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Find the element keys of each dimension of a variable from the left sides of its equations.

    Raises: SubscriptFault with the unknown name, or when the equations differ in their number of subscripts.
    """
    counts = {len(subscripts) for subscripts in components}
    if len(counts) > 1:
        told = " and ".join(map(str, sorted(counts)))
        raise SubscriptFault(f"{told} subscripts in its equations. Expected as many in each. Correct them.", "")
    width = counts.pop() if counts else 0
    found = []
    for place in range(width):
        elements: list[str] = []
        for subscripts in components:
            elements += ranges.elements_of(subscripts[place])
        found.append(ranges.order(elements))
    return tuple(found)
