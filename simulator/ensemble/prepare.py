"""A scenario made ready to run: the model it changes, compiled, with its inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.ensemble.translate import imposed_path, imposed_scale, schedule_path
from simulator.kernel.change import Changes, change_model, inputs_with
from simulator.kernel.clock import Clock
from simulator.kernel.compiled import CompiledModel, compile_model
from simulator.kernel.integrate import Solver, integrate
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.scenario import Imposition, Scenario
from simulator.scenario.schedule import Schedule

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True)
class Prepared:
    """A program and the (input, member) it is run with."""

    compiled: CompiledModel
    inputs: np.ndarray


def prepare(model: Model, scenario: Scenario, labels: Sequence[Label], solver: Solver) -> Prepared:
    """Compile a scenario, saving what its yearly table needs.

    Growth that is imposed from a year on starts from the variable's own value then; that value is found first, by
    running the scenario as far as that year without it.
    """
    end = model.settings.final_time
    constants = [(each.name, each.value) for each in scenario.settings if not isinstance(each.value, Schedule)]
    schedules = [(each.name, each.value) for each in scenario.settings if isinstance(each.value, Schedule)]
    integrals = tuple(label.variable for label in labels if label.yearly in ("total", "mean"))
    changes = Changes(tuple((name, schedule_path(value, end)) for name, value in schedules), (), integrals)
    units = model.units
    by_variable = {label.variable: label for label in labels}
    for imposition in _in_time(scenario.impositions):
        level = None
        if imposition.growth is not None:
            level = _level(change_model(model, changes), imposition, constants, solver)
        scale = imposed_scale(by_variable.get(imposition.name), imposition, units)
        imposed = (imposition.name, imposed_path(imposition, scale, level, end))
        changes = replace(changes, imposed=(*changes.imposed, imposed))
    compiled = compile_model(change_model(model, changes), _saved(labels))
    return Prepared(compiled, inputs_with(compiled, constants))


def _in_time(impositions: Sequence[Imposition]) -> list[Imposition]:
    """Order impositions so that a growth starts from a level that the earlier ones have shaped."""
    return sorted(impositions, key=lambda each: (each.start is not None, each.start or 0.0, each.name))


def _level(model: Model, imposition: Imposition, constants: Sequence[tuple[str, float]], solver: Solver) -> float:
    """Return a variable's own value at the time from which its growth is imposed, model unit."""
    assert imposition.start is not None
    start, step = model.settings.initial_time, model.settings.time_step
    compiled = compile_model(model, [imposition.name])
    n_steps = max(1, int(np.ceil((imposition.start - start) / step)))
    clock = Clock(start, (imposition.start - start) / n_steps or step, n_steps, n_steps)
    trajectories = integrate(compiled, solver, clock, inputs_with(compiled, constants))
    last = 0 if imposition.start <= start else -1
    return float(trajectories.values[last, 0, 0])


def _saved(labels: Sequence[Label]) -> list[str]:
    """Return what the yearly table reads."""
    names = [label.variable for label in labels if label.yearly == "end"]
    names += [f"integral of {label.variable}" for label in labels if label.yearly in ("total", "mean")]
    return [*names, *(label.start_total for label in labels if label.start_total)]
