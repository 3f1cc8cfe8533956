"""What every chunk of a batch is computed from; it can be sent to other machines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from simulator.chunk.plan import Plan, plan_of
from simulator.ensemble import saved_names
from simulator.kernel.batch import Engine
from simulator.kernel.clock import Clock
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.batch import Batch
from simulator.scenario.sample.design import Design, design_of
from simulator.target import History, Target, needed_labels

__all__ = ["BatchCase"]


@dataclass(frozen=True)
class BatchCase:
    """A batch with the city that it is run on.

    labels: all of the model. clock: of the members' steps.
    """

    model: Model
    labels: tuple[Label, ...]
    targets: tuple[Target, ...]
    history: History
    batch: Batch
    engine: Engine
    clock: Clock

    @cached_property
    def design(self) -> Design:
        """The members' inputs."""
        return design_of(self.batch)

    @cached_property
    def plan(self) -> Plan:
        """Which members make which chunk."""
        saved = len(saved_names(self.told)) * (self.clock.n_steps // self.clock.save_every + 1)
        return plan_of(len(self.batch.scenarios), self.design.n_members, saved)

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """The variables whose quantiles are kept by year."""
        if self.batch.save.bands is not None:
            return self.batch.save.bands
        asked = {name for target in self.targets if target.is_modelled for name in target.variables}
        return tuple(label.variable for label in self.labels if label.variable in asked)

    @cached_property
    def told(self) -> tuple[Label, ...]:
        """The labels whose yearly values are needed."""
        return needed_labels(self.targets, self.labels, (*self.bands, *self.batch.save.variables))

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year of a run."""
        settings = self.model.settings
        return int(settings.initial_time), int(settings.final_time)
