"""Write the program of a model as Python text: constants, the start, the flows, what is saved, regimes, held values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from simulator.kernel.levels import CONSTANT, Plan, different_at_start, needed
from simulator.kernel.printer import Printer
from simulator.kernel.switch import switches_of
from simulator.model.expression import Reference, walk
from simulator.model.model import CurvePoints, Equation, Model

__all__ = ["emit"]

INDENT = "    "
LEGEND = """# e: value of each equation; p: inputs; dt: time step; lead: how much a switch comes early; width: members;
# lot: whose draws; t: time; s: stocks, then held values; f: their net flows; o: what is saved; h: held values to come.
# Beside: K curves, X kinks, T knots, I rows, N numbers.
"""


def emit(model: Model, plan: Plan, saved: Sequence[tuple[int, int]]) -> tuple[str, dict[str, np.ndarray | CurvePoints]]:
    """Emit the program of a model.

    saved:   (variable, element) of each saved row, in order.
    Returns: the text, which defines bind(p, dt, lead, width, lot), and the arrays and curves it refers to.
    """
    running = Printer(model, plan)
    starting = Printer(model, plan, initial=True, names=running.names, kept=running.kept)
    lines = ["def bind(p, dt, lead, width, lot):"]
    lines += _constants(running)
    lines += _start(starting)
    lines += _flows(running)
    lines += _saved(running, saved)
    lines += _regimes(running)
    lines += _held(running) if plan.held else []
    lines.append(f"{INDENT}return initial, net_flow, observe, regimes" + (", hold, delays" if plan.held else ""))
    return LEGEND + "\n".join(lines) + "\n", running.names


def _line(printer: Printer, number: int, text: str, depth: int = 2) -> str:
    """Write one assignment with the variable's name as an escaped comment."""
    equation = printer.model.equations[number]
    variable = printer.model.variables[equation.variable]
    name = variable.element_names[equation.rows[0]] if len(equation.rows) == 1 else variable.name
    return f"{INDENT * depth}e{number} = {text}  # {name!a}"


def _constants(printer: Printer) -> list[str]:
    lines, place = [], 0
    for number, equation in enumerate(printer.model.equations):
        if equation.kind == "constant":
            lines.append(_line(printer, number, f"p[{place}]", 1))
            place += 1
    for number in printer.plan.running:
        if printer.plan.levels[number] == CONSTANT and printer.model.equations[number].kind != "constant":
            lines.append(_line(printer, number, printer.assigned(printer.model.equations[number].expression), 1))
    return lines


def _start(printer: Printer) -> list[str]:
    """Emit initial(t): every equation that the first values of the state read, in the order of the start."""
    model, plan = printer.model, printer.plan
    wanted = needed(model, plan, plan.slots, initial=True)
    different = different_at_start(model, plan)
    lines = [f"\n{INDENT}def initial(t):", f"{INDENT * 2}s = np.empty(({plan.n_slots}, width))"]
    for number in plan.starting:
        equation = model.equations[number]
        is_bound = plan.levels[number] == CONSTANT and number not in different  # bind has its value already
        if number not in wanted or is_bound:
            continue
        if not equation.is_state:
            lines.append(_line(printer, number, printer.assigned(equation.expression)))
            continue
        assert equation.initial is not None
        count = len(equation.rows)
        text = printer.assigned(equation.initial) if count == 1 else printer.full(equation.initial, count)
        lines.append(_line(printer, number, text))
        lines.append(f"{INDENT * 2}s[{_slots(plan, number, equation)}] = e{number}")
    return [*lines, f"{INDENT * 2}return s"]


def _slots(plan: Plan, number: int, equation: Equation) -> str:
    first = plan.slots[number]
    return str(first) if len(equation.rows) == 1 else f"{first}:{first + len(equation.rows)}"


def _evaluations(printer: Printer, wanted: set[int]) -> list[str]:
    """Emit the equations of time and state that are wanted, in order; the state is read first."""
    lines = []
    for number in sorted(wanted & set(printer.plan.slots)):
        lines.append(_line(printer, number, f"s[{_slots(printer.plan, number, printer.model.equations[number])}]"))
    for number in printer.plan.running:
        equation = printer.model.equations[number]
        if number in wanted and equation.kind == "auxiliary" and printer.plan.levels[number] != CONSTANT:
            lines.append(_line(printer, number, printer.assigned(equation.expression)))
    return lines


