"""Members never touch: alone, in any batch and in any order a member has the same bits."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.draws import lot_of
from simulator.model.build import load_model
from simulator.shipped import shipped_folder
from tests.property.members import compiled_model, differing_batches
from tests.property.random_models import random_inputs
from tests.small_models import Times, bits, small_model

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", range(24))
@pytest.mark.parametrize("name", ["rk4", "euler"])
def test_a_member_has_the_same_bits_in_any_company(seed, name):
    assert not differing_batches(seed, Solver(name))


@pytest.mark.parametrize("seed", range(24, 30))
def test_so_it_has_where_switches_are_as_in_vensim(seed):
    assert not differing_batches(seed, Solver("rk4", sided=False))


@pytest.mark.parametrize("seed", [31, 32, 34, 35, 36])
@pytest.mark.parametrize("solver", [Solver("rk4"), Solver("euler", sided=False)], ids=str)
def test_so_it_has_where_values_are_held_and_drawn(seed, solver):
    assert not differing_batches(seed, solver, held=True)


@pytest.mark.parametrize(("seed", "held"), [(3, False), (11, False), (20, False), (31, True), (34, True)])
def test_so_it_has_under_scipy(seed, held):
    compiled, clock = compiled_model(seed, held)
    inputs = random_inputs(compiled, 5, seed)
    solver = Solver("scipy", 1e-4)
    together = bits(integrate(compiled, solver, clock, inputs).values)
    for member in (4, 0, 2):
        alone = integrate(compiled, solver, clock, inputs[:, [member]], lot_of(1, 0, np.array([member]))).values
        assert np.array_equal(bits(alone), together[:, :, [member]])


def test_so_it_has_on_a_machine_without_vector_instructions():
    """NumPy takes other loops on other machines; with its vector instructions switched off the promise holds too."""
    features = np._core._multiarray_umath.__cpu_dispatch__
    code = "from tests.property.members import *; print([differing_batches(s, Solver('rk4')) for s in range(4)])"
    surroundings = {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(features)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, env=surroundings, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[[], [], [], []]", done.stderr


EXPONENTS = """
k=3
exponent=2
x=INTEG(0.1*(x+1)^exponent+0.1*POWER(x+k,exponent)-x,0.7)
"""


@pytest.mark.parametrize("exponent", [2.0, 0.5, -1.0, 0.0, 1.0, 3.0, 1.7])
def test_an_exponent_that_all_share_is_the_same_as_one_of_each(exponent):
    model = small_model(EXPONENTS, Times(0, 2, 0.5))
    compiled = compile_model(model)
    generator = np.random.default_rng(1)
    inputs = np.repeat(compiled.defaults[:, None], 2000, axis=1)
    inputs[compiled.input_names.index("k")] = generator.uniform(0.1, 9, 2000)
    inputs[compiled.input_names.index("exponent")] = exponent
    shared = integrate(compiled, Solver("rk4"), clock_of(model.settings), inputs)
    inputs[compiled.input_names.index("exponent"), -1] = 1.3
    own = integrate(compiled, Solver("rk4"), clock_of(model.settings), inputs)
    assert np.array_equal(bits(shared.values[..., :-1]), bits(own.values[..., :-1]))


def test_zeros_of_both_signs_are_not_taken_for_shared():
    compiled = compile_model(small_model("c=0\ny=1/c\ns=INTEG(c,0)", Times(0, 1, 0.5)))
    inputs = np.repeat(compiled.defaults[:, None], 2, axis=1)
    inputs[0] = [0.0, -0.0]
    values = integrate(compiled, Solver("euler"), clock_of(compiled.model.settings), inputs).of("y")
    assert np.array_equal(values[0], [np.inf, -np.inf])


@pytest.mark.parametrize("name", ["rk4", "euler", "scipy"])
def test_running_one_scenario_never_changes_another(name):
    compiled, clock = compiled_model(9)
    inputs = random_inputs(compiled, 3, 9)
    kept, defaults = inputs.copy(), compiled.defaults.copy()
    first = bits(integrate(compiled, Solver(name, 1e-4), clock, inputs[:, [0]]).values)
    integrate(compiled, Solver(name, 1e-4), clock, inputs[:, [1]])
    integrate(compiled, Solver("rk4"), clock, inputs)
    again = bits(integrate(compiled, Solver(name, 1e-4), clock, inputs[:, [0]]).values)
    assert np.array_equal(first, again)
    assert np.array_equal(inputs, kept) and np.array_equal(compiled.defaults, defaults)


def test_so_it_has_in_the_shipped_city():
    model = load_model(shipped_folder("models") / "dezhou" / "dezhou.mdl")
    compiled, clock = compile_model(model), clock_of(model.settings, save_step=1.0)
    part = np.random.default_rng(7).uniform(0.98, 1.02, (len(compiled.defaults), 100))
    part[::3] = 1.0  # some inputs are shared by all members
    inputs = compiled.defaults[:, None] * part
    together = bits(integrate(compiled, Solver("rk4"), clock, inputs).values)
    for members in ([0], [57], [99, 3, 42, 8, 1, 64, 30]):
        fewer = integrate(compiled, Solver("rk4"), clock, inputs[:, members]).values
        assert np.array_equal(bits(fewer), together[:, :, members])
