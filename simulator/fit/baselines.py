"""Naive forecasts, each from the past of its own series alone: what a model must beat to be worth its equations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["BASELINES", "Past", "forecast"]

# Growth is read between values at least so many years apart: a month of it, held for years, would be noise.
A_YEAR = 0.75


@dataclass(frozen=True, eq=False)
class Past:
    """A series until a cut, in time; all (point,). stretches: from where to where levels can be compared, by number."""

    times: np.ndarray
    values: np.ndarray
    stretches: np.ndarray

    @property
    def joined(self) -> np.ndarray:
        """Tell of every two neighbours, (point - 1,), whether they are of one stretch."""
        return np.asarray(self.stretches[1:] == self.stretches[:-1])


def forecast(kind: str, past: Past, times: np.ndarray, is_share: bool) -> np.ndarray | None:
    """Continue a series naively: change is that inside stretches, the level that of the last one.

    kind:     one of BASELINES.
    times:    (point,), later. is_share: whether it is a share in %, which stays between 0 and 100.
    Returns:  (point,), the unit of the past; None where the method is not for such a series, or needs two points of a
              stretch and there are none.
    """
    if kind != "no_change" and not past.joined.any():
        return None
    return BASELINES[kind](past, times, is_share)


def _no_change(past: Past, times: np.ndarray, is_share: bool) -> np.ndarray:
    """Hold the last value."""
    return np.full(len(times), past.values[-1])


def _last_growth(past: Past, times: np.ndarray, is_share: bool) -> np.ndarray | None:
    """Hold the last growth inside a stretch over a year or so, or more; of a share, or below 0, the change."""
    apart = past.times[:, None] - past.times
    pairs = np.argwhere((past.stretches[:, None] == past.stretches) & (apart >= A_YEAR))
    if not len(pairs):
        return None
    late, early = pairs[-1]  # the last value, and the nearest before it
    before, after, span = past.values[early], past.values[late], apart[late, early]
    last, ahead = past.values[-1], (times - past.times[-1]) / span
    if not is_share and min(before, after, last) > 0:
        return np.asarray(last * (after / before) ** ahead)
    return np.asarray(last + (after - before) * ahead)


def _linear_trend(past: Past, times: np.ndarray, is_share: bool) -> np.ndarray:
    """Continue the straight line of least squares, of one slope and a level a stretch."""
    return _line(past, past.values, times)


def _logistic(past: Past, times: np.ndarray, is_share: bool) -> np.ndarray | None:
    """Continue a logistic curve of a share: the straight line of least squares through its log odds."""
    if not is_share or np.any(past.values <= 0) or np.any(past.values >= 100):
        return None
    odds = np.log(past.values / (100.0 - past.values))
    return np.asarray(100.0 / (1.0 + np.exp(-_line(past, odds, times))))


def _drift(past: Past, times: np.ndarray, is_share: bool) -> np.ndarray | None:
    """Continue a random walk with drift from its last value: by the mean growth, of a share by the mean change.

    Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2; an ARIMA(0,1,0) with a
            constant, whose estimate is the mean of the differences.
    """
    is_growth = not is_share and bool(np.all(past.values > 0))
    values = np.log(past.values) if is_growth else past.values
    span = np.diff(past.times)[past.joined].sum()
    if span < A_YEAR:
        return None
    pace = np.diff(values)[past.joined].sum() / span
    continued = values[-1] + pace * (times - past.times[-1])
    return np.asarray(np.exp(continued) if is_growth else continued)


def _line(past: Past, values: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Continue the line through values: the slope inside all stretches, the level of the last."""
    own = past.stretches[:, None] == past.stretches[None, :]
    when, level = (own @ each / own.sum(axis=1) for each in (past.times, values))
    away = past.times - when
    slope = (away * (values - level)).sum() / (away**2).sum()
    return np.asarray(level[-1] + slope * (times - when[-1]))


Baseline = Callable[[Past, np.ndarray, bool], "np.ndarray | None"]
BASELINES: dict[str, Baseline] = {
    "no_change": _no_change,
    "last_growth": _last_growth,
    "linear_trend": _linear_trend,
    "logistic": _logistic,
    "drift": _drift,
}
