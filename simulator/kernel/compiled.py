"""Compile a model into a program that evaluates many members at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.errors import RunError, unknown_name
from simulator.kernel import functions
from simulator.kernel.emit import emit
from simulator.kernel.levels import plan_of
from simulator.model.model import Model, constant_values
from simulator.model.syntax import key_of

# How far a time is moved to stand on one side of a switch, in time steps: well above rounding, well below any tolerance.
SIDE_STEP = 2.0**-30


@dataclass(frozen=True)
class Bound:
    """A program with its inputs. All times are in the model's unit; side is -1 from the left, +1 from the right, 0 at.

    initial(t):         (stock, member).
    net_flow(t, s, side): (stock, member), stock unit per time unit.
    observe(t, s, side):  (saved, member).
    regimes(t, side):   (switch,), changes where an equation of time alone jumps or kinks.
    """

    emitted: tuple[Callable[..., Any], ...]
    time_step: float
    sided: bool

    def initial(self, t: float) -> np.ndarray:
        """Return the stocks at the start."""
        return self.emitted[0](self._time(t, 1))  # type: ignore[no-any-return]

    def net_flow(self, t: float, stocks: np.ndarray, side: int = 0) -> np.ndarray:
        """Return the net flow of every stock."""
        return self.emitted[1](self._time(t, side), stocks)  # type: ignore[no-any-return]

    def observe(self, t: float, stocks: np.ndarray, side: int = 0) -> np.ndarray:
        """Return the saved variables."""
        return self.emitted[2](self._time(t, side), stocks)  # type: ignore[no-any-return]

    def regimes(self, t: float, side: int) -> np.ndarray:
        """Return the state of every switch of time."""
        return self.emitted[3](self._time(t, side))  # type: ignore[no-any-return]

    def _time(self, t: float, side: int) -> np.float64:
        return np.float64(t + side * SIDE_STEP * self.time_step) if self.sided else np.float64(t)


@dataclass(frozen=True, eq=False)
class CompiledModel:
    """A model as a program.

    text:        the emitted Python, for reading.
    input_names: (input,), names of the constants in the order of the inputs.
    defaults:    (input,), their values in the model.
    saved_names, saved_units: (saved,).
    stock_names: (stock,).
    """

    model: Model
    text: str
    input_names: tuple[str, ...]
    defaults: np.ndarray
    saved_names: tuple[str, ...]
    saved_units: tuple[str, ...]
    stock_names: tuple[str, ...]
    program: Callable[..., Any]

    def bind(self, inputs: np.ndarray, time_step: float, sided: bool) -> Bound:
        """Evaluate what depends on inputs alone.

        inputs:  (input, member), each in its model unit.
        sided:   whether switches of time are evaluated from the side asked for; else as Vensim does.
        Returns: Bound. Rows that all members share are kept once: the same bits, less work.
        """
        width = inputs.shape[1]
        blocks, place = [], 0
        for equation in self.model.equations:
            if equation.kind == "constant":
                block = inputs[place : place + len(equation.rows)]
                place += len(equation.rows)
                if width > 1 and (block == block[:, :1]).all():
                    block = block[:, :1].copy()
                blocks.append(block[0] if len(equation.rows) == 1 else block)
        step = np.float64(time_step)
        lead = np.float64(0.0 if sided else time_step / 2)
        with np.errstate(all="ignore"):
            return Bound(self.program(blocks, step, lead, width), time_step, sided)


def compile_model(model: Model, save: Sequence[str] | None = None) -> CompiledModel:
    """Compile a model for NumPy.

    save:    names of variables or elements to save; None saves every variable that the model file shows.
    Returns: CompiledModel.
    Raises:  RunError with every unknown name.
    """
    plan = plan_of(model)
    saved = saved_elements(model, save)
    text, names = emit(model, plan, saved)
    space: dict[str, Any] = {"np": np, "regime": _regime, **names}
    space |= {name: getattr(functions, name) for name in dir(functions) if not name.startswith("_")}
    exec(compile(text, f"<program of {model.name}>", "exec"), space)
    constants = [equation for equation in model.equations if equation.kind == "constant"]
    names_of = [
        model.variables[equation.variable].element_names[row] for equation in constants for row in equation.rows
    ]
    defaults = np.concatenate([constant_values(equation) for equation in constants]) if constants else np.empty(0)
    stocks = [
        model.variables[model.equations[number].variable].element_names[row]
        for number in plan.stocks
        for row in model.equations[number].rows
    ]
    return CompiledModel(
        model,
        text,
        tuple(names_of),
        defaults,
        tuple(model.variables[variable].element_names[element] for variable, element in saved),
        tuple(model.variables[variable].unit for variable, _ in saved),
        tuple(stocks),
        space["bind"],
    )


def saved_elements(model: Model, save: Sequence[str] | None) -> list[tuple[int, int]]:
    """Resolve names to (variable, element); an arrayed name stands for all its elements."""
    if save is None:
        shown = [
            number
            for number, variable in enumerate(model.variables)
            if variable.kind != "lookup" and not variable.hidden
        ]
        return [
            (number, element)
            for number in shown
            for element in np.flatnonzero(model.variables[number].defined).tolist()
        ]
    found, faults = [], []
    for name in save:
        key = key_of(name)
        if key in model.elements:
            found.append(model.elements[key])
        elif key in model.numbers:
            number = model.numbers[key]
            found += [(number, element) for element in np.flatnonzero(model.variables[number].defined).tolist()]
        else:
            known = [variable.name for variable in model.variables if not variable.hidden]
            faults.append(unknown_name(str(model.path), "variable", name, known))
    if faults:
        raise RunError(*faults)
    return found


def _regime(*switches: Any) -> np.ndarray:
    """Put all switches into one flat array of numbers."""
    if not switches:
        return np.empty(0)
    return np.concatenate([np.asarray(switch, dtype=float).ravel() for switch in switches])
