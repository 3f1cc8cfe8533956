"""What a hold-out counts: what followed a cut, futures around what was known, bands, and naive forecasts beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.fit.baselines import BASELINES, Past, forecast
from simulator.fit.calibration import Observation, Parameter, Record
from simulator.fit.evidence import covariance_of
from simulator.fit.residuals import residuals_of
from simulator.fit.tested import Rival, SeriesFit, SeriesTest
from simulator.scenario.batch import Sample
from simulator.scenario.distribution import quantile
from simulator.scenario.sample import latin_hypercube
from simulator.target.statistics import statistics_of

__all__ = ["Said", "after_cut", "banded", "blind", "futures", "judged", "misfit", "rivals"]

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


def futures(
    drivers: Sequence[Parameter], known: Sequence[float], count: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Draw what drives the future, model units: its own distribution, moved so that its middle is what was known.

    What is never negative is moved by a ratio, so that it is as wide in %; else, and from or to 0, by a difference.

    known:   one a driver, what was known at the cut.
    Returns: (driver, member), and (driver,) the share of its draws that lay beyond its range and are put at the end.
    """
    shares = latin_hypercube.draw(Sample(size=count, seed=seed), tuple(each.name for each in drivers)).shares(0, count)
    drawn, beyond = np.empty((len(drivers), count)), np.zeros(len(drivers))
    for row, (each, own) in enumerate(zip(drivers, known, strict=True)):
        middle = float(quantile(each.prior, np.array(0.5)))
        values = quantile(each.prior, shares[row])
        values = values * (own / middle) if min(each.low, own) >= 0.0 < own * middle else values + (own - middle)
        drawn[row] = np.clip(values, each.low, each.high)
        beyond[row] = np.mean(drawn[row] != values)
    return drawn, beyond


def misfit(series: SeriesFit) -> float:
    """Return how much larger residuals of a fit are than their errors; 1 where they are not, or too few."""
    each = series.observation
    if len(each.points) < FEW:
        return 1.0
    observed = np.array([point.value for point in each.points])
    residuals = (series.model + series.levels - observed) / np.array(each.sizes)
    return max(1.0, float(np.sqrt(np.mean(residuals**2))))


def judged(fits: Sequence[SeriesFit], said: Said, share: float, seed: int) -> tuple[SeriesTest, ...]:
    """Hold every series that followed against the model and its rivals.

    The forecast is the median of the members, each moved to begin where history was observed last. Errors that are
    parts of a value are parts of the forecast: what was observed later was not known.

    fits:   of the calibration until the cut. share: of members that a band holds. seed: of errors.
    Source: moving forecasts to where they begin, as naive ones do: Clements and Hendry, Intercept corrections and
            structural change, 1996.
    """
    generator = np.random.default_rng(seed)
    known = {each.observation.name: each for each in fits}
    levels, ends = _levels(said), _ends(said)
    tests, row = [], 0
    for each in said.ahead:
        own = said.after[row : row + len(each.points)]
        row += len(each.points)
        fit, end = known.get(each.name), ends.get(each.name)
        begun = [end is not None and offset == end.offset for offset in each.offsets]
        still = np.zeros(own.shape[1])
        kept = [levels.get((each.name, offset), still) for offset in each.offsets]
        shifts = [end.shift if end and is_begun else level for level, is_begun in zip(kept, begun, strict=True)]
        unmoved, moved = own + np.array(kept), own + np.array(shifts)
        median = banded(moved[:, 1:], share)[1]
        ahead = (each.foreseen(median.tolist()), begun)
        noise = _noise(fit.observation if fit else None, ahead, moved.shape[1] - 1, generator)
        low, _, high = banded(moved[:, 1:] + noise * (misfit(fit) if fit else 1.0), share)
        tests.append(
            SeriesTest(
                each,
                fit.observation if fit else None,
                _rival("model", median, each),
                low,
                high,
                rivals(each, said.records[each.name], said.cut),
                _rival("best_fit", unmoved[:, 0], each),
                _rival("unmoved", banded(unmoved[:, 1:], share)[1], each),
                shifts[-1][1:],
            )
        )
    return tuple(tests)


@dataclass(frozen=True, eq=False)
class _End:
    """Where a series was observed last. offset: its stretch. shift: (member,), what history has above each there."""

    offset: int
    shift: np.ndarray


def _ends(said: Said) -> dict[str, _End]:
    """Find where forecasts begin."""
    ends, row = {}, -1
    for each in said.past:
        row += len(each.points)
        ends[each.name] = _End(each.offsets[-1], each.points[-1].value - said.before[row])
    return ends


def _noise(
    past: Observation | None, ahead: tuple[Observation, list[bool]], count: int, generator: np.random.Generator
) -> np.ndarray:
    """Draw (point, member) errors of observation and of the model itself, shown unit.

    past:  whose last value forecasts begin at; it may be off as well, and what the model is off by has been taken out
           there. ahead: what is forecast, and of each point whether it begins so.
    """
    each, begun = ahead
    parts = (each,) if past is None else (past.only([len(past.points) - 1]), each)
    drawn = np.linalg.cholesky(covariance_of(parts)) @ generator.standard_normal(
        (sum(len(part.points) for part in parts), count)
    )
    if past is None:
        return np.asarray(drawn)
    return np.asarray(drawn[1:] - np.array(begun)[:, None] * drawn[0])


def banded(values: np.ndarray, share: float) -> np.ndarray:
    """Return (low, median and high, ...) of members that are numbers, the last axis; a share lies between the ends.

    nan where no member is a number.
    """
    ends = (50.0 * (1.0 - share), 50.0, 50.0 * (1.0 + share))
    told = np.isfinite(values).any(axis=-1)
    found = np.full((3, *values.shape[:-1]), np.nan)
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
