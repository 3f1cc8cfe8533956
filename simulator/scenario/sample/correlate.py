"""Inputs that move together: a Gaussian copula with given rank correlations.

Source: rank correlation of a normal pair, 6 / pi * asin(r / 2): Pearson, On Further Methods of Determining
Correlation, 1907. Factor of a matrix: Cholesky's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

__all__ = ["Copula", "correlate", "factor_of"]

# The shares nearest to 0 and to 1 that are given back, so that an unbounded distribution stays finite.
LEAST, MOST = 2.0**-53, 1.0 - 2.0**-53
# What must be left of a variance of 1 when the inputs before it are known; below, there is only rounding.
LEAST_LEFT = 1e-12


@dataclass(frozen=True)
class Copula:
    """How some inputs move together.

    rows:   of the inputs. factor: by rows, the lower triangular factor of the correlations of their normal scores.
    """

    rows: tuple[int, ...]
    factor: tuple[tuple[float, ...], ...]


def factor_of(matrix: tuple[tuple[float, ...], ...]) -> tuple[tuple[float, ...], ...] | None:
    """Factor the correlations of normal scores that give some rank correlations.

    matrix:  of rank correlations (Spearman), symmetric, 1 on its diagonal.
    Returns: lower triangular, by rows; None where no normal scores are correlated so: not positive definite.
    """
    factor: list[list[float]] = []
    for row, correlations in enumerate(matrix):
        done: list[float] = []
        for column in range(row + 1):
            score = 1.0 if column == row else 2.0 * math.sin(math.pi / 6.0 * correlations[column])
            other = done if column == row else factor[column]
            for one, another in zip(done, other[: len(done)], strict=True):
                score -= one * another
            if column == row:
                if not score > LEAST_LEFT:
                    return None
                done.append(math.sqrt(score))
            else:
                done.append(score / other[column])
        factor.append(done)
    return tuple(map(tuple, factor))


def correlate(copula: Copula, shares: np.ndarray) -> None:
    """Make the shares of some inputs move together, in place. The first keeps its own; all stay evenly distributed.

    shares: (input, member), evenly distributed and independent. Sums are added in a written order, member by member.
    """
    scores = [special.ndtri(shares[row]) for row in copula.rows]
    for row, weights in list(zip(copula.rows, copula.factor, strict=True))[1:]:
        total = weights[0] * scores[0]
        for weight, score in zip(weights[1:], scores[1:], strict=False):
            total += weight * score
        shares[row] = np.minimum(np.maximum(special.ndtr(total), LEAST), MOST)
