"""What a scenario changes in a model: constants that follow a path, variables that are imposed, integrals to keep.

A model is never altered: every change gives another model, whose paths are lookups of time with inputs as knot values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from simulator.axes import Dimension
from simulator.errors import Faults, RunError, unknown_name
from simulator.kernel.compiled import CompiledModel
from simulator.model.expression import Constant, Constants, Expression, Operation, Reference, Schedule, Time, pick
from simulator.model.model import Equation, Model, Variable
from simulator.model.syntax import key_of

__all__ = ["Changes", "Path", "change_model", "inputs_with", "integral_of", "path_of", "shift_of"]


@dataclass(frozen=True)
class Path:
    """A path over time. kind: linear, step or growth (geometric between knots). knots: (time, value), rising.

    values are in the model unit of what follows the path; the end values hold outside. offset is added throughout;
    is_shifted: whether it is an input, so that members may have others.
    """

    kind: Literal["linear", "step", "growth"]
    knots: tuple[tuple[float, float], ...]
    offset: float = 0.0
    is_shifted: bool = False


@dataclass(frozen=True)
class Changes:
    """What to change.

    paths:     (constant, path) each. imposed: (variable, path) each, from the path's first knot on.
    integrals: variables whose integral since the start is kept.
    """

    paths: tuple[tuple[str, Path], ...] = ()
    imposed: tuple[tuple[str, Path], ...] = ()
    integrals: tuple[str, ...] = ()


def integral_of(name: str) -> str:
    """Return the name under which the integral of a variable since the start is kept."""
    return f"integral of {name}"


def path_of(name: str) -> str:
    """Return the name of the inputs that are the knot values of a path."""
    return f"path of {name}"


def shift_of(name: str) -> str:
    """Return the name of the input that is added to a path whose offset members may have."""
    return f"shift of {name}"


def inputs_with(compiled: CompiledModel, values: Sequence[tuple[str, float]]) -> np.ndarray:
    """Return the (input, 1) of one member: the model's constants, some of them replaced.

    Raises: RunError with every unknown name.
    """
    places = {key_of(name): place for place, name in enumerate(compiled.input_names)}
    inputs = compiled.defaults.copy()
    faults = Faults()
    for name, value in values:
        if key_of(name) not in places:
            faults.add(unknown_name(str(compiled.model.path), "constant", name, compiled.input_names))
            continue
        inputs[places[key_of(name)]] = value
    faults.raise_as(RunError)
    return inputs[:, None]


def change_model(model: Model, changes: Changes) -> Model:
    """Apply changes to a model.

    Returns: another model; the one given is as it was.
    Raises:  RunError for unknown names, a path on what is not a constant, an imposed stock or constant.
    """
    faults = Faults()
    for name, path in changes.paths:
        model = _with_path(model, name, path, faults)
    for name, path in changes.imposed:
        model = _with_imposed(model, name, path, faults)
    model = _with_integrals(model, changes.integrals, faults)
    faults.raise_as(RunError)
    return model


def _with_path(model: Model, name: str, path: Path, faults: Faults) -> Model:
    found = _find(model, name, "constant", faults)
    if found is None:
        return model
    number, place = found
    equation = model.equations[number]
    if equation.kind != "constant":
        faults.add(f"{model.path}: {name!r} is computed by the model. Expected a constant. Use impose to replace it.")
        return model
    model, value = _add_path(model, name, path)
    return _replace_row(model, number, place, value)


def _with_imposed(model: Model, name: str, path: Path, faults: Faults) -> Model:
    found = _find(model, name, "variable", faults)
    if found is None:
        return model
    number, place = found
    equation = model.equations[number]
    if equation.kind != "auxiliary":
        instead = "Impose one of its flows" if equation.kind == "stock" else "Use set"
        faults.add(f"{model.path}: {name!r} is a {equation.kind}. Expected a computed variable. {instead} instead.")
        return model
    model, value = _add_path(model, name, path)
    own = pick(equation.expression, np.array([place]))
    since = Operation(">=", (Time(), Constant(path.knots[0][0])), 1)
    return _replace_row(model, number, place, Operation("if then else", (since, value, own), 1))


def _with_integrals(model: Model, names: Sequence[str], faults: Faults) -> Model:
    """Add stocks that gather scalars or elements since the start, all at once: to find a name takes every other."""
    stocks: list[Variable] = []
    equations: list[Equation] = []
    for name in names:
        if key_of(name) not in model.elements:
            faults.add(unknown_name(str(model.path), "variable", name, [each.name for each in model.variables]))
            continue
        variable, element = model.elements[key_of(name)]
        flow = Reference(variable, np.array([element]))
        number = len(model.variables) + len(stocks)
        equations.append(Equation(number, np.zeros(1, dtype=np.int64), "stock", flow, Constant(0.0)))
        unit = f"({model.variables[variable].unit})*Year"
        stocks.append(Variable(integral_of(name), "stock", (), unit, "", np.ones(1, dtype=bool)))
    return replace(model, variables=(*model.variables, *stocks), equations=(*model.equations, *equations))


def _find(model: Model, name: str, kind: str, faults: Faults) -> tuple[int, int] | None:
    """Return the equation that owns an element, and the element's place in it."""
    if key_of(name) not in model.elements:
        known = [each for variable in model.variables for each in variable.element_names if not variable.hidden]
        faults.add(unknown_name(str(model.path), kind, name, known))
        return None
    variable, element = model.elements[key_of(name)]
    for number, equation in enumerate(model.equations):
        if equation.variable == variable and element in equation.rows:
            return number, int(np.flatnonzero(equation.rows == element)[0])
    return None


def _add_path(model: Model, name: str, path: Path) -> tuple[Model, Expression]:
    """Add the knot values of a path as inputs; return the model and the expression that reads them."""
    times = np.array([time for time, _ in path.knots])
    knots = Dimension("knot", tuple(f"{time:g}" for time in times))
    model = _with_inputs(model, path_of(name), np.array([value for _, value in path.knots]), knots)
    read: Expression = Schedule(path.kind, times, len(model.variables) - 1)
    if path.is_shifted:
        model = _with_inputs(model, shift_of(name), np.array([path.offset]), Dimension("knot", ("all",)))
        return model, Operation("+", (read, Reference(len(model.variables) - 1, np.zeros(1, dtype=np.int64))), 1)
    return model, Operation("+", (read, Constant(path.offset)), 1) if path.offset else read


def _with_inputs(model: Model, name: str, values: np.ndarray, dimension: Dimension) -> Model:
    """Add a hidden constant, an element a value."""
    variable = Variable(name, "constant", (dimension,), "", "", np.ones(len(values), dtype=bool), hidden=True)
    constant: Expression = Constants(values) if len(values) > 1 else Constant(float(values[0]))
    return _extended(model, variable, Equation(len(model.variables), np.arange(len(values)), "constant", constant))


def _extended(model: Model, variable: Variable, equation: Equation) -> Model:
    return replace(model, variables=(*model.variables, variable), equations=(*model.equations, equation))


def _replace_row(model: Model, number: int, place: int, expression: Expression) -> Model:
    """Give one row of an equation another expression; the other rows stay one block."""
    equation = model.equations[number]
    own = Equation(equation.variable, equation.rows[[place]], "auxiliary", expression)
    rest = np.delete(np.arange(len(equation.rows)), place)
    pieces = [own]
    if len(rest):
        kept = pick(equation.expression, rest)
        pieces.insert(0, Equation(equation.variable, equation.rows[rest], equation.kind, kept))
    return replace(model, equations=(*model.equations[:number], *pieces, *model.equations[number + 1 :]))
