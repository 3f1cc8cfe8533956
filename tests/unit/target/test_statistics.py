"""Statistics of a fit, worked out by hand."""

import math

import numpy as np
import pytest

from simulator.target.statistics import statistics_of

MODEL, OBSERVED = np.array([11.0, 19.0, 33.0, 38.0, 52.0]), np.array([10.0, 20.0, 30.0, 40.0, 50.0])


def test_mean_errors_by_hand():
    told = statistics_of(MODEL, OBSERVED)
    assert told.n == 5
    assert told.mape == pytest.approx((10 + 5 + 10 + 5 + 4) / 5)
    assert told.rmspe == pytest.approx(math.sqrt((100 + 25 + 100 + 25 + 16) / 5))
    assert told.mean == pytest.approx((1 + 1 + 3 + 2 + 2) / 5)
    assert told.rmse == pytest.approx(math.sqrt((1 + 1 + 9 + 4 + 4) / 5))
    assert told.largest == 3.0


def test_theil_by_hand():
    told = statistics_of(MODEL, OBSERVED)
    square = 19 / 5
    # means 30.6 and 30, mean squares 5719 / 5 and 1100, mean product 5630 / 5
    spread = math.sqrt(5719 / 5 - 30.6**2), math.sqrt(200.0)
    product = (110 + 380 + 990 + 1520 + 2600) / 5 - 30.6 * 30
    assert told.theil == pytest.approx(math.sqrt(square) / (math.sqrt(5719 / 5) + math.sqrt(1100)))
    assert told.bias == pytest.approx(0.6**2 / square)
    assert told.variance == pytest.approx((spread[0] - spread[1]) ** 2 / square)
    assert told.covariance == pytest.approx(2 * (spread[0] * spread[1] - product) / square)
    assert told.bias + told.variance + told.covariance == pytest.approx(1.0)


def test_too_few_points_have_no_shares():
    told = statistics_of(MODEL[:4], OBSERVED[:4])
    assert not told.is_enough
    assert told.mape == pytest.approx(7.5)
    assert math.isnan(told.theil) and math.isnan(told.bias)
    assert statistics_of(MODEL[:0], OBSERVED[:0]).n == 0


def test_an_observed_zero_leaves_no_percentage_and_a_perfect_fit_no_shares():
    told = statistics_of(MODEL, np.array([0.0, 20.0, 30.0, 40.0, 50.0]))
    assert math.isnan(told.mape) and math.isnan(told.rmspe)
    assert told.rmse > 0
    perfect = statistics_of(OBSERVED, OBSERVED)
    assert (perfect.mape, perfect.theil) == (0.0, 0.0)
    assert math.isnan(perfect.bias)
