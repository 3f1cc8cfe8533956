"""Hold-out: calibrated on history until a cut, tested on what followed, beside naive forecasts of the same series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from simulator.errors import ScenarioError
from simulator.fit import (
    BASELINES,
    Answers,
    MatchEffort,
    Observation,
    Parameter,
    answers_of,
    forecast,
    laplace_draws,
    lever_parameter,
    statistics_of,
)
from simulator.report.fit.outcome import Calibrated, Rival, SeriesFit, SeriesTest, Tested, Testing
from simulator.report.store import check_replaceable, result_folder
from simulator.scenario.batch import Sample
from simulator.scenario.distribution import quantile
from simulator.scenario.sample import latin_hypercube
from simulator.scenario.schedule import Schedule
from simulator.study.batch_plan import processors
from simulator.study.calibrate import CalibrateRequest, Tell, calibrate_fitting, name_of
from simulator.study.fitting import Fitting, fitting_at, load_fitted
from simulator.study.match import members_given

__all__ = ["Draw", "Drawn", "HoldOutRequest", "given_history", "hold_out", "misfit"]

# From so many points on residuals tell how large errors are.
FEW = 3


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
    calibration = replace(calibration, parameters=tuple(map(_blind, calibration.parameters)))
    name = f"holdout-{city.folder.name}"
    cuts = request.cuts or tuple(each.year for each in calibration.holdouts)
    if not cuts:
        told = "no year is named and holdout names none. Expected a cut. Give --until YEAR, or write holdout"
        raise ScenarioError(f"{calibration.shown}: {told}.")
    fittings = [fitting_at(city, calibration, cut, request.fitting.overrides) for cut in sorted(set(cuts))]
    if request.output is not None:
        check_replaceable(result_folder(request.output, (name,)))
    tests = tuple(_tested(fitting, request, tell, draw or _near_the_fit) for fitting in fittings)
    return Tested(name, city.case, tests, request.share)


def _blind(parameter: Parameter) -> Parameter:
    """Let a search begin in the middle of the prior: the model's own value may know what followed."""
    return replace(parameter, start=float(quantile(parameter.prior, np.array(0.5))))


def _tested(fitting: Fitting, request: HoldOutRequest, tell: Tell, draw: Draw) -> Testing:
    """Calibrate until one cut and test on what followed."""
    cut = fitting.until
    assert cut is not None
    name = name_of(fitting.city, cut)
    calibrated = calibrate_fitting(fitting, name, request.fitting.effort, tell)
    ahead = tuple(filter(None, (_after(each, cut) for each in fitting.calibration.observations)))
    drawn = draw(fitting, calibrated, request.members, request.fitting.seed)
    drivers = _drivers(fitting, drawn.inputs)
    last = max([point.year for each in ahead for point in each.points], default=cut + 1.0)
    extra = [each.observation.variable for each in calibrated.series]
    answers = answers_of(fitting.case, (*drawn.inputs, *drivers), ahead, last, extra)
    members = np.concatenate([drawn.values, _futures(fitting, drivers, request)])
    free = dict(zip((each.name for each in fitting.calibration.parameters), calibrated.found.values, strict=True))
    best = np.array([[free.get(each.name, _own(fitting, each))] for each in (*drawn.inputs, *drivers)])
    threads = request.fitting.effort.threads
    beside = [each.name for each in drawn.inputs if each.name not in free] + [each.name for each in drivers]
    ends = (50.0 * (1.0 - request.share), 50.0 * (1.0 + request.share))
    said = answers.at(np.concatenate([best, members], axis=1), threads)
    yearly = answers.yearly(members, threads)
    return Testing(
        cut=cut,
        calibrated=calibrated,
        series=tuple(_series(calibrated, (answers, said), ends, request.fitting.seed)),
        yearly=answers.yearly(best),
        bands=_percentiles(yearly.values, ends),
        members=members.shape[1],
        drawn=drawn.told,
        levers=tuple(beside),
    )


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


