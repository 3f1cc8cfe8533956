"""How probable what was observed is, given what a member says: Gaussian errors, fixed before anything is fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.fit.calibration import Observation

__all__ = ["Evidence", "covariance_of", "evidence_from", "evidence_of"]


@dataclass(frozen=True, eq=False)
class Evidence:
    """Observations with the law of their errors.

    values:    (observation,), as observed.
    whitening: (row, observation). Applied to errors of observation it gives independent ones of variance 1; what an
               unknown level of a stretch would change is not in it.
    root:      (observation, observation), a square root of the covariance of the errors, of which whole levels are not
               part.
    """

    values: np.ndarray
    whitening: np.ndarray
    root: np.ndarray

    def misfits(self, predicted: np.ndarray) -> np.ndarray:
        """Return the (row, member) standardised misfits of (observation, member) predictions."""
        misfits: np.ndarray = self.whitening @ (predicted - self.values[:, None])
        return misfits

    def log_likelihood(self, predicted: np.ndarray) -> np.ndarray:
        """Return (member,), up to a constant; minus infinity where a prediction is not finite."""
        finite = np.isfinite(predicted).all(axis=0)
        told = np.where(finite, predicted, self.values[:, None])
        return np.where(finite, -0.5 * (self.misfits(told) ** 2).sum(axis=0), -np.inf)

    def synthetic(self, predicted: np.ndarray, draws: np.random.Generator) -> Evidence:
        """Return what would be observed if (observation,) predictions were the truth: errors are drawn by their law."""
        return replace(self, values=predicted + self.root @ draws.standard_normal(len(predicted)))


def evidence_of(values: np.ndarray, covariance: np.ndarray, stretches: Sequence[int] | None = None) -> Evidence:
    """Make evidence of observations.

    values:     (observation,). covariance: (observation, observation) of their errors, of the model's own too.
    stretches:  (observation,): -1, or the number of a stretch whose values may all be off by one unknown constant;
                None: no such stretch.
    """
    root = np.linalg.cholesky(covariance)
    whitening = np.linalg.solve(root, np.eye(len(values)))
    numbers = np.array([-1] * len(values) if stretches is None else stretches)
    levels = np.array([numbers == each for each in sorted(set(numbers.tolist()) - {-1})], dtype=float)
    if len(levels):
        directions = whitening @ levels.T
        complete, _ = np.linalg.qr(directions, mode="complete")
        whitening = complete[:, len(levels) :].T @ whitening
    return Evidence(np.asarray(values, dtype=float), whitening, root)


def evidence_from(observations: Sequence[Observation]) -> Evidence:
    """Make evidence of series of history, point after point; errors go their own ways, free levels count nothing.

    Where a series declares what the model itself may be off by, that is added.
    """
    values = [point.value for each in observations for point in each.points]
    numbers: dict[tuple[int, int], int] = {}
    stretches = [
        -1 if offset < 0 else numbers.setdefault((place, offset), len(numbers))
        for place, each in enumerate(observations)
        for offset in each.offsets
    ]
    return evidence_of(np.array(values), covariance_of(observations), stretches)


def covariance_of(observations: Sequence[Observation]) -> np.ndarray:
    """Return the (observation, observation) covariance of errors, and of what the model itself may be off by.

    Observations of one name are one series: what the model is off by is alike in near years.
    """
    points = [point for each in observations for point in each.points]
    covariance = np.diag(np.square([error for each in observations for error in each.errors]))
    own = [(each.name, each.discrepancy, place) for each in observations for place in range(len(each.points))]
    sizes = np.array([off.sizes[place] if off else 0.0 for _, off, place in own])
    memories = np.array([off.memory if off else 1.0 for _, off, _ in own])
    years = np.array([point.year for point in points])
    names = np.array([name for name, _, _ in own])
    alike = np.exp(-np.abs(years[:, None] - years) / memories) * (names[:, None] == names)
    return np.asarray(covariance + np.outer(sizes, sizes) * alike)
