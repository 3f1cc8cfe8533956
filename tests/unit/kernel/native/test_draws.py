"""Draws on LLVM have the bits of kernel/draws.py for every call, row, seed, member and step."""

from itertools import pairwise

import numpy as np
import pytest

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.batch import Engine, compile_batch
from simulator.kernel.compiled import saved_elements
from simulator.kernel.draws import Lot
from simulator.kernel.native.call import Course
from simulator.kernel.native.machine import machine
from simulator.kernel.native.program import Draws, build_native
from simulator.kernel.sides import sides_of
from tests.small_models import Times, bits, small_model

EQUATIONS = """
area: town,land
u=1
x=RANDOM UNIFORM(0,1,0)
again=RANDOM UNIFORM(0,1,0)
seeded=RANDOM UNIFORM(0,1,seed)
seed=7
each[area]=RANDOM UNIFORM(0,u,-3)
level=INTEG(x-again,u)
"""
NAMES = ("x", "again", "seeded", "each[town]", "each[land]")


@pytest.fixture(scope="module")
def model():
    return small_model(EQUATIONS, Times(0.0, 3.0, 0.5))


@pytest.mark.parametrize("varied", [["u"], ["seed"], []])
@pytest.mark.parametrize("specialize", [True, False])
def test_members_of_a_batch_draw_what_they_draw_on_numpy(model, varied, specialize):
    """Also where they differ in nothing but their numbers."""
    inputs, clock = compile_model(model).defaults, clock_of(model.settings)
    values = np.random.default_rng(1).uniform(size=(len(varied), 2 * machine().width + 3))
    found, expected = (
        compile_batch(model, NAMES, varied, Engine(printer=printer, specialize=specialize)).run(inputs, values, clock)
        for printer in ("llvm", "numpy")
    )
    assert np.array_equal(bits(found.values), bits(expected.values))
    # every draw is another one
    assert len(np.unique(found.of("x"))) == found.of("x").size
    assert not np.isin(found.of("x"), found.of("again")).any()


@pytest.mark.parametrize("sizes", [(5, 11, 1, 4), (8, 8, 5), (21,)])
def test_the_number_of_a_member_counts_whatever_the_chunks(model, sizes):
    inputs, clock = compile_model(model).defaults, clock_of(model.settings)
    values = np.ones((1, sum(sizes)))
    program = compile_batch(model, NAMES, ["u"], Engine(printer="llvm"))
    whole = program.run(inputs, values, clock, threads=3).values
    ends = np.cumsum((0, *sizes)).tolist()
    parts = [values[:, begin:end] for begin, end in pairwise(ends)]
    found = np.concatenate([part for _, part in program.chunks(inputs, parts, clock)], axis=2)
    assert np.array_equal(bits(found), bits(whole))


@pytest.mark.parametrize("seed", [0, 1, -5, 2**62, -(2**63)])
@pytest.mark.parametrize("first", [0, 1000, 2**40])
def test_the_seed_of_the_run_and_the_first_member_count(model, seed, first):
    compiled, clock = compile_model(model), clock_of(model.settings)
    program = build_native(machine(), model, saved_elements(model, NAMES), None, Course("euler"))
    sides = sides_of(model.settings, clock.time_step, True)
    found = program.shared(compiled.defaults, clock, sides, Draws(seed, first)).members(
        np.repeat(compiled.defaults[:, None], 13, axis=1)
    )
    lot = Lot(seed, np.arange(first, first + 13, dtype=np.uint64))
    expected = integrate(
        compile_model(model, NAMES), Solver("euler"), clock, np.repeat(compiled.defaults[:, None], 13, axis=1), lot
    )
    assert np.array_equal(bits(found), bits(expected.values))


def test_a_seed_of_zero_is_the_same_whatever_its_sign(model):
    inputs, clock, values = compile_model(model).defaults, clock_of(model.settings), np.array([[-0.0, 0.0, -7.5]])
    found, expected, positive = (
        compile_batch(model, NAMES, ["seed"], Engine(printer=printer)).run(inputs, given, clock).values
        for printer, given in (("llvm", values), ("numpy", values), ("llvm", values + 0.0))
    )
    assert np.array_equal(bits(found), bits(expected)) and np.array_equal(bits(found), bits(positive))
