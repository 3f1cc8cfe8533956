"""Series held against a model: at a fit, and after a cut beside naive forecasts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.fit.calibration import Observation
from simulator.target.statistics import Statistics

__all__ = ["Rival", "SeriesFit", "SeriesTest"]


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
class Rival:
    """A forecast of what came after a cut. values: (point,), shown unit."""

    kind: str
    values: np.ndarray
    statistics: Statistics


@dataclass(frozen=True, eq=False)
class SeriesTest:
    """One series after a cut.

    observation: its points after the cut; past: those until then, None where there are none.
    model:       its forecast, the median of the members. low, high: (point,), the ends of the band, errors included.
    inside:      (point,), whether the band holds the observed value. rivals: naive forecasts that were possible.
    best_fit:    what the best fit alone says, not moved. unmoved: the median of the members, not moved.
    shift:       (member,), by how much members are moved at the last of the points.
    informed:    why the model knows what followed, so that it is no test; empty where it does not.
    """

    observation: Observation
    past: Observation | None
    model: Rival
    low: np.ndarray
    high: np.ndarray
    rivals: tuple[Rival, ...]
    best_fit: Rival
    unmoved: Rival
    shift: np.ndarray
    informed: str = ""

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
        return self.beats(self.model)

    def beats(self, forecast: Rival) -> bool | None:
        """Tell whether a forecast is nearer than the best naive one; None where there is none."""
        best = self.best
        return None if best is None else bool(forecast.statistics.rmse < best.statistics.rmse)
