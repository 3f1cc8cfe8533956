"""Compile a model into a program that evaluates many members at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from simulator.errors import RunError, unknown_name
from simulator.kernel import allocation, draws, functions, quantiles, regimes
from simulator.kernel.draws import Lot, lot_of
from simulator.kernel.emit import emit
from simulator.kernel.levels import Plan, plan_of
from simulator.kernel.native.program import Draws, NativeProgram
from simulator.kernel.sides import sides_of
from simulator.model.model import Model, constant_values
from simulator.model.syntax import key_of

__all__ = ["Bound", "CompiledModel", "compile_model", "saved_elements"]

AtTime = Callable[[np.float64 | np.ndarray], np.ndarray]
AtState = Callable[[np.float64, np.ndarray], np.ndarray]
AtStep = Callable[[np.float64, np.ndarray, int], np.ndarray]


@dataclass(frozen=True, eq=False)
class Program:
    """The functions that a model's text defines, for some inputs, in the order in which it returns them.

    hold, delays: only where the model holds values over a step.
    """

    initial: AtTime
    net_flow: AtState
    observe: AtState
    regimes: AtTime
    hold: AtStep | None = None
    delays: AtState | None = None


@dataclass(frozen=True, eq=False)
class Bound:
    """A program with its inputs. All times are in the model's unit; side is -1 from the left, +1 from the right, 0 at.

    shift:  how far from a time its two sides are; 0 where switches are evaluated as Vensim does.
    n_held: how many rows of the state, the last ones, are held over a step; their net flow is zero.
    """

    program: Program
    shift: float
    n_held: int = 0

    def initial(self, t: float) -> np.ndarray:
        """Return the state at the start: (stock and held value, member)."""
        return self.program.initial(np.float64(t + self.shift))

    def net_flow(self, t: float, stocks: np.ndarray, side: int = 0) -> np.ndarray:
        """Return the net flow of every row of the state, stock unit per time unit."""
        return self.program.net_flow(np.float64(t + side * self.shift), stocks)

    def observe(self, t: float, stocks: np.ndarray, side: int = 0) -> np.ndarray:
        """Return the saved variables, (saved, member)."""
        return self.program.observe(np.float64(t + side * self.shift), stocks)

    def hold(self, t: float, stocks: np.ndarray, step: int) -> np.ndarray:
        """Return the values, (held, member), taken at a whole step's start. step: the number of the next whole step."""
        assert self.program.hold is not None
        return self.program.hold(np.float64(t + self.shift), stocks, step)

    def delays(self, t: float, stocks: np.ndarray) -> np.ndarray:
        """Return how long each held value is under way, (held, member), model time; 0 where only to the next step."""
        assert self.program.delays is not None
        return self.program.delays(np.float64(t + self.shift), stocks)

    def regimes(self, times: np.ndarray) -> np.ndarray:
        """Return the state of every switch of time, for one member. times: (time,). Returns: (switch, time)."""
        with np.errstate(all="ignore"):
            return self.program.regimes(times)


@dataclass(frozen=True, eq=False)
class CompiledModel:
    """A model as a program.

    text:        the emitted Python, for reading.
    input_names: (input,), names of the constants in the order of the inputs.
    defaults:    (input,), their values in the model.
    saved_names, saved_units: (saved,).
    stock_names: (stock,). n_held: how many values are held over a step.
    native:      the same program on LLVM, which then serves a member alone; None where NumPy does.
    """

    model: Model
    text: str
    input_names: tuple[str, ...]
    defaults: np.ndarray
    saved_names: tuple[str, ...]
    saved_units: tuple[str, ...]
    stock_names: tuple[str, ...]
    n_held: int
    program: Callable[..., tuple[Callable[..., np.ndarray], ...]]
    native: NativeProgram | None = None

    def bind(self, inputs: np.ndarray, time_step: float, sided: bool, lot: Lot | None = None) -> Bound:
        """Evaluate what depends on inputs alone.

        inputs:  (input, member), each in its model unit.
        sided:   whether switches of time are evaluated from the side asked for; else as Vensim does.
        lot:     whose random numbers are drawn; None: members counted from 0, seed 0.
        Returns: Bound. Rows that all members share are kept once: the same bits, less work.
        Raises:  RunError when there is not one row an input.
        """
        if inputs.ndim != 2 or len(inputs) != len(self.input_names):
            shape = " by ".join(map(str, inputs.shape))
            raise RunError(
                f"{self.model.name}: inputs of {shape}. Expected {len(self.input_names)} rows, one an input, and a "
                "column a member. Start from the model's defaults."
            )
        width = inputs.shape[1]
        blocks, place = [], 0
        for equation in self.model.equations:
            if equation.kind == "constant":
                block = np.array(inputs[place : place + len(equation.rows)], dtype=float)
                place += len(equation.rows)
                if width > 1 and _same_bits(block):
                    block = block[:, :1].copy()
                blocks.append(block[0] if len(equation.rows) == 1 else block)
        sides = sides_of(self.model.settings, time_step, sided)
        with np.errstate(all="ignore"):
            program = Program(
                *self.program(blocks, np.float64(time_step), np.float64(sides.lead), width, lot or lot_of(width))
            )
        if self.native is not None and width == 1:
            own = self.native.functions(inputs[:, 0], time_step, sides, draws_of(lot or lot_of(width)))
            program = replace(program, initial=own.initial, net_flow=own.net_flow, observe=own.observe)
            if self.n_held:
                program = replace(program, hold=own.hold, delays=own.delays)
        return Bound(program, sides.shift, self.n_held)


