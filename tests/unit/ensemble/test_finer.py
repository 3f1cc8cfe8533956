"""The finer run against which a run is measured."""

import numpy as np

from simulator.ensemble.finer import finer
from simulator.kernel import Clock, Solver


def test_finer_halves_the_step_of_a_fixed_method_and_keeps_its_saved_times() -> None:
    clock = Clock(2020.0, 0.25, 60, 4)
    solver, refined = finer(Solver("rk4"), clock)
    assert solver == Solver("rk4")
    assert refined == Clock(2020.0, 0.125, 120, 8, hold_every=2)
    np.testing.assert_array_equal(refined.saved_times, clock.saved_times)


def test_finer_takes_a_hundredth_of_the_tolerance_down_to_what_scipy_can_keep() -> None:
    clock = Clock(2020.0, 0.25, 60, 4)
    assert finer(Solver("scipy", 1e-6), clock) == (Solver("scipy", 1e-8, pieces=3), clock)
    assert finer(Solver("scipy", 1e-11), clock)[0].tolerance == 1e-12
