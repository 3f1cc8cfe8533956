"""A model taken apart: every equation by itself, what it reads given from outside, so that any of it may be extreme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from simulator.kernel.compiled import CompiledModel, compile_model
from simulator.model.expression import (
    Constants,
    Expression,
    Interpolation,
    Operation,
    Reduction,
    Reference,
    Whole,
    walk,
)
from simulator.model.model import Equation, Model, Variable

__all__ = ["Apart", "taken_apart"]


@dataclass(frozen=True, eq=False)
class Apart:
    """The model taken apart.

    compiled: gives every equation's value, a stock's net flow, from inputs: the model's constants and, for each
              variable that moves, its values.
    places:   number of a variable -> its rows among the inputs.
    outputs:  number of a variable -> its rows among what is saved.
    readers:  number of a variable -> the numbers of those whose equations read it.
    """

    compiled: CompiledModel
    places: Mapping[int, np.ndarray]
    outputs: Mapping[int, np.ndarray]
    readers: Mapping[int, tuple[int, ...]]


def taken_apart(model: Model) -> Apart:
    """Take a model apart. Values that are held over a step are given, and have no equation here."""
    moving = sorted({each.variable for each in model.equations if each.kind != "constant"})
    copies = {number: len(model.variables) + place for place, number in enumerate(moving)}
    variables, equations = list(model.variables), []
    readers: dict[int, list[int]] = {}
    for equation in model.equations:
        if equation.kind == "held":
            continue
        own = Equation(equation.variable, equation.rows, "constant", equation.expression)
        if equation.kind != "constant":
            own = replace(own, kind="auxiliary", expression=redirected(equation.expression, copies))
            for node in walk(equation.expression):
                if isinstance(node, Reference):
                    readers.setdefault(node.variable, []).append(equation.variable)
        equations.append(own)
    for number in moving:
        variable = model.variables[number]
        variables.append(Variable(f"given {number}", "constant", variable.dimensions, "", "", variable.defined, True))
        rows = np.flatnonzero(variable.defined)
        equations.append(Equation(copies[number], rows, "constant", Constants(np.zeros(len(rows)))))
    variables = [replace(each, kind="auxiliary" if each.kind == "stock" else each.kind) for each in variables]
    parted = replace(model, variables=tuple(variables), equations=tuple(equations))
    names, outputs = _outputs(parted)
    compiled = compile_model(parted, names)
    return Apart(
        compiled,
        _places(parted, copies),
        outputs,
        {number: tuple(dict.fromkeys(each)) for number, each in readers.items()},
    )


def _outputs(model: Model) -> tuple[list[str], dict[int, np.ndarray]]:
    """Name what is saved, and tell where each variable's rows are."""
    names: list[str] = []
    outputs: dict[int, list[int]] = {}
    for equation in model.equations:
        if equation.kind == "auxiliary":
            variable = model.variables[equation.variable]
            outputs.setdefault(equation.variable, []).extend(range(len(names), len(names) + len(equation.rows)))
            names += [variable.element_names[row] for row in equation.rows]
    return names, {number: np.array(rows) for number, rows in outputs.items()}


def _places(model: Model, copies: Mapping[int, int]) -> dict[int, np.ndarray]:
    """Tell where the inputs of each variable are, those of a moving one where its given values are."""
    found: dict[int, list[int]] = {}
    owner = {copy: number for number, copy in copies.items()}
    place = 0
    for equation in model.equations:
        if equation.kind == "constant":
            number = owner.get(equation.variable, equation.variable)
            if number not in copies or equation.variable in owner:
                found.setdefault(number, []).extend(range(place, place + len(equation.rows)))
            place += len(equation.rows)
    return {number: np.array(rows) for number, rows in found.items()}


def redirected(node: Expression, copies: Mapping[int, int]) -> Expression:
    """Let an expression read given values in place of those that the model computes."""
    if isinstance(node, Reference):
        return Reference(copies.get(node.variable, node.variable), node.index)
    if isinstance(node, Operation | Whole):
        return replace(node, arguments=tuple(redirected(each, copies) for each in node.arguments))
    if isinstance(node, Reduction | Interpolation):
        return replace(node, argument=redirected(node.argument, copies))
    return node
