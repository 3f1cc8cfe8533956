"""The distributions of random functions, by their quantiles: a number between 0 and 1 becomes a number drawn from one.

Everything is element by element, so that a member has the same bits in any company.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

__all__ = ["distributed", "normal_quantile", "normal_share"]

Numbers = np.ndarray | float


@dataclass(frozen=True)
class Distribution:
    """A distribution of some shapes. share(value, *shapes): the part not above a value. value(share, *shapes): inverse.

    whole: whether its values are whole numbers.
    """

    share: Callable[..., np.ndarray]
    value: Callable[..., np.ndarray]
    whole: bool = False


def distributed(kind: str, part: np.ndarray, bounds: tuple, place: tuple, *shapes: np.ndarray) -> np.ndarray:
    """Draw from what a distribution has between two bounds.

    part:    between 0 and 1. bounds: (least, most) of what is drawn; what lies outside is as if drawn anew.
    place:   (shift, stretch), by which a value of the distribution is moved and multiplied.
    Returns: as wide as the widest of all; not a number where shapes are out of range.
    """
    (least, most), (shift, stretch) = bounds, place
    ends = np.divide(np.subtract(least, shift), stretch), np.divide(np.subtract(most, shift), stretch)
    low, high = np.minimum(*ends), np.maximum(*ends)
    distribution = DISTRIBUTIONS[kind]
    if distribution.whole:
        low, high = np.ceil(low) - 1.0, np.floor(high)
    below, above = distribution.share(low, *shapes), distribution.share(high, *shapes)
    value = distribution.value(below + part * (above - below), *shapes)
    moved = np.where(np.equal(stretch, 0.0), shift, shift + stretch * value)
    drawn: np.ndarray = np.minimum(np.maximum(moved, least), most)
    return drawn


def normal_share(value: Numbers) -> np.ndarray:
    """Return the part of the normal distribution that is not above a value."""
    share: np.ndarray = special.ndtr(value)
    return share


def normal_quantile(share: Numbers) -> np.ndarray:
    """Return the value of the normal distribution that a part of it is not above."""
    value: np.ndarray = special.ndtri(share)
    return value


def _at_least(value: Numbers, share: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return a share of a distribution whose values are not negative."""
    inside = np.clip(value, 0.0, np.finfo(float).max)
    return np.where(np.less(value, 0.0), 0.0, np.where(np.equal(value, np.inf), 1.0, share(inside)))


def _count(part: np.ndarray, near: np.ndarray, share: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return the least whole number whose share reaches a part. near: where about that is, not a whole number."""
    value = np.ceil(near)
    value = np.where(share(np.maximum(value - 1.0, 0.0)) >= part, value - 1.0, value)
    counted: np.ndarray = np.where(share(np.zeros_like(value)) >= part, 0.0, value)
    return counted


def _binomial_share(value: Numbers, chance: Numbers, tries: Numbers) -> np.ndarray:
    inside = np.minimum(value, np.subtract(tries, 1.0))
    share = _at_least(inside, lambda count: special.betainc(tries - count, count + 1.0, np.subtract(1.0, chance)))
    return np.where(np.greater_equal(value, tries), 1.0, share)


def _binomial(part: np.ndarray, chance: Numbers, tries: Numbers) -> np.ndarray:
    near = np.nan_to_num(special.bdtrik(part, tries, chance), nan=np.inf)
    return _count(part, np.minimum(near, tries), lambda value: _binomial_share(value, chance, tries))


def _failures_share(value: Numbers, chance: Numbers, successes: Numbers) -> np.ndarray:
    return _at_least(value, lambda count: special.betainc(successes, count + 1.0, chance))


def _failures(part: np.ndarray, chance: Numbers, successes: Numbers) -> np.ndarray:
    near = special.nbdtrik(part, successes, chance)
    return _count(part, near, lambda value: _failures_share(value, chance, successes))


def _poisson_share(value: Numbers, mean: Numbers) -> np.ndarray:
    return _at_least(value, lambda count: special.gammaincc(count + 1.0, mean))


def _poisson(part: np.ndarray, mean: Numbers) -> np.ndarray:
    return _count(part, special.pdtrik(part, mean), lambda value: _poisson_share(value, mean))


def _triangular_share(value: Numbers, start: Numbers, peak: Numbers, stop: Numbers) -> np.ndarray:
    inside = np.clip(value, start, stop)
    rising = np.square(inside - start) / (np.subtract(stop, start) * np.subtract(peak, start))
    falling = 1.0 - np.square(stop - inside) / (np.subtract(stop, start) * np.subtract(stop, peak))
    return np.where(np.less(inside, peak), rising, np.where(np.equal(inside, stop), 1.0, falling))


def _triangular(part: np.ndarray, start: Numbers, peak: Numbers, stop: Numbers) -> np.ndarray:
    width = np.subtract(stop, start)
    rising = start + np.sqrt(part * width * np.subtract(peak, start))
    falling = stop - np.sqrt((1.0 - part) * width * np.subtract(stop, peak))
    return np.where(part * width < np.subtract(peak, start), rising, falling)


def _logarithms(mean: Numbers, deviation: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and deviation of the logarithms of what has a mean and deviation itself."""
    variance = np.log1p(np.square(np.divide(deviation, mean)))
    return np.log(mean) - variance / 2.0, np.sqrt(variance)


def _lognormal_share(value: Numbers, mean: Numbers, deviation: Numbers) -> np.ndarray:
    middle, spread = _logarithms(mean, deviation)
    return _at_least(value, lambda inside: special.ndtr((np.log(inside) - middle) / spread))


def _lognormal(part: np.ndarray, mean: Numbers, deviation: Numbers) -> np.ndarray:
    middle, spread = _logarithms(mean, deviation)
    value: np.ndarray = np.exp(middle + spread * special.ndtri(part))
    return value


DISTRIBUTIONS = {
    "gamma": Distribution(
        lambda value, shape: _at_least(value, lambda inside: special.gammainc(shape, inside)),
        lambda part, shape: special.gammaincinv(shape, part),
    ),
    "beta": Distribution(
        lambda value, one, other: special.betainc(one, other, np.clip(value, 0.0, 1.0)),
        lambda part, one, other: special.betaincinv(one, other, part),
    ),
    "weibull": Distribution(
        lambda value, shape: _at_least(value, lambda inside: -np.expm1(-np.power(inside, shape))),
        lambda part, shape: np.power(-np.log1p(-part), np.divide(1.0, shape)),
    ),
    "lognormal": Distribution(_lognormal_share, _lognormal),
    "triangular": Distribution(_triangular_share, _triangular),
    "binomial": Distribution(_binomial_share, _binomial, whole=True),
    "negative binomial": Distribution(_failures_share, _failures, whole=True),
    "poisson": Distribution(_poisson_share, _poisson, whole=True),
}
