"""A scenario made ready to run: the model it changes, compiled, with its inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.ensemble.finer import finer
from simulator.ensemble.level import level_of, levelling
from simulator.ensemble.translate import imposed_path, imposed_scale, schedule_path
from simulator.kernel.batch import compile_alone
from simulator.kernel.change import Changes, change_model, inputs_with, integral_of
from simulator.kernel.compiled import CompiledModel, compile_model
from simulator.kernel.draws import Lot, lot_of
from simulator.kernel.integrate import Solver, integrate
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.scenario import Imposition, Scenario
from simulator.scenario.schedule import Schedule

__all__ = ["Prepared", "in_time", "prepare", "prepare_all", "saved_names"]


@dataclass(frozen=True)
class Prepared:
    """A program, the (input, member) it is run with, and the seed of what it draws.

    notice: why LLVM does not serve though it was wanted; empty where it does, or was not.
    finer:  the inputs of the finer run, where they are others: levels of imposed growths are found more finely too.
    """

    compiled: CompiledModel
    inputs: np.ndarray
    seed: int = 0
    notice: str = ""
    finer: np.ndarray | None = None

    @property
    def fine_inputs(self) -> np.ndarray:
        """The (input, member) of the finer run."""
        return self.inputs if self.finer is None else self.finer

    @property
    def engine(self) -> str:
        """Which printer serves."""
        return "numpy" if self.compiled.native is None else "llvm"

    @property
    def lot(self) -> Lot:
        """Whose random numbers are drawn."""
        return lot_of(self.inputs.shape[1], self.seed)


def prepare_all(
    model: Model, scenarios: Sequence[Scenario], labels: Sequence[Label], solver: Solver, with_finer: bool = True
) -> tuple[Prepared, ...]:
    """Compile scenarios, saving what their yearly tables need; those that change the model alike share one program.

    with_finer: whether a finer run of each follows.
    """
    programs: dict[Changes, tuple[CompiledModel, str]] = {}
    prepared = []
    for scenario in scenarios:
        constants = [(each.name, each.value) for each in scenario.settings if not isinstance(each.value, Schedule)]
        how = _Levels(tuple(constants), solver, scenario.seed or 0)
        changes = _changes(model, scenario, labels, how)
        if changes not in programs:
            programs[changes] = compile_alone(change_model(model, changes), saved_names(labels), solver)
        compiled, notice = programs[changes]
        fine = None
        if with_finer and any(each.growth is not None for each in scenario.impositions):
            again = change_model(model, _changes(model, scenario, labels, replace(how, is_fine=True)))
            fine = inputs_with(compile_model(again, ()), constants)
        prepared.append(Prepared(compiled, inputs_with(compiled, constants), how.seed, notice, fine))
    return tuple(prepared)


def prepare(model: Model, scenario: Scenario, labels: Sequence[Label], solver: Solver) -> Prepared:
    """Compile one scenario, as prepare_all does."""
    return prepare_all(model, [scenario], labels, solver)[0]


@dataclass(frozen=True)
class _Levels:
    """How levels of imposed growths are found: by which constants and solver, as a run is or as the finer one."""

    constants: tuple[tuple[str, float], ...]
    solver: Solver
    seed: int
    is_fine: bool = False


def _changes(model: Model, scenario: Scenario, labels: Sequence[Label], how: _Levels) -> Changes:
    """Find what a scenario changes in the model.

    Growth that is imposed from a year on starts from what the scenario gives without it; that is found first.
    """
    end = model.settings.final_time
    schedules = [(each.name, each.value) for each in scenario.settings if isinstance(each.value, Schedule)]
    integrals = tuple(label.variable for label in labels if label.yearly in ("total", "mean"))
    changes = Changes(tuple((name, schedule_path(value, end)) for name, value in schedules), (), integrals)
    by_variable = {label.variable: label for label in labels}
    for imposition in in_time(scenario.impositions):
        label, level = by_variable.get(imposition.name), None
        if imposition.growth is not None:
            level = _level(change_model(model, changes), (imposition, label), how)
        scale = imposed_scale(label, imposition, model.units)
        imposed = (imposition.name, imposed_path(imposition, scale, level, end))
        changes = replace(changes, imposed=(*changes.imposed, imposed))
    return changes


def in_time(impositions: Sequence[Imposition]) -> list[Imposition]:
    """Order impositions so that a growth starts from a level that the earlier ones have shaped."""
    return sorted(impositions, key=lambda each: (each.start is not None, each.start or 0.0, each.name))


def _level(model: Model, imposed: tuple[Imposition, Label | None], how: _Levels) -> float:
    """Return the level from which a growth is imposed, model unit: the scenario is run that far without it."""
    run = levelling(model, *imposed)
    compiled = compile_model(model, run.names)
    solver, clock = finer(how.solver, run.clock) if how.is_fine else (how.solver, run.clock)
    lot = lot_of(1, how.seed)
    values = integrate(compiled, solver, clock, inputs_with(compiled, how.constants), lot).values
    return float(level_of(run, values, np.array([imposed[0].growth]))[0])


def saved_names(labels: Sequence[Label]) -> list[str]:
    """Name what the yearly table reads."""
    names = [label.variable for label in labels if label.yearly == "end"]
    names += [integral_of(label.variable) for label in labels if label.yearly in ("total", "mean")]
    return [*names, *(label.start_total for label in labels if label.start_total)]
