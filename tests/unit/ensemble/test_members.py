import numpy as np
import pytest

from simulator.ensemble.members import SAMPLED, Broken, run_members, sample_of, step_for
from simulator.errors import RunError
from simulator.kernel import clock_of
from simulator.kernel.batch import Engine, compile_batch
from tests.small_models import Times, small_model

MODEL = """
rate=0.1
x=INTEG(-rate*x,1)
root=SQRT(x-0.2)
twice=2*root
"""
SPAN = Times(0, 10, 0.5, 5)


def batch(printer, save=("x",), equations=MODEL, method="rk4"):
    program = compile_batch(small_model(equations, SPAN), list(save), ["rate"], Engine(method, printer))
    return program, program.compiled.defaults, clock_of(program.compiled.model.settings)


@pytest.mark.parametrize("printer", ["numpy", "llvm"])
def test_the_numerical_error_is_the_distance_from_the_exact_members(printer):
    program, inputs, clock = batch(printer)
    rates = np.linspace(0.05, 0.4, 101)
    done = run_members(program, inputs, rates[None, :], clock)
    exact = np.exp(-rates * clock.saved_times[:, None])[:, None, :]
    assert done.sampled == (0, 25, 50, 75, 100)
    chosen = list(done.sampled)
    expected = np.abs(done.trajectories.values - exact)[:, :, chosen].max()
    assert done.numerical_error == pytest.approx(expected, rel=1e-3)
    assert done.broken is None


def test_a_sample_is_spread_over_all_members():
    assert sample_of(3) == (0, 1, 2)
    assert sample_of(1) == (0,)
    assert len(sample_of(10**6)) == SAMPLED
    assert sample_of(10**6)[-1] == 10**6 - 1


@pytest.mark.parametrize("printer", ["numpy", "llvm"])
def test_the_first_broken_member_variable_and_time_are_named(printer):
    program, inputs, clock = batch(printer, save=("twice",))
    done = run_members(program, inputs, np.array([[0.01, 0.02, 0.3, 0.9, 0.01]]), clock)
    # exp(-0.3 t) < 0.2 from 5.36 on: the next step is 5.5
    assert done.broken == Broken(2, "root", 5.5)
    assert np.isfinite(done.trajectories.values[:, :, [0, 1, 4]]).all()


def test_a_batch_that_memory_cannot_hold_is_refused_before_it_runs():
    program, inputs, clock = batch("llvm")
    values = np.broadcast_to(np.array([[0.1]]), (1, 10**15))
    with pytest.raises(RunError, match="members need"):
        run_members(program, inputs, values, clock)


def test_the_step_is_the_largest_that_keeps_a_sample_to_the_tolerance():
    program, inputs, clock = batch("llvm")
    rates = np.linspace(0.05, 0.4, 33)[None, :]
    chosen = step_for(program, inputs, rates, clock.coarsened(), 1e-6)
    assert run_members(program, inputs, rates, chosen).numerical_error <= 2e-6
    longer = run_members(program, inputs, rates, clock.coarsened().refined(round(5 / chosen.time_step) // 2))
    assert longer.numerical_error > 1e-6


def test_members_that_scipy_cannot_follow_leave_the_error_unknown():
    program, inputs, clock = batch("numpy", equations="rate=0.1\nx=INTEG(1e6*rate*x*x,1)")
    done = run_members(program, inputs, np.array([[0.1, 0.2]]), clock)
    assert done.broken is not None
    assert np.isnan(done.numerical_error) or done.numerical_error >= 0
