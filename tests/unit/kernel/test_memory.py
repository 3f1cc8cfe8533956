import numpy as np
import pytest

from simulator.kernel import Clock, Solver, clock_of, compile_model, integrate
from simulator.kernel.memory import Memory
from tests.small_models import Times, bits, run, small_model

EQUATIONS = """
lag=1
x=DELAY FIXED(Time,lag,-1)
level=INTEG(x,1)
shown=DELAY FIXED(level,TIME STEP,0)
"""


@pytest.fixture(scope="module")
def compiled():
    return compile_model(small_model(EQUATIONS, Times(0, 4, 0.5)))


@pytest.mark.parametrize(
    ("lag", "steps"), [(1.0, 2), (0.0, 1), (-3.0, 1), (0.2, 1), (0.74, 1), (0.76, 2), (1.5, 3), (1e300, 9), (np.inf, 9)]
)
def test_a_delay_is_so_many_whole_steps(compiled, lag, steps):
    found = run(compiled.model, Solver("euler", sided=False), lag=lag).of("x")[:, 0]
    expected = [-1.0] * steps + [0.5 * step for step in range(9 - steps)]
    assert found.tolist() == expected


def test_a_delay_that_is_not_a_number_gives_none(compiled):
    found = run(compiled.model, Solver("euler", sided=False), lag=np.nan).of("x")[:, 0]
    assert found[0] == -1 and np.isnan(found[1:]).all()


def test_each_member_has_its_own_delay_and_the_bits_it_has_alone(compiled):
    inputs = np.repeat(compiled.defaults[:, None], 5, axis=1)
    inputs[0] = [0.5, 1.0, 2.0, 0.3, 50.0]
    clock = clock_of(compiled.model.settings)
    for solver in (Solver("rk4"), Solver("euler", sided=False), Solver("scipy")):
        together = bits(integrate(compiled, solver, clock, inputs).values)
        for member in range(5):
            alone = bits(integrate(compiled, solver, clock, inputs[:, [member]]).values)
            assert np.array_equal(alone, together[:, :, [member]])


@pytest.mark.parametrize("solver", [Solver("euler"), Solver("rk4"), Solver("scipy")])
def test_finer_steps_hold_as_long(compiled, solver):
    clock = clock_of(compiled.model.settings)
    inputs = compiled.defaults[:, None]
    coarse = integrate(compiled, solver, clock, inputs)
    fine = integrate(compiled, solver, clock.refined(2), inputs)
    for name in ("x", "level", "shown"):
        assert fine.of(name) == pytest.approx(coarse.of(name), abs=1e-9)


def test_held_values_are_not_moved_by_a_method(compiled):
    bound = compiled.bind(compiled.defaults[:, None], 0.5, False)
    state = bound.initial(0.0)
    assert bound.n_held == compiled.n_held == 2 and (bound.net_flow(0.0, state)[-2:] == 0).all()


def test_what_is_under_way_is_bounded_by_the_run(compiled):
    inputs = compiled.defaults[:, None].copy()
    inputs[0] = 1e9
    bound = compiled.bind(inputs, 0.5, False)
    memory = Memory(bound, Clock(0.0, 0.5, 8, 1), bound.initial(0.0))
    assert [pipe.shape for _, pipe in memory._pipes.values()] == [(9, 1)]
