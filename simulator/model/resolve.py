"""Resolve the names of one equation: syntax over a block -> expression with index maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from simulator.model import retrieval, stateful
from simulator.model.builtin import BUILTINS, NEAREST, REDUCTIONS, STATEFUL
from simulator.model.calls import wrong_count
from simulator.model.dialect import COMPUTED_SUBSCRIPT
from simulator.model.draws import draw_of, drawn
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
from simulator.model.scope import XMILE_NAMES, EquationFault, Scope
from simulator.model.subscript import Block, SubscriptFault, block_of, resolve_subscript
from simulator.model.syntax import Call, Curve, Name, Number, Numbers, Series, Syntax, key_of


@dataclass
class Resolver:
    """Resolves the right side of one equation.

    name:   of the variable, for the hidden stocks it needs.
    faults: gathers everything that is wrong; a piece at fault is read as not a number, so that the rest is read too.
    """

    scope: Scope
    block: Block
    name: str
    faults: list[EquationFault] = field(default_factory=list)

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
            return Reference(number, self._index(number, node))
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
        if node.key == "self" and self.scope.is_xmile:
            return self._name(Name(key_of(self.name), node.subscripts))
        raise EquationFault(self.scope.unknown(node.key), node.key)

    def _index(self, number: int, node: Name | Call) -> np.ndarray:
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
            if (
                self.scope.is_xmile
                and key_of(written) not in self.scope.ranges.spelled
                and self.scope.has(key_of(written))
            ):
                places = self._by_number(written, len(members))
            else:
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

    def _by_number(self, written: str, count: int) -> list[int | None]:
        """Find the places that a variable used as a subscript names: its values, which must be known before the run."""
        read = self._name(Name(key_of(written)))
        assert isinstance(read, Reference)
        numbers = np.full(self.scope.variables[read.variable].size, np.nan)
        lists = self.scope.elements(read.variable)
        for part in self.scope.definitions[key_of(written)].components:
            block, rows = block_of(self.scope.ranges, part.subscripts, part.exceptions)
            value = self.within(block).resolve(part.syntax)
            if isinstance(value, Constant | Constants):
                shape = [len(members) for members in lists]
                for row, combination in enumerate(rows):
                    places = [members[key] for members, key in zip(lists, combination, strict=True)]
                    element = np.ravel_multi_index(places, shape) if shape else 0
                    numbers[element] = value.value if isinstance(value, Constant) else value.values[row]
        found = numbers[read.index]
        if not np.isin(found, np.arange(1, count + 1)).all():
            raise EquationFault(f"{self.name!r} has {COMPUTED_SUBSCRIPT}.", written)
        self.scope.fixed.add(key_of(written))
        return [int(number) - 1 for number in found]

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
        if node.function in REDUCTIONS:
            return self._reduction(node)
        if node.function in STATEFUL:
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

    def _builtin(self, node: Call) -> Expression:
        builtin = BUILTINS[node.function]
        if len(node.arguments) != builtin.arguments:
            told = wrong_count(node.function, len(node.arguments), builtin.arguments)
            raise EquationFault(f"{self.name!r} calls {told}. Correct its equation.", node.function)
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
        curves = self.scope.curves_of(number)[self._index(number, node)]
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

    def _reduction(self, node: Call) -> Expression:
        if len(node.arguments) != 1:
            told = wrong_count(node.function, len(node.arguments), 1)
            raise EquationFault(f"{self.name!r} calls {told}. Correct its equation.", node.function)
        inner: dict[str, Sequence[str]] = {}
        for name in reduced_names(node.arguments[0]):
            inner[key_of(name)] = self.scope.ranges.elements_of(name)
        if not inner:
            shown = "name[*]" if self.scope.is_xmile else "name[range!]"
            raise EquationFault(
                f"{node.function.upper()} without a reduced subscript. Expected {shown}. Correct the equation.",
                node.function,
            )
        block, width = self.block.reduced(inner)
        argument = self.within(block).resolve(node.arguments[0])
        rows = self.block.rows
        if rows > 1 and _same_for_all(argument, width):
            argument, rows = pick(argument, np.arange(width)), 1
        return Reduction(REDUCTIONS[node.function], argument, width, rows)


def reduced_names(node: Syntax) -> list[str]:
    """Return the names written with `!` in a reduction's argument, inner reductions left out, in written order."""
    if isinstance(node, Name):
        return [name.rstrip("! ").strip() for name in node.subscripts if name.strip().endswith("!")]
    if isinstance(node, Call):
        own = [name.rstrip("! ").strip() for name in node.subscripts if name.strip().endswith("!")]
        inside = (
            [] if node.function in REDUCTIONS else [name for part in node.arguments for name in reduced_names(part)]
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
