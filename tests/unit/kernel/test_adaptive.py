import numpy as np
import pytest

from simulator.errors import RunError
from simulator.kernel import Solver
from tests.small_models import Times, run, small_model

SCIPY = Solver("scipy")
SPAN = Times(0, 6, 0.125)


def ran(equations, times=SPAN, solver=SCIPY):
    return run(small_model(equations, times), solver)


def test_a_model_without_stocks_is_only_looked_at():
    found = ran("x=STEP(2,3)*Time", Times(0, 6, 0.5))
    # a switch on a saved time is seen from the left
    assert np.allclose(found.of("x")[:, 0], np.where(found.time > 3, 2 * found.time, 0))


def test_no_time_to_go_gives_the_start_alone():
    found = ran("x=INTEG(1,2)", Times(3, 3, 0.5))
    assert found.time.tolist() == [3] and found.of("x").tolist() == [[2]]


@pytest.mark.parametrize(("step", "n_saved"), [(6, 2), (10, 1)])
def test_one_huge_step(step, n_saved):
    found = ran("x=INTEG(-0.3*x,2)", Times(0, 6, step))
    assert (
        np.allclose(found.of("x")[:, 0], 2 * np.exp(-0.3 * found.time), rtol=1e-6, atol=0)
        and len(found.time) == n_saved
    )


def test_saved_times_between_breaks_and_breaks_between_saved_times():
    found = ran("x=INTEG(STEP(1,1.3)+PULSE(4.01,0.2),0)", Times(0, 6, 0.125, 2))
    assert found.time.tolist() == [0, 2, 4, 6] and np.allclose(found.of("x")[:, 0], [0, 0.7, 2.7, 4.9])


def test_a_chain_that_starts_empty():
    """Where a stock is zero only its largest magnitude can measure errors; the last of twelve stays tiny for long."""
    found = ran("x=DELAY N(1,6,0,12)", Times(0, 6, 0.5))
    assert 0 < found.of("x")[1, 0] < 1e-5 and found.of("x")[-1, 0] == pytest.approx(0.53840267)


def test_stocks_of_all_magnitudes_together():
    found = ran("x=INTEG(-x/3,1e-20)\ny=INTEG(x,0)\nbig=INTEG(big*0.1,1e15)")
    assert found.of("y")[-1, 0] == pytest.approx(3e-20 * (1 - np.exp(-2)), rel=1e-6, abs=0)


def test_a_rough_run_that_explodes_does_not_loosen_the_tolerance():
    """Euler overshoots tenfold at every step here; what scipy is measured by is what it meets itself."""
    found = ran("x=INTEG(-88*(x-SIN(Time)),1)\ny=INTEG(x,0)")
    exact = (88**2 * np.sin(6) - 88 * np.cos(6)) / (88**2 + 1)
    assert found.of("x")[-1, 0] == pytest.approx(exact, rel=1e-6)


def test_a_stock_that_is_rounding_alone_is_let_be():
    found = ran("x=INTEG(a*b-c,0)\na=INTEG(SIN(Time),1000)\nb=INTEG(-b/7,3)\nc=a*b*3/3", Times(0, 20, 0.125))
    assert np.abs(found.of("x")).max() < 1e-10
    assert np.allclose(found.of("b")[:, 0], 3 * np.exp(-found.time / 7), rtol=1e-6, atol=0)


@pytest.mark.parametrize(
    ("equations", "last"),
    [
        ("x=INTEG(x*x,0.4)\ny=x+1", 2.5),
        ("x=INTEG(LN(1-Time/3),1)\ny=x", 3),
        ("x=INTEG(-1/x,3)\ny=x", 4.5),
        ("x=INTEG(700*x,1)\ny=x", 1.0),
        ("x=INTEG(-1/z,1)\nz=INTEG(z,0)\ny=x", 0),
    ],
)
def test_what_grows_without_bound_ends_as_no_number(equations, last):
    found = ran(f"fine=INTEG(1,0)\n{equations}\nknown=Time*2")
    after = found.time > last + 0.125
    assert np.isnan(found.of("x")[after]).all() and np.isnan(found.of("y")[after]).all()
    assert np.isfinite(found.of("x")[found.time < last]).all()
    assert np.allclose(found.of("known")[:, 0], 2 * found.time)
    name, time = found.first_non_finite()
    assert name in ("fine", "x") and last <= time <= last + 0.126


def test_what_grows_fast_is_right_as_long_as_it_is_a_number():
    found = ran("x=INTEG(700*x,1)", SPAN).of("x")[:8, 0]
    assert np.allclose(np.log(found), 700 * 0.125 * np.arange(8), rtol=1e-5)


def test_no_number_at_the_start():
    found = ran("z=INTEG(z,0)\nx=INTEG(1,1/z)")
    assert np.isinf(found.of("x")[0, 0]) and np.isnan(found.of("x")[1:]).all()
    assert found.first_non_finite() == ("x", 0.0)


def test_flows_that_switch_back_and_forth_are_refused():
    with pytest.raises(RunError) as fault:
        ran("x=INTEG(IF THEN ELSE(x>1,-1,1),0)", Times(0, 10, 0.25))
    assert str(fault.value) == (
        "scipy cannot get past time 1 in reasonable time. Expected flows that do not switch back and forth with the "
        "stocks that they fill. Smooth the switch, or try --solver rk4."
    )


def test_more_pieces_take_other_steps():
    found = [ran("x=INTEG(SIN(Time)-x,1)", solver=Solver("scipy", 1e-4, pieces=pieces)).of("x") for pieces in (2, 3)]
    assert 0 < np.abs(found[0] - found[1]).max() < 1e-6


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_a_switch_at_a_stop_is_seen_from_inside_each_span(pieces):
    found = ran("x=INTEG(IF THEN ELSE(Time>=2,100,0),0)", Times(0, 4, 0.5), Solver("scipy", pieces=pieces))
    before = found.time <= 2
    assert (found.of("x")[before, 0] == 0).all()
    assert np.allclose(found.of("x")[~before, 0], 100 * (found.time[~before] - 2), rtol=1e-13, atol=0)


def test_no_step_is_longer_than_what_the_model_s_own_step_resolves():
    found = ran("x=INTEG(EXP(-((Time-5.3)/0.05)^2),0)", Times(0, 10, 0.05, 10))
    assert found.of("x")[-1, 0] == pytest.approx(0.05 * np.sqrt(np.pi), rel=1e-6)


def test_a_held_value_that_is_no_number_spoils_only_what_reads_it():
    equations = "bad=DELAY FIXED(1,1,LN(-1))\nx=INTEG(-x,1)\nworse=INTEG(bad,0)"
    alone = run(small_model(equations.rpartition("\n")[0], Times(0, 4, 0.5)), Solver("scipy"))
    assert alone.of("x")[:, 0] == pytest.approx(np.exp(-alone.time), rel=1e-6)
    assert np.isnan(alone.of("bad")[:2, 0]).all() and (alone.of("bad")[2:, 0] == 1).all()


def test_what_is_held_does_not_loosen_the_tolerance_of_stocks():
    few = run(small_model("x=INTEG(-x*Time,1)\nh=DELAY FIXED(1,1,0)", Times(0, 4, 0.5)), Solver("scipy"))
    many = run(
        small_model("r: (r1-r99)\nx=INTEG(-x*Time,1)\nh[r]=DELAY FIXED(1,1,0)", Times(0, 4, 0.5)), Solver("scipy")
    )
    assert few.of("x").tolist() == many.of("x").tolist()
