import numpy as np
import pytest

from simulator.errors import RunError
from simulator.kernel import Clock, Solver, clock_of, compile_model, integrate
from tests.small_models import Times, run, small_model

EQUATIONS = "rate=0.5\nx=INTEG(-rate*x,1)\nswitched=STEP(1,1)"


@pytest.fixture(scope="module")
def compiled():
    return compile_model(small_model(EQUATIONS, Times(0, 2, 0.25)))


@pytest.mark.parametrize("name", ["euler", "rk2", "rk4", "scipy"])
def test_shape_names_and_times(compiled, name):
    inputs = np.repeat(compiled.defaults[:, None], 3, axis=1)
    inputs[0] = [0.1, 0.2, 0.5]
    found = integrate(compiled, Solver(name), Clock(0, 0.25, 8, 2), inputs)
    assert found.values.shape == (5, 7, 3) and found.time.tolist() == [0, 0.5, 1, 1.5, 2]
    assert found.names[:3] == ("rate", "x", "switched") and found.units[0] == ""
    assert found.of("x")[-1] == pytest.approx(np.exp(-2 * inputs[0]), rel=0.1 if name == "euler" else 5e-3)


@pytest.mark.parametrize("name", ["euler", "rk2", "rk4", "scipy"])
def test_a_saved_switch_belongs_to_the_span_that_ends_there(compiled, name):
    found = integrate(compiled, Solver(name), Clock(0, 0.25, 8, 2), compiled.defaults[:, None])
    assert found.of("switched")[:, 0].tolist() == [0, 0, 0, 1, 1]


def test_as_vensim_a_switch_on_a_step_is_on(compiled):
    found = integrate(compiled, Solver("rk4", sided=False), Clock(0, 0.25, 8, 2), compiled.defaults[:, None])
    assert found.of("switched")[:, 0].tolist() == [0, 0, 1, 1, 1]


def test_a_switch_at_the_start_is_on_from_the_start():
    found = run(small_model("x=STEP(1,0)\ny=INTEG(x,0)", Times(0, 1, 0.5)))
    assert found.of("x")[:, 0].tolist() == [1, 1, 1] and found.of("y")[-1, 0] == 1


def test_overflow_raises_nothing_and_stays(compiled):
    inputs = np.repeat(compiled.defaults[:, None], 2, axis=1)
    inputs[0] = [-1e200, 0.5]
    found = integrate(compiled, Solver("rk4"), clock_of(compiled.model.settings), inputs)
    assert not np.isfinite(found.of("x")[-1, 0]) and np.isfinite(found.of("x")[-1, 1])


def test_no_such_solver(compiled):
    with pytest.raises(RunError) as fault:
        integrate(compiled, Solver("rk5"), Clock(0, 0.25, 8, 2), compiled.defaults[:, None])
    assert "no solver 'rk5'. Nearest: 'rk4'" in str(fault.value)
