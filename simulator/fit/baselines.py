"""Naive forecasts, each from the past of its own series alone: what a model must beat to be worth its equations."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

__all__ = ["BASELINES", "forecast"]

# The least points that each needs.
NEEDED = 2


def forecast(kind: str, past: tuple[np.ndarray, np.ndarray], times: np.ndarray, is_share: bool) -> np.ndarray | None:
    """Continue a series naively.

    kind:     one of BASELINES. past: (point,) times, ascending, and values.
    times:    (point,), later. is_share: whether it is a share in %, which stays between 0 and 100.
    Returns:  (point,), the unit of the past; None where the past is too short, or the method is not for such a series.
    """
    when, values = past
    if len(values) < NEEDED:
        return None
    return BASELINES[kind](when, values, times, is_share)


def _last_growth(when: np.ndarray, values: np.ndarray, times: np.ndarray, is_share: bool) -> np.ndarray:
    """Hold the growth between the last two values; of a share or what is not positive, their difference."""
    span, ahead = when[-1] - when[-2], times - when[-1]
    if not is_share and values[-1] > 0 and values[-2] > 0:
        return np.asarray(values[-1] * (values[-1] / values[-2]) ** (ahead / span))
    return np.asarray(values[-1] + (values[-1] - values[-2]) * ahead / span)


def _linear_trend(when: np.ndarray, values: np.ndarray, times: np.ndarray, is_share: bool) -> np.ndarray:
    """Continue the straight line of least squares."""
    middle, level = when.mean(), values.mean()
    slope = ((when - middle) * (values - level)).sum() / ((when - middle) ** 2).sum()
    return np.asarray(level + slope * (times - middle))


def _logistic(when: np.ndarray, values: np.ndarray, times: np.ndarray, is_share: bool) -> np.ndarray | None:
    """Continue a logistic curve of a share: the straight line of least squares through its log odds."""
    if not is_share or np.any(values <= 0) or np.any(values >= 100):
        return None
    odds = np.log(values / (100.0 - values))
    return np.asarray(100.0 / (1.0 + np.exp(-_linear_trend(when, odds, times, False))))


def _drift(when: np.ndarray, values: np.ndarray, times: np.ndarray, is_share: bool) -> np.ndarray:
    """Continue a random walk with drift from its last value: by the mean growth, of a share by the mean change.

    Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2; an ARIMA(0,1,0) with a
            constant, whose estimate is the mean of the differences.
    """
    span, ahead = when[-1] - when[0], times - when[-1]
    if not is_share and np.all(values > 0):
        return np.asarray(values[-1] * np.exp(np.log(values[-1] / values[0]) * ahead / span))
    return np.asarray(values[-1] + (values[-1] - values[0]) * ahead / span)


Baseline = Callable[[np.ndarray, np.ndarray, np.ndarray, bool], "np.ndarray | None"]
BASELINES: dict[str, Baseline] = {
    "last_growth": _last_growth,
    "linear_trend": _linear_trend,
    "logistic": _logistic,
    "drift": _drift,
}
