"""What a hold-out counts: what followed a cut, futures around what was known, bands, and naive forecasts beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.fit.baselines import BASELINES, Past, forecast
from simulator.fit.calibration import Observation, Parameter, Record
from simulator.fit.residuals import residuals_of
from simulator.fit.statistics import statistics_of
from simulator.fit.tested import Rival, SeriesFit, SeriesTest
from simulator.scenario.batch import Sample
from simulator.scenario.distribution import quantile
from simulator.scenario.sample import latin_hypercube

__all__ = ["Said", "after_cut", "blind", "futures", "judged", "misfit", "percentiles", "rivals"]

# From so many points on residuals tell how large errors are.
FEW = 3


@dataclass(frozen=True, eq=False)
class Said:
    """What a model says at points of history: (point, member), shown unit, the best fit first.

    past: what had been observed until the cut, one after the other. ahead: what followed, read likewise.
    records: by name of a series, what naive forecasts may see until the cut.
    """

    past: tuple[Observation, ...]
    ahead: tuple[Observation, ...]
    before: np.ndarray
    after: np.ndarray
    cut: int
    records: Mapping[str, Record]


def blind(parameter: Parameter) -> Parameter:
    """Let a search begin in the middle of the prior: the model's own value may know what followed."""
    return replace(parameter, start=float(quantile(parameter.prior, np.array(0.5))))


def after_cut(observation: Observation, cut: int) -> Observation | None:
    """Return what followed a cut; without stretches whose free level nothing before the cut could tell."""
    known = {offset for point, offset in zip(observation.points, observation.offsets, strict=True) if point.year <= cut}
    kept = [
        place
        for place, (point, offset) in enumerate(zip(observation.points, observation.offsets, strict=True))
        if point.year > cut and (offset < 0 or offset in known)
    ]
    return observation.only(kept) if kept else None


def futures(drivers: Sequence[Parameter], known: Sequence[float], count: int, seed: int) -> np.ndarray:
    """Draw what drives the future, (driver, member), model units: as wide as around the default.

    known: one a driver, around which it is drawn: what was known at the cut.
    """
    shares = latin_hypercube.draw(Sample(size=count, seed=seed), tuple(each.name for each in drivers)).shares(0, count)
    drawn = np.empty((len(drivers), count))
    for row, (each, own) in enumerate(zip(drivers, known, strict=True)):
        drawn[row] = np.clip(own + quantile(each.prior, shares[row]) - each.start, each.low, each.high)
    return drawn


def misfit(series: SeriesFit) -> float:
    """Return how much larger residuals of a fit are than errors of observation; 1 where they are not, or too few."""
    each = series.observation
    if len(each.points) < FEW:
        return 1.0
    observed = np.array([point.value for point in each.points])
    residuals = (series.model + series.levels - observed) / np.array(each.errors)
    return max(1.0, float(np.sqrt(np.mean(residuals**2))))


def judged(fits: Sequence[SeriesFit], said: Said, share: float, seed: int) -> tuple[SeriesTest, ...]:
    """Hold every series that followed against the model and its rivals.

    fits:  of the calibration until the cut. share: of members that a band holds. seed: of errors of observation.
    """
    generator = np.random.default_rng(seed)
    known = {each.observation.name: each for each in fits}
    levels = _levels(said)
    tests, row = [], 0
    for each in said.ahead:
        rows = slice(row, row + len(each.points))
        row += len(each.points)
        own = [levels.get((each.name, offset)) for offset in each.offsets]
        told = said.after[rows] + np.array([np.zeros(said.after.shape[1]) if level is None else level for level in own])
        fit = known.get(each.name)
        size = np.array(each.errors) * (misfit(fit) if fit else 1.0)
        noise = generator.standard_normal(told[:, 1:].shape) * size[:, None]
        low, high = percentiles(told[:, 1:] + noise, share)
        past = fit.observation if fit else None
        tests.append(
            SeriesTest(
                each,
                past,
                _rival("model", told[:, 0], each),
                low,
                high,
                rivals(each, said.records[each.name], said.cut),
            )
        )
    return tuple(tests)


def percentiles(values: np.ndarray, share: float) -> np.ndarray:
    """Return (low and high, ...): ends between which a share of members lies that are numbers, the last axis.

    nan where no member is a number.
    """
    ends = (50.0 * (1.0 - share), 50.0 * (1.0 + share))
    told = np.isfinite(values).any(axis=-1)
    found = np.full((2, *values.shape[:-1]), np.nan)
    found[:, told] = np.nanpercentile(values[told], ends, axis=-1)
    return found


def rivals(observation: Observation, record: Record, cut: int) -> tuple[Rival, ...]:
    """Make the naive forecasts from all that was trusted of the variable until a cut.

    Growth is that inside stretches between breaks, the level that of the last one.
    """
    seen = [point for point in record.points if point.year <= cut]
    if not seen:
        return ()
    when, values = (np.array([getattr(point, name) for point in seen]) for name in ("year", "value"))
    stretches = np.array([sum(year >= each for each in record.breaks) for year in when])
    times = np.array([point.year for point in observation.points])
    is_share = observation.unit == "%" and bool(np.all((values > 0.0) & (values < 100.0)))
    made = [(kind, forecast(kind, Past(when, values, stretches), times, is_share)) for kind in BASELINES]
    return tuple(_rival(kind, found, observation) for kind, found in made if found is not None)


def _levels(said: Said) -> dict[tuple[str, int], np.ndarray]:
    """Find (member,) the free level of every stretch, each member's own, from what had been observed until the cut."""
    found = residuals_of(said.past, ()).levels(said.before)
    rows = [(each.name, offset) for each in said.past for offset in each.offsets]
    return {named: level for named, level in zip(rows, found, strict=True) if named[1] >= 0}


def _rival(kind: str, values: np.ndarray, observation: Observation) -> Rival:
    """Judge a forecast."""
    return Rival(kind, values, statistics_of(values, np.array([point.value for point in observation.points])))
