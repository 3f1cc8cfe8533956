"""The NumPy printer: one expression of the intermediate form -> one line of Python over (row, member) arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simulator.kernel.levels import Plan, printed_size
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
)
from simulator.model.model import CurvePoints, Model

__all__ = ["COMPARISONS", "Printer"]

COMPARISONS = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "==", "<>": "!="}
LOGIC = {"and": "np.logical_and", "or": "np.logical_or", "not": "np.logical_not"}
# How tightly what is printed holds together; an operand that holds less tightly gets parentheses.
ANY, SUM, PRODUCT, SIGN, WHOLE = range(5)
INFIX = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}
CALLS = {
    "^": "power({0}, {1})",
    "min": "np.minimum({0}, {1})",
    "max": "np.maximum({0}, {1})",
    "exp": "np.exp({0})",
    "ln": "np.log({0})",
    "log": "logarithm({0}, {1})",
    "log10": "np.log10({0})",
    "sqrt": "np.sqrt({0})",
    "abs": "np.abs({0})",
    "sin": "np.sin({0})",
    "cos": "np.cos({0})",
    "tan": "np.tan({0})",
    "arcsin": "np.arcsin({0})",
    "arccos": "np.arccos({0})",
    "arctan": "np.arctan({0})",
    "sinh": "np.sinh({0})",
    "cosh": "np.cosh({0})",
    "tanh": "np.tanh({0})",
    "integer": "np.trunc({0})",
    "floor": "np.floor({0})",
    "normal share": "normal_share({0})",
    "normal quantile": "normal_quantile({0})",
    "zidz": "zidz({0}, {1})",
    "xidz": "xidz({0}, {1}, {2})",
    "modulo": "modulo({0}, {1})",
    "quantum": "quantum({0}, {1})",
    "step": "step(t, lead, {0}, {1})",
    "ramp": "ramp(t, {0}, {1}, {2})",
    "endless ramp": "ramp(t, {0}, {1}, np.inf)",
    "pulse": "pulse(t, lead, {0}, np.maximum({1}, dt))",
    "pulse train": "pulse_train(t, lead, ({0}, {1}, np.maximum({2}, dt)), {3})",
    "shot": "(({1}) / dt * pulse(t, lead, {0}, dt))",
    "shot train": "(({2}) / dt * pulse_train(t, lead, ({0}, {1}, dt), np.inf))",
}
DISTRIBUTED = "distributed({kind!r}, {0}, ({1}, {2}), ({3}, {4}){shapes})"
REDUCTIONS = {"sum": "total", "prod": "product", "vmin": "least", "vmax": "greatest"}


@dataclass
class Printer:
    """Prints expressions of one model.

    initial: whether for the start, where ACTIVE INITIAL is its second argument.
    names:   the arrays and curves that the text refers to. kept: what an array holds -> its name.
    """

    model: Model
    plan: Plan
    initial: bool = False
    names: dict[str, np.ndarray | CurvePoints] = field(default_factory=dict)
    kept: dict[tuple[str, bytes], str] = field(default_factory=dict)

    def value(self, node: Expression, within: int = ANY) -> str:
        """Print a node as a number array, in parentheses where it holds together less tightly than its place asks."""
        text = _PRINTERS[type(node)](self, node)
        return f"({text})" if self._tightness(node) < within else text

    def assigned(self, node: Expression) -> str:
        """Print a node as a whole right side; a bare number as one of NumPy's, which may be divided by 0."""
        text = self.value(node)
        return f"np.float64({text})" if isinstance(self._chosen(node), Constant) and self.size(node) == 1 else text

    def _chosen(self, node: Expression) -> Expression:
        """Return what is evaluated of ACTIVE INITIAL, at the start or while running."""
        while isinstance(node, Operation) and node.function == "active initial":
            node = node.arguments[1 if self.initial else 0]
        return node

    def _tightness(self, node: Expression) -> int:
        node = self._chosen(node)
        if isinstance(node, Operation):
            return SIGN if node.function == "negative" else INFIX.get(node.function, WHOLE)
        return SIGN if isinstance(node, Constant) and not node.value >= 0 else WHOLE

    def condition(self, node: Expression) -> str:
        """Print a node as a truth array."""
        if isinstance(node, Operation) and node.function in COMPARISONS:
            left, right = (self.value(argument) for argument in node.arguments)
            return f"{left} {COMPARISONS[node.function]} {right}"
        if isinstance(node, Operation) and node.function in LOGIC:
            return f"{LOGIC[node.function]}({', '.join(self.condition(argument) for argument in node.arguments)})"
        return f"{self.value(node)} != 0.0"

    def keep(self, prefix: str, thing: np.ndarray) -> str:
        """Give an array a name in the emitted code's surroundings; equal arrays share one."""
        key = (prefix, thing.tobytes() + str(thing.shape).encode())
        if key not in self.kept:
            self.kept[key] = f"{prefix}{len(self.names)}"
            self.names[self.kept[key]] = thing
        return self.kept[key]

    def curve(self, number: int) -> str:
        """Name a curve."""
        self.names[f"K{number}"] = self.model.curves[number]
        return f"K{number}"

    def full(self, node: Expression, count: int) -> str:
        """Print a node with all its rows, also where they share one value."""
        printed = self.value(node)
        return printed if self.size(node) == count > 1 else f"rows({printed}, {count})"

    def size(self, node: Expression) -> int:
        """Return the rows of the printed value."""
        return printed_size(node, self.plan.owners, self.plan.shared)

    def operation(self, node: Operation) -> str:
        """Print an operator or function."""
        function = node.function
        if function in COMPARISONS or function in LOGIC:
            return f"np.where({self.condition(node)}, 1.0, 0.0)"
        if function == "if then else":
            chosen, otherwise = (self.value(argument) for argument in node.arguments[1:])
            return f"np.where({self.condition(node.arguments[0])}, {chosen}, {otherwise})"
        if function == "active initial":
            active = self._chosen(node)
            text = self.value(active)
            return f"rows({text}, {node.size})" if self.size(active) < self.size(node) else text
        if function == "negative":
            return f"-{self.value(node.arguments[0], WHOLE)}"
        if function in INFIX:
            left = self.value(node.arguments[0], INFIX[function])
            return f"{left} {function} {self.value(node.arguments[1], INFIX[function] + 1)}"
        arguments = [self.value(argument) for argument in node.arguments]
        if function == "draw":
            return f"uniform(lot, {'0' if self.initial else 'whole'}, {', '.join(arguments)})"
        if function.startswith("random "):
            kind, shapes = function.removeprefix("random "), "".join(f", {shape}" for shape in arguments[5:])
            return DISTRIBUTED.format(*arguments, kind=kind, shapes=shapes)
        return CALLS[function].format(*arguments)

    def reference(self, node: Reference) -> str:
        """Print elements of a variable: a name, a slice, a gather, or a join of several equations."""
        owners = self.plan.owners.owners[node.variable][node.index]
        if (owners == owners[0]).all():
            return self._piece(int(owners[0]), node.index)
        pieces = []
        for owner in dict.fromkeys(owners.tolist()):
            places = np.flatnonzero(owners == owner)
            pieces.append(f"({self._places(places)}, {self._piece(owner, node.index[places])})")
        return f"join({len(owners)}, {', '.join(pieces)})"

    def _places(self, places: np.ndarray) -> str:
        if len(places) == 1:
            return str(places[0])
        if (np.diff(places) == 1).all():
            return f"slice({places[0]}, {places[-1] + 1})"
        return self.keep("I", places)

    def _piece(self, owner: int, elements: np.ndarray) -> str:
        """Print elements that one equation owns."""
        own = self.model.equations[owner].rows
        if len(own) == 1:
            return f"e{owner}" if len(elements) == 1 else f"rows(e{owner}, {len(elements)})"
        if self.plan.shared[owner]:
            return f"e{owner}"
        places = (
            np.searchsorted(own, elements)
            if (np.diff(own) > 0).all()
            else np.array([int(np.flatnonzero(own == each)[0]) for each in elements])
        )
        if len(places) == 1:
            return f"e{owner}[{places[0]}]"
        if len(places) == len(own) and (places == np.arange(len(own))).all():
            return f"e{owner}"
        if (np.diff(places) == 1).all():
            return f"e{owner}[{places[0]}:{places[-1] + 1}]"
        return f"e{owner}[{self.keep('I', places)}]"

    def reduction(self, node: Reduction) -> str:
        """Print a reduction over the inner rows of each group."""
        count = node.size * node.inner
        argument = self.full(node.argument, count)
        return f"{REDUCTIONS[node.function]}({argument}, {node.size}, {node.inner})"

    def whole(self, node: Whole) -> str:
        """Print a function of whole groups, and which of its rows are taken."""
        called = self.groups(node)
        taken = str(node.rows[0]) if node.size == 1 else self.keep("I", node.rows)
        return f"{node.function}{called}[{taken}]"

    def groups(self, node: Whole) -> str:
        """Print what a function of whole groups is called with."""
        arguments = ", ".join(self.full(argument, node.groups * node.inner) for argument in node.arguments)
        return f"(({arguments}), {node.groups}, {node.inner})"

    def interpolation(self, node: Interpolation) -> str:
        """Print a lookup, one curve for all rows or one for each."""
        if len(node.curves) == 1:
            return f"lookup({self.curve(int(node.curves[0]))}, {self.value(node.argument)})"
        pairs = []
        for number in dict.fromkeys(node.curves.tolist()):
            pairs.append(f"({self.curve(number)}, {self._places(np.flatnonzero(node.curves == number))})")
        return f"lookups(({', '.join(pairs)},), {self.full(node.argument, len(node.curves))})"

    def schedule(self, node: Schedule) -> str:
        """Print a schedule: its knot values are inputs."""
        whole = Reference(node.values, np.arange(self.model.variables[node.values].size))
        return f"schedule({node.kind!r}, {self.keep('T', node.knots)}, {self.full(whole, whole.size)}, t)"

    def constants(self, node: Constants) -> str:
        """Print numbers, one a row."""
        return self.keep("N", node.values[:, None])


def _literal(value: float) -> str:
    if np.isnan(value):
        return "np.nan"
    if np.isinf(value):
        return "np.inf" if value > 0 else "-np.inf"
    return repr(value)


_PRINTERS: dict[type, Callable[[Printer, Any], str]] = {
    Constant: lambda printer, node: _literal(node.value),
    Constants: Printer.constants,
    Time: lambda printer, node: "t",
    TimeStep: lambda printer, node: "dt",
    Reference: Printer.reference,
    Operation: Printer.operation,
    Reduction: Printer.reduction,
    Interpolation: Printer.interpolation,
    Schedule: Printer.schedule,
    Whole: Printer.whole,
}
