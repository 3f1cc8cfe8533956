"""Resolve the names of one equation: syntax over a block -> expression with index maps."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from simulator.model import retrieval, stateful
from simulator.model.allocate import ALLOCATED
from simulator.model.builtin import BUILTINS, FAMILIES, NEAREST, REDUCTIONS, STATEFUL
from simulator.model.calls import wrong_count
from simulator.model.draws import draw_of, drawn
from simulator.model.element import ELEMENTS
from simulator.model.expression import (
    Constant,
    Constants,
    Expression,
    Interpolation,
    Reference,
    Time,
    TimeStep,
    fold,
)
from simulator.model.reduce import REDUCED
from simulator.model.scope import XMILE_NAMES, EquationFault, Scope
from simulator.model.subscript import Block, SubscriptFault, resolve_subscript
from simulator.model.syntax import Call, Curve, Name, Number, Numbers, Series, Syntax, key_of
from simulator.model.vector import VECTORS

ARRAYED = REDUCED | VECTORS | ELEMENTS | ALLOCATED


@dataclass(frozen=True, eq=False)
class Own:
    """What is resolved: elements of a variable, by its number, and their right side."""

    number: int
    elements: np.ndarray
    right: Syntax


@dataclass
class Resolver:
    """Resolves the right side of one equation.

    name:   of the variable, for the hidden stocks it needs.
    faults: gathers everything that is wrong; a piece at fault is read as not a number, so that the rest is read too.
    own:    the equation; None within a reduction.
    before: the hidden variable that holds what the equation gave before, where its own name stands for that; else -1.
    """

    scope: Scope
    block: Block
    name: str
    faults: list[EquationFault] = field(default_factory=list)
    own: Own | None = None
    before: int = -1

    def resolve(self, node: Syntax) -> Expression:
        """Return the expression for a piece of syntax."""
        try:
            return self._piece(node)
        except EquationFault as fault:
            self.faults.append(fault)
        except SubscriptFault as fault:
            self.faults.append(EquationFault(str(fault), fault.word))
        return Constant(float("nan"))

    def _piece(self, node: Syntax) -> Expression:
        if isinstance(node, Number):
            return Constant(node.value)
        if isinstance(node, Numbers):
            if len(node.values) != self.block.rows:
                raise EquationFault(
                    f"{self.name!r} has {len(node.values)} numbers for {self.block.rows} elements. "
                    "Expected one number each. Correct its equation."
                )
            return Constants(np.array(node.values))
        if isinstance(node, Name):
            return self._name(node)
        if isinstance(node, Series):
            return retrieval.series(self, node)
        if not isinstance(node, Call):
            raise EquationFault(
                f"{self.name!r} has a lookup where a value belongs. Expected lookup(argument). Correct its equation."
            )
        return self._call(node)

    def within(self, block: Block) -> Resolver:
        """Return the same resolver over another block."""
        return Resolver(self.scope, block, self.name, self.faults)

    def kept(self, value: Expression, word: str) -> Expression:
        """Keep a value in a hidden variable, so that it is found once however often it is read. word: to name it."""
        if isinstance(value, Constant | Constants | Reference):
            return value
        hidden = self.scope.add_hidden(f"{self.name} {word}", value.size, "auxiliary")
        self.scope.set_auxiliary(hidden, value)
        return Reference(hidden, np.arange(value.size))

    def _name(self, node: Name) -> Expression:
        if node.key == "time step":
            return TimeStep()  # the step of this run, which need not be the model's own
        if self.scope.has(node.key):
            number = self.scope.number(node.key)
            if self.scope.is_lookup(number):
                raise EquationFault(
                    f"lookup {node.key!r} without an argument. Expected {node.key}(argument). Correct the equation.",
                    node.key,
                )
            counted = self._counted(node, ()) if self.scope.is_xmile else None
            if counted is not None:
                return ELEMENTS["computed element"](self, counted)
            return self._read(number, self.index(number, node))
        if node.key in self.scope.broken:
            return Constant(float("nan"))
        if node.key == "time" and not node.subscripts:
            return Time()
        if node.key in XMILE_NAMES and self.scope.is_xmile and not node.subscripts:
            return self.resolve(XMILE_NAMES[node.key])
        if node.key in self.scope.ranges.spelled and not node.subscripts:
            found = resolve_subscript(self.scope.ranges, self.block, node.key)
            if isinstance(found, str):
                return Constant(float(self.scope.ranges.number_of(found)))
            return Constants(np.array([float(self.scope.ranges.number_of(element)) for element in found]))
        if node.key == "self" and self.scope.is_xmile and self.own is not None and not node.subscripts:
            return Reference(self.own.number, self.own.elements)
        raise EquationFault(self.scope.unknown(node.key), node.key)

    def _read(self, number: int, index: np.ndarray) -> Reference:
        """Read elements of a variable, or what the equation itself gave before."""
        is_own = self.before >= 0 and self.own is not None and self.own.number == number
        if is_own and self.own is not None and np.array_equal(index, self.own.elements):
            return Reference(self.before, np.arange(len(index)))
        return Reference(number, index)

    def index(self, number: int, node: Name | Call) -> np.ndarray:
        """Find the element each row reads: (rows,), or (1,) where all rows read the same one."""
        lists = self.scope.elements(number)
        subscripts = node.subscripts or self.scope.implied(number, self.block)
        name = self.scope.name(number)
        if len(subscripts) != len(lists):
            plural = "" if len(subscripts) == 1 else "s"
            raise EquationFault(
                f"{name!r} with {len(subscripts)} subscript{plural}. Expected {len(lists)}. Correct the reference.",
                name,
            )
        index: np.ndarray = np.zeros(1, dtype=np.int64)
        for written, members in zip(subscripts, lists, strict=True):
            found = resolve_subscript(self.scope.ranges, self.block, written)
            places = [members.get(key) for key in ([found] if isinstance(found, str) else found)]
            if None in places:
                spelled = [self.scope.ranges.spelled[member] for member in members]
                raise EquationFault(
                    f"{name!r} has no element for subscript {written!r}. Expected one of {', '.join(spelled)}. "
                    "Correct the reference.",
                    written,
                )
            index = index * len(members) + np.array(places, dtype=np.int64)
        if len(index) > 1 and (index == index[0]).all():
            index = index[:1]
        return index

    def _counted(self, node: Name, given: tuple[Syntax, ...]) -> Call | None:
        """Write a reference of XMILE with its computed subscripts as arguments, or return None where it has none.

        They are expressions, given apart with nothing in their place, variables, and numbers that name no element.
        """
        lists = self.scope.elements(self.scope.number(node.key)) if self.scope.has(node.key) else []
        left, computed, rest = [], list[Syntax](), list(given)
        for place, written in enumerate(node.subscripts):
            key = key_of(written)
            if not written and rest:
                computed.append(rest.pop(0))
            elif key.isdecimal() and place < len(lists) and key not in lists[place]:
                computed.append(Number(float(key)))
            elif key not in self.scope.ranges.spelled and self.scope.has(key):
                computed.append(Name(key))
            else:
                left.append(written)
                continue
            left.append("")
        return Call("computed element", (Name(node.key, tuple(left)), *computed)) if computed else None

    def _call(self, node: Call) -> Expression:
        if self.scope.has_curves(node.function):
            return self._lookup(node)
        if node.function == "with lookup":
            argument, curve = self.resolve(node.arguments[0]), node.arguments[1]
            if not isinstance(curve, Curve):
                raise EquationFault(
                    "WITH LOOKUP without points. Expected (argument, ((x, y), ...)). Correct the equation."
                )
            return Interpolation(np.array([self.scope.add_curve(curve)]), argument, argument.size)
        if node.function == "computed element" and isinstance(node.arguments[0], Name):
            counted = self._counted(node.arguments[0], node.arguments[1:])
            return ELEMENTS[node.function](self, counted or node)
        if node.function in ARRAYED:
            return ARRAYED[node.function](self, node)
        if node.function in STATEFUL and not (node.by_name and node.function in FAMILIES):
            self.count(node, STATEFUL[node.function])
            return stateful.EXPANSIONS[node.function](self, node.arguments)
        draw = draw_of(node.function, self.scope.is_xmile)
        if draw is not None:
            return drawn(self, node, draw)
        if node.function in retrieval.RETRIEVALS:
            return retrieval.RETRIEVALS[node.function](self, node.arguments)
        if node.function in BUILTINS:
            return self._builtin(node)
        if node.function == "lookup" and len(node.arguments) == 2:
            return self._called_lookup(node)
        if node.function in XMILE_NAMES and self.scope.is_xmile and not node.arguments:
            return self.resolve(XMILE_NAMES[node.function])
        if node.function in self.scope.broken:
            return Constant(float("nan"))
        raise EquationFault(self._unsupported(node.function), node.function)

    def count(self, node: Call, counts: tuple[int, ...]) -> None:
        """Refuse a call that has not as many arguments as a function takes."""
        if len(node.arguments) not in counts:
            told = wrong_count(node.function, len(node.arguments), " or ".join(map(str, counts)))
            raise EquationFault(f"{self.name!r} calls {told}. Correct its equation.", node.function)

    def _builtin(self, node: Call) -> Expression:
        builtin = BUILTINS[node.function]
        self.count(node, (builtin.arguments,))
        return fold(builtin.operation, tuple(self.resolve(argument) for argument in node.arguments))

    def _unsupported(self, function: str) -> str:
        if self.scope.has(function):
            spelled = self.scope.name(self.scope.number(function))
            return f"{spelled!r} is called but is not a lookup. Expected a lookup or a function. Correct the equation."
        nearest = NEAREST.get(function) or self.scope.near_function(function)
        return (
            f"{self.name!r} uses {function.upper()}, which this release does not run. Nearest: {nearest}. "
            "Rewrite the equation."
        )

    def _lookup(self, node: Call) -> Expression:
        number = self.scope.number(node.function)
        if len(node.arguments) != 1:
            told = wrong_count("", len(node.arguments), 1)
            raise EquationFault(f"lookup {node.function!r}{told}. Correct the equation.", node.function)
        argument = self.resolve(node.arguments[0])
        curves = self.scope.curves_of(number)[self.index(number, node)]
        if len(curves) > 1 and (curves == curves[0]).all():
            curves = curves[:1]
        return Interpolation(curves, argument, max(argument.size, len(curves)))

    def _called_lookup(self, node: Call) -> Expression:
        """LOOKUP(graphical, argument) of XMILE."""
        graphical, argument = node.arguments
        if isinstance(graphical, Name) and graphical.key in REDUCTIONS and not self.scope.has(graphical.key):
            return self._call(Call(graphical.key, (argument,)))  # so xmutil writes what XMILE calls otherwise
        if isinstance(graphical, Name) and graphical.key in self.scope.broken:
            return Constant(float("nan"))
        if not isinstance(graphical, Name) or not self.scope.has_curves(graphical.key):
            told = repr(graphical.key) if isinstance(graphical, Name) else "an expression"
            raise EquationFault(
                f"LOOKUP of {told}, which has no graphical function. Expected LOOKUP(graphical function, argument). "
                "Correct the equation.",
                graphical.key if isinstance(graphical, Name) else "lookup",
            )
        return self._lookup(Call(graphical.key, (argument,), graphical.subscripts))
