"""Small models with closed forms, and histories that they have written themselves, for tests of fits."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from simulator.fit.answers import Answers, Case, answers_of
from simulator.fit.calibration import Observation, Parameter
from simulator.model.build import load_model
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.distribution import Distribution
from simulator.scenario.scenario import Scenario
from simulator.target import Point
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
