"""Running scenarios: read, integrate, judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.ensemble import (
    Prepared,
    first_non_finite,
    largest_difference,
    prepare_all,
    run_within,
)
from simulator.errors import RunError
from simulator.kernel import Solver, clock_of
from simulator.kernel.batch import compile_alone
from simulator.kernel.change import inputs_with
from simulator.kernel.integrate import Printing
from simulator.model.build import load_model
from simulator.model.folder import MODEL_SUFFIXES
from simulator.report.outcome import BareRun, Numerics, Outcome, Results
from simulator.report.phrase import Tell
from simulator.report.store import check_replaceable, result_folder
from simulator.scenario.batch import Batch
from simulator.scenario.batch_file.read import is_batch_file, override_batch, read_batch
from simulator.scenario.batch_file.resolve import resolve_batch
from simulator.scenario.explain import Explained, explain, explain_batch
from simulator.scenario.names import TIME_SETTINGS
from simulator.scenario.scenario import Scenario
from simulator.scenario.schema import scenario_schema
from simulator.study.city import City, Together, load_city, read_for, read_scenarios
from simulator.target import JudgeContext, imposed_labels, judge, yearly_table

__all__ = [
    "Request",
    "explain_scenario",
    "is_model_file",
    "run_bare",
    "run_loaded",
    "run_scenario",
    "run_scenarios",
    "scenario_schema_of",
]


@dataclass(frozen=True)
class Request:
    """How to run.

    solver:    None takes scipy for a city and the method that its settings name for a bare model.
    tolerance: of scipy; for fixed steps, what the error must keep to: the largest such step is taken. None takes
               scipy's usual tolerance, or the step as it is.
    time_step: replaces the model's own, in its time unit. overrides: NAME=VALUE texts, put over every scenario.
    output:    where results will go; refused before anything is run if they cannot.
    printer:   what programs are printed for, see Solver.
    """

    solver: str | None = None
    tolerance: float | None = None
    time_step: float | None = None
    overrides: tuple[str, ...] = field(default=())
    output: Path | None = None
    printer: Printing = "auto"


def run_scenarios(references: Sequence[str], request: Request, tell: Tell) -> Results:
    """Run scenarios of one city and judge its targets on each.

    tell:   told what is being done.
    Raises: SimulatorError with every fault, before anything is run where it can be known.
    """
    city, scenarios = read_scenarios(references, request.overrides)
    if request.output is not None:
        check_replaceable(result_folder(request.output, tuple(each.name for each in scenarios)))
    return run_loaded(city, scenarios, request, tell)


def run_loaded(city: City, scenarios: Sequence[Scenario], request: Request, tell: Tell) -> Results:
    """Run scenarios that are read, as run_scenarios does."""
    prepared = prepare_all(city.model, scenarios, city.case.labels, _solver(request))
    for notice in dict.fromkeys(each.notice for each in prepared if each.notice):
        tell(("progress.engine", {"why": notice}))
    outcomes = []
    for number, scenario in enumerate(scenarios, start=1):
        tell(("progress.scenario", {"number": number, "total": len(scenarios), "name": scenario.name}))
        outcomes.append(run_scenario(city, scenario, prepared[number - 1], request))
        _tell_broken(outcomes[-1], tell)
    return Results(city.case, tuple(outcomes))


def explain_scenario(reference: str, overrides: tuple[str, ...]) -> tuple[Scenario | Batch, tuple[Explained, ...]]:
    """Resolve one scenario or batch and say where every value comes from."""
    if is_batch_file(reference):
        tree = override_batch(read_batch(reference), overrides)
        city, batch = read_for(tree.trees, Together(), lambda city: resolve_batch(tree, city.names))
        return batch, explain_batch(batch, city.names)
    city, (scenario,) = read_scenarios([reference], overrides)
    return scenario, explain(scenario, city.names)


def _tell_broken(outcome: Outcome, tell: Tell) -> None:
    """Tell what ceased to be a number, and what the scenario imposes, which may be why."""
    if outcome.numerics.non_finite is not None:
        name, time = outcome.numerics.non_finite
        tell(("progress.broken", {"name": outcome.scenario.name, "variable": name, "time": time}))
        imposed = ", ".join(each.name for each in outcome.scenario.impositions)
        if imposed:
            tell(("progress.imposes", {"name": outcome.scenario.name, "imposed": imposed}))


def _solver(request: Request) -> Solver:
    return _solver_named(request.solver or "scipy", request, sided=True)


def _solver_named(name: str, request: Request, sided: bool) -> Solver:
    if name == "scipy" and request.tolerance is not None:
        return Solver(name, request.tolerance, sided, printer=request.printer)
    return Solver(name, sided=sided, printer=request.printer)


def run_scenario(city: City, scenario: Scenario, prepared: Prepared, request: Request) -> Outcome:
    """Integrate one scenario twice, as asked and finer; make its yearly tables; judge every target."""
    labels, units = city.case.labels, city.model.units
    solver = _solver(request)
    tolerance = _tolerance(solver, request)
    clock = clock_of(city.model.settings, request.time_step, save_step=1.0)
    clock, pair = run_within(
        prepared, (solver, clock), tolerance, lambda each: yearly_table(each, labels, units).values
    )
    coarse, fine = (yearly_table(each, labels, units) for each in (pair.coarse, pair.fine))
    imposed = imposed_labels(tuple(scenario.imposed), labels)
    verdicts = judge(city.case.targets, coarse, fine, JudgeContext(scenario.name, imposed, city.case.history))
    broken = first_non_finite(prepared, pair, solver, clock)
    error = largest_difference(coarse.values, fine.values)
    numerics = Numerics(solver.name, clock.time_step, tolerance, error, broken, prepared.engine)
    fixed = tuple(each.variable for each in labels if each.variable in imposed)
    return Outcome(scenario, fine, verdicts, numerics, fixed)


def _tolerance(solver: Solver, request: Request) -> float | None:
    """Return the tolerance that a run keeps to; None where its step is given, or the model's. Raises: RunError."""
    if solver.name == "scipy":
        return solver.tolerance
    if request.tolerance is not None and request.time_step is not None:
        raise RunError(
            f"--tolerance with --time-step: {solver.name} keeps to a tolerance by choosing its step. Expected one of "
            "the two. Leave the other out."
        )
    return request.tolerance


