"""Small models with closed forms, and histories that they have written themselves, for tests of fits."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from simulator.fit import (
    Answers,
    Calibration,
    Case,
    Effort,
    Objective,
    Observation,
    Parameter,
    Rival,
    SeriesTest,
    answers_of,
    identify,
    residuals_of,
    search,
)
from simulator.model.build import load_model
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.report.fit.outcome import Asked, Calibrated, Tested, Testing
from simulator.report.outcome import Case as ReportCase
from simulator.scenario.distribution import Distribution
from simulator.scenario.scenario import Scenario
from simulator.study.calibrate import series_of
from simulator.target import History, Point, statistics_of
from tests.small_models import Times, model_text

TIMES = Times(2010.0, 2025.0, 0.125)
# Exponential growth: people(t) = first people * exp(growth * (t - 2010)); a flow of what they make; a product a * b.
GROWTH = """
people=INTEG(people*growth, first people) ~ person
growth=0.02 ~ 1/Year
first people=100 ~ person
output=people*worth ~ yuan/Year
worth=2 ~ yuan/person/Year
both=a*b*people ~ person
a=1 ~ Dmnl
b=1 ~ Dmnl
"""
LABELS = (
    Label("people", "People", "人口", "person", "population", "end"),
    Label("output", "Output", "产出", "yuan", "economy", "total"),
    Label("output growth", "Output growth", "产出增速", "%", "economy", "growth", of="output"),
    Label("both", "Both", "二者", "person", "economy", "end"),
)


# Of a hold-out whose chains have not settled, and of whose lever a tenth of the draws lay beyond its range.
SAMPLING: dict[str, object] = {"settled": False, "remembered": 0.41}
UNSETTLED = (("match.unsettled", {"share": "0.41"}),)
BEYOND = {"growth": 0.1, "worth": 0.01}
UNITS = {label.variable: label.unit for label in LABELS}


def parameter(
    name: str, low: float, high: float, start: float | None = None, prior: Distribution | None = None
) -> Parameter:
    """Make a free constant; it starts in the middle."""
    first = (low + high) / 2 if start is None else start
    return Parameter(
        name, low, high, first, prior or Distribution("uniform", (low, high)), prior is not None, "assumption"
    )


def observed(
    variable: str, values: Mapping[float, float], error: float = 1.0, offsets: Sequence[int] | None = None
) -> Observation:
    """Make a series."""
    points = tuple(
        Point(variable, variable, year, value, UNITS[variable], "closed form", "high", "")
        for year, value in values.items()
    )
    errors, own = (error,) * len(points), tuple(offsets or (-1,) * len(points))
    return Observation(variable, variable, UNITS[variable], points, errors, own, "assumption")


def growth_case(equations: str = GROWTH, labels: tuple[Label, ...] = LABELS) -> Case:
    """Make the case of exponential growth."""
    return Case(model_with_units(equations), labels, Scenario("base", "small"))


def model_with_units(equations: str, times: Times = TIMES) -> Model:
    """Read a small model. equations: one a line, `name=... ~ unit`."""
    text = model_text("\n".join(line.partition("~")[0] for line in equations.splitlines()), times)
    for line in equations.strip().splitlines():
        equation, _, unit = line.partition("~")
        text = text.replace(f"{equation.strip()}\n\t~\t\n", f"{equation.strip()}\n\t~\t{unit.strip()}\n")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.mdl"
        path.write_text(text, encoding="utf-8")
        return load_model(path)


def growth_answers(parameters: Sequence[Parameter], observations: Sequence[Observation]) -> Answers:
    """Compile exponential growth."""
    return answers_of(growth_case(), parameters, observations)


def people(year: float, growth: float = 0.02, first: float = 100.0) -> float:
    """Return the closed form of `people`."""
    return float(first * np.exp(growth * (year - 2010.0)))


def small_calibration() -> tuple[Calibration, tuple[Observation, ...]]:
    """Make a calibration of exponential growth: a parameter found, one at its end, a product that is open."""
    years = range(2010, 2026)
    observations = (
        observed("people", {year: people(year) * (1.001 if year % 2 else 0.999) for year in years}, 0.5),
        observed("output", {2012: 205.0, 2016: 220.0, 2020: 240.0}, 4.0, (0, 0, -1)),
        observed("both", {year: 1.2 * people(year) for year in years}),
    )
    free = (
        parameter("growth", 0.0, 0.1),
        parameter("a", 0.5, 2.0),
        parameter("b", 0.5, 2.0),
        parameter("worth", 0.0, 1.5),
    )
    return Calibration("models/small/calibration.yaml", free, observations), observations


@cache
def calibrated() -> Calibrated:
    """Calibrate exponential growth."""
    calibration, observations = small_calibration()
    case = growth_case()
    answers = answers_of(case, calibration.parameters, observations)
    residuals = residuals_of(observations, calibration.parameters)
    effort = Effort(200, 3)
    found = search(Objective(answers, residuals), effort, lambda _: None)
    return Calibrated(
        asked=Asked(
            name="calibrate-small",
            reference="small",
            case=ReportCase("small", "0" * 64, LABELS, (), History(())),
            calibration=calibration,
            scenario=case.scenario,
            until=None,
        ),
        effort=effort,
        found=found,
        identified=identify(found.jacobian, found.ends),
        series=series_of(answers, residuals, found),
        yearly=answers.yearly(found.values[:, None]),
        engine=answers.varied.program.printer,
        notes=(("calibration.broken", {"count": 1, "total": 200}),),
    )


@cache
def held_out() -> Tested:
    """Hold out two series of exponential growth: one that the model meets, one of a single point in the past."""
    done = calibrated()
    first, second = done.series[0].observation, done.series[1].observation
    years = np.array([point.year for point in first.points])
    after = first.only(np.flatnonzero(years > 2020).tolist())
    values = np.array([point.value for point in after.points])
    alone = second.only([2])
    rivals = (rival("linear_trend", values - 3.0, after), rival("drift", values + 0.5, after))
    tests = (
        SeriesTest(
            after,
            first.until(2020),
            rival("model", values + 0.1, after),
            values - 0.2,
            values + 0.3,
            rivals,
            rival("best_fit", values + 0.7, after),
            rival("unmoved", values + 0.4, after),
            np.zeros(500),
        ),
        SeriesTest(
            alone,
            None,
            rival("model", np.array([230.0]), alone),
            np.array([1.0]),
            np.array([2.0]),
            (),
            rival("best_fit", np.array([231.0]), alone),
            rival("unmoved", np.array([232.0]), alone),
            np.zeros(500),
        ),
    )
    parts = np.array([[0.99], [1.0], [1.01]])
    bands = tuple(parts * done.yearly.of(each.observation.variable)[:, 0] for each in tests)
    testing = Testing(2020, done, tests, done.yearly.years, bands, 500, ("growth",), SAMPLING, UNSETTLED, BEYOND)
    return Tested("holdout-small", done.asked.case, (testing,))


def rival(kind: str, values: np.ndarray, observation: Observation) -> Rival:
    """Make a forecast."""
    seen = np.array([point.value for point in observation.points])
    return Rival(kind, values, statistics_of(values, seen))
