"""What the model says where history was observed: many members at once through one program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from simulator.ensemble import Programs, Varied, vary
from simulator.fit.calibration import Observation, Parameter
from simulator.kernel import Trajectories, clock_of
from simulator.kernel.batch import Begun, Engine
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.batch import Input
from simulator.scenario.scenario import Scenario
from simulator.target import Shown, Yearly, needed_labels, shown_run

__all__ = ["Answers", "Case", "answers_of"]

# Members marched at once: their saves stay in memory.
AT_ONCE = 512


@dataclass(frozen=True, eq=False)
class Case:
    """What is fitted: a scenario of a model. labels: all of the model. engine: how members are computed."""

    model: Model
    labels: tuple[Label, ...]
    scenario: Scenario
    engine: Engine = field(default_factory=Engine)


@dataclass(frozen=True, eq=False)
class Answers:
    """A program that is read at the times of observations.

    parameters: what members differ in, a row each. observations: what is read, all points of one after the other.
    told:       the labels of the yearly table.
    """

    case: Case
    parameters: tuple[Parameter, ...]
    observations: tuple[Observation, ...]
    varied: Varied
    begun: Begun
    told: tuple[Label, ...]

    @property
    def n_points(self) -> int:
        """How many values history has."""
        return sum(len(each.points) for each in self.observations)

    def at(self, values: np.ndarray, threads: int = 1) -> np.ndarray:
        """Return what the model says at every point.

        values:  (parameter, member), model units.
        Returns: (point, member), shown units; nan where the model broke.
        """
        parts = [self._read(values[:, first : first + AT_ONCE], first, threads) for first in self._firsts(values)]
        return np.concatenate(parts, axis=1)

    def yearly(self, values: np.ndarray, threads: int = 1) -> Yearly:
        """Return the yearly table of members, all of whose years are kept. values: as of `at`."""
        tables = [
            self._shown(values[:, first : first + AT_ONCE], first, threads).yearly for first in self._firsts(values)
        ]
        return replace(tables[0], values=np.concatenate([each.values for each in tables], axis=2))

    def _firsts(self, values: np.ndarray) -> range:
        return range(0, max(values.shape[1], 1), AT_ONCE)

    def _shown(self, values: np.ndarray, first: int, threads: int) -> Shown:
        """March some members."""
        saved = self.begun.members(self.varied.values(values, first), first, threads)
        compiled = self.varied.program.compiled
        ran = Trajectories(self.begun.clock.saved_times, compiled.saved_names, compiled.saved_units, saved)
        return shown_run(ran, self.told, self.case.model.units)

    def _read(self, values: np.ndarray, first: int, threads: int) -> np.ndarray:
        """Read some members at every point."""
        shown = self._shown(values, first, threads)
        return np.stack([shown.at(each.variable, point.year) for each in self.observations for point in each.points])


def answers_of(
    case: Case,
    parameters: Sequence[Parameter],
    observations: Sequence[Observation],
    until: float | None = None,
    extra: Sequence[str] = (),
) -> Answers:
    """Compile the program.

    until: the year up to which members run; None: the last of the observations. extra: further labelled variables
           that yearly tables hold.
    Raises: RunError where the model cannot be compiled for a batch.
    """
    times = [point.year for each in observations for point in each.points]
    is_finer = any(time != int(time) for time in times)
    settings = case.model.settings
    clock = clock_of(settings, save_step=1.0)
    saves = clock.save_every if is_finer else 1
    last = -(-max([*times, settings.initial_time + 1.0] if until is None else [*times, until]) // 1)
    n_years = min(int(last - settings.initial_time), clock.n_steps // clock.save_every)
    clock = replace(clock, n_steps=n_years * clock.save_every, save_every=clock.save_every // saves)
    told = needed_labels((), case.labels, {*(each.variable for each in observations), *extra})
    inputs = [Input(each.name, each.name, "given", unit=each.unit, where=each.where) for each in parameters]
    varied = vary(Programs(case.model, case.engine), case.scenario, inputs, (case.labels, told))
    begun = varied.program.begin(varied.inputs, clock)
    return Answers(case, tuple(parameters), tuple(observations), varied, begun, told)
