"""What an equation depends on: inputs alone, time as well, or stocks; and which equations a result needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.model.expression import Expression, Interpolation, Operation, Reference, Schedule, Time, walk
from simulator.model.model import Equation, Model
from simulator.model.order import Owners, sort_equations

__all__ = [
    "CONSTANT",
    "OF_TIME",
    "STATE",
    "TIME",
    "Plan",
    "different_at_start",
    "level_of",
    "needed",
    "plan_of",
    "printed_size",
]

CONSTANT, TIME, STATE = range(3)
OF_TIME = frozenset({"step", "ramp", "endless ramp", "pulse", "pulse train", "shot", "shot train"})


@dataclass(frozen=True)
class Plan:
    """How a model is evaluated.

    running, starting: equation numbers in order, while running and at the start.
    levels:            (equation,), CONSTANT, TIME or STATE while running.
    shared:            (equation,), whether all rows share one value.
    stocks:            equation number of a stock -> its first slot. n_stocks: how many stock slots.
    held:              equation number of a held value -> its first slot; held values lie behind the stocks. n_held: how
                       many slots they have.
    """

    owners: Owners
    running: tuple[int, ...]
    starting: tuple[int, ...]
    levels: tuple[int, ...]
    shared: tuple[bool, ...]
    stocks: dict[int, int]
    n_stocks: int
    held: dict[int, int]
    n_held: int

    @property
    def slots(self) -> dict[int, int]:
        """Equation number of a stock or a held value -> its first slot in the state."""
        return self.stocks | self.held

    @property
    def n_slots(self) -> int:
        """How many rows the state has."""
        return self.n_stocks + self.n_held


def plan_of(model: Model) -> Plan:
    """Order the equations of a model and find what each depends on."""
    equations = model.equations
    running, _ = sort_equations(model.variables, equations, initial=False)
    starting, _ = sort_equations(model.variables, equations, initial=True)
    owners = Owners.of(model.variables, equations)
    levels = [CONSTANT] * len(equations)
    shared = [False] * len(equations)
    for number in running:
        equation = equations[number]
        if equation.is_state:
            levels[number] = STATE
        else:
            levels[number] = level_of(equation.expression, owners, levels)
            shared[number] = equation.kind != "constant" and _is_shared(equation, owners, shared)
    stocks, n_stocks = _slots(equations, "stock", 0)
    held, n_slots = _slots(equations, "held", n_stocks)
    orders = tuple(running), tuple(starting)
    return Plan(owners, *orders, tuple(levels), tuple(shared), stocks, n_stocks, held, n_slots - n_stocks)


def _slots(equations: Sequence[Equation], kind: str, slot: int) -> tuple[dict[int, int], int]:
    """Give the equations of a kind their slots, from one on; return them and the next free one."""
    slots = {}
    for number, equation in enumerate(equations):
        if equation.kind == kind:
            slots[number] = slot
            slot += len(equation.rows)
    return slots, slot


def level_of(node: Expression, owners: Owners, levels: Sequence[int]) -> int:
    """Return what an expression depends on: CONSTANT, TIME or STATE."""
    read = owners.read_by((node,), False)
    return max([TIME if _is_timed(node) else CONSTANT, *(levels[other] for other in read)])


def _is_timed(node: Expression) -> bool:
    return any(
        isinstance(part, Time | Schedule) or (isinstance(part, Operation) and part.function in OF_TIME)
        for part in walk(node)
    )


def _is_shared(equation: Equation, owners: Owners, shared: Sequence[bool]) -> bool:
    """Tell whether the value printed for an equation of many rows has only one row."""
    return len(equation.rows) > 1 and printed_size(equation.expression, owners, shared) == 1


def printed_size(node: Expression, owners: Owners, shared: Sequence[bool]) -> int:
    """Return the rows that the printed value of a node has: 1 where it is shared, though its block has more."""
    if node.size == 1:
        return 1
    if isinstance(node, Reference):
        found = set(owners.owners[node.variable][node.index].tolist())
        return 1 if len(found) == 1 and shared[found.pop()] else node.size
    if isinstance(node, Operation):
        return max(printed_size(argument, owners, shared) for argument in node.arguments)
    if isinstance(node, Interpolation):
        return max(len(node.curves), printed_size(node.argument, owners, shared))
    return node.size


def needed(model: Model, plan: Plan, targets: Iterable[int], initial: bool = False) -> set[int]:
    """Return the equations that some equations read, directly or not, themselves included.

    While running, stocks and held values are read from the state and need nothing; their expressions are not followed.
    """
    found: set[int] = set()
    work = list(targets)
    while work:
        number = work.pop()
        if number in found:
            continue
        found.add(number)
        work += plan.owners.read_by(model.equations[number].parts(initial), initial)
    return found


def different_at_start(model: Model, plan: Plan) -> set[int]:
    """Return the equations of constants alone that have another value at the start: they read an ACTIVE INITIAL."""
    found: set[int] = set()
    for number in plan.running:
        equation = model.equations[number]
        if plan.levels[number] != CONSTANT or equation.kind == "constant":
            continue
        own = any(
            isinstance(part, Operation) and part.function == "active initial" for part in walk(equation.expression)
        )
        if own or not found.isdisjoint(plan.owners.read_by((equation.expression,), False)):
            found.add(number)
    return found