def scenario_schema_of(model: str | None) -> dict[str, Any]:
    """Return the JSON schema of scenario files, with the levers of a model; None takes the only one there is."""
    return scenario_schema(load_city(model).names.levers)


def is_model_file(reference: str) -> bool:
    """Tell whether a reference names a model file rather than a scenario."""
    return reference.lower().endswith(MODEL_SUFFIXES)


def run_bare(path: Path, request: Request, tell: Tell) -> BareRun:
    """Run a model file with its own settings, every variable saved at its own save step.

    tell: told what is worth knowing.
    """
    model = load_model(path)
    if request.overrides:
        raise RunError(f"{path}: --set with a bare model. Expected a scenario. Write one that names the model.")
    if request.output is not None:
        check_replaceable(result_folder(request.output, (model.name,)))
    solver = _solver_named(request.solver or model.settings.method, request, sided=False)
    clock = clock_of(model.settings, request.time_step)
    compiled, notice = compile_alone(model, None, solver)
    prepared = Prepared(compiled, inputs_with(compiled, ()))
    if notice:
        tell(("progress.engine", {"why": f"{path}: {notice}"}))
    shown = [place for place, name in enumerate(compiled.saved_names) if name.upper() not in TIME_SETTINGS]
    tolerance = _tolerance(solver, request)
    clock, pair = run_within(prepared, (solver, clock), tolerance, lambda each: each.values[:, shown])
    error = largest_difference(pair.coarse.values[:, shown], pair.fine.values[:, shown])
    broken = first_non_finite(prepared, pair, solver, clock)
    numerics = Numerics(solver.name, clock.time_step, tolerance, error, broken, prepared.engine)
    return BareRun(model.name, model.digest, pair.coarse, numerics, {"model_file": path.name}, model.repairs)
