"""Functions that remember, against what they say: the past as it was, or the same written out step by step."""

from collections.abc import Callable

import numpy as np
import pytest

from simulator.kernel import Solver, Trajectories, clock_of, compile_model, integrate
from simulator.model.build import load_model
from tests.oracle.runner import read_by_pysd, run_by_pysd
from tests.small_models import Times, model_text, run, small_model

SOLVERS = [Solver("euler", sided=False), Solver("euler"), Solver("rk2"), Solver("rk4"), Solver("scipy")]
TIMES = Times(10.0, 16.0, 0.5)
CLOCK = np.arange(13) * 0.5 + 10.0


def found(equations: str, solver: Solver, name: str = "x", times: Times = TIMES) -> np.ndarray:
    return run(small_model(equations, times), solver).of(name)[:, 0]


@pytest.mark.parametrize("solver", SOLVERS, ids=str)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DELAY FIXED(Time^2,1.5,-1)", lambda t: (t - 1.5) ** 2 if t >= 11.5 else -1),
        ("DELAY FIXED(Time^2,TIME STEP,-1)", lambda t: (t - 0.5) ** 2 if t >= 10.5 else -1),
        ("DELAY FIXED(Time^2,0,-1)", lambda t: (t - 0.5) ** 2 if t >= 10.5 else -1),
        (
            "DELAY FIXED(DELAY FIXED(Time^2,1,7),1.5,-1)",
            lambda t: -1 if t < 11.5 else 7 if t < 12.5 else (t - 2.5) ** 2,
        ),
        ("SAMPLE IF TRUE(MODULO(Time+0.25,2)<0.5,Time^2,5)", lambda t: (2 * (t // 2)) ** 2),
        ("SAMPLE IF TRUE(Time>11.75,Time^2,5)", lambda t: t**2 if t > 11.75 else 5),
    ],
)
def test_the_past_as_it_was(solver, text, expected: Callable[[float], float]):
    assert found(f"x={text}", solver) == pytest.approx([expected(t) for t in CLOCK], abs=1e-8)


@pytest.mark.parametrize("solver", SOLVERS, ids=str)
def test_a_loop_through_a_delay_goes_round_once_a_delay(solver):
    assert found("x=DELAY FIXED(x+1,1,0)", solver) == pytest.approx(np.arange(13) // 2, abs=1e-9)


@pytest.mark.parametrize("solver", SOLVERS, ids=str)
def test_a_stock_gathers_a_held_flow_step_by_step(solver):
    """A held value is constant during a step, so every method gathers it alike: order in, delivery two later."""
    equations = "orders=IF THEN ELSE(Time>10.25:AND:Time<11.25,4,0)\nin=DELAY FIXED(orders,2,0)\nx=INTEG(in,1)"
    assert found(equations, solver) == pytest.approx([1, 1, 1, 1, 1, 1, 3, 5, 5, 5, 5, 5, 5], abs=1e-9)


@pytest.mark.parametrize("solver", SOLVERS, ids=str)
def test_the_delay_time_is_read_at_the_start_and_may_follow_from_the_state(solver):
    equations = "stock=INTEG(1,1.5)\nx=DELAY FIXED(Time,stock,0)"
    assert found(equations, solver) == pytest.approx([t - 1.5 if t >= 11.5 else 0 for t in CLOCK], abs=1e-8)


@pytest.mark.parametrize("solver", SOLVERS, ids=str)
def test_a_sample_may_read_itself_as_it_was(solver):
    """So the largest value so far is kept."""
    wave = [4 * t if t < 12 else 60 - t for t in CLOCK]
    equations = "wave=IF THEN ELSE(Time<11.9,4*Time,60-Time)\nx=SAMPLE IF TRUE(wave>x,wave,20)"
    assert found(equations, solver) == pytest.approx(np.maximum.accumulate([20, *wave])[1:], abs=1e-8)


def test_every_element_reads_itself_as_it_was():
    equations = "r: a,b\nscale[r]=1,-1\nx[r]=SAMPLE IF TRUE(scale[r]*Time>x[r],scale[r]*Time,-12)"
    ours = run(small_model(equations, TIMES), SOLVERS[0])
    assert ours.of("x[a]")[:, 0].tolist() == CLOCK.tolist() and set(ours.of("x[b]")[:, 0]) == {-10.0}


def test_the_same_as_by_pysd(tmp_path):
    equations = """
    wave=10+4*SIN(Time)
    late=DELAY FIXED(wave,1.5,3)
    sampled=SAMPLE IF TRUE(wave>10,late,2)
    ahead=FORECAST(wave,2,3)
    level=INTEG(late-level/3,sampled)
    """
    path = tmp_path / "m.mdl"
    path.write_text(model_text(equations, TIMES), encoding="utf-8")
    runners = run_by_pysd(read_by_pysd(path, tmp_path))
    ours = run(small_model(equations, TIMES), SOLVERS[0])
    for name in ("wave", "late", "sampled", "ahead", "level"):
        assert ours.of(name)[:, 0] == pytest.approx(runners[name], rel=1e-12)


XMILE = """<xmile xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"><sim_specs method="{}"><start>10</start>
<stop>16</stop><dt>0.5</dt></sim_specs><model><variables>{}</variables></model></xmile>"""


@pytest.mark.parametrize("method", ["Euler", "RK4"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DELAY(TIME^2, 1.5)", lambda t: max(t - 1.5, 10) ** 2),
        ("DELAY(TIME^2, 1.5, 3)", lambda t: (t - 1.5) ** 2 if t >= 11.5 else 3),
        ("PREVIOUS(TIME^2, 3)", lambda t: (t - 0.5) ** 2 if t > 10 else 3),
        ("PREVIOUS(SELF, 3) + 1", lambda t: 4 + (t - 10) * 2),
        ("IF TIME > 12 THEN PREVIOUS(SELF, 3) ELSE TIME", lambda t: min(t, 12)),
        ("FORCST(10 + 2 * TIME, 1000000000, 3)", lambda t: 10 + 2 * t),
    ],
)
def test_those_of_xmile(tmp_path, method, text, expected):
    (tmp_path / "m.xmile").write_text(XMILE.format(method, f'<aux name="x"><eqn>{text}</eqn></aux>'), encoding="utf-8")
    assert of(tmp_path / "m.xmile").of("x")[:, 0] == pytest.approx([expected(t) for t in CLOCK], rel=1e-6)


def of(path) -> Trajectories:
    model = load_model(path)
    compiled = compile_model(model)
    solver = Solver(model.settings.method, sided=False)
    return integrate(compiled, solver, clock_of(model.settings), compiled.defaults[:, None])


def test_forecast_is_its_equations_step_by_step():
    """Source: Vensim Reference Manual, FORECAST: average of the input, relative trend, carried on over the horizon."""
    average, expected = 10.0**2, []
    for t in CLOCK:
        source = t**2
        expected.append(source * (1 + (source - average) / (4 * average) * 3))
        average += 0.5 * (source - average) / 4
    assert found("x=FORECAST(Time^2,4,3)", SOLVERS[0]) == pytest.approx(expected, rel=1e-12)


def test_forecast_of_a_steady_growth_comes_to_what_will_be():
    """Of growth by a rate r the average lags by a factor 1+rT; the trend is then r, and the forecast adds r times the
    horizon."""
    value = found("x=FORECAST(EXP(0.1*(Time-10)),2,3)/EXP(0.1*(Time-10))", Solver("rk4"), times=Times(10, 60, 0.25))[-1]
    assert value == pytest.approx(1 + 0.1 * 3, rel=1e-6)


def test_net_present_value_is_its_equations_step_by_step():
    """Source: Vensim Reference Manual, NPV."""
    discount, worth, expected = 1.0, 7.0, []
    for t in CLOCK:
        expected.append((worth + t * 0.5 * discount) * 2)
        worth += 0.5 * t * discount
        discount -= 0.5 * discount * 0.1 / (1 + 0.1 * 0.5)
    assert found("x=NPV(Time,0.1,7,2)", SOLVERS[0]) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GET TIME VALUE(0,-2,0)", lambda t: t - 2),
        ("GET TIME VALUE(1,lag,0)", lambda t: 13),
        ("GAME(Time*2)", lambda t: 2 * t),
    ],
)
def test_what_needs_no_memory(text, expected):
    assert found(f"x={text}\nlag=3", SOLVERS[0]) == pytest.approx([expected(t) for t in CLOCK])


def test_delay_n_takes_as_many_stages_as_a_time_step_leaves_room_for():
    """As Vensim: of three stages in two and a half steps two are left. Source: its output of the open test models."""
    text = "DELAY N(Time,1.25,6,{})"
    two, three = (found(f"x={text.format(order)}", SOLVERS[0]) for order in (2, 3))
    assert np.array_equal(two, three)
    fixed = found("lag=1.25\nx=DELAY N(Time,lag,6,3)", SOLVERS[0])
    assert np.array_equal(fixed, two)
    enough = found("x=DELAY N(Time,1.5,6,3)", SOLVERS[0])
    assert not np.array_equal(enough, found("x=DELAY N(Time,1.5,6,2)", SOLVERS[0]))
