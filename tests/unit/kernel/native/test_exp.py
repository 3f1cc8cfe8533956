import mpmath
import numpy as np
import pytest

from simulator.kernel.native.exp import EXP_TERMS, LN2_HIGH, LN2_LOW
from tests.minimax import minimax
from tests.ulps import worst_ulps


def test_special_values(elementary):
    given = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 709.79, 1e300, -745.2, -1e300, 5e-324])
    wanted = [np.nan, np.inf, 0.0, 1.0, 1.0, np.inf, np.inf, 0.0, 0.0, 1.0]
    assert np.array_equal(elementary("exp", given), wanted, equal_nan=True)


@pytest.mark.parametrize("ends", [(-745.2, 709.8), (-1.0, 1.0), (-746.0, -708.0), (709.7, 709.79)])
def test_errors_are_less_than_one_ulp(elementary, ends):
    given = np.random.default_rng(1).uniform(*ends, size=5000)
    assert worst_ulps("exp", elementary("exp", given), given) < 1.0


def test_whole_numbers_and_ends_of_the_range(elementary):
    given = np.concatenate([np.arange(-745.0, 710.0), [709.782712893384, -708.3964185322641, -745.1332191019411]])
    assert worst_ulps("exp", elementary("exp", given), given) < 1.0


def test_terms_are_those_of_the_minimax_polynomial():
    # r goes from -ln(2)/2 to ln(2)/2, and a little further.
    assert minimax(lambda power: 1 / mpmath.factorial(power + 3), 0, len(EXP_TERMS), (-0.34661, 0.34661)) == EXP_TERMS


def test_parts_of_ln2():
    with mpmath.workdps(60):
        assert (LN2_HIGH * 2**42).is_integer()
        assert float(mpmath.log(2) - mpmath.mpf(LN2_HIGH)) == LN2_LOW
