"""Derive polynomial coefficients: the Remez exchange in many digits, each coefficient then rounded to a double.

Source: Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., sec. 10.3 (minimax polynomials).
"""

from collections.abc import Callable, Sequence

import mpmath

GRID = 1500
ROUNDS = 6
DIGITS = 60
SERIES = 60


def minimax(
    series: Callable[[int], mpmath.mpf], weight: int, n_terms: int, ends: tuple[float, float], first: int = 0
) -> tuple[float, ...]:
    """Return the doubles c that best approximate a power series by the sum of c[i] x**(first + i).

    series: its terms. weight: the greatest size of x**weight times the difference is the least there is.
    ends:   of x; not on both sides of zero where weight is not 0.
    """
    with mpmath.workdps(DIGITS):
        powers = [series(power) for power in range(SERIES)]
        middle = mpmath.mpf(ends[0] + ends[1]) / 2
        half = ends[1] - middle
        n_points = n_terms + 1
        points = [middle + half * mpmath.cos(mpmath.pi * (i + 0.5) / n_points) for i in range(n_points)]
        grid = [middle + half * mpmath.cos(mpmath.pi * (i + 0.5) / GRID) for i in range(GRID)]
        wanted = [value(powers, x) for x in grid]
        terms: list[mpmath.mpf] = []
        for _ in range(ROUNDS):
            rows = [
                [x ** (first + power) for power in range(n_terms)] + [(-1) ** i / x**weight]
                for i, x in enumerate(points)
            ]
            values = [value(powers, x) for x in points]
            solved = mpmath.lu_solve(mpmath.matrix(rows), mpmath.matrix(values))
            terms = [solved[i] for i in range(n_terms)]
            errors = [x**weight * (f - x**first * value(terms, x)) for x, f in zip(grid, wanted, strict=True)]
            points = _extremes(grid, errors, n_points)
        return tuple(float(term) for term in terms)


def value(terms: Sequence[mpmath.mpf], x: mpmath.mpf) -> mpmath.mpf:
    """Evaluate a polynomial by Horner's rule."""
    total = mpmath.mpf(0)
    for term in reversed(terms):
        total = total * x + term
    return total


def _extremes(grid: list[mpmath.mpf], errors: list[mpmath.mpf], n_points: int) -> list[mpmath.mpf]:
    """Return the points of greatest error, one for each run of one sign; the lesser outer ones go if too many."""
    best: list[int] = []
    for place, error in enumerate(errors):
        if best and (errors[best[-1]] > 0) == (error > 0):
            if abs(error) > abs(errors[best[-1]]):
                best[-1] = place
        else:
            best.append(place)
    while len(best) > n_points:
        best.pop(0 if abs(errors[best[0]]) < abs(errors[best[-1]]) else -1)
    return [grid[place] for place in best]
