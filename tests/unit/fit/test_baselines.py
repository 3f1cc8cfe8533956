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


def test_growth_is_held_that_was_read_over_a_year_or_so():
    when = np.array([2018.0, 2019.0, 2019.83, 2020.0])
    values = np.array([100.0, 110.0, 50.0, 60.0])
    # a sixth of a year tells no growth: that of the stretch before is held, from the last value on
    assert forecast("last_growth", of(when, values, [0, 0, 1, 1]), LATER[:1] + 2.0, False) == pytest.approx([66.0])
    # of one stretch, that over 2019 and 2020
    assert forecast("last_growth", of(when, values), np.array([2021.0]), True) == pytest.approx([10.0])
    short = of(when[2:], values[2:])
    assert [forecast(kind, short, LATER, False) for kind in ("last_growth", "drift")] == [None, None]
    year = of(np.array([2019.25, 2020.0]), values[2:])
    assert forecast("last_growth", year, np.array([2020.75]), True) == pytest.approx([70.0])


def test_no_change_holds_the_last_value_of_the_last_stretch():
    past = of(WHEN, np.array([1.0, 2.0, 7.0]), [0, 0, 1])
    assert forecast("no_change", past, LATER, False) == pytest.approx([7.0, 7.0])


def test_a_past_of_one_point_says_nothing():
    told = {kind: forecast(kind, of(WHEN[:1], WHEN[:1]), LATER, True) for kind in BASELINES}
    assert [kind for kind, found in told.items() if found is not None] == ["no_change"]
    assert told["no_change"] == pytest.approx([2015.0, 2015.0])
    below_zero = of(WHEN, np.array([-5.0, -4.0, -2.0]))
    assert forecast("last_growth", below_zero, np.array([2019.0]), False) == pytest.approx([-1.0])
    assert forecast("drift", below_zero, np.array([2019.0]), False) == pytest.approx([-1.0])
    assert forecast("logistic", below_zero, LATER, True) is None
