import numpy as np
import pytest

from simulator import ensemble
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


DRAWING = """
rate=0.1
single=RANDOM UNIFORM(0,1,3)
x=INTEG(single-rate*x,1)
log=LN(single-0.01)
"""


def test_the_sample_draws_what_its_members_draw():
    program = compile_batch(
        small_model(DRAWING, Times(0, 5, 0.5, 2.5)), ["x"], ["rate"], Engine("rk4", "llvm", seed=41)
    )
    done = run_members(
        program, program.compiled.defaults, np.full((1, 40), 0.1), clock_of(program.compiled.model.settings)
    )
    assert done.numerical_error < 1e-6
    last = done.trajectories.values[-1, 0]
    assert len(set(last.tolist())) == 40  # with other draws the error would be as large as these are apart


@pytest.mark.parametrize("printer", ["numpy", "llvm"])
def test_what_breaks_by_its_draws_is_followed_by_the_same(printer):
    program = compile_batch(
        small_model(DRAWING, Times(0, 5, 0.5, 0.5)), ["log", "single"], ["rate"], Engine("rk4", printer, seed=41)
    )
    clock = clock_of(program.compiled.model.settings)
    done = run_members(program, program.compiled.defaults, np.full((1, 40), 0.1), clock)
    low = done.trajectories.of("single") < 0.01
    member = int(np.argmax(low.any(axis=0)))
    assert member > 0
    assert done.broken == Broken(member, "log", float(clock.saved_times[np.argmax(low[:, member])]))


def test_a_step_for_members_is_at_hand_where_batches_are():
    assert ensemble.step_for is step_for
