"""Measure errors in units in the last place (ulp) of the true value; a subnormal's is the least positive double."""

import mpmath
import numpy as np

LIMIT = mpmath.mpf(2) ** 1024


def true_value(name: str, *arguments: float) -> mpmath.mpf:
    """Return exp, log or power of finite arguments in 40 digits."""
    with mpmath.workdps(40):
        given = [mpmath.mpf(float(each)) for each in arguments]
        return mpmath.power(*given) if name == "power" else getattr(mpmath, name)(*given)


def ulps(got: float, true: mpmath.mpf) -> float:
    """Return the error of a result. Beyond the largest double, infinity counts as 2**1024."""
    with mpmath.workdps(40):
        if abs(true) >= LIMIT:
            true = mpmath.sign(true) * LIMIT
        ended = mpmath.sign(got) * LIMIT if np.isinf(got) else mpmath.mpf(float(got))
        _, exponent = mpmath.frexp(true)
        return float(abs(ended - true) / mpmath.ldexp(1, min(max(exponent - 53, -1074), 971)))


def worst_ulps(name: str, got: np.ndarray, *arguments: np.ndarray) -> float:
    """Return the greatest error of many results."""
    return max(ulps(result, true_value(name, *given)) for result, *given in zip(got, *arguments, strict=True))
