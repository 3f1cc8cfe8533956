"""A model at one instant: every variable is given, and every equation is evaluated from what is given.

The equations stay what they are, so what a small change of one variable does to another is found by the engine itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from simulator.axes import Dimension
from simulator.kernel.compiled import CompiledModel, compile_model
from simulator.kernel.trajectories import Trajectories
from simulator.model.expression import (
    Constant,
    Constants,
    Expression,
    Operation,
    Reduction,
    Reference,
    Schedule,
    Whole,
    children,
    walk,
)
from simulator.model.model import Equation, Model, Variable

__all__ = ["Instant", "instant_of", "saved_whole"]


@dataclass(frozen=True, eq=False)
class Instant:
    """The program of an instant and how its numbers are laid out. A slot is one element of one variable.

    starts:   (variable,), its first slot; elements follow one another. n_slots: of all variables.
    places:   (input,), the slot of each input of the program.
    rows:     (probe,), the slot of what each row of the result computes; for a stock, its net flow.
    read:     (probe,), the slots that each row reads, rising.
    """

    model: Model
    compiled: CompiledModel
    starts: np.ndarray
    n_slots: int
    places: np.ndarray
    rows: np.ndarray
    read: tuple[tuple[int, ...], ...]

    @cached_property
    def owners(self) -> np.ndarray:
        """(slot,), the variable of each slot."""
        return np.repeat(np.arange(len(self.model.variables)), [each.size for each in self.model.variables])

    def element(self, slot: int) -> str:
        """Name the element of a slot."""
        number = int(self.owners[slot])
        return self.model.variables[number].element_names[slot - int(self.starts[number])]

    def by_slot(self, run: Trajectories) -> np.ndarray:
        """Return the (time, slot) values of a run that saves what saved_whole names first; the rest stays 0."""
        values = np.zeros((len(run.time), self.n_slots))
        variables = enumerate(self.model.variables)
        slots = [self.starts[each] + np.flatnonzero(own.defined) for each, own in variables if own.kind != "lookup"]
        places = _joined(slots)
        values[:, places] = run.values[:, : len(places), 0]
        return values

    def slots(self, variable: int) -> slice:
        """Return the slots of a variable."""
        return slice(int(self.starts[variable]), int(self.starts[variable]) + self.model.variables[variable].size)

    def evaluate(self, time: float, given: np.ndarray, side: int) -> np.ndarray:
        """Evaluate every equation.

        given:   (slot, case). side: from which a switch of time is seen, see Bound.
        Returns: (probe, case).
        """
        bound = self.compiled.bind(given[self.places], self.model.settings.time_step, sided=True)
        with np.errstate(all="ignore"):
            found = bound.observe(time, np.empty((0, given.shape[1])), side)
        return np.broadcast_to(found, (len(self.rows), given.shape[1]))


def saved_whole(model: Model) -> list[str]:
    """Name every variable, hidden ones and constants too, but for lookups."""
    return [variable.name for variable in model.variables if variable.kind != "lookup"]


def instant_of(model: Model) -> Instant:
    """Make the program of an instant of a model."""
    sizes = [variable.size for variable in model.variables]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    running = [equation for equation in model.equations if equation.kind != "constant" and not _draws(equation)]
    probes = [_probe(number, equation) for number, equation in enumerate(running)]
    given = [equation if equation.kind == "constant" else _given(equation) for equation in model.equations]
    asked = [
        Equation(len(model.variables) + number, np.arange(len(equation.rows)), "auxiliary", equation.expression)
        for number, equation in enumerate(running)
    ]
    whole = replace(model, variables=(*model.variables, *probes), equations=(*given, *asked))
    compiled = compile_model(whole, [each.name for each in probes])
    places = [starts[equation.variable] + equation.rows for equation in given]
    rows = [starts[equation.variable] + equation.rows for equation in running]
    read = tuple(tuple(sorted(each)) for equation in running for each in _read_by(equation, starts, sizes))
    return Instant(model, compiled, starts, sum(sizes), _joined(places), _joined(rows), read)


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


def _probe(number: int, equation: Equation) -> Variable:
    n = len(equation.rows)
    dimensions = (Dimension("row", tuple(str(row + 1) for row in range(n))),) if n > 1 else ()
    return Variable(f"?{number}", "auxiliary", dimensions, "", "", np.ones(n, dtype=bool), hidden=True)


def _draws(equation: Equation) -> bool:
    """Tell whether an equation draws random numbers, which depend on nothing."""
    nodes = walk(equation.expression)
    return equation.kind == "held" and any(isinstance(node, Operation) and node.function == "draw" for node in nodes)


def _given(equation: Equation) -> Equation:
    """Let an equation's value be an input."""
    n = len(equation.rows)
    return Equation(equation.variable, equation.rows, "constant", Constants(np.zeros(n)) if n > 1 else Constant(0.0))


def _read_by(equation: Equation, starts: np.ndarray, sizes: list[int]) -> Iterator[set[int]]:
    """Yield the slots that each row of an equation reads."""
    found = _rows_read(equation.expression, starts, sizes)
    yield from (found if len(found) == len(equation.rows) else found * len(equation.rows))


def _rows_read(node: Expression, starts: np.ndarray, sizes: list[int]) -> list[set[int]]:
    """Return the slots that each row of a node reads, (size,); one set where all rows share a value."""
    if isinstance(node, Reference):
        return [{int(starts[node.variable]) + int(element)} for element in node.index]
    if isinstance(node, Schedule):
        first = int(starts[node.values])
        return [set(range(first, first + sizes[node.values]))]
    parts = [_rows_read(child, starts, sizes) for child in children(node)]
    if isinstance(node, Reduction):
        inner = parts[0] if len(parts[0]) > 1 else parts[0] * (node.inner * node.size)
        return [set().union(*inner[row * node.inner : (row + 1) * node.inner]) for row in range(node.size)]
    if isinstance(node, Whole):
        everything = set().union(*(each for part in parts for each in part))
        return [everything for _ in range(node.size)]
    if not parts:
        return [set()]
    longest = max(map(len, parts))
    return [set().union(*(part[row if len(part) > 1 else 0] for part in parts)) for row in range(longest)]
