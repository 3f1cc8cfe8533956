"""Shares: how many of the drawn members do something, and how far that may be from the share of all that could be."""

from __future__ import annotations

from math import sqrt

from scipy.special import ndtri

__all__ = ["wilson"]


def wilson(n_met: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the score interval of a share, (low, high); (0, 1) where nothing is counted.

    It holds for members that are drawn independently of one another.

    Raises: ValueError when n_met is not within 0..n or the level not within (0, 1).
    Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), p. 209.
    """
    if not 0 <= n_met <= n:
        raise ValueError(f"n_met is {n_met} of {n}. Expected 0 to {n}. Count again.")
    if not 0.0 < level < 1.0:
        raise ValueError(f"level is {level:g}. Expected a number between 0 and 1, such as 0.95. Correct it.")
    if n == 0:
        return 0.0, 1.0
    z = float(ndtri(0.5 + level / 2.0))
    share, squared = n_met / n, z * z
    middle = (share + squared / (2 * n)) / (1 + squared / n)
    half = z / (1 + squared / n) * sqrt(share * (1 - share) / n + squared / (4 * n * n))
    low = 0.0 if n_met == 0 else max(0.0, middle - half)
    high = 1.0 if n_met == n else min(1.0, middle + half)
    return low, high
