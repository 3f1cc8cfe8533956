"""LLVM programs: a member has the same bits however it is run, and NumPy's values within rounding."""

import numpy as np
import pytest

from simulator.kernel import Clock, CompiledModel, Solver, clock_of, compile_model, integrate
from simulator.kernel.batch import Engine, compile_alone, compile_batch
from simulator.kernel.change import change_model
from simulator.kernel.draws import lot_of
from simulator.model.model import Model
from tests.property.members import CHANGES, SPAN
from tests.property.random_models import random_equations, random_inputs
from tests.small_models import Times, bits, small_model

N_MEMBERS = 83
METHODS = ("rk4", "euler", "rk2")
# What random models of wild functions magnify rounding to; against 1e-3 where values are smaller.
CLOSE, SMALL = 1e-9, 1e-3


def random_model(seed: int) -> tuple[Model, CompiledModel, Clock]:
    """Return a random model, changed as scenarios do for every other seed."""
    model = small_model(random_equations(seed), SPAN)
    model = change_model(model, CHANGES) if seed % 2 else model
    return model, compile_model(model), clock_of(model.settings)


def members(compiled: CompiledModel, seed: int, share: float) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the names of some inputs, (input,) of all members, and (varied, member)."""
    chosen = np.random.default_rng(seed).random(len(compiled.input_names)) < share
    inputs = random_inputs(compiled, N_MEMBERS, seed)
    return [name for name, each in zip(compiled.input_names, chosen, strict=True) if each], inputs[:, 0], inputs[chosen]


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("seed", range(9))
def test_specialized_or_not_the_bits_are_the_same_and_the_values_are_those_of_numpy(seed, share):
    model, compiled, clock = random_model(seed)
    varied, base, values = members(compiled, seed, share)
    method, sided = METHODS[seed % 3], seed % 4 != 0
    special, plain = (
        compile_batch(model, None, varied, Engine(method, "llvm", specialize, sided)).run(base, values, clock).values
        for specialize in (True, False)
    )
    assert np.array_equal(bits(special), bits(plain))
    every = np.repeat(base[:, None], N_MEMBERS, axis=1)
    every[[compiled.input_names.index(name) for name in varied]] = values
    expected = integrate(compiled, Solver(method, sided=sided), clock, every).values
    assert np.array_equal(np.isfinite(special), np.isfinite(expected))
    finite = np.isfinite(expected)
    difference = np.abs(special[finite] - expected[finite]) / np.maximum(np.abs(expected[finite]), SMALL)
    assert difference.max(initial=0.0) < CLOSE


@pytest.mark.parametrize("seed", range(20, 24))
def test_alone_in_any_order_and_on_any_number_of_threads_the_bits_are_the_same(seed):
    model, compiled, clock = random_model(seed)
    varied, base, values = members(compiled, seed, 0.5)
    values = np.tile(values, (1, 15))
    program = compile_batch(model, None, varied, Engine(printer="llvm"))
    together = bits(program.run(base, values, clock).values)
    order = np.random.default_rng(seed).permutation(values.shape[1])
    assert np.array_equal(bits(program.run(base, values[:, order], clock, threads=3).values), together[:, :, order])
    for member in order[:4]:
        alone = program.run(base, values[:, [member]], clock).values
        assert np.array_equal(bits(alone), together[:, :, [member]])
    for size in (2, 7, 9):
        parts = [values[:, first : first + size] for first in range(0, 4 * size, size)]
        for first, part in program.chunks(base, parts, clock):
            assert np.array_equal(bits(part), together[:, :, first : first + size])


HOLDING = """
rate=0.2
length=1.5
seed=7
row: first,second,third
noise[row]=RANDOM UNIFORM(0.5,1.5,seed)
single=RANDOM UNIFORM(-1,rate,3)
late=DELAY FIXED(x,length,10)
later=DELAY FIXED(late*2,0.3,late)
kept=SAMPLE IF TRUE(x>2,x,rate)
x=INTEG(rate*x-0.01*late+SUM(noise[row!])+single,1)
"""
FINER = (1, 2)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("times", FINER)
def test_held_values_and_draws_are_those_of_numpy_in_every_company(method, times):
    model = small_model(HOLDING, Times(0.0, 6.0, 0.25))
    compiled, clock = compile_model(model), clock_of(model.settings).refined(times)
    random = np.random.default_rng(1)
    values = np.stack([random.uniform(0.1, 0.3, 203), random.uniform(-1, 9, 203)])
    values[1, 5] = np.nan
    program = compile_batch(model, None, ["rate", "length"], Engine(method, "llvm"))
    found = program.run(compiled.defaults, values, clock, threads=2).values
    every = np.repeat(compiled.defaults[:, None], 203, axis=1)
    every[[compiled.input_names.index(name) for name in ("rate", "length")]] = values
    expected = integrate(compiled, Solver(method), clock, every).values
    assert np.array_equal(np.isnan(found), np.isnan(expected))
    assert np.isnan(found[:, :, 5]).any()
    assert found == pytest.approx(expected, rel=1e-12, nan_ok=True)
    parts = [values[:, first : first + 7] for first in range(0, 203, 7)]
    for first, part in program.chunks(compiled.defaults, parts, clock):
        assert np.array_equal(bits(part), bits(found[:, :, first : first + 7]))


@pytest.mark.parametrize("name", ["scipy", "rk4"])
def test_a_member_alone_holds_and_draws_as_on_numpy(name):
    model = small_model(HOLDING, Times(0.0, 6.0, 0.25))
    native, notice = compile_alone(model, None, Solver(name, printer="llvm"))
    assert not notice
    inputs, clock = native.defaults[:, None], clock_of(model.settings)
    lot = lot_of(1, seed=-3, members=np.array([2**63 + 11], dtype=np.uint64))
    found, expected = (
        integrate(each, Solver(name), clock, inputs, lot).values for each in (native, compile_model(model))
    )
    assert found == pytest.approx(expected, rel=1e-9 if name == "scipy" else 1e-12)


SWITCHING = """
rate=0.2
when=2
share=STEP(1,when)*0.3+PULSE(3,0.5)
seen=x*rate+share
x=INTEG(share-seen,1)
"""


@pytest.mark.parametrize("specialize", [True, False])
@pytest.mark.parametrize("save", [0.25, 0.75, 1.5, 10.0])
def test_what_is_found_with_flows_is_what_is_found_apart(save, specialize):
    """Where switches are as in Vensim, what is saved at a step's start is found with its first flow."""
    model = small_model(SWITCHING, Times(0.0, 5.0, 0.25, save))
    compiled, clock = compile_model(model), clock_of(model.settings)
    values = np.linspace(0.1, 0.4, 37)[None, :]
    engine = Engine("rk4", "llvm", specialize, sided=False)
    program = compile_batch(model, ["x", "seen", "share"], ["rate"], engine)
    assert "@watch" in program.text
    found = program.run(compiled.defaults, values, clock).values
    plain = compile_model(model, ["x", "seen", "share"])
    every = np.repeat(plain.defaults[:, None], 37, axis=1)
    every[plain.input_names.index("rate")] = values[0]
    expected = integrate(plain, Solver("rk4", sided=False), clock, every).values
    assert found.shape == (int(5 / save) + 1, 3, 37)
    assert np.array_equal(bits(found), bits(expected))


