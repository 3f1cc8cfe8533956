"""Hold-out: calibrated on history until a cut, tested on what followed, beside naive forecasts of the same series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
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
    banded,
    blind,
    futures,
    judged,
    lever_parameter,
)
from simulator.report.fit.matched import sampling_content
from simulator.report.fit.outcome import Tested, Testing
from simulator.report.phrase import Tell
from simulator.scenario.schedule import Schedule
from simulator.study.calibrate import CalibrateRequest, calibrate_fitting
from simulator.study.fitting import Fitting, fitting_at, folder_name, load_fitted
from simulator.study.match import notes_of, posterior_given

__all__ = ["HoldOutRequest", "hold_out"]


# Chains of the members: fewer rounds, or fewer members, do not forget where they began.
SETTLING, ROUNDS = 4, 24


@dataclass(frozen=True)
class HoldOutRequest:
    """How to hold out.

    cuts:    years; none takes those of the file. members: how many the band is of. share: of them that it holds.
    fitting: how each calibration is searched; its own year and output count for nothing.
    """

    cuts: tuple[int, ...] = ()
    members: int = 1000
    share: float = 0.8
    fitting: CalibrateRequest = field(default_factory=CalibrateRequest)
    output: Path | None = None

    @property
    def effort(self) -> MatchEffort:
        """How much is computed for the members."""
        return MatchEffort(chains=self.members, settling=SETTLING, rounds=ROUNDS, seed=self.fitting.seed)


def hold_out(model: str | None, request: HoldOutRequest, tell: Tell) -> Tested:
    """Hold history out after each cut and test on it.

    Raises: SimulatorError with every fault of the files, before anything is run; where there is no cut.
    """
    city, calibration = load_fitted(model)
    calibration = replace(calibration, parameters=tuple(map(blind, calibration.parameters)))
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
    name = folder_name("holdout", city, sorted(set(request.cuts)), request.output)
    tests = tuple(_tested(fitting, request, tell) for fitting in fittings)
    return Tested(name, city.case, tests, request.share)


def _tested(fitting: Fitting, request: HoldOutRequest, tell: Tell) -> Testing:
    """Calibrate and match until one cut, and test on what followed."""
    cut = fitting.until
    assert cut is not None
    name = folder_name("calibrate", fitting.city, (cut,), None)
    calibrated = calibrate_fitting(fitting, name, request.fitting.effort, tell)
    records = fitting.calibration.records
    ahead = _ahead(fitting.calibration, cut)
    seed, threads = request.fitting.seed, request.fitting.effort.threads
    posterior = posterior_given(fitting, request.effort, threads)
    given, values = posterior.prepared.inputs, posterior.values
    drivers = _drivers(fitting, given)
    inputs = (*given, *drivers)
    last = max([point.year for each in ahead for point in each.points], default=cut + 1.0)
    answers = answers_of(fitting.case, inputs, (*fitting.observations, *ahead), last)
    known = [_own(fitting, each) for each in drivers]
    drawn, beyond = futures(drivers, known, values.shape[1], seed)
    members = np.concatenate([values, drawn])
    free = dict(zip((each.name for each in fitting.calibration.parameters), calibrated.found.values, strict=True))
    best = np.array([[free.get(each.name, _own(fitting, each))] for each in inputs])
    told = answers.at(np.concatenate([best, members], axis=1), threads)
    n_past = sum(len(each.points) for each in fitting.observations)
    said = Said(fitting.observations, ahead, told[:n_past], told[n_past:], cut, {each.name: each for each in records})
    told_of = fitting.calibration.holdout(cut)
    informed = told_of.informed if told_of else {}
    series = judged(calibrated.series, said, request.share, seed)
    yearly = answers.yearly(members, threads)
    return Testing(
        cut=cut,
        calibrated=calibrated,
        series=tuple(replace(each, informed=informed.get(each.observation.name, "")) for each in series),
        years=yearly.years,
        bands=tuple(banded(yearly.of(each.observation.variable) + each.shift, request.share) for each in series),
        members=members.shape[1],
        levers=tuple(each.name for each in inputs if each.name not in free),
        sampling={"effort": asdict(posterior.effort), **sampling_content(posterior)},
        notes=tuple(notes_of(posterior)),
        beyond={each.name: float(share) for each, share in zip(drivers, beyond, strict=True) if share},
    )


def _ahead(calibration: Calibration, cut: int) -> tuple[Observation, ...]:
    """Gather what followed a cut."""
    return tuple(filter(None, (after_cut(each.tested, cut) for each in calibration.records)))


def _drivers(fitting: Fitting, drawn: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """Choose what drives the future and is drawn besides: levers that the file's match draws, else uncertain ones.

    Levers that the cut sets are drawn too, ours to choose or not: nobody knew what would be chosen. Other constants
    that a match draws shape the past too: drawn without it they would miss what was observed.
    """
    levers, drawn_by_match = fitting.city.names.levers, fitting.calibration.match.uncertain
    own = {each.name: lever_parameter(each, "") for each in levers.values() if each.distribution is not None}
    own |= {each.name: each for each in drawn_by_match if each.name in levers}
    asked = {each.name for each in drawn_by_match if each.name in levers}
    asked = asked or {name for name in own if levers[name].kind == "uncertainty"}
    paths = {each.name for each in fitting.scenario.settings if isinstance(each.value, Schedule)}
    asked |= {each.name for each in fitting.scenario.settings}
    left_out = {each.name for each in drawn} | paths
    return tuple(each for name, each in own.items() if name in asked - left_out)


def _own(fitting: Fitting, driver: Parameter) -> float:
    """Return the value that a driver has in the scenario: what was known at the cut, else the model's."""
    known = {each.name: each.value for each in fitting.scenario.settings}
    value = known.get(driver.name, fitting.city.model.constants[driver.name])
    assert not isinstance(value, Schedule)
    return float(value)
