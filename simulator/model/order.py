"""Evaluation order: which equation before which, cycles found, blocks split only where elements depend on others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.errors import Faults
from simulator.model.expression import Expression, Operation, Reference, Schedule, children, pick
from simulator.model.model import Equation, Variable
from simulator.model.source import SourceModel


def references(node: Expression, initial: bool) -> Iterable[tuple[int, np.ndarray | None]]:
    """Yield (variable, element numbers read); at the start ACTIVE INITIAL reads its second argument."""
    if isinstance(node, Reference):
        yield node.variable, node.index
    elif isinstance(node, Schedule):
        yield node.values, None
    elif isinstance(node, Operation) and node.function == "active initial":
        yield from references(node.arguments[1 if initial else 0], initial)
    else:
        for child in children(node):
            yield from references(child, initial)


@dataclass(frozen=True)
class Owners:
    """For every variable, the equation that owns each element. owners: variable -> (size,), -1 where none."""

    owners: tuple[np.ndarray, ...]

    @classmethod
    def of(cls, variables: Sequence[Variable], equations: Sequence[Equation]) -> Owners:
        """Fill the table from the equations."""
        owners = tuple(np.full(variable.size, -1, dtype=np.int64) for variable in variables)
        for number, equation in enumerate(equations):
            owners[equation.variable][equation.rows] = number
        return cls(owners)

    def read_by(self, parts: Iterable[Expression], initial: bool) -> list[int]:
        """Return the equations that some expressions read, each once, in written order."""
        found: dict[int, None] = {}
        for part in parts:
            for variable, index in references(part, initial):
                owners = self.owners[variable]
                for owner in np.unique(owners if index is None else owners[index]):
                    found[int(owner)] = None
        return list(found)


def sort_equations(
    variables: Sequence[Variable], equations: Sequence[Equation], initial: bool
) -> tuple[list[int], list[list[int]]]:
    """Order equations so that each comes after those it reads.

    initial: order for finding the initial values, where a stock reads its initial expression.
    Returns: the order, and the groups that depend on one another (empty when there is an order).
    """
    owners = Owners.of(variables, equations)
    edges = []
    for equation in equations:
        read = owners.read_by(equation.parts(initial), initial)
        edges.append([other for other in read if other >= 0])
    groups = groups_of(edges)
    knots = [group for group in groups if len(group) > 1 or group[0] in edges[group[0]]]
    return [number for group in groups for number in group], knots


def groups_of(edges: list[list[int]]) -> list[list[int]]:
    """Find strongly connected groups, each after those it reads. Source: Tarjan 1972, without recursion."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in range(len(edges)):
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            child = next(rest, None)
            if child is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_unwind(stack, on_stack, node))
            elif child not in index:
                index[child] = low[child] = len(index)
                stack.append(child)
                on_stack.add(child)
                work.append((child, iter(edges[child])))
            elif child in on_stack:
                low[node] = min(low[node], index[child])
    return found


def _unwind(stack: list[int], on_stack: set[int], node: int) -> list[int]:
    group = []
    while True:
        top = stack.pop()
        on_stack.discard(top)
        group.append(top)
        if top == node:
            return group[::-1]


def split_where_needed(
    source: SourceModel, variables: tuple[Variable, ...], equations: list[Equation], faults: Faults
) -> tuple[Equation, ...]:
    """Split the equations whose elements depend on one another; leave all others whole.

    faults: gathers every cycle that remains, and every element that is read but has no equation.
    """
    _check_defined(source, variables, equations, faults)
    for initial in (False, True):
        _, knots = sort_equations(variables, equations, initial)
        tied = {number for group in knots for number in group}
        equations = [piece for number, equation in enumerate(equations) for piece in _pieces(equation, number in tied)]
        _, knots = sort_equations(variables, equations, initial)
        for group in knots:
            faults.add(_cycle(source, variables, equations, group, initial))
        if knots:
            break
    return tuple(equations)


def _pieces(equation: Equation, apart: bool) -> list[Equation]:
    if not apart or len(equation.rows) == 1:
        return [equation]
    pieces = []
    for row in range(len(equation.rows)):
        rows = np.array([row])
        initial, delay = (part if part is None else pick(part, rows) for part in (equation.initial, equation.delay))
        own = pick(equation.expression, rows)
        pieces.append(Equation(equation.variable, equation.rows[rows], equation.kind, own, initial, delay))
    return pieces


def _check_defined(
    source: SourceModel, variables: tuple[Variable, ...], equations: list[Equation], faults: Faults
) -> None:
    owners = Owners.of(variables, equations)
    for equation in equations:
        parts = [part for part in (equation.expression, equation.initial, equation.delay) if part is not None]
        moments = ((part, moment) for part in parts for moment in (False, True))
        for variable, index in (pair for part, moment in moments for pair in references(part, moment)):
            if index is None:
                continue
            absent = index[owners.owners[variable][index] < 0]
            if len(absent):
                name = variables[variable].element_names[absent[0]]
                user = variables[equation.variable].name
                faults.add(
                    f"{source.where(user, variables[variable].name)}: {user!r} reads {name!r}, which has no equation. "
                    "Expected one for each element. Add it."
                )


def _cycle(
    source: SourceModel, variables: tuple[Variable, ...], equations: list[Equation], group: list[int], initial: bool
) -> str:
    """Word one cycle: a -> b -> a, following what each reads."""
    owners = Owners.of(variables, equations)
    inside = set(group)
    path = [min(group, key=lambda number: (variables[equations[number].variable].hidden, equations[number].variable))]
    while True:
        reads = [other for other in owners.read_by(equations[path[-1]].parts(initial), initial) if other in inside]
        if reads[0] in path:
            path = [*path[path.index(reads[0]) :], reads[0]]
            break
        path.append(reads[0])
    names = [_shown(variables[equations[number].variable], int(equations[number].rows[0])) for number in path]
    moment = " at the start" if initial else ""
    where = source.where(variables[equations[path[0]].variable].name)
    cycle = " -> ".join(names)
    return f"{where}: a cycle without a stock{moment}: {cycle}. Expected a stock or a delay in every loop. Put one in."


def _shown(variable: Variable, element: int) -> str:
    """Name an element; the inside of a delay is named after the variable whose equation it is."""
    return variable.name.partition(" ")[2] if variable.hidden else variable.element_names[element]
