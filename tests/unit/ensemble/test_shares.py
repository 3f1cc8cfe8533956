"""The score interval against scipy's, and at its ends."""

import pytest
from scipy.stats import binomtest

from simulator.ensemble import wilson


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.999])
@pytest.mark.parametrize(("n_met", "n"), [(0, 1), (1, 1), (0, 40), (1, 40), (20, 40), (39, 40), (40, 40), (7, 10**6)])
def test_it_is_the_interval_that_scipy_gives(n_met, n, level):
    expected = binomtest(n_met, n).proportion_ci(level, method="wilson")
    assert wilson(n_met, n, level) == pytest.approx((expected.low, expected.high), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("n", [1, 7, 1000, 10**9])
def test_it_ends_at_none_and_all_exactly(n):
    assert wilson(0, n)[0] == 0.0
    assert wilson(n, n)[1] == 1.0
    assert wilson(0, n)[1] < 1.0
    assert wilson(n, n)[0] > 0.0


def test_nothing_counted_says_nothing():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("n_met", "n"), [(-1, 3), (4, 3)])
def test_more_than_all_is_refused(n_met, n):
    with pytest.raises(ValueError, match=f"n_met is {n_met} of 3"):
        wilson(n_met, n)


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_a_level_in_percent_is_refused(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 3, level)