def misfit(series: SeriesFit) -> float:
    """Return how much larger residuals of a fit are than errors of observation; 1 where they are not, or too few."""
    each = series.observation
    if len(each.points) < FEW:
        return 1.0
    observed = np.array([point.value for point in each.points])
    residuals = (series.model + series.levels - observed) / np.array(each.errors)
    return max(1.0, float(np.sqrt(np.mean(residuals**2))))


def _after(observation: Observation, cut: int) -> Observation | None:
    """Return what followed a cut; without stretches whose free level nothing before the cut could tell."""
    known = {offset for point, offset in zip(observation.points, observation.offsets, strict=True) if point.year <= cut}
    kept = [
        place
        for place, (point, offset) in enumerate(zip(observation.points, observation.offsets, strict=True))
        if point.year > cut and (offset < 0 or offset in known)
    ]
    return observation.only(kept) if kept else None


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


def _futures(fitting: Fitting, drivers: Sequence[Parameter], request: HoldOutRequest) -> np.ndarray:
    """Draw drivers, (driver, member), model units: around what was known at the cut, as wide as around the default."""
    names = tuple(each.name for each in drivers)
    sample = Sample(size=request.members, seed=request.fitting.seed)
    shares = latin_hypercube.draw(sample, names).shares(0, request.members)
    drawn = np.empty((len(drivers), request.members))
    for row, each in enumerate(drivers):
        away = quantile(each.prior, shares[row]) - each.start
        drawn[row] = np.clip(_own(fitting, each) + away, each.low, each.high)
    return drawn


def _series(
    calibrated: Calibrated, run: tuple[Answers, np.ndarray], ends: tuple[float, float], seed: int
) -> list[SeriesTest]:
    """Hold every series against the model and its rivals. run: what was asked, and (point, member), the fit first."""
    answers, said = run
    generator = np.random.default_rng(seed)
    before = {each.observation.name: each for each in calibrated.series}
    tests, row = [], 0
    for each in answers.observations:
        rows = slice(row, row + len(each.points))
        row += len(each.points)
        fit = before.get(each.name)
        levels = dict(zip(fit.observation.offsets, fit.levels.tolist(), strict=True)) if fit else {}
        level = np.array([levels.get(offset, 0.0) if offset >= 0 else 0.0 for offset in each.offsets])
        told = said[rows] + level[:, None]
        size = np.array(each.errors) * (misfit(fit) if fit else 1.0)
        noise = generator.standard_normal(told[:, 1:].shape) * size[:, None]
        low, high = _percentiles(told[:, 1:] + noise, ends)
        past = fit.observation if fit else None
        model = _rival("model", told[:, 0], each)
        tests.append(SeriesTest(each, past, model, low, high, _rivals(each, past)))
    return tests


def _percentiles(values: np.ndarray, ends: tuple[float, float]) -> np.ndarray:
    """Return (end, ...): percentiles of members that are numbers, the last axis; nan where none is."""
    told = np.isfinite(values).any(axis=-1)
    found = np.full((len(ends), *values.shape[:-1]), np.nan)
    found[:, told] = np.nanpercentile(values[told], ends, axis=-1)
    return found


def _rival(kind: str, values: np.ndarray, observation: Observation) -> Rival:
    """Judge a forecast."""
    observed = np.array([point.value for point in observation.points])
    return Rival(kind, values, statistics_of(values, observed))


def _rivals(observation: Observation, past: Observation | None) -> tuple[Rival, ...]:
    """Make the naive forecasts: from the same stretch of the series where it has two points, else from all before."""
    if past is None:
        return ()
    same = [place for place, offset in enumerate(past.offsets) if offset == observation.offsets[0]]
    used = past.only(same) if len(same) > 1 else past
    when, values = (np.array([getattr(point, name) for point in used.points]) for name in ("year", "value"))
    times = np.array([point.year for point in observation.points])
    is_share = observation.unit == "%" and bool(np.all((values > 0.0) & (values < 100.0)))
    made = [(kind, forecast(kind, (when, values), times, is_share)) for kind in BASELINES]
    return tuple(_rival(kind, found, observation) for kind, found in made if found is not None)