def _flows(printer: Printer) -> list[str]:
    """Emit net_flow(t, s)."""
    model, plan = printer.model, printer.plan
    lines = [f"\n{INDENT}def net_flow(t, s):", *_evaluations(printer, _read_by_flows(printer))]
    lines.append(f"{INDENT * 2}f = np.empty(s.shape)")
    for number in plan.stocks:
        equation = model.equations[number]
        name = ascii(model.variables[equation.variable].name)
        lines.append(
            f"{INDENT * 2}f[{_slots(plan, number, equation)}] = {printer.value(equation.expression)}  # {name}"
        )
    if plan.held:
        lines.append(f"{INDENT * 2}f[{plan.n_stocks}:] = 0.0  # held")
    return [*lines, f"{INDENT * 2}return f"]


def _read_by_flows(printer: Printer) -> set[int]:
    """Return the equations that the net flows read, directly or not."""
    model, plan = printer.model, printer.plan
    flows = [model.equations[number].expression for number in plan.stocks]
    return needed(model, plan, plan.owners.read_by(flows, False))


def _saved(printer: Printer, saved: Sequence[tuple[int, int]]) -> list[str]:
    """Emit observe(t, s): saved rows, runs of one variable written together."""
    plan = printer.plan
    owners = {int(plan.owners.owners[variable][element]) for variable, element in saved}
    wanted = needed(printer.model, plan, owners)
    lines = [f"\n{INDENT}def observe(t, s):", *_evaluations(printer, wanted)]
    lines.append(f"{INDENT * 2}o = np.empty(({len(saved)}, s.shape[1]))")
    for first, last in _runs(saved):
        reference = Reference(saved[first][0], np.array([element for _, element in saved[first:last]]))
        slots = str(first) if last - first == 1 else f"{first}:{last}"
        lines.append(f"{INDENT * 2}o[{slots}] = {printer.value(reference)}")
    return [*lines, f"{INDENT * 2}return o"]


def _runs(saved: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    first = 0
    for place in range(1, len(saved) + 1):
        if place == len(saved) or saved[place][0] != saved[first][0]:
            yield first, place
            first = place


def _held(printer: Printer) -> list[str]:
    """Emit hold(t, s, whole), the values to be held from a step on, and delays(t, s), how long they are under way."""
    equations = {number: printer.model.equations[number] for number in printer.plan.held}
    expressions = {number: equation.expression for number, equation in equations.items()}
    times = {number: equation.delay for number, equation in equations.items() if equation.delay is not None}
    lines = []
    for signature, parts in (("hold(t, s, whole)", expressions), ("delays(t, s)", times)):
        wanted = needed(printer.model, printer.plan, printer.plan.owners.read_by(parts.values(), False))
        lines += [f"\n{INDENT}def {signature}:", *_evaluations(printer, wanted)]
        lines.append(f"{INDENT * 2}h = np.zeros(({printer.plan.n_held}, s.shape[1]))")
        for number, part in parts.items():
            first, count = printer.plan.held[number] - printer.plan.n_stocks, len(equations[number].rows)
            rows = str(first) if count == 1 else f"{first}:{first + count}"
            lines.append(f"{INDENT * 2}h[{rows}] = {printer.value(part)}")
        lines.append(f"{INDENT * 2}return h")
    return lines


def _regimes(printer: Printer) -> list[str]:
    """Emit regimes(t): whole numbers that change where what the flows read of time alone has a jump or a kink."""
    model, plan = printer.model, printer.plan
    read = _read_by_flows(printer)
    flows = [model.equations[number].expression for number in plan.stocks]
    others = [model.equations[number].expression for number in plan.running if number in read - set(plan.slots)]
    switches: dict[str, None] = {}
    wanted: set[int] = set()
    for part in (part for expression in [*flows, *others] for part in walk(expression)):
        printed = switches_of(printer, part)
        if printed:
            switches |= dict.fromkeys(printed)
            wanted |= needed(model, plan, plan.owners.read_by((part,), False))
    lines = [f"\n{INDENT}def regimes(t):", *_evaluations(printer, wanted)]
    if not switches:
        return [*lines, f"{INDENT * 2}return gather(t)"]
    lines += [f"{INDENT * 2}return gather(", *(f"{INDENT * 3}{text}," for text in ("t", *switches)), f"{INDENT * 2})"]
    return lines
