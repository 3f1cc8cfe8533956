"""A small model matched to a history that it has written itself, for tests of history matching."""

from functools import cache, partial

import numpy as np

from simulator.fit import (
    Calibration,
    MatchEffort,
    Matching,
    Posterior,
    Prepared,
    answers_of,
    posterior_of,
    prepare_matching,
)
from simulator.report.fit.matched import HistoryMatch, SeriesBand
from simulator.report.fit.outcome import Asked
from simulator.report.outcome import Case as ReportCase
from simulator.scenario.distribution import Distribution
from simulator.scenario.levers import Lever
from simulator.scenario.scenario import Scenario
from simulator.target import History
from tests.fits import GROWTH, LABELS, growth_case, observed, parameter, people

# What comes after history: worth rises from 2022 on.
EQUATIONS = GROWTH.replace(
    "output=people*worth ~ yuan/Year", "output=people*worth*(1+STEP(rise,2022)) ~ yuan/Year\nrise=0 ~ Dmnl"
)
EFFORT = MatchEffort(chains=200, groups=2, wave=200, waves=1, rounds=4, seed=7)
YEARS = range(2010, 2021)


def inputs():
    """What is uncertain: two constants that history sees, one that acts afterwards."""
    return (
        parameter("growth", 0.0, 0.05),
        parameter("worth", 1.0, 3.0, prior=Distribution("normal", (2.0, 0.5), (1.0, 3.0))),
        parameter("rise", -0.2, 0.4),
    )


def observations():
    """People every year, and output twice, once at a level of its own."""
    return (
        observed("people", {year: people(year) for year in YEARS}, 2.0),
        observed("output", {2012: 208.0, 2013: 212.0, 2019: 238.0}, 6.0, (0, 0, -1)),
    )


def case():
    """Make the case."""
    return growth_case(EQUATIONS)


@cache
def prepared() -> Prepared:
    """Prepare the matching."""
    compiled = partial(_answers, until=None)
    return prepare_matching(inputs(), compiled, 1, 3)


@cache
def posterior() -> Posterior:
    """Match."""
    return posterior_of(prepared(), EFFORT)


@cache
def matched() -> HistoryMatch:
    """Make all that reports are made from."""
    found = posterior()
    answers = _answers(inputs(), until=2025.0)
    drawn = prepared().drawn(200, 7, "shown")
    said = answers.at(found.values)
    rows = np.split(said, [len(YEARS)])
    asked = Matching(("people", "output"), (2025,), inputs()[2:])
    return HistoryMatch(
        asked=Asked(
            name="match-small",
            reference="small",
            case=ReportCase("small", "0" * 64, LABELS, (), History(()), (_LEVER,)),
            calibration=Calibration("models/small/calibration.yaml", inputs()[:2], observations(), (), asked),
            scenario=Scenario("base", "small"),
            until=None,
        ),
        posterior=found,
        drawn=drawn,
        before=answers.yearly(drawn),
        after=answers.yearly(found.values),
        series=tuple(SeriesBand(each, part) for each, part in zip(observations(), rows, strict=True)),
        engine=answers.varied.program.printer,
        notes=(("match.poor", {"square": "3.1"}),),
    )


def _answers(given, until):
    return answers_of(case(), given, observations(), until)


_LEVER = Lever("rise", "Rise of worth", "价值上升", "Dmnl", -0.2, 0.4, 0.0, "uncertainty", "assumption")
