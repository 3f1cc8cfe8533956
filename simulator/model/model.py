"""The records of a model: variables that own slots, equations over blocks of them, curves and time settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

import numpy as np

from simulator.axes import Dimension, element_name
from simulator.model.expression import Expression
from simulator.model.limits import NO_LIMITS, Limits
from simulator.model.source import Group
from simulator.model.syntax import key_of


@dataclass(frozen=True)
class Variable:
    """A variable as the model names it.

    kind:     stock, held, auxiliary, constant or lookup.
    defined:  (size,) bool, the elements that have an equation.
    hidden:   made by the program (the inside of a delay), not shown.
    limits:   the least and the most that it may sensibly be, as far as the file says.
    group:    the group (sector) of the file that it stands in, or empty.
    line:     where its first equation begins in the file, from 1; 0 where it has none.
    texts:    its equations as the file writes them, on one line each.
    """

    name: str
    kind: str
    dimensions: tuple[Dimension, ...]
    unit: str
    documentation: str
    defined: np.ndarray
    hidden: bool = False
    limits: Limits = NO_LIMITS
    group: str = ""
    line: int = 0
    texts: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many elements."""
        return len(self.defined)

    @cached_property
    def element_names(self) -> tuple[str, ...]:
        """The name of every element, `name[a,b]`; the bare name of a scalar."""
        lists = [dimension.elements for dimension in self.dimensions]
        return tuple(element_name(self.name, combination) for combination in product(*lists))


@dataclass(frozen=True, eq=False)
class Equation:
    """One block of elements of a variable and how it is found.

    rows:       (n,), element numbers of the variable.
    kind:       constant (an input), auxiliary, stock (`expression` is then the net flow) or held: it keeps its value
                during a whole step, and `expression` at the step's start is its value from the step's end on.
    expression: over the n rows.
    initial:    over the n rows, what a stock or a held value starts from.
    delay:      held values only, model time: how long the value of the expression is under way, at least a step; it is
                read once, at the start. None: a step.
    """

    variable: int
    rows: np.ndarray
    kind: str
    expression: Expression
    initial: Expression | None = None
    delay: Expression | None = None

    @property
    def is_state(self) -> bool:
        """Tell whether its value is read from the state: a stock or a held value."""
        return self.kind in ("stock", "held")

    def parts(self, initial: bool) -> tuple[Expression, ...]:
        """Return the expressions read when the equation is evaluated, at the start or while running."""
        if not self.is_state:
            return (self.expression,)
        return (self.initial,) if initial and self.initial is not None else ()


@dataclass(frozen=True, eq=False)
class CurvePoints:
    """The points of a lookup. x, y: (point,). kind: interpolate, extrapolate or hold_backward."""

    x: np.ndarray
    y: np.ndarray
    kind: str


@dataclass(frozen=True)
class TimeSettings:
    """What the model's own settings say, in its time unit; method is euler, rk2 or rk4."""

    initial_time: float
    final_time: float
    time_step: float
    save_step: float
    method: str


@dataclass(frozen=True, eq=False)
class Model:
    """A model, resolved: text is gone, references are numbers.

    digest:  sha256 of the file's text.
    repairs: what was put right in the file on reading, worded with its place.
    groups:  the groups (sectors) of the file, in its order.
    """

    name: str
    path: Path
    digest: str
    settings: TimeSettings
    variables: tuple[Variable, ...]
    equations: tuple[Equation, ...]
    curves: tuple[CurvePoints, ...]
    repairs: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Key of every variable -> its number."""
        return {key_of(variable.name): number for number, variable in enumerate(self.variables)}

    @cached_property
    def elements(self) -> dict[str, tuple[int, int]]:
        """Key of every element name -> (variable number, element number)."""
        found = {}
        for number, variable in enumerate(self.variables):
            for element, name in enumerate(variable.element_names):
                if variable.defined[element]:
                    found[key_of(name)] = (number, element)
        return found

    @cached_property
    def units(self) -> dict[str, str]:
        """Name of every variable and of every element -> its unit."""
        found = {variable.name: variable.unit for variable in self.variables}
        for variable in self.variables:
            found |= dict.fromkeys(variable.element_names, variable.unit)
        return found

    @cached_property
    def constants(self) -> dict[str, float]:
        """Name of every input -> its value in the model."""
        found = {}
        for equation in self.equations:
            if equation.kind == "constant":
                variable = self.variables[equation.variable]
                for row, value in zip(equation.rows, constant_values(equation), strict=True):
                    found[variable.element_names[row]] = float(value)
        return found


def constant_values(equation: Equation) -> np.ndarray:
    """Return the (n,) numbers of a constant equation."""
    value = getattr(equation.expression, "value", None)
    return np.full(len(equation.rows), value) if value is not None else np.asarray(equation.expression.values)  # type: ignore[union-attr]
