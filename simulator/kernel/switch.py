"""Print, for each part of an equation of time alone that can jump or kink, whole numbers that tell its pieces apart."""

from __future__ import annotations

import numpy as np

from simulator.kernel.levels import TIME, level_of
from simulator.kernel.printer import COMPARISONS, Printer
from simulator.kernel.regimes import kinks
from simulator.model.expression import Expression, Interpolation, Operation, Reduction, Schedule, Whole

__all__ = ["switches_of"]


def switches_of(printer: Printer, node: Expression) -> list[str]:
    """Print what changes when time passes a jump or kink of a node itself; its parts are asked for on their own."""
    if level_of(node, printer.plan.owners, printer.plan.levels) != TIME:
        return []
    if isinstance(node, Schedule):
        points = node.knots[1:] if node.kind == "step" else node.knots
        return [f"passed({printer.keep('T', points)}, t)"] if len(node.knots) > 1 else []
    if isinstance(node, Interpolation):
        return _lookup(printer, node)
    if isinstance(node, Reduction) and node.function in ("vmin", "vmax"):
        argument = printer.full(node.argument, node.size * node.inner)
        sign = "-" if node.function == "vmax" else ""
        return [f"least_place({sign}({argument}), {node.size}, {node.inner})"]
    if isinstance(node, Whole):
        return [f"shares{printer.groups(node)}"]
    if isinstance(node, Operation) and node.function in COMPARISONS:
        return [_call(printer, "side_of", node.arguments)]
    if isinstance(node, Operation) and node.function in _SWITCHES:
        arguments = [printer.value(argument) for argument in node.arguments]
        return [text.format(*arguments) for text in _SWITCHES[node.function]]
    return []


def _call(printer: Printer, function: str, arguments: tuple[Expression, ...]) -> str:
    return f"{function}({', '.join(printer.value(argument) for argument in arguments)})"


def _lookup(printer: Printer, node: Interpolation) -> list[str]:
    """Print the place of the argument among the kinks of each curve."""
    found = []
    for number in dict.fromkeys(node.curves.tolist()):
        points = kinks(printer.model.curves[number])
        if not len(points):
            continue
        if len(node.curves) == 1:
            read = printer.value(node.argument)
        else:
            rows = printer.keep("I", np.flatnonzero(node.curves == number))
            read = f"({printer.full(node.argument, len(node.curves))})[{rows}]"
        found.append(f"passed({printer.keep('X', points)}, {read})")
    return found


_SWITCHES: dict[str, tuple[str, ...]] = {
    "min": ("side_of({0}, {1})",),
    "max": ("side_of({0}, {1})",),
    "abs": ("side_of({0}, 0.0)",),
    "integer": ("np.trunc({0})",),
    "floor": ("np.floor({0})",),
    "quantum": ("whole_grains({0}, {1})",),
    "modulo": ("whole_grains({0}, {1})",),
    "zidz": ("vanishes({1})",),
    "xidz": ("vanishes({1})",),
    "step": ("side_of(t, {1})",),
    "ramp": ("side_of(t, {1})", "side_of(t, np.maximum({1}, {2}))"),
    "endless ramp": ("side_of(t, {1})",),
    "pulse": ("pulse_edges(t, {0}, np.maximum({1}, dt))",),
    "pulse train": ("train_edges(t, ({0}, {1}, np.maximum({2}, dt)), {3})",),
    "shot": ("pulse_edges(t, {0}, dt)",),
    "shot train": ("train_edges(t, ({0}, {1}, dt), np.inf)",),
}
