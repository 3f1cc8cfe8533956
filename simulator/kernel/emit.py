"""Write the program of a model as Python text: constants once a run, then the start, the flows, what is saved, regimes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from simulator.kernel.levels import CONSTANT, OF_TIME, STATE, TIME, Plan, needed
from simulator.kernel.printer import COMPARISONS, Printer
from simulator.model.expression import (
    Constant,
    Expression,
    Interpolation,
    Operation,
    Reduction,
    Reference,
    Schedule,
    Time,
    walk,
)
from simulator.model.model import Equation, Model

INDENT = "    "


def emit(model: Model, plan: Plan, saved: Sequence[tuple[int, int]]) -> tuple[str, dict[str, np.ndarray]]:
    """Emit the program of a model.

    saved:   (variable, element) of each saved row, in order.
    Returns: the text, which defines bind(p, dt, lead, width), and the arrays it refers to.
    """
    running = Printer(model, plan)
    starting = Printer(model, plan, initial=True, names=running.names, kept=running.kept)
    lines = ["def bind(p, dt, lead, width):"]
    lines += _constants(running)
    lines += _start(starting)
    lines += _flows(running)
    lines += _saved(running, saved)
    lines += _regimes(running)
    lines.append(f"{INDENT}return initial, net_flow, observe, regimes")
    return "\n".join(lines) + "\n", running.names


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
            lines.append(_line(printer, number, printer.value(printer.model.equations[number].expression), 1))
    return lines


def _start(printer: Printer) -> list[str]:
    """Emit initial(t): every equation that the initial values of stocks read, in the order of the start."""
    model, plan = printer.model, printer.plan
    wanted = needed(model, plan, plan.stocks, initial=True)
    lines = [f"\n{INDENT}def initial(t):", f"{INDENT * 2}s = np.empty(({plan.n_stocks}, width))"]
    for number in plan.starting:
        equation = model.equations[number]
        if number not in wanted or (equation.kind != "stock" and _same_at_start(printer, number)):
            continue
        if equation.kind != "stock":
            lines.append(_line(printer, number, printer.value(equation.expression)))
            continue
        assert equation.initial is not None
        count = len(equation.rows)
        text = printer.value(equation.initial) if count == 1 else printer.full(equation.initial, count)
        lines.append(_line(printer, number, text))
        lines.append(f"{INDENT * 2}s[{_slots(plan, number, equation)}] = e{number}")
    return [*lines, f"{INDENT * 2}return s"]


def _same_at_start(printer: Printer, number: int) -> bool:
    """Tell whether an equation's value is the one bind has already: constant, and nothing it reads is ACTIVE INITIAL."""
    model, plan = printer.model, printer.plan
    if plan.levels[number] != CONSTANT:
        return False
    read = needed(model, plan, [number])
    parts = (part for each in read for part in walk(model.equations[each].expression))
    return not any(isinstance(part, Operation) and part.function == "active initial" for part in parts)


def _slots(plan: Plan, number: int, equation: Equation) -> str:
    first = plan.stocks[number]
    return str(first) if len(equation.rows) == 1 else f"{first}:{first + len(equation.rows)}"


def _evaluations(printer: Printer, wanted: set[int]) -> list[str]:
    """Emit the equations of time and state that are wanted, in order; stocks are read from the state."""
    lines = []
    for number in sorted(wanted & set(printer.plan.stocks)):
        lines.append(_line(printer, number, f"s[{_slots(printer.plan, number, printer.model.equations[number])}]"))
    for number in printer.plan.running:
        equation = printer.model.equations[number]
        if number in wanted and equation.kind == "auxiliary" and printer.plan.levels[number] != CONSTANT:
            lines.append(_line(printer, number, printer.value(equation.expression)))
    return lines


def _flows(printer: Printer) -> list[str]:
    """Emit net_flow(t, s)."""
    model, plan = printer.model, printer.plan
    read: set[int] = set()
    for number in plan.stocks:
        read |= needed(model, plan, plan.owners.read_by((model.equations[number].expression,), False))
    lines = [f"\n{INDENT}def net_flow(t, s):", *_evaluations(printer, read)]
    lines.append(f"{INDENT * 2}f = np.empty(s.shape)")
    for number in plan.stocks:
        equation = model.equations[number]
        name = ascii(model.variables[equation.variable].name)
        lines.append(
            f"{INDENT * 2}f[{_slots(plan, number, equation)}] = {printer.value(equation.expression)}  # {name}"
        )
    return [*lines, f"{INDENT * 2}return f"]


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


def _regimes(printer: Printer) -> list[str]:
    """Emit regimes(t): whole numbers that change where an equation of time alone has a jump or a kink."""
    model, plan = printer.model, printer.plan
    switches: list[str] = []
    wanted: set[int] = set()
    for number in plan.running:
        equation = model.equations[number]
        if plan.levels[number] == CONSTANT:
            continue
        for part in walk(equation.expression):
            text = _switch(printer, part)
            if text and _level(plan, part) <= TIME:
                switches.append(text)
                wanted |= needed(model, plan, plan.owners.read_by((part,), False))
    lines = [f"\n{INDENT}def regimes(t):", *_evaluations(printer, wanted)]
    return [*lines, f"{INDENT * 2}return regime({', '.join(dict.fromkeys(switches))})"]


def _level(plan: Plan, node: Expression) -> int:
    read = plan.owners.read_by((node,), False)
    return max([CONSTANT, *(plan.levels[other] for other in read)])


def _is_timed(plan: Plan, node: Expression) -> bool:
    timed = any(isinstance(part, Time | Schedule) or getattr(part, "function", "") in OF_TIME for part in walk(node))
    return timed or _level(plan, node) == TIME


def _switch(printer: Printer, node: Expression) -> str:
    """Print what changes when a node passes a jump or kink, or nothing where it has none."""
    if isinstance(node, Schedule):
        return f"np.searchsorted({printer.keep('T', node.knots)}, t, side='right')"
    if isinstance(node, Reduction) or not _is_timed(printer.plan, node) or _level(printer.plan, node) == STATE:
        return ""
    if isinstance(node, Interpolation):
        value = printer.value(node.argument)
        knots = [
            f"np.searchsorted({printer.curve(int(each))}.x, {value}, side='right')" for each in np.unique(node.curves)
        ]
        return ", ".join(knots)
    if not isinstance(node, Operation):
        return ""
    if node.function in COMPARISONS:
        left, right = (printer.value(argument) for argument in node.arguments)
        return f"np.sign({left} - {right})"
    if node.function in ("min", "max"):
        left, right = (printer.value(argument) for argument in node.arguments)
        return f"({left} > {right})"
    if node.function in ("integer", "quantum", "modulo"):
        whole = node.arguments[0] if node.function == "integer" else Operation("quantum", node.arguments, node.size)
        return f"np.floor({printer.value(whole)})" if node.function == "integer" else printer.value(whole)
    if node.function == "abs":
        return f"np.sign({printer.value(node.arguments[0])})"
    if node.function in ("ramp", "endless ramp"):
        ends = [printer.value(argument) for argument in node.arguments[1:]]
        return ", ".join(f"(t > {end})" for end in ends)
    if node.function in OF_TIME:
        return f"np.sign({printer.value(node)})"
    return ""


__all__ = ["Constant", "emit"]