def compile_model(model: Model, save: Sequence[str] | None = None) -> CompiledModel:
    """Compile a model for NumPy.

    save:    names of variables or elements to save; None saves every variable that the model file shows.
    Returns: CompiledModel.
    Raises:  RunError with every unknown name.
    """
    plan = plan_of(model)
    saved = saved_elements(model, save)
    text, names = emit(model, plan, saved)
    space: dict[str, Any] = {"np": np, **names}
    for module in (functions, allocation, regimes, draws, quantiles):
        space |= {name: thing for name, thing in vars(module).items() if callable(thing) and not name.startswith("_")}
    exec(compile(text, f"<program of {model.name}>", "exec"), space)
    constants = [equation for equation in model.equations if equation.kind == "constant"]
    defaults = [constant_values(equation) for equation in constants]
    return CompiledModel(
        model,
        text,
        tuple(model.variables[each.variable].element_names[row] for each in constants for row in each.rows),
        np.concatenate(defaults) if defaults else np.empty(0),
        tuple(model.variables[variable].element_names[element] for variable, element in saved),
        tuple(model.variables[variable].unit for variable, _ in saved),
        _stock_names(model, plan),
        plan.n_held,
        space["bind"],
    )


def draws_of(lot: Lot) -> Draws:
    """Return what native programs count draws by: the same 64 bits, as signed numbers."""
    seed = np.uint64(lot.seed % 2**64).astype(np.int64)
    return Draws(int(seed), int(lot.members[0].astype(np.int64)) if len(lot.members) else 0)


def _same_bits(block: np.ndarray) -> bool:
    """Tell whether all members of (row, member) hold the same numbers, zeros of the same sign."""
    bits = block.view(np.int64)
    return bool((bits == bits[:, :1]).all())


def _stock_names(model: Model, plan: Plan) -> tuple[str, ...]:
    stocks = [model.equations[number] for number in plan.stocks]
    return tuple(model.variables[each.variable].element_names[row] for each in stocks for row in each.rows)


def saved_elements(model: Model, save: Sequence[str] | None) -> list[tuple[int, int]]:
    """Resolve names to (variable, element); an arrayed name stands for all its elements.

    Raises: RunError with every unknown name.
    """
    if save is None:
        shown = [each for each in range(len(model.variables)) if _is_shown(model, each)]
        return [(number, element) for number in shown for element in _elements(model, number)]
    found, faults = [], []
    for name in save:
        key = key_of(name)
        if key in model.elements:
            found.append(model.elements[key])
        elif key in model.numbers:
            found += [(model.numbers[key], element) for element in _elements(model, model.numbers[key])]
        else:
            known = [variable.name for variable in model.variables if not variable.hidden]
            faults.append(unknown_name(str(model.path), "variable", name, known))
    if faults:
        raise RunError(*faults)
    return found


def _is_shown(model: Model, number: int) -> bool:
    variable = model.variables[number]
    return variable.kind != "lookup" and not variable.hidden


def _elements(model: Model, number: int) -> list[int]:
    return [int(element) for element in np.flatnonzero(model.variables[number].defined)]
