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
from simulator.target import Yearly, needed_labels, yearly_table
from simulator.units import conversion

__all__ = ["Answers", "Case", "answers_of"]

# Members marched at once: their saves stay in memory.
AT_ONCE = 512
# How near to a save a time is taken for it, in saves.
SAME = 1e-6


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
    told:       the labels of the yearly table. saves: how many saves a year.
    """

    case: Case
    parameters: tuple[Parameter, ...]
    observations: tuple[Observation, ...]
    varied: Varied
    begun: Begun
    told: tuple[Label, ...]
    saves: int

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
            self._tables(self._march(values[:, first : first + AT_ONCE], first, threads))
            for first in self._firsts(values)
        ]
        return replace(tables[0], values=np.concatenate([each.values for each in tables], axis=2))

    def _firsts(self, values: np.ndarray) -> range:
        return range(0, max(values.shape[1], 1), AT_ONCE)

    def _march(self, values: np.ndarray, first: int, threads: int) -> Trajectories:
        """March some members."""
        saved = self.begun.members(self.varied.values(values, first), first, threads)
        compiled = self.varied.program.compiled
        return Trajectories(self.begun.clock.saved_times, compiled.saved_names, compiled.saved_units, saved)

    def _tables(self, saved: Trajectories) -> Yearly:
        """Make the yearly table from the saves at whole years."""
        whole = slice(None, None, self.saves)
        kept = replace(saved, time=saved.time[whole], values=saved.values[whole])
        return yearly_table(kept, self.told, self.case.model.units)

    def _read(self, values: np.ndarray, first: int, threads: int) -> np.ndarray:
        """Read some members at every point: whole years from the yearly table, others between two saves."""
        saved = self._march(values, first, threads)
        yearly = self._tables(saved)
        read = np.empty((self.n_points, values.shape[1]))
        row = 0
        for each in self.observations:
            for point in each.points:
                if point.year == int(point.year):
                    read[row] = yearly.at(each.variable, int(point.year))
                else:
                    read[row] = self._between(saved, each, point.year)
                row += 1
        return read

    def _between(self, saved: Trajectories, observation: Observation, time: float) -> np.ndarray:
        """Return (member,), shown unit: a value at a time that is no year's end, straight between two saves."""
        column = saved.of(observation.variable)
        place = (time - float(saved.time[0])) * self.saves
        before = min(int(place + SAME), len(column) - 1)
        after = min(before + 1, len(column) - 1)
        part = max(place - before, 0.0)
        value = column[before] * (1.0 - part) + column[after] * part
        return np.asarray(value * conversion(self.case.model.units[observation.variable], observation.unit))


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
    return Answers(case, tuple(parameters), tuple(observations), varied, begun, told, saves)
