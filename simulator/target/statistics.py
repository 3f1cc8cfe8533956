"""How well a series is met: mean errors, and Theil's inequality with its three shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["ENOUGH", "Statistics", "statistics_of"]

# From so many points on, shares of an error and Theil's coefficient say something.
ENOUGH = 5


@dataclass(frozen=True)
class Statistics:
    """How far a model is from history, over n points; nan where it cannot be told.

    mape, rmspe: mean absolute and root mean square error, % of the observed; nan where something observed is 0.
    mean, rmse, largest: mean absolute, root mean square and largest error, shown unit.
    theil:       Theil's inequality coefficient, from 0 (the same) to 1. bias, variance, covariance: the shares of the
                 mean square error from unequal means, unequal spread and imperfect correlation; they add up to 1.
    """

    n: int
    mape: float
    rmspe: float
    mean: float
    rmse: float
    largest: float
    theil: float
    bias: float
    variance: float
    covariance: float

    @property
    def is_enough(self) -> bool:
        """Tell whether there are enough points for Theil's coefficient and shares."""
        return self.n >= ENOUGH


def statistics_of(model: np.ndarray, observed: np.ndarray) -> Statistics:
    """Compare two series. model, observed: (point,), same unit.

    Source: Theil, Applied Economic Forecasting, 1966; Sterman, Appropriate summary statistics for evaluating the
            historical fit of system dynamics models, 1984.
    """
    n, nan = len(observed), float("nan")
    if n == 0:
        return Statistics(0, *(nan,) * 9)
    error = model - observed
    square = float(np.mean(error**2))
    relative = error / observed if np.all(observed != 0.0) else np.full(n, nan)
    size = float(np.sqrt(np.mean(model**2)) + np.sqrt(np.mean(observed**2)))
    told = n >= ENOUGH
    bias, variance, covariance = _shares(model, observed, square) if told and square > 0.0 else (nan, nan, nan)
    return Statistics(
        n=n,
        mape=100.0 * float(np.mean(np.abs(relative))),
        rmspe=100.0 * float(np.sqrt(np.mean(relative**2))),
        mean=float(np.mean(np.abs(error))),
        rmse=square**0.5,
        largest=float(np.max(np.abs(error))),
        theil=square**0.5 / size if told and size > 0.0 else nan,
        bias=bias,
        variance=variance,
        covariance=covariance,
    )


def _shares(model: np.ndarray, observed: np.ndarray, square: float) -> tuple[float, float, float]:
    """Part the mean square error: bias, variance, covariance."""
    bias = float(np.mean(model) - np.mean(observed)) ** 2 / square
    variance = float(np.std(model) - np.std(observed)) ** 2 / square
    centred = (model - np.mean(model)) * (observed - np.mean(observed))
    covariance = 2.0 * float(np.std(model) * np.std(observed) - np.mean(centred)) / square
    return bias, variance, covariance
