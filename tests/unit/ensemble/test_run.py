"""A run and its finer twin, and how far apart they are."""

import math

import numpy as np
import pytest

from simulator.ensemble.run import finer, largest_difference
from simulator.kernel import Clock, Solver


def test_finer_halves_the_step_of_a_fixed_method_and_keeps_its_saved_times() -> None:
    clock = Clock(2020.0, 0.25, 60, 4)
    solver, refined = finer(Solver("rk4"), clock)
    assert solver == Solver("rk4")
    assert refined == Clock(2020.0, 0.125, 120, 8)
    np.testing.assert_array_equal(refined.saved_times, clock.saved_times)


def test_finer_takes_a_hundredth_of_the_tolerance_down_to_what_scipy_can_keep() -> None:
    clock = Clock(2020.0, 0.25, 60, 4)
    assert finer(Solver("scipy", 1e-6), clock) == (Solver("scipy", 1e-8), clock)
    assert finer(Solver("scipy", 1e-11), clock)[0].tolerance == 1e-12


def test_the_difference_is_relative_to_a_variable_s_largest_magnitude() -> None:
    fine = np.array([[[1.0], [0.0]], [[-4.0], [0.0]]])
    coarse = np.array([[[1.1], [0.0]], [[-4.2], [0.0]]])
    assert largest_difference(coarse, fine) == pytest.approx(0.2 / 4)


def test_values_that_are_not_finite_in_both_do_not_count_and_none_at_all_is_nan() -> None:
    fine = np.array([[[1.0]], [[np.nan]]])
    coarse = np.array([[[1.0]], [[5.0]]])
    assert largest_difference(coarse, fine) == 0.0
    assert math.isnan(largest_difference(np.full((1, 1, 1), np.inf), np.ones((1, 1, 1))))
