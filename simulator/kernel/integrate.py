"""March every member from the first to the last step, or let scipy choose the steps of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulator.errors import RunError, unknown_name
from simulator.kernel.adaptive import march_adaptively
from simulator.kernel.clock import Clock
from simulator.kernel.compiled import Bound, CompiledModel, draws_of
from simulator.kernel.draws import Lot, lot_of
from simulator.kernel.memory import Memory
from simulator.kernel.method import METHODS
from simulator.kernel.native.call import Course
from simulator.kernel.native.program import NativeProgram
from simulator.kernel.sides import sides_of
from simulator.kernel.trajectories import Trajectories

__all__ = ["PRINTERS", "SOLVERS", "Printing", "Solver", "integrate"]

Printing = Literal["auto", "llvm", "numpy"]
PRINTERS: tuple[Printing, ...] = ("auto", "llvm", "numpy")
SOLVERS = ("scipy", *METHODS)


@dataclass(frozen=True)
class Solver:
    """How to integrate.

    name:      scipy, euler, rk2 or rk4.
    tolerance: relative, for scipy.
    sided:     whether switches of time are seen from inside each step, see Bound; scipy always does.
    pieces:    how many steps scipy takes at least from one stop (a break or a saved time) to the next; 2 or more.
    printer:   what the program is printed for: llvm, numpy, or auto, LLVM where it can serve.
    """

    name: str
    tolerance: float = 1e-6
    sided: bool = True
    pieces: int = 2
    printer: Printing = "numpy"


def integrate(
    model: CompiledModel, solver: Solver, clock: Clock, inputs: np.ndarray, lot: Lot | None = None
) -> Trajectories:
    """Integrate every member.

    inputs:  (input, member), each in its model unit.
    clock:   steps of the fixed-step methods and times to keep; scipy keeps to its saved times, and to every step where
             the model holds values over a step.
    lot:     whose random numbers are drawn; None: members counted from 0, seed 0.
    Returns: Trajectories of the saved variables. Overflow raises nothing, non-finite values stay; so does a member
             that scipy cannot take further, whose stocks are not numbers from there on.
    Raises:  RunError when there is no such solver.
    Source:  Hairer, Norsett, Wanner, Solving ODEs I, sec. II.1 and II.5 (DOP853).
    """
    if solver.name not in SOLVERS:
        raise RunError(unknown_name("solver", "solver", solver.name, SOLVERS))
    with np.errstate(all="ignore"):
        if solver.name == "scipy":
            columns, whole = [], lot or lot_of(inputs.shape[1])
            for member in range(inputs.shape[1]):
                own = Lot(whole.seed, whole.members[[member]])
                bound = model.bind(inputs[:, [member]], clock.time_step, True, own)
                columns.append(march_adaptively(bound, clock, solver.tolerance, solver.pieces))
            values = np.concatenate(columns, axis=2)
        elif _serves(model.native, solver) and inputs.shape[1] == 1:
            assert model.native is not None
            sides = sides_of(model.model.settings, clock.time_step, solver.sided)
            values = model.native.shared(inputs[:, 0], clock, sides, draws_of(lot or lot_of(1))).members(inputs[:0])
        else:
            values = _march(model.bind(inputs, clock.time_step, solver.sided, lot), solver.name, clock)
    return Trajectories(clock.saved_times, model.saved_names, model.saved_units, values)


def _serves(native: NativeProgram | None, solver: Solver) -> bool:
    return native is not None and native.course == Course(solver.name, solver.sided)


def _march(bound: Bound, name: str, clock: Clock) -> np.ndarray:
    """Take every step of a fixed-step method. Returns: (time, saved, member)."""
    method = METHODS[name]
    stocks = bound.initial(clock.initial_time)
    # a saved value belongs to the span that ends at its time; the first one to the span that begins
    first = bound.observe(clock.initial_time, stocks, 1)
    memory = Memory(bound, clock, stocks)
    values = np.empty((clock.n_steps // clock.save_every + 1, *first.shape))
    values[0] = first
    for step in range(clock.n_steps):
        memory.take(step, stocks)
        stocks = method.step(bound, clock.time(step), stocks, clock.time_step)
        memory.put(step + 1, stocks)
        if (step + 1) % clock.save_every == 0:
            values[(step + 1) // clock.save_every] = bound.observe(clock.time(step + 1), stocks, -1)
    return values
