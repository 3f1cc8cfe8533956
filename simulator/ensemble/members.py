"""Many members through one program, with a sample of them by scipy, which tells the numerical error of all."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simulator.ensemble.foresee import refuse_too_large
from simulator.ensemble.run import followed
from simulator.ensemble.step import difference_of, halve_step
from simulator.errors import RunError
from simulator.kernel.batch import BatchProgram, compile_alone
from simulator.kernel.clock import Clock
from simulator.kernel.draws import Lot, lot_of
from simulator.kernel.integrate import Solver, integrate
from simulator.kernel.trajectories import Trajectories

__all__ = ["Broken", "Members", "first_broken", "run_members", "sample_of", "sampled_error", "step_for"]

# How many members scipy integrates as well, and how closely: far below what a fixed step leaves.
SAMPLED = 5
SAMPLE_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Broken:
    """Where the first member ceased to be finite: its number, the first such variable, and when."""

    member: int
    variable: str
    time: float


@dataclass(frozen=True, eq=False)
class Members:
    """What came out of a batch.

    numerical_error: largest difference of the sampled members from scipy, each variable relative to its largest
                     magnitude; NaN where none could be compared.
    sampled:         their numbers. broken: the first that is not finite, or None.
    """

    trajectories: Trajectories
    numerical_error: float
    sampled: tuple[int, ...]
    broken: Broken | None


def run_members(
    program: BatchProgram, inputs: np.ndarray, values: np.ndarray, clock: Clock, threads: int = 1
) -> Members:
    """March members, and integrate a sample of them with scipy too.

    inputs:  (input,) of all members. values: (varied, member), which replace theirs; each in its model unit.
    Raises:  RunError when memory cannot hold the results, before anything runs.
    """
    values = np.asarray(values, dtype=float)
    refuse_too_large(program, values.shape[-1] if values.ndim else 0, clock, threads)
    trajectories = program.run(inputs, values, clock, threads)
    sampled = sample_of(values.shape[1])
    error = sampled_error(program, inputs, values, (clock, trajectories.values))
    return Members(trajectories, error, sampled, first_broken(program, inputs, values, (clock, trajectories)))


def sample_of(n_members: int) -> tuple[int, ...]:
    """Choose the members that scipy integrates too, evenly among all."""
    return tuple(dict.fromkeys(int(each) for each in np.linspace(0, n_members - 1, min(SAMPLED, n_members)).round()))


def sampled_error(
    program: BatchProgram, inputs: np.ndarray, values: np.ndarray, marched: tuple[Clock, np.ndarray]
) -> float:
    """Integrate a sample of members with scipy too.

    marched: the clock, and the (time, saved, member) that was found by steps.
    Returns: the largest difference; NaN where nothing can be compared.
    """
    clock, found = marched
    solver = Solver("scipy", SAMPLE_TOLERANCE, printer=program.engine.printer)
    compiled, _ = compile_alone(program.compiled.model, program.compiled.saved_names, solver)
    worst = float("nan")
    for member in sample_of(values.shape[1]):
        if not np.isfinite(found[:, :, member]).all():
            continue  # named as broken; how far it is from scipy says nothing
        try:
            own = _every(program, inputs, values[:, [member]])
            exact = integrate(compiled, solver, clock, own, _lot(program, member))
        except RunError:  # scipy cannot get through: nothing to compare with
            continue
        worst = float(np.fmax(worst, difference_of(found[:, :, [member]], exact.values)))
    return worst


def step_for(program: BatchProgram, inputs: np.ndarray, values: np.ndarray, clock: Clock, tolerance: float) -> Clock:
    """Choose the largest step, from the clock's own on by halves, that keeps a sample's error under a tolerance.

    values: (varied, member), of which a sample is tried. Raises: RunError when there is none.
    """
    chosen = values[:, list(sample_of(values.shape[1]))]
    own_step = program.compiled.model.settings.time_step
    return halve_step(lambda each: program.run(inputs, chosen, each), clock, tolerance, own_step)[0]


def first_broken(
    program: BatchProgram, inputs: np.ndarray, values: np.ndarray, run: tuple[Clock, Trajectories]
) -> Broken | None:
    """Name the first member that is not finite, and the variable that ceased to be so first; None where all are.

    That member is run once more with every variable kept at every step, in the order of evaluation.
    """
    clock, trajectories = run
    bad = ~np.isfinite(trajectories.values).all(axis=(0, 1))
    if not bad.any():
        return None
    member = int(np.argmax(bad))
    own = _every(program, inputs, values[:, [member]])
    solver = Solver(program.engine.method, sided=program.engine.sided)
    found = followed(program.compiled.model, solver, clock, (own, _lot(program, member)))
    if found is None:  # what is hidden in a delay broke first
        found = replace(trajectories, values=trajectories.values[:, :, [member]]).first_non_finite()
    assert found is not None
    return Broken(member, *found)


def _every(program: BatchProgram, inputs: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return all inputs of some members, (input, member)."""
    every = np.repeat(inputs[:, None], values.shape[1], axis=1)
    every[program.places] = values
    return every


def _lot(program: BatchProgram, member: int) -> Lot:
    """Return what one member of a batch draws by."""
    return lot_of(1, program.engine.seed, np.array([member]))
