"""Hold-out: calibrated on history until a cut, tested on what followed, beside naive forecasts of the same series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from simulator.errors import ScenarioError
from simulator.fit import (
    Calibration,
    MatchEffort,
    Observation,
    Parameter,
    Said,
    after_cut,
    answers_of,
    blind,
    futures,
    judged,
    laplace_draws,
    lever_parameter,
    misfit,
    percentiles,
)
from simulator.report.fit.outcome import Calibrated, Tested, Testing
from simulator.report.phrase import Tell
from simulator.report.store import check_replaceable, result_folder
from simulator.scenario.schedule import Schedule
from simulator.study.batch_plan import processors
from simulator.study.calibrate import CalibrateRequest, calibrate_fitting, name_of
from simulator.study.fitting import Fitting, fitting_at, load_fitted
from simulator.study.match import members_given

__all__ = ["Draw", "Drawn", "HoldOutRequest", "given_history", "hold_out"]


@dataclass(frozen=True, eq=False)
class Drawn:
    """Members that history until a cut leaves possible.

    inputs: what they differ in, the parameters at least. values: (input, member), model units. told: how they were
    drawn, a key of words.
    """

    inputs: tuple[Parameter, ...]
    values: np.ndarray
    told: str


# Draws so many members, given a calibration and a seed.
Draw = Callable[[Fitting, Calibrated, int, int], Drawn]


@dataclass(frozen=True)
class HoldOutRequest:
    """How to hold out.

    cuts:    years; none takes those of the file. members: how many the band is of. share: of them that it holds.
    fitting: how each calibration is searched; its own year and output count for nothing.
    """

    cuts: tuple[int, ...] = ()
    members: int = 2000
    share: float = 0.8
    fitting: CalibrateRequest = field(default_factory=CalibrateRequest)
    output: Path | None = None


def hold_out(model: str | None, request: HoldOutRequest, tell: Tell, draw: Draw | None = None) -> Tested:
    """Hold history out after each cut and test on it.

    draw:   how parameters of the band are drawn; None draws from the curvature at the fit.
    Raises: SimulatorError with every fault of the files, before anything is run; where there is no cut.
    """
    city, calibration = load_fitted(model)
    calibration = replace(calibration, parameters=tuple(map(blind, calibration.parameters)))
    name = f"holdout-{city.folder.name}"
    cuts = request.cuts or tuple(each.year for each in calibration.holdouts)
    if not cuts:
        told = "no year is named and holdout names none. Expected a cut. Give --until YEAR, or write holdout"
        raise ScenarioError(f"{calibration.shown}: {told}.")
    fittings = [fitting_at(city, calibration, cut, request.fitting.overrides) for cut in sorted(set(cuts))]
    late = [each for each in sorted(set(cuts)) if not _ahead(calibration, each)]
    if late:
        last = max(point.year for each in calibration.records for point in each.tested.points)
        told = f"nothing of {calibration.shown} was observed after it. Expected a year before {last:.10g}"
        raise ScenarioError(*(f"cut {each}: {told}. Choose an earlier one." for each in late))
    if request.output is not None:
        check_replaceable(result_folder(request.output, (name,)))
    tests = tuple(_tested(fitting, request, tell, draw or _near_the_fit) for fitting in fittings)
    return Tested(name, city.case, tests, request.share)


def _tested(fitting: Fitting, request: HoldOutRequest, tell: Tell, draw: Draw) -> Testing:
    """Calibrate until one cut and test on what followed."""
    cut = fitting.until
    assert cut is not None
    name = name_of(fitting.city, cut)
    calibrated = calibrate_fitting(fitting, name, request.fitting.effort, tell)
    records = fitting.calibration.records
    ahead = _ahead(fitting.calibration, cut)
    drawn = draw(fitting, calibrated, request.members, request.fitting.seed)
    drivers = _drivers(fitting, drawn.inputs)
    inputs = (*drawn.inputs, *drivers)
    last = max([point.year for each in ahead for point in each.points], default=cut + 1.0)
    answers = answers_of(fitting.case, inputs, (*fitting.observations, *ahead), last)
    known = [_own(fitting, each) for each in drivers]
    members = np.concatenate([drawn.values, futures(drivers, known, request.members, request.fitting.seed)])
    free = dict(zip((each.name for each in fitting.calibration.parameters), calibrated.found.values, strict=True))
    best = np.array([[free.get(each.name, _own(fitting, each))] for each in inputs])
    threads = request.fitting.effort.threads
    told = answers.at(np.concatenate([best, members], axis=1), threads)
    n_past = sum(len(each.points) for each in fitting.observations)
    said = Said(fitting.observations, ahead, told[:n_past], told[n_past:], cut, {each.name: each for each in records})
    told_of = fitting.calibration.holdout(cut)
    informed = told_of.informed if told_of else {}
    judgements = judged(calibrated.series, said, request.share, request.fitting.seed)
    return Testing(
        cut=cut,
        calibrated=calibrated,
        series=tuple(replace(each, informed=informed.get(each.observation.name, "")) for each in judgements),
        yearly=answers.yearly(best),
        bands=percentiles(answers.yearly(members, threads).values, request.share),
        members=members.shape[1],
        drawn=drawn.told,
        levers=tuple(each.name for each in inputs if each.name not in free),
    )


def _ahead(calibration: Calibration, cut: int) -> tuple[Observation, ...]:
    """Gather what followed a cut."""
    return tuple(filter(None, (after_cut(each.tested, cut) for each in calibration.records)))


def _near_the_fit(fitting: Fitting, calibrated: Calibrated, count: int, seed: int) -> Drawn:
    """Draw parameters from the curvature at the fit, where every error is as large as the past has shown it to be."""
    found = calibrated.found
    grown = [size for each in calibrated.series for size in [misfit(each)] * len(each.model)]
    rows = np.array([*grown, *[1.0] * (len(found.rows) - len(grown))])
    unit = laplace_draws(replace(found, jacobian=found.jacobian / rows[:, None]), count, seed)
    parameters = fitting.calibration.parameters
    low, high = (np.array([getattr(each, end) for each in parameters])[:, None] for end in ("low", "high"))
    return Drawn(parameters, low + unit * (high - low), "holdout.laplace")


def given_history(fitting: Fitting, calibrated: Calibrated, count: int, seed: int) -> Drawn:
    """Draw from the posterior given history until the cut: all that `simulator match` draws, in its way."""
    inputs, values = members_given(fitting, MatchEffort(chains=count, seed=seed), processors())
    return Drawn(inputs, values, "holdout.posterior")


def _drivers(fitting: Fitting, drawn: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """Choose what drives the future and is drawn besides: levers that the file's match draws, else uncertain ones.

    Other constants that a match draws shape the past too: drawn without it they would miss what was observed.
    """
    levers = fitting.city.names.levers
    uncertain = [each for each in levers.values() if each.kind == "uncertainty" and each.distribution is not None]
    asked = tuple(each for each in fitting.calibration.match.uncertain if each.name in levers)
    chosen = asked or tuple(lever_parameter(each, "") for each in uncertain)
    free = {each.name for each in drawn}
    paths = {each.name for each in fitting.scenario.settings if isinstance(each.value, Schedule)}
    return tuple(each for each in chosen if each.name not in free | paths)


def _own(fitting: Fitting, driver: Parameter) -> float:
    """Return the value that a driver has in the scenario: what was known at the cut, else the model's."""
    known = {each.name: each.value for each in fitting.scenario.settings}
    value = known.get(driver.name, fitting.city.model.constants[driver.name])
    assert not isinstance(value, Schedule)
    return float(value)
