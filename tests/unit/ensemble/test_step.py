import numpy as np
import pytest

from simulator.ensemble import Prepared, halve_step, run_within
from simulator.errors import RunError
from simulator.kernel import Solver, clock_of, compile_model, integrate
from tests.small_models import Times, small_model

DECAY = "x=INTEG(-x,1)"


def runner(equations, method):
    model = small_model(equations, Times(0, 4, 0.5, 2.0))
    compiled = compile_model(model, ["x"])
    tried = []

    def run(clock):
        tried.append(clock.time_step)
        return integrate(compiled, Solver(method), clock, compiled.defaults[:, None])

    return run, clock_of(model.settings), tried


@pytest.mark.parametrize(("method", "tolerance"), [("rk4", 1e-3), ("rk4", 1e-7), ("euler", 1e-2), ("rk2", 1e-5)])
def test_the_step_found_keeps_to_the_tolerance_and_the_one_before_does_not(method, tolerance):
    run, clock, tried = runner(DECAY, method)
    found, pair = halve_step(run, clock.coarsened(), tolerance, 0.5)
    assert np.abs(pair.coarse.values - pair.fine.values).max() <= tolerance
    assert tried == [2.0 / 2**k for k in range(len(tried))]
    longer, half = run(found.refined(1)), run(found)
    assert np.array_equal(longer.values, half.values)
    before = clock.coarsened().refined(round(clock.coarsened().time_step / found.time_step) // 2 or 1)
    if found.time_step < 2.0:
        assert np.abs(run(before).values - run(found).values).max() > tolerance


def test_each_step_is_run_once():
    run, clock, tried = runner(DECAY, "rk4")
    halve_step(run, clock, 1e-9, 0.5)
    assert len(tried) == len(set(tried))


def test_what_no_step_makes_exact_is_refused():
    def run(clock):
        noise = np.random.default_rng(clock.n_steps).random((2, 1, 1))
        model = compile_model(small_model(DECAY), ["x"])
        whole = integrate(model, Solver("euler"), clock_of(model.model.settings), model.defaults[:, None])
        return type(whole)(whole.time[:2], whole.names, whole.units, 1 + noise)

    _, clock, _ = runner(DECAY, "rk4")
    with pytest.raises(RunError, match=r"no time step down to .* keeps the error under 1e-06; the least was"):
        halve_step(run, clock, 1e-6, 0.5)


def test_runs_that_are_not_finite_alike_end_the_search():
    run, clock, tried = runner("x=INTEG(0/0*x,1)", "euler")
    found, _ = halve_step(run, clock, 1e-6, 0.5)
    assert found == clock
    assert len(tried) == 2


def test_a_value_that_only_the_longer_step_loses_is_an_infinite_difference():
    model = small_model("x=INTEG(-1.5*x,1)\ny=SQRT(x)", Times(0, 1, 0.25, 1.0))
    compiled = compile_model(model, ["x", "y"])
    clock = clock_of(model.settings).coarsened()
    found, pair = halve_step(
        lambda each: integrate(compiled, Solver("euler"), each, compiled.defaults[:, None]), clock, 0.3, 0.25
    )
    assert np.isfinite(pair.coarse.values).all()
    assert found.time_step < 1.0


@pytest.mark.parametrize("method", ["euler", "rk4"])
def test_runs_that_break_by_their_long_step_alone_are_not_believed(method):
    model = small_model("x=INTEG(-x^3,10)", Times(0, 20, 0.001, 1.0))
    compiled = compile_model(model, ["x"])
    _, pair = halve_step(
        lambda each: integrate(compiled, Solver(method), each, compiled.defaults[:, None]),
        clock_of(model.settings).coarsened(),
        1e-3,
        model.settings.time_step,
    )
    assert np.isfinite(pair.coarse.values).all()
    assert pair.coarse.values[-1, 0, 0] == pytest.approx(1 / np.sqrt(2 * 20 + 1 / 100), rel=1e-3)


def prepared(equations, names):
    model = small_model(equations, Times(0, 4, 0.5, 2.0))
    compiled = compile_model(model, names)
    return Prepared(compiled, compiled.defaults[:, None]), clock_of(model.settings)


def test_a_model_that_holds_values_begins_at_its_own_step():
    holding, clock = prepared("late=DELAY FIXED(x,1,0)\nx=INTEG(1-0.1*late,0)", ["x"])
    found, _ = run_within(holding, (Solver("rk4"), clock), 0.5)
    assert found.time_step == 0.5
    plain, clock = prepared("x=INTEG(1-0.1*x,0)", ["x"])
    found, _ = run_within(plain, (Solver("rk4"), clock), 0.5)
    assert found.time_step == 2.0


def test_what_is_never_a_number_ends_the_search_at_the_models_own_step():
    never, clock = prepared("x=INTEG(1,0)\ny=0/0*x", ["y"])
    found, pair = run_within(never, (Solver("rk4"), clock), 1e-6)
    assert found.time_step == 0.5
    assert np.isnan(pair.fine.values).all()
