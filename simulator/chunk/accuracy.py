"""How far members can be trusted: a sample of them is run with half the step, and some of those with scipy too."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simulator.chunk.evaluate import Evaluator
from simulator.ensemble import Programs, largest_difference
from simulator.ensemble.members import SAMPLE_TOLERANCE, sample_of
from simulator.errors import RunError
from simulator.kernel import Solver, integrate
from simulator.kernel.draws import lot_of
from simulator.target import judged_places, run_errors

__all__ = ["Accuracy", "accuracy_of"]

# Consecutive members, from each of those that scipy integrates on: a vector of them costs as much as one.
HALVED = 16
TIMES_FINER = 2


@dataclass(frozen=True, eq=False)
class Accuracy:
    """What finer runs of a sample of members say.

    errors:  (target,) the largest change of each judged target's measure, its unit; NaN where none could be told.
    largest: of any yearly value, relative to its variable's largest magnitude. sampled: how many members.
    """

    errors: np.ndarray
    largest: float
    sampled: int


def accuracy_of(evaluator: Evaluator, programs: Programs) -> Accuracy:
    """Run a sample of members more finely. Raises: RunError."""
    n_members = evaluator.case.design.n_members
    errors = np.full(len(judged_places(evaluator.standings)), np.nan)
    largest, sampled = float("nan"), set[int]()
    finer = _Finer(evaluator, programs)
    for first in sample_of(n_members):
        found = evaluator.members(first, min(first + HALVED, n_members))
        sampled.update(range(first, first + found.values.shape[1]))
        values = finer.varied.values(found.inputs, first)
        for saved in (finer.begun.members(values, first), finer.by_scipy(values, first)):
            if saved is None:
                continue
            fine = evaluator.yearly(saved)
            coarse = replace(found.yearly, values=found.yearly.values[:, :, : saved.shape[2]])
            errors = np.fmax(errors, run_errors(evaluator.standings, coarse, fine))
            largest = float(np.fmax(largest, largest_difference(coarse.values, fine.values)))
    return Accuracy(errors, largest, len(sampled))


class _Finer:
    """Runs members of a scenario more finely, from levels of imposed growths that are found more finely too.

    begun: marches members with half the step. varied: gives the values that it reads.
    """

    def __init__(self, evaluator: Evaluator, programs: Programs) -> None:
        self.varied, self.clock = evaluator.varied.refined(TIMES_FINER), evaluator.case.clock
        program = self.varied.program
        self.begun = program.begin(self.varied.inputs, self.clock.refined(TIMES_FINER))
        self.solver = Solver("scipy", SAMPLE_TOLERANCE, printer=program.engine.printer)
        self.compiled = programs.alone(program, self.solver)

    def by_scipy(self, values: np.ndarray, first: int) -> np.ndarray | None:
        """Return the (time, saved, 1) of the first member by scipy; None where scipy cannot get through."""
        lot = lot_of(1, self.varied.program.engine.seed, np.array([first]))
        try:
            return integrate(self.compiled, self.solver, self.clock, self.varied.every(values[:, :1]), lot).values
        except RunError:
            return None
