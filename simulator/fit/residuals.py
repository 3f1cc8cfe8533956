"""How far members are from history, in errors of observation; levels that are free are taken out first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.fit.calibration import Observation, Parameter

__all__ = ["Residuals", "residuals_of"]

# What counts for a member that is not a finite number: far worse than any that is.
BROKEN = 1e6


@dataclass(frozen=True, eq=False)
class Residuals:
    """Observed values with their errors, those of the model itself included, and priors that count.

    observed, errors: (point,), shown units. groups: rows that share a free level, a tuple each.
    priors:           row of a parameter, whether its logarithm counts, mean and standard deviation.
    """

    observed: np.ndarray
    errors: np.ndarray
    groups: tuple[tuple[int, ...], ...]
    priors: tuple[tuple[int, bool, float, float], ...]

    def levels(self, said: np.ndarray) -> np.ndarray:
        """Return the (point, member) free level of every point, shown unit: what history has above the model.

        said:   (point, member), what the model says.
        Source: ours; the weighted mean is where the sum of squares is least, so the level need not be searched
                (variable projection: Golub and Pereyra, 1973).
        """
        levels = np.zeros_like(said)
        weights = 1.0 / self.errors**2
        for rows in self.groups:
            total, weight = np.zeros(said.shape[1]), 0.0
            for row in rows:
                total = total + weights[row] * (self.observed[row] - said[row])
                weight += float(weights[row])
            for row in rows:
                levels[row] = total / weight
        return levels

    def of(self, said: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Return the (row, member) residuals: a row a point, then a row a prior.

        said: (point, member). values: (parameter, member).
        """
        rows = (said + self.levels(said) - self.observed[:, None]) / self.errors[:, None]
        own = [
            ((np.log(values[row]) if is_log else values[row]) - mean) / size for row, is_log, mean, size in self.priors
        ]
        rows = np.concatenate([rows, np.stack(own)]) if own else rows
        broken = ~np.isfinite(rows)
        return np.where(broken, BROKEN, rows)

    def loss(self, rows: np.ndarray) -> np.ndarray:
        """Return (member,), half the sum of squares; row by row, so that members do not touch. rows: of `of`."""
        total = np.zeros(rows.shape[1])
        for row in rows:
            total = total + 0.5 * row * row
        return total


def residuals_of(observations: Sequence[Observation], parameters: Sequence[Parameter]) -> Residuals:
    """Gather observed values, errors, free levels, and the priors that count: normal and lognormal ones."""
    observed = [point.value for each in observations for point in each.points]
    errors = [size for each in observations for size in each.sizes]
    groups: dict[tuple[int, int], list[int]] = {}
    row = 0
    for number, each in enumerate(observations):
        for offset in each.offsets:
            if offset >= 0:
                groups.setdefault((number, offset), []).append(row)
            row += 1
    priors = []
    for place, one in enumerate(parameters):
        if one.has_prior and one.prior.kind in ("normal", "lognormal"):
            middle, size = one.prior.numbers[:2]
            is_log = one.prior.kind == "lognormal"
            priors.append((place, is_log, float(np.log(middle)) if is_log else middle, size))
    return Residuals(np.array(observed), np.array(errors), tuple(map(tuple, groups.values())), tuple(priors))
