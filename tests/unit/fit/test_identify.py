"""Identifiability: what a product leaves open, correlations, collinearity, against closed forms."""

import numpy as np
import pytest

from simulator.fit.identify import OPEN, identify
from simulator.fit.residuals import residuals_of
from simulator.fit.search import Effort, Objective, search
from tests.fits import growth_answers, observed, parameter, people


def test_the_factors_of_a_product_cannot_be_told_apart():
    free = (parameter("a", 0.5, 2.0), parameter("b", 0.5, 2.0), parameter("growth", 0.0, 0.1))
    observations = (observed("both", {year: 1.2 * people(year) for year in range(2010, 2026)}, 1.0),)
    answers = growth_answers(free, observations)
    found = search(Objective(answers, residuals_of(observations, free)), Effort(300, 4), lambda _: None)
    assert found.values[0] * found.values[1] == pytest.approx(1.2, rel=1e-6)
    assert found.values[2] == pytest.approx(0.02, rel=1e-6)
    told = identify(found.jacobian, found.ends)
    assert np.isinf(told.deviations[:2]).all()
    assert 0.0 < told.deviations[2] < 0.02
    (open_one,) = told.directions
    assert [place for place, _ in open_one.parts] in ([0, 1], [1, 0])
    assert open_one.parts[0][1] * open_one.parts[1][1] < 0.0
    assert told.collinear[0].places == (0, 1)
    assert told.collinear[0].index > 1e4


def test_standard_errors_are_those_of_a_straight_line():
    times = np.arange(6.0)
    jacobian = np.stack([np.ones(6), times], axis=1)
    told = identify(jacobian, ("", ""))
    spread = ((times - times.mean()) ** 2).sum()
    expected = (np.sqrt(1 / 6 + times.mean() ** 2 / spread), np.sqrt(1 / spread))
    assert told.deviations == pytest.approx(expected)
    assert told.correlations == ()
    assert [each.deviation > OPEN for each in told.directions] == [True]
    # two columns at an angle: index = 1 / sqrt(1 - cosine)
    cosine = times.sum() / np.sqrt(6 * (times**2).sum())
    assert told.whole == pytest.approx((1.0 - cosine) ** -0.5)


def test_pairs_that_move_together_are_named():
    jacobian = np.array([[100.0, 99.0, 0.0], [0.0, 10.0, 0.0], [0.0, 0.0, 50.0]])
    told = identify(jacobian, ("", "", ""))
    ((first, second, correlation),) = told.correlations
    inverse = np.linalg.inv(jacobian.T @ jacobian)
    assert (first, second) == (0, 1)
    assert correlation == pytest.approx(inverse[0, 1] / np.sqrt(inverse[0, 0] * inverse[1, 1]))
    assert told.directions == ()
    (collinear,) = told.collinear
    assert collinear.index == pytest.approx((1.0 - 99.0 / np.hypot(99.0, 10.0)) ** -0.5)


def test_a_parameter_at_an_end_is_held_there():
    told = identify(np.diag([2.0, 4.0]), ("", "high"))
    assert told.deviations[0] == 0.5
    assert np.isnan(told.deviations[1])
    assert told.inner == (0,)
    assert identify(np.ones((3, 1)), ("low",)).covariance.shape == (0, 0)
