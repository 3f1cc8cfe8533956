"""Residuals: in errors of observation, free levels taken out, priors added."""

import numpy as np
import pytest

from simulator.fit.residuals import BROKEN, residuals_of
from simulator.scenario.distribution import Distribution
from tests.fits import observed, parameter


def test_residuals_are_in_errors_of_observation():
    residuals = residuals_of((observed("people", {2010.0: 100, 2011.0: 103}, 2.0),), ())
    rows = residuals.of(np.array([[102.0], [101.0]]), np.zeros((0, 1)))
    assert rows[:, 0].tolist() == [1.0, -1.0]
    assert residuals.loss(rows).tolist() == [1.0]


def test_a_free_level_is_the_weighted_mean():
    first = observed("people", {2010.0: 10, 2011.0: 14, 2012.0: 20}, 1.0, (0, 0, -1))
    residuals = residuals_of((first,), ())
    assert len(residuals.groups) == 1
    said = np.array([[8.0], [8.0], [19.0]])
    assert residuals.levels(said)[:, 0].tolist() == [4.0, 4.0, 0.0]
    assert residuals.of(said, np.zeros((0, 1)))[:, 0].tolist() == [2.0, -2.0, -1.0]


def test_normal_and_lognormal_priors_count_and_others_do_not():
    free = (
        parameter("growth", 0.0, 1.0, prior=Distribution("normal", (0.5, 0.1), (0.0, 1.0))),
        parameter("worth", 1.0, 4.0, prior=Distribution("lognormal", (2.0, 0.5), (1.0, 4.0))),
        parameter("a", 0.0, 1.0, prior=Distribution("triangular", (0.0, 0.5, 1.0))),
    )
    residuals = residuals_of((observed("people", {2010.0: 100}),), free)
    rows = residuals.of(np.array([[100.0]]), np.array([[0.7], [4.0], [0.1]]))
    assert rows[:, 0] == pytest.approx((0.0, 2.0, np.log(2.0) / 0.5))


def test_a_member_that_is_no_number_is_far_off():
    residuals = residuals_of((observed("people", {2010.0: 100}),), ())
    assert residuals.of(np.array([[np.nan, np.inf]]), np.zeros((0, 2))).tolist() == [[BROKEN, BROKEN]]
