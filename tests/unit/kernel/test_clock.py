import numpy as np
import pytest

from simulator.errors import RunError
from simulator.kernel import Clock, clock_of
from simulator.model.model import TimeSettings


def settings(initial=2020.0, final=2035.0, step=0.125, save=1.0):
    return TimeSettings(initial, final, step, save, "euler")


def test_times_are_computed_not_accumulated():
    clock = Clock(0.0, 0.1, 1000, 1)
    assert clock.time(1000) == 1000 * 0.1 and clock.saved_times[3] == 3 * 0.1


def test_the_models_own_settings():
    clock = clock_of(settings())
    assert clock == Clock(2020.0, 0.125, 120, 8)
    assert clock.saved_times.tolist() == list(range(2020, 2036))


def test_other_steps_than_the_models():
    assert clock_of(settings(), time_step=0.25, save_step=0.5) == Clock(2020.0, 0.25, 60, 2)


def test_a_finer_clock_keeps_the_same_times():
    clock = clock_of(settings())
    assert np.array_equal(clock.refined(2).saved_times, clock.saved_times) and clock.refined(2).n_steps == 240


@pytest.mark.parametrize("step", [0.1, 0.3, 1 / 3, 0.7])
def test_steps_that_are_no_binary_numbers(step):
    clock = clock_of(settings(0, 21, step, step * 10))
    assert clock.n_steps == round(21 / step) and clock.save_every == 10


def test_a_span_that_is_no_whole_number_of_steps_ends_before_its_end():
    assert clock_of(settings(0, 10, 3, 3)).n_steps == 3 and clock_of(settings(0, 10, 20, 20)).n_steps == 0


def test_a_step_that_does_not_divide_the_save_step():
    with pytest.raises(RunError) as fault:
        clock_of(settings(), time_step=0.3)
    assert str(fault.value) == (
        "time step 0.3: not a whole part of the save step 1. Expected 1 divided by a whole number. Choose one."
    )


def test_a_mistyped_step_is_refused_before_it_runs_for_hours():
    with pytest.raises(RunError) as caught:
        clock_of(TimeSettings(2020.0, 2035.0, 0.125, 1.0, "rk4"), time_step=1e-6)
    assert str(caught.value) == (
        "time step 1e-06: 1.5e+07 steps. Expected at most 1e+06, which take minutes to hours. Choose a longer step."
    )


def test_coarsened_takes_one_step_from_saved_time_to_saved_time():
    clock = Clock(0.0, 0.25, 40, 8)
    assert clock.coarsened() == Clock(0.0, 2.0, 5, 1)
    assert np.array_equal(clock.coarsened().saved_times, clock.saved_times)


def test_coarsened_leaves_a_span_that_saved_times_do_not_fill():
    clock = Clock(0.0, 0.25, 41, 8)
    assert clock.coarsened() is clock
