"""Held values on LLVM against kernel/memory.py: delays of every length, each member its own."""

import numpy as np
import pytest

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.batch import Engine, compile_batch
from tests.native_runs import members_of
from tests.small_models import Times, bits, small_model

EQUATIONS = """
area: town,land
lag=1
k[area]=1,2
x=DELAY FIXED(Time,lag,-1)
each[area]=DELAY FIXED(level*k[area],lag*k[area],k[area])
level=INTEG(x,1)
next=DELAY FIXED(level,TIME STEP,0)
kept=SAMPLE IF TRUE(MODULO(Time,2)=0,level,k[land])
shown=SUM(each[area!])+next*kept
"""
LAGS = [1.0, 0.0, -3.0, 0.2, 0.74, 0.76, 1.5, 3.0, 1e300, np.inf, np.nan, -np.inf, 2.25]


@pytest.mark.parametrize("method", ["euler", "rk2", "rk4"])
@pytest.mark.parametrize("sided", [True, False])
def test_delays_of_members(method, sided):
    members = members_of(small_model(EQUATIONS, Times(0, 4, 0.5)), Engine(method, "llvm", sided=sided), lag=LAGS)
    for name in ("x", "each[town]", "each[land]", "next", "kept"):
        assert members.same_bits(name)


def test_a_delay_is_so_many_whole_steps():
    found = members_of(small_model(EQUATIONS, Times(0, 4, 0.5)), Engine("euler", "llvm", sided=False), lag=LAGS).of("x")
    for member, steps in enumerate([2, 1, 1, 1, 1, 2, 3, 6, 9, 9]):
        assert found[:, member].tolist() == [-1.0] * steps + [0.5 * step for step in range(9 - steps)]
    assert found[0, 10] == -1 and np.isnan(found[1:, 10]).all()


def test_what_is_only_held_to_the_next_step_needs_no_pipe():
    model = small_model("u=1\ny=SAMPLE IF TRUE(Time>=1,u*Time,-1)\nz=INTEG(y,0)", Times(0, 3, 0.5))
    found = members_of(model, Engine("euler", "llvm", sided=False), u=[1.0, 3.0])
    assert found.same_bits("y") and found.of("y")[-1].tolist() == (found.of("y")[-1, 0] * np.array([1.0, 3.0])).tolist()


@pytest.mark.parametrize("times", [2, 3])
def test_finer_steps_hold_as_long(times):
    model = small_model(EQUATIONS, Times(0, 4, 0.5))
    compiled, clock = compile_model(model), clock_of(model.settings).refined(times)
    values = np.array([LAGS])
    every = np.repeat(compiled.defaults[:, None], len(LAGS), axis=1)
    every[compiled.input_names.index("lag")] = values
    found = compile_batch(model, None, ["lag"], Engine(printer="llvm")).run(compiled.defaults, values, clock)
    expected = integrate(compiled, Solver("rk4"), clock, every)
    assert np.array_equal(bits(found.of("x")), bits(expected.of("x")))
    np.testing.assert_allclose(found.values, expected.values, rtol=1e-12)


def test_a_member_of_several_vectors_and_tiles_remembers_its_own():
    model = small_model(EQUATIONS, Times(0, 4, 0.5))
    compiled, clock = compile_model(model), clock_of(model.settings)
    values = np.random.default_rng(5).uniform(0.0, 5.0, (1, 333))
    program = compile_batch(model, None, ["lag"], Engine(printer="llvm"))
    together = bits(program.run(compiled.defaults, values, clock, threads=2).values)
    for member in (0, 7, 8, 63, 64, 200, 332):
        alone = program.run(compiled.defaults, values[:, [member]], clock).values
        assert np.array_equal(bits(alone), together[:, :, [member]])


@pytest.mark.parametrize("final", [0, 0.5])
def test_hardly_any_steps(final):
    members_of(small_model(EQUATIONS, Times(0, final, 0.5)), lag=LAGS)
