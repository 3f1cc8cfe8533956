"""Running scenarios and model files from Python."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import overload

from simulator.api.loading import LoadedModel, LoadedScenario, load_scenario
from simulator.api.run_result import BareResult, RunResult
from simulator.errors import Faults, RunError, ScenarioError, unknown_name
from simulator.kernel.integrate import PRINTERS, Printing
from simulator.kernel.method import METHODS
from simulator.report.phrase import Note
from simulator.study import Request, is_model_file, run_bare, run_loaded

__all__ = ["Wanted", "loaded_together", "run"]

SOLVERS = ("scipy", *METHODS)

Wanted = str | Path | LoadedScenario


@overload
def run(
    *scenarios: Wanted,
    solver: str | None = None,
    tolerance: float | None = None,
    time_step: float | None = None,
    engine: Printing = "auto",
) -> RunResult: ...


@overload
def run(
    *scenarios: LoadedModel,
    solver: str | None = None,
    tolerance: float | None = None,
    time_step: float | None = None,
    engine: Printing = "auto",
) -> BareResult: ...


def run(
    *scenarios: Wanted | LoadedModel,
    solver: str | None = None,
    tolerance: float | None = None,
    time_step: float | None = None,
    engine: Printing = "auto",
) -> RunResult | BareResult:
    """Run scenarios of one city and judge its targets on each, or run one model file.

    scenarios: names, files, or what load_scenario gives; or one model file that load_model gives.
    solver:    scipy, rk4, rk2 or euler; None takes scipy for scenarios, a model file's own method for that.
    tolerance: of scipy; with fixed steps what the error must keep to. time_step: replaces the model's own.
    engine:    auto, llvm or numpy.
    Raises:    SimulatorError with every fault, before anything is run where it can be known.
    """
    _judge(solver, tolerance, time_step, engine)
    request = Request(solver, tolerance, time_step, printer=engine)
    models = [each for each in scenarios if isinstance(each, LoadedModel)]
    if models:
        return BareResult(run_bare(_bare(models, len(scenarios)), request, _untold))
    loaded = loaded_together([each for each in scenarios if not isinstance(each, LoadedModel)])
    return RunResult(run_loaded(loaded[0].city, tuple(each.scenario for each in loaded), request, _untold))


def _judge(solver: str | None, tolerance: float | None, time_step: float | None, engine: str) -> None:
    """Refuse words and numbers that mean nothing, all at once. Raises: RunError."""
    faults = Faults()
    if solver is not None and solver not in SOLVERS:
        faults.add(unknown_name("run", "solver", solver, SOLVERS))
    if engine not in PRINTERS:
        faults.add(unknown_name("run", "engine", engine, PRINTERS))
    for name, number in (("tolerance", tolerance), ("time_step", time_step)):
        if number is not None and not 0 < number < math.inf:
            faults.add(f"run: {name} is {number}. Expected a number above 0. Correct it.")
    faults.raise_as(RunError)


def _bare(models: list[LoadedModel], n_given: int) -> Path:
    """Return the one model file that is to be run. Raises: RunError."""
    if n_given > 1:
        raise RunError("run: a model among other things. Expected scenarios, or one model file. Run them apart.")
    (model,) = models
    if model.city is not None:
        raise RunError(f"run: {model.name} is a city. Expected a scenario of it. Name one, such as run('NAME').")
    return model.path


def loaded_together(wanted: Sequence[Wanted]) -> list[LoadedScenario]:
    """Load what is not yet, and hold all of it against one another. Raises: SimulatorError."""
    if not wanted:
        raise RunError("run: no scenario. Expected at least one. Name it, such as run('NAME').")
    for each in wanted:
        if not isinstance(each, LoadedScenario) and is_model_file(str(each)):
            raise RunError(f"{each}: a model file. Expected a scenario. Run it with run(load_model({str(each)!r})).")
    model = next((each.model for each in wanted if isinstance(each, LoadedScenario)), None)
    loaded: list[LoadedScenario] = []
    for each in wanted:
        loaded.append(each if isinstance(each, LoadedScenario) else load_scenario(each, model=model))
        model = loaded[-1].model
    names = [each.name for each in loaded]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            advice = "Give one another name: load_scenario(..., name=...)"
            raise ScenarioError(f"run: two scenarios are called {name!r}. Expected each name once. {advice}.")
    for each in loaded:
        if each.city.model.digest != loaded[0].city.model.digest or each.city.case.model != loaded[0].city.case.model:
            listed = f"{loaded[0].name} ({loaded[0].model.name}) and {each.name} ({each.model.name})"
            raise ScenarioError(f"run: scenarios of different models: {listed}. Expected one model. Run them apart.")
    return loaded


def _untold(note: Note) -> None:
    """Leave out what commands say on the way: the results tell it too."""
