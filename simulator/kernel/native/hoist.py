"""Sort a model by what members share and what they do not, and give every shared part of an equation its own equation.

Four ranks, cheapest first: shared constants are evaluated once a batch, what else is shared once a step, constants of a
member once a member, the rest once a member and step. Nothing is computed differently, only less often: the same bits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from simulator.axes import Dimension
from simulator.kernel.levels import CONSTANT, Plan, level_of, plan_of
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
    Whole,
    walk,
)
from simulator.model.model import Equation, Model, Variable
from simulator.model.order import Owners

__all__ = ["Sharing", "share"]


@dataclass(frozen=True)
class Sharing:
    """A model whose equations are each of one rank.

    varied: (equation,), whether it differs between members.
    """

    model: Model
    plan: Plan
    varied: tuple[bool, ...]


def share(model: Model, varied: Iterable[int] | None) -> Sharing:
    """Sort a model.

    varied:  numbers of the constant equations of which each member has its own values; None leaves the model as it is
             and takes every equation for a member's own, and so does a model that holds values over steps.
    Returns: Sharing, of a model with hidden variables `#part N` for what was taken out of equations.
    """
    plan = plan_of(model)
    varied = None if varied is None else set(varied)
    # held values are rare: their pipes are kept for members alone, or all is shared
    if varied is None or (varied and plan.held):
        return Sharing(model, plan, (True,) * len(model.equations))
    by_member = _spread(model, plan.owners, varied)
    hoist = _Hoist(model, plan, by_member)
    equations = [hoist.equation(number) for number in range(len(model.equations))]
    whole = replace(model, variables=(*model.variables, *hoist.variables), equations=(*equations, *hoist.equations))
    return Sharing(whole, plan_of(whole), (*by_member, *hoist.varied))


def _spread(model: Model, owners: Owners, varied: set[int]) -> tuple[bool, ...]:
    """Find all equations that read a varied one, directly or not, while running or at the start."""
    readers: dict[int, set[int]] = {}
    for number, equation in enumerate(model.equations):
        for initial in (False, True):
            parts = [*equation.parts(initial), *([equation.expression] if equation.is_state else [])]
            for other in owners.read_by(parts, initial):
                readers.setdefault(other, set()).add(number)
    found, work = set(varied), list(varied)
    while work:
        new = readers.get(work.pop(), set()) - found
        found |= new
        work += new
    return tuple(number in found for number in range(len(model.equations)))


@dataclass
class _Hoist:
    """Takes cheaper parts out of equations, into new ones."""

    model: Model
    plan: Plan
    by_member: tuple[bool, ...]
    variables: list[Variable] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    varied: list[bool] = field(default_factory=list)

    def equation(self, number: int) -> Equation:
        """Return an equation with its cheaper parts taken out; a constant has none."""
        equation = self.model.equations[number]
        if equation.kind == "constant":
            return equation
        is_member, is_running = self.by_member[number], self.plan.levels[number] > CONSTANT
        return replace(equation, expression=self.taken(equation.expression, 2 * is_member + is_running))

    def rank(self, node: Expression) -> int:
        """Return the rank of an expression: 2 where it is a member's own, and 1 where it changes while running."""
        read = self.plan.owners.read_by((node,), False)
        is_member = any(self.by_member[other] for other in read)
        return 2 * is_member + (level_of(node, self.plan.owners, self.plan.levels) > CONSTANT)

    def taken(self, node: Expression, rank: int) -> Expression:
        """Replace every part of a cheaper rank by a reference to a new variable."""
        if isinstance(node, Constant | Constants | Time | TimeStep | Reference) or _at_start(node):
            return node
        own = self.rank(node)
        if own < rank and not _is_drawn(node):
            return self.as_variable(self.inside(node, own), own)
        return self.inside(node, rank)

    def inside(self, node: Expression, rank: int) -> Expression:
        """Replace cheaper parts inside a node."""
        if isinstance(node, Operation | Whole):
            return replace(node, arguments=tuple(self.taken(each, rank) for each in node.arguments))
        if isinstance(node, Reduction | Interpolation):
            return replace(node, argument=self.taken(node.argument, rank))
        return node

    def as_variable(self, node: Expression, rank: int) -> Reference:
        """Give an expression a hidden variable of its own."""
        rows = np.arange(node.size)
        number = len(self.model.variables) + len(self.variables)
        dimensions = (Dimension("row", tuple(map(str, rows.tolist()))),) if node.size > 1 else ()
        name = f"#part {len(self.variables)}"
        self.variables.append(Variable(name, "auxiliary", dimensions, "", "", np.ones(node.size, dtype=bool), True))
        self.equations.append(Equation(number, rows, "auxiliary", node))
        self.varied.append(rank >= 2)
        return Reference(number, rows)


def _is_drawn(node: Expression) -> bool:
    """Tell whether a node draws: it is evaluated once a whole step, with the held value that it is for."""
    return any(isinstance(part, Operation) and part.function == "draw" for part in walk(node))


def _at_start(node: Expression) -> bool:
    """Tell whether a node means something else at the start."""
    return any(isinstance(part, Operation) and part.function == "active initial" for part in walk(node))
