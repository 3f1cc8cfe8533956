"""What reports of fits are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from simulator.fit import Calibration, Effort, Found, Identified, Observation, Statistics
from simulator.report.outcome import Case
from simulator.scenario.scenario import Scenario
from simulator.target import Yearly

__all__ = ["Calibrated", "Rival", "SeriesFit", "SeriesTest", "Tested", "Testing"]


@dataclass(frozen=True, eq=False)
class SeriesFit:
    """One series beside the model.

    model: (point,), what the model says, shown unit. levels: (point,), free levels that are added to it, 0 elsewhere.
    """

    observation: Observation
    model: np.ndarray
    levels: np.ndarray
    statistics: Statistics


@dataclass(frozen=True, eq=False)
class Calibrated:
    """A calibration that is done.

    name:     of the folder of results. until: the last year whose history counts; None: all of it.
    scenario: what was fitted: the model's defaults and what was set over them. reference: the model, as it is found.
    yearly:   of the fit, up to the last observation. notes: what is worth knowing, keys of words with their values.
    """

    name: str
    reference: str
    case: Case
    calibration: Calibration
    scenario: Scenario
    until: int | None
    effort: Effort
    found: Found
    identified: Identified
    series: tuple[SeriesFit, ...]
    yearly: Yearly
    engine: str
    notes: tuple[tuple[str, Mapping[str, object]], ...] = field(default=())


@dataclass(frozen=True, eq=False)
class Rival:
    """A forecast of what came after a cut. values: (point,), shown unit."""

    kind: str
    values: np.ndarray
    statistics: Statistics


@dataclass(frozen=True, eq=False)
class SeriesTest:
    """One series after a cut.

    observation: its points after the cut; past: those until then, None where there are none.
    model:       what the model says of it. low, high: (point,), the ends of the band, error of observation included.
    inside:      (point,), whether the band holds the observed value. rivals: naive forecasts that were possible.
    """

    observation: Observation
    past: Observation | None
    model: Rival
    low: np.ndarray
    high: np.ndarray
    rivals: tuple[Rival, ...]

    @property
    def inside(self) -> np.ndarray:
        """Tell of every point whether the band holds it."""
        values = np.array([point.value for point in self.observation.points])
        return np.asarray((self.low <= values) & (values <= self.high))

    @property
    def best(self) -> Rival | None:
        """The naive forecast with the least root mean square error; None where none was possible."""
        return min(self.rivals, key=lambda each: each.statistics.rmse, default=None)

    @property
    def wins(self) -> bool | None:
        """Tell whether the model is nearer than the best naive forecast; None where there is none."""
        best = self.best
        return None if best is None else bool(self.model.statistics.rmse < best.statistics.rmse)


@dataclass(frozen=True, eq=False)
class Testing:
    """One cut: the calibration on what came before it, and how the model fares on what came after.

    yearly: of the fit, beyond the cut. bands: (low and high, year, variable), of the members, without errors of
            observation. members: how many the band is of. drawn: how the band was drawn, a key of words.
    levers: constants that were drawn besides the parameters.
    """

    cut: int
    calibrated: Calibrated
    series: tuple[SeriesTest, ...]
    yearly: Yearly
    bands: np.ndarray
    members: int
    drawn: str
    levers: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Tested:
    """All cuts of a hold-out. share: of members that a band holds."""

    name: str
    case: Case
    tests: tuple[Testing, ...]
    share: float = 0.8
