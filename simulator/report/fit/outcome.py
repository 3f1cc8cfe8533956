"""What reports of fits are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from simulator.fit import Calibration, Effort, Found, Identified, SeriesFit, SeriesTest
from simulator.model.glossary import NO_GLOSSARY, Glossary
from simulator.report.outcome import Case
from simulator.report.phrase import Note
from simulator.scenario.scenario import Scenario
from simulator.target import Yearly

__all__ = ["Asked", "Calibrated", "Tested", "Testing"]


@dataclass(frozen=True)
class Asked:
    """What was held against history, whichever way.

    name:      of the folder of results. until: the last year whose history counts; None: all of it.
    reference: the model, as it is found. scenario: its defaults and what was set over them.
    glossary:  Chinese names of constants.
    """

    name: str
    reference: str
    case: Case
    calibration: Calibration
    scenario: Scenario
    until: int | None
    glossary: Glossary = NO_GLOSSARY


@dataclass(frozen=True, eq=False)
class Calibrated:
    """A calibration that is done.

    asked:  what was fitted.
    yearly: of the fit, up to the last observation. notes: what is worth knowing, keys of words with their values.
    """

    asked: Asked
    effort: Effort
    found: Found
    identified: Identified
    series: tuple[SeriesFit, ...]
    yearly: Yearly
    engine: str
    notes: tuple[tuple[str, Mapping[str, object]], ...] = field(default=())


@dataclass(frozen=True, eq=False)
class Testing:
    """One cut: the calibration on what came before it, and how the model fares on what came after.

    years, bands: what is drawn: of each series (low, median and high, year) of the members, moved as its forecasts are,
                  without errors. members: how many there are. levers: constants that were drawn besides the parameters.
    notes:        what is worth knowing of the members, keys of words with their values. sampling: how they were drawn.
    beyond:       by lever, the share of its draws beyond its range.
    """

    cut: int
    calibrated: Calibrated
    series: tuple[SeriesTest, ...]
    years: np.ndarray
    bands: tuple[np.ndarray, ...]
    members: int
    levers: tuple[str, ...]
    sampling: Mapping[str, object]
    notes: tuple[Note, ...] = ()
    beyond: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Tested:
    """All cuts of a hold-out. share: of members that a band holds."""

    name: str
    case: Case
    tests: tuple[Testing, ...]
    share: float = 0.8
