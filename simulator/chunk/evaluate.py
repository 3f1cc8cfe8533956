"""One base scenario of a batch, ready: numbers of members in, their yearly tables out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.chunk.case import BatchCase
from simulator.ensemble import Programs, Varied, vary
from simulator.kernel.batch import Begun
from simulator.kernel.compiled import CompiledModel
from simulator.kernel.trajectories import Trajectories
from simulator.model.labels import Label
from simulator.target import JudgeContext, Standing, Yearly, imposed_labels, standings, yearly_table

__all__ = ["Evaluated", "Evaluator", "evaluator_of"]


@dataclass(frozen=True)
class Evaluated:
    """Some members.

    inputs: (input, member) of the design. values: (varied, member), what the program read.
    yearly: of the labels that are told. is_finite: (member,), whether all that was saved is.
    """

    inputs: np.ndarray
    values: np.ndarray
    yearly: Yearly
    is_finite: np.ndarray


@dataclass(frozen=True, eq=False)
class Evaluator:
    """A base scenario with its program. imposed: the labelled variables that it fixes, growth rates included."""

    case: BatchCase
    number: int
    varied: Varied
    begun: Begun
    imposed: frozenset[str]
    standings: tuple[Standing, ...]

    def members(self, first: int, last: int) -> Evaluated:
        """Run members, from `first` to before `last`."""
        inputs = self.case.design.values(first, last)
        values = self.varied.values(inputs, first)
        saved = self.begun.members(values, first)
        return Evaluated(inputs, values, self.yearly(saved), np.isfinite(saved).all(axis=(0, 1)))

    def yearly(self, saved: np.ndarray) -> Yearly:
        """Make the yearly table of what was saved, (time, saved, member)."""
        return self.table(self.varied.program.compiled, saved, self.case.told)

    def table(self, compiled: CompiledModel, saved: np.ndarray, labels: Sequence[Label]) -> Yearly:
        """Make the yearly table of labels from what another program of the same years has saved."""
        run = Trajectories(self.case.clock.saved_times, compiled.saved_names, compiled.saved_units, saved)
        return yearly_table(run, labels, self.case.model.units)


def evaluator_of(case: BatchCase, number: int, programs: Programs) -> Evaluator:
    """Compile a base scenario of a batch. number: which. Raises: RunError."""
    scenario = case.batch.scenarios[number]
    varied = vary(programs, scenario, case.batch.inputs, (case.labels, case.told))
    imposed = imposed_labels(tuple(scenario.imposed), case.labels)
    context = JudgeContext(scenario.name, imposed, case.history)
    begun = varied.program.begin(varied.inputs, case.clock)
    return Evaluator(case, number, varied, begun, imposed, standings(case.targets, context, case.years))
