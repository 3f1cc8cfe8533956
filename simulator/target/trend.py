"""Trends: the yearly rate that a target requires beside the rate of the past. Arithmetic, never a forecast."""

import math
from dataclasses import dataclass

from simulator.target.history import History
from simulator.target.register import Target
from simulator.units import conversion

__all__ = ["LOOK_BACK", "Trend", "trend_of"]

LOOK_BACK = 10  # years before the base within which the rate of the past is taken

_GROWTH = "%/Year"


@dataclass(frozen=True)
class Trend:
    """Two yearly rates of one indicator.

    required: from the base to the target; None where there is no base.
    past:     before the base; None where nothing earlier is known.
    unit:     of both: % a year for quantities, the target's unit a year for shares and for what may be 0 or less.
    """

    required: float | None
    past: float | None
    unit: str


def trend_of(target: Target, history: History) -> Trend:
    """Compare what a target requires a year with what was achieved.

    target:  has a number and a year. The base of a level is its own or the latest value that its series has; that of a
             change or a sum is the same change or sum over as many years up to from_year.
    history: with the series of the target, if it has one.
    Source:  ours: compound growth between two values, or their difference, by the years between them.
    """
    if target.target_value is None or target.year is None:
        return Trend(None, None, "")
    if target.measure in ("", "level"):
        return _of_level(target, target.target_value, target.year, history)
    if target.from_year is None:
        return Trend(None, None, "")
    length = target.year - target.from_year
    if target.measure == "mean_growth":
        return Trend(target.target_value, target.base_value, _GROWTH)
    if target.measure == "relative_change_since":
        return Trend(_compound(target.target_value, length), _compound(target.base_value, length), _GROWTH)
    past = None if target.base_value is None else target.base_value / length
    return Trend(target.target_value / length, past, f"{target.unit}/Year")


def _of_level(target: Target, wanted: float, year: int, history: History) -> Trend:
    """Rates of a level: from the base to the target, and from an earlier value to the base."""
    points = _levels(target, history)
    base = _base(target, points, year)
    if base is None:
        return Trend(None, None, "")
    earlier = [point for point in points if base[0] - LOOK_BACK <= point[0] < base[0]]
    ends = [(base, (float(year), wanted)), *((point, base) for point in earlier[:1])]
    is_growth = target.unit != "%" and all(min(first[1], last[1]) > 0 for first, last in ends)
    rates = [_rate(first, last, is_growth) for first, last in ends]
    return Trend(rates[0], rates[1] if len(rates) > 1 else None, _GROWTH if is_growth else f"{target.unit}/Year")


def _levels(target: Target, history: History) -> list[tuple[float, float]]:
    """(year, value) of what is recorded of a target's indicator, in its unit, from the earliest on."""
    recorded = history.recorded(target.series)
    best = {point.year: point for point in reversed(recorded.points)}
    trusted = [recorded.at(target.series, year) for year in sorted(best)]
    return [(point.year, point.value * conversion(point.unit, target.unit)) for point in trusted if point is not None]


def _base(target: Target, points: list[tuple[float, float]], year: int) -> tuple[float, float] | None:
    """Year and value from which the target starts; None where nothing before its year is known."""
    if target.base_value is not None and target.base_year is not None and target.base_year < year:
        return float(target.base_year), target.base_value
    before = [point for point in points if point[0] < year]
    return before[-1] if before else None


def _rate(first: tuple[float, float], last: tuple[float, float], is_growth: bool) -> float:
    """Rate a year between two values at two times, in % or in their unit."""
    length = last[0] - first[0]
    if is_growth:
        return 100.0 * math.expm1(math.log(last[1] / first[1]) / length)
    return (last[1] - first[1]) / length


def _compound(change: float | None, length: int) -> float | None:
    """Rate in % a year that makes up a relative change in % over some years; None where there is none."""
    if change is None or change <= -100.0:
        return None
    return 100.0 * math.expm1(math.log1p(change / 100.0) / length)