def test_a_chunk_that_is_held_is_never_written_again():
    model = small_model(SWITCHING, Times(0.0, 5.0, 0.25, 0.25))
    program = compile_batch(model, ["x"], ["rate"], Engine("rk4", "llvm"))
    inputs, clock = program.compiled.defaults, clock_of(model.settings)
    chunks = [np.linspace(low, low + 0.1, 64)[None, :] for low in (0.1, 0.2, 0.3, 0.4)]
    alone = [program.run(inputs, each, clock).values for each in chunks]
    views = [part[-1, 0] for _, part in program.chunks(inputs, chunks, clock)]
    wholes = [part for _, part in program.chunks(inputs, chunks, clock)]
    for one, view, whole in zip(alone, views, wholes, strict=True):
        assert np.array_equal(one[-1, 0], view)
        assert np.array_equal(one, whole)


@pytest.mark.parametrize("printer", ["llvm", "numpy"])
def test_the_seed_of_a_batch_is_that_of_its_draws(printer):
    model = small_model(HOLDING, Times(0.0, 2.0, 0.25))
    values = np.full((1, 5), 0.2)
    compiled = compile_model(model)
    clock = clock_of(model.settings)
    drawn = [
        compile_batch(model, ["single"], ["rate"], Engine("euler", printer, seed=seed))
        .run(compiled.defaults, values, clock)
        .values
        for seed in (0, 41, 41)
    ]
    assert np.array_equal(drawn[1], drawn[2])
    assert not np.isclose(drawn[0], drawn[1]).any()
    lot = lot_of(5, seed=41)
    every = np.repeat(compiled.defaults[:, None], 5, axis=1)
    alone = integrate(compile_model(model, ["single"]), Solver("euler"), clock, every, lot).values
    assert drawn[1] == pytest.approx(alone, rel=1e-12)


AT_START = """
own=2
other=3
base=ACTIVE INITIAL(other,other+4)
twice=base*2
x=INTEG(own-0.1*x,twice*own+base)
"""


@pytest.mark.parametrize("specialize", [True, False])
def test_constants_that_are_others_at_the_start_reach_members_as_such(specialize):
    model = small_model(AT_START, Times(0.0, 1.0, 0.5))
    program = compile_batch(model, ["x", "base"], ["own"], Engine("euler", "llvm", specialize))
    found = program.run(program.compiled.defaults, np.array([[1.0, 2.0]]), clock_of(model.settings)).values
    assert found[0, 0].tolist() == [7 * 2 * 1 + 7, 7 * 2 * 2 + 7]
    assert (found[:, 1] == 3).all()
