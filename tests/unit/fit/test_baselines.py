"""Naive forecasts against closed forms."""

import numpy as np
import pytest

from simulator.fit.baselines import BASELINES, Past, forecast

WHEN, LATER = np.array([2015.0, 2016.0, 2018.0]), np.array([2019.0, 2023.0])


def of(when, values, stretches=None):
    """Make a past."""
    return Past(when, values, np.zeros(len(when)) if stretches is None else np.array(stretches))


def test_a_break_of_level_is_no_growth_and_the_last_level_counts():
    when = np.array([2015.0, 2016.0, 2017.0, 2018.0])
    past = of(when, np.array([50.0, 52.0, 54.0, 30.0]), [0, 0, 0, 1])
    for kind in ("linear_trend", "last_growth", "drift"):
        assert forecast(kind, past, np.array([2020.0]), True) == pytest.approx([34.0])
    grown = of(when, np.array([100.0, 110.0, 10.0, 11.0]), [0, 0, 1, 1])
    for kind in ("last_growth", "drift"):
        assert forecast(kind, grown, np.array([2020.0]), False) == pytest.approx([11.0 * 1.21])
    assert forecast("drift", of(when[:2], np.array([1.0, 2.0]), [0, 1]), np.array([2020.0]), False) is None


def test_an_exponential_is_continued_by_growth_and_drift():
    past = of(WHEN, 100.0 * 1.05 ** (WHEN - 2015.0))
    expected = 100.0 * 1.05 ** (LATER - 2015.0)
    assert forecast("last_growth", past, LATER, False) == pytest.approx(expected)
    assert forecast("drift", past, LATER, False) == pytest.approx(expected)
    assert forecast("logistic", past, LATER, False) is None


def test_a_straight_line_is_continued_by_its_trend_and_by_changes_of_a_share():
    past = of(WHEN, 40.0 + 2.0 * (WHEN - 2015.0))
    for kind in ("linear_trend", "last_growth", "drift"):
        assert forecast(kind, past, LATER, True) == pytest.approx(40.0 + 2.0 * (LATER - 2015.0))


def test_a_logistic_share_is_continued():
    def share(times):
        return 100.0 / (1.0 + np.exp(-(times - 2017.0) / 3.0))

    assert forecast("logistic", of(WHEN, share(WHEN)), LATER, True) == pytest.approx(share(LATER))


def test_growth_is_of_the_last_two_values_and_drift_of_the_whole():
    past = of(WHEN, np.array([100.0, 110.0, 110.0]))
    assert forecast("last_growth", past, LATER, False) == pytest.approx([110.0, 110.0])
    assert forecast("drift", past, np.array([2021.0]), False) == pytest.approx([110.0 * 1.1])


def test_a_past_of_one_point_says_nothing():
    assert all(forecast(kind, of(WHEN[:1], WHEN[:1]), LATER, True) is None for kind in BASELINES)
    below_zero = of(WHEN, np.array([-5.0, -4.0, -2.0]))
    assert forecast("last_growth", below_zero, np.array([2019.0]), False) == pytest.approx([-1.0])
    assert forecast("drift", below_zero, np.array([2019.0]), False) == pytest.approx([-1.0])
    assert forecast("logistic", below_zero, LATER, True) is None
