"""Families of distributions: what part of each lies on either side of a value, and the value that parts it so.

Both parts are carried, the one below and the one above, so that a value far out in either tail keeps all its digits.
Everything is element by element, through functions that treat each element alone, so that a member has the same bits
in any company. The exponential is SciPy's: NumPy's has other last bits on other processors.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

__all__ = ["FAMILIES", "Family"]

Numbers = tuple[float, ...]


@dataclass(frozen=True)
class Family:
    """A continuous distribution of some numbers.

    parts: (value, numbers) to the shares below and above it.
    value: (below, above, numbers) to the value that has those shares on its sides; arrays of one shape.
    ends:  numbers to the least and the largest value.
    """

    parts: Callable[[float, Numbers], tuple[float, float]]
    value: Callable[[np.ndarray, np.ndarray, Numbers], np.ndarray]
    ends: Callable[[Numbers], tuple[float, float]]


def _score(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Return the standard normal value, from whichever side is the smaller, where it is the more exact."""
    scores: np.ndarray = special.ndtri(np.minimum(np.minimum(below, above), 0.5))
    return np.where(below < above, scores, -scores)


def _normal_parts(value: float, numbers: Numbers) -> tuple[float, float]:
    score = (value - numbers[0]) / numbers[1]
    return float(special.ndtr(score)), float(special.ndtr(-score))


def _normal(below: np.ndarray, above: np.ndarray, numbers: Numbers) -> np.ndarray:
    return numbers[0] + numbers[1] * _score(below, above)


def _lognormal_parts(value: float, numbers: Numbers) -> tuple[float, float]:
    if value <= 0.0:
        return 0.0, 1.0
    return _normal_parts(math.log(value / numbers[0]), (0.0, numbers[1]))


def _lognormal(below: np.ndarray, above: np.ndarray, numbers: Numbers) -> np.ndarray:
    logarithm = numbers[1] * _score(below, above)
    # Box and Cox's transform with exponent 0 is the logarithm; its inverse is the C library's exponential.
    value: np.ndarray = numbers[0] * special.inv_boxcox(logarithm, 0.0)
    return value


def _uniform_parts(value: float, numbers: Numbers) -> tuple[float, float]:
    low, high = numbers
    inside = min(max(value, low), high)
    return (inside - low) / (high - low), (high - inside) / (high - low)


def _uniform(below: np.ndarray, above: np.ndarray, numbers: Numbers) -> np.ndarray:
    low, high = numbers
    return np.where(below < above, low + below * (high - low), high - above * (high - low))


def _triangular_parts(value: float, numbers: Numbers) -> tuple[float, float]:
    low, mode, high = numbers
    inside = min(max(value, low), high)
    if inside < mode:
        below = (inside - low) / (high - low) * ((inside - low) / (mode - low))
        return below, 1.0 - below
    above = (high - inside) / (high - low) * ((high - inside) / (high - mode)) if inside < high else 0.0
    return 1.0 - above, above


def _triangular(below: np.ndarray, above: np.ndarray, numbers: Numbers) -> np.ndarray:
    low, mode, high = numbers
    rising = low + np.sqrt(below * ((high - low) * (mode - low)))
    falling = high - np.sqrt(above * ((high - low) * (high - mode)))
    return np.where(below * (high - low) < mode - low, rising, falling)


def _stretched(numbers: Numbers) -> tuple[float, float]:
    """Return between what a beta distribution is stretched."""
    return (numbers[2], numbers[3]) if len(numbers) > 2 else (0.0, 1.0)


def _beta_parts(value: float, numbers: Numbers) -> tuple[float, float]:
    low, high = _stretched(numbers)
    if not low < value < high:
        return (0.0, 1.0) if value <= low else (1.0, 0.0)
    # The distance from the nearer end is the more exact; a beta seen from its other end is a beta.
    if value - low < high - value:
        inside, (alpha, beta) = (value - low) / (high - low), numbers[:2]
        return float(special.betainc(alpha, beta, inside)), float(special.betaincc(alpha, beta, inside))
    inside, (alpha, beta) = (high - value) / (high - low), numbers[:2]
    return float(special.betaincc(beta, alpha, inside)), float(special.betainc(beta, alpha, inside))


def _beta(below: np.ndarray, above: np.ndarray, numbers: Numbers) -> np.ndarray:
    low, high = _stretched(numbers)
    alpha, beta = numbers[:2]
    width, is_below = high - low, below < above
    # Each element is sought from one side only: the inverse is by far the dearest of all.
    from_low = special.betaincinv(alpha, beta, below, where=is_below, out=np.zeros_like(below))
    from_high = special.betaincinv(beta, alpha, above, where=~is_below, out=np.zeros_like(above))
    value: np.ndarray = np.where(is_below, low + width * from_low, high - width * from_high)
    return value


FAMILIES = {
    "triangular": Family(_triangular_parts, _triangular, lambda numbers: (numbers[0], numbers[2])),
    "uniform": Family(_uniform_parts, _uniform, lambda numbers: (numbers[0], numbers[1])),
    "normal": Family(_normal_parts, _normal, lambda _: (-math.inf, math.inf)),
    "lognormal": Family(_lognormal_parts, _lognormal, lambda _: (0.0, math.inf)),
    "beta": Family(_beta_parts, _beta, _stretched),
}
