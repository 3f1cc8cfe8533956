"""Draws near a fit have the moments of the normal distribution that they are drawn from, inside the ranges."""

import numpy as np
import pytest

from simulator.fit.laplace import laplace_draws
from simulator.fit.search import Found


def found_at(unit, jacobian):
    """Make a fit with a curvature."""
    empty = np.zeros(0)
    return Found(unit, unit, empty, jacobian, 0.0, 1, 1, (0.0,), 1, 0, ("",) * len(unit))


def test_draws_well_inside_have_the_covariance_of_the_fit():
    jacobian = np.array([[30.0, 10.0], [0.0, 25.0], [5.0, 5.0]])
    drawn = laplace_draws(found_at(np.array([0.5, 0.4]), jacobian), 40_000, 3)
    assert drawn.mean(axis=1) == pytest.approx([0.5, 0.4], abs=1e-3)
    assert np.cov(drawn) == pytest.approx(np.linalg.inv(jacobian.T @ jacobian), rel=0.03, abs=2e-5)


def test_draws_at_an_end_are_cut_off_there_and_unseen_ones_are_even():
    drawn = laplace_draws(found_at(np.array([0.0, 0.5]), np.array([[50.0, 0.0]])), 40_000, 3)
    assert drawn.min() >= 0.0
    assert drawn.max() <= 1.0
    # half a normal of deviation 0.02 has mean 0.02 * sqrt(2 / pi); an even one has deviation 12^-1/2
    assert drawn[0].mean() == pytest.approx(0.02 * np.sqrt(2 / np.pi), rel=0.02)
    assert (drawn[1].mean(), drawn[1].std()) == pytest.approx((0.5, 12**-0.5), rel=0.02)


def test_the_same_seed_draws_the_same():
    found = found_at(np.array([0.5]), np.array([[4.0]]))
    assert laplace_draws(found, 10, 1).tolist() == laplace_draws(found, 10, 1).tolist()
    assert laplace_draws(found, 10, 1).tolist() != laplace_draws(found, 10, 2).tolist()
