import math

import mpmath
import numpy as np
import pytest

from simulator.kernel import functions
from simulator.kernel.native.power import POWER_TERMS, SHARE_TERMS, TWO_THIRDS
from tests.minimax import minimax
from tests.ulps import worst_ulps

ENDS = np.array([0.0, 5e-324, 1e-310, 0.3, 0.5, 1.0, 2.0, 3.0, 4.0, 2.5, 2.0**52 + 1, 2.0**53, 2.0**53 + 2, 1e300])
ENDS = np.concatenate([ENDS, -ENDS, [np.inf, -np.inf, np.nan]])


def c99(base, exponent):
    """Return the C library's power, which raises where C gives a value."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        if base == 0:
            return math.copysign(math.inf, base) if exponent % 2 == 1 else math.inf
        return math.nan


def test_special_values_are_those_of_c99_but_for_the_short_cuts(elementary):
    base, exponent = (each.ravel() for each in np.meshgrid(ENDS, ENDS))
    got = elementary("power", base, exponent)
    for x, y, value in zip(base, exponent, got, strict=True):
        wanted = c99(x, y)
        if y == 0.5:
            wanted = math.sqrt(x) if x >= 0 else math.nan
        assert value == pytest.approx(wanted, rel=1e-15, abs=0, nan_ok=True), (x, y)
        assert math.isnan(value) or math.copysign(1, value) == math.copysign(1, wanted), (x, y)


def test_short_cuts_are_those_of_the_numpy_kernel(elementary):
    base = np.random.default_rng(1).integers(-(2**63), 2**63, 5000).view(float)
    base = np.concatenate([base, ENDS])
    with np.errstate(all="ignore"):
        for exponent in functions.SHORT_CUTS:
            wanted = functions.power(base, np.array([exponent]))
            got = elementary("power", base, np.full(len(base), exponent))
            assert np.array_equal(got, wanted, equal_nan=True)
            assert np.array_equal(np.signbit(got[base == 0]), np.signbit(wanted[base == 0]))


def towards(random, base, ends):
    """Exponents whose powers have logarithms between the ends."""
    with np.errstate(all="ignore"):
        exponent = random.uniform(*ends, len(base)) / np.log(base)
    return np.where(np.isfinite(exponent), exponent, 1.0)


@pytest.mark.parametrize("ends", [(-745.2, 709.79), (-745.1, -707.0), (709.0, 709.783), (-1.0, 1.0)])
def test_errors_are_less_than_one_ulp(elementary, ends):
    random = np.random.default_rng(2)
    for base in (
        random.integers(1, 0x7FF0000000000000, 2000).view(float),
        random.integers(1, 2**52, 500).view(float),
        random.uniform(0.5, 2.0, 2000),
        random.uniform(0.70, 0.72, 1000),
        random.uniform(1.40, 1.42, 1000),
        1.0 + random.normal(size=500) * 1e-8,
        np.repeat([np.nextafter(1, 0), np.nextafter(1, 2), 5e-324, np.finfo(float).max], 50),
    ):
        exponent = towards(random, base, ends)
        assert worst_ulps("power", elementary("power", base, exponent), base, exponent) < 1.0


def test_whole_powers_of_negative_numbers(elementary):
    random = np.random.default_rng(3)
    base, exponent = -np.exp(random.normal(size=2000)), np.floor(random.uniform(-40, 40, 2000))
    assert worst_ulps("power", elementary("power", base, exponent), base, exponent) < 1.0


def test_terms_are_those_of_the_minimax_polynomial():
    # s**2 goes to 3 - 2 sqrt 2 squared, and a little further.
    ends = (0.0, 0.02945)

    def wanted(power):
        return mpmath.mpf(2) / (2 * power + 3) - (TWO_THIRDS if power == 0 else 0)

    assert minimax(wanted, 1, len(POWER_TERMS), ends, 1) == POWER_TERMS
    assert minimax(lambda power: mpmath.mpf(1), 0, len(SHARE_TERMS), ends) == SHARE_TERMS
    assert TWO_THIRDS == 2 / 3
