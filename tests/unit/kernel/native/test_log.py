import mpmath
import numpy as np

from simulator.kernel.native.log import LOG_TERMS
from tests.minimax import minimax
from tests.ulps import worst_ulps


def test_special_values(elementary):
    given = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0, -5e-324, -1e300])
    wanted = np.array([np.nan, np.inf, np.nan, -np.inf, -np.inf, 0.0, np.nan, np.nan, np.nan])
    got = elementary("log", given)
    assert np.array_equal(got, wanted, equal_nan=True)
    assert not np.signbit(got[5])


def test_errors_are_less_than_one_ulp(elementary):
    random = np.random.default_rng(2)
    for given in (
        random.integers(1, 0x7FF0000000000000, 5000).view(float),
        random.integers(1, 2**52, 5000).view(float),
        random.uniform(0.5, 2.0, 5000),
        random.uniform(0.70, 0.71, 5000),
        1.0 + random.normal(size=5000) * 1e-8,
        np.nextafter(2.0 ** np.arange(-1074, 1024), 0.0)[1:],
        2.0 ** np.arange(-1074, 1024),
        np.array([5e-324, np.finfo(float).max, np.nextafter(1, 0), np.nextafter(1, 2)]),
    ):
        assert worst_ulps("log", elementary("log", given), given) < 1.0


def test_terms_are_those_of_the_minimax_polynomial():
    # s**2 goes to 3 - 2 sqrt 2 squared, and a little further.
    assert minimax(lambda power: mpmath.mpf(2) / (2 * power + 3), 1, len(LOG_TERMS), (0.0, 0.02945)) == LOG_TERMS
