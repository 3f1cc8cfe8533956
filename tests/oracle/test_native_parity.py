"""LLVM against NumPy, which is the reference: every conformance model and the shipped city, to 1e-12."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.batch import Engine, compile_alone, compile_batch
from simulator.model.build import load_model
from simulator.study import City, load_city
from tests.oracle.conformance import read_cases

CLOSE = 1e-12
# Models whose values magnify rounding beyond CLOSE. There is none among those that are open.
CHAOTIC: frozenset[str] = frozenset()
CITY = "dezhou"
# A variable that is never larger is zero but for rounding: a balance, which checks the model.
ROUNDING = 1e-10


def relative(found: np.ndarray, expected: np.ndarray) -> float:
    """Return the largest relative difference; infinite where only one is a number."""
    with np.errstate(all="ignore"):
        same = (found == expected) | (np.isnan(found) & np.isnan(expected))
        apart = np.where(same, 0.0, np.abs(found - expected) / np.abs(expected))
    return float(np.nan_to_num(apart, nan=np.inf).max(initial=0.0))


def test_every_conformance_model_has_the_values_of_numpy(conformance_folder):
    apart, on_numpy, compared = {}, [], 0
    for case in read_cases(conformance_folder):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                model = load_model(conformance_folder / case.model)
            except ModelError:
                continue
        solver, clock = Solver(model.settings.method, sided=False), clock_of(model.settings)
        native, notice = compile_alone(model, None, replace(solver, printer="auto"))
        if notice:
            on_numpy.append(case.model)
            continue
        inputs = native.defaults[:, None]
        difference = relative(
            integrate(native, solver, clock, inputs).values,
            integrate(compile_model(model), solver, clock, inputs).values,
        )
        compared += 1
        if difference > CLOSE and case.model not in CHAOTIC:
            apart[case.model] = difference
    assert not apart
    assert not on_numpy
    assert compared >= 200


@pytest.fixture(scope="module")
def city() -> City:
    """The shipped city."""
    return load_city(CITY)


@pytest.mark.parametrize("method", ["euler", "rk2", "rk4"])
def test_every_variable_of_the_city_has_the_values_of_numpy(city, method):
    model = city.model
    native, _ = compile_alone(model, None, Solver(method, printer="llvm"))
    clock, inputs = clock_of(model.settings, save_step=1.0), native.defaults[:, None]
    found = integrate(native, Solver(method), clock, inputs)
    expected = integrate(compile_model(model), Solver(method), clock, inputs)
    scale = np.abs(expected.values).max(axis=0, keepdims=True)
    balances = scale < ROUNDING
    assert np.abs(found.values[:, balances[0]]).max() < ROUNDING
    beside = np.abs(found.values - expected.values) / np.where(balances, np.inf, scale)
    assert beside.max() < CLOSE
    assert balances.mean() < 0.5


def test_the_city_has_the_same_bits_specialized_or_not_and_on_any_number_of_threads(city):
    names = [label.variable for label in city.case.labels if label.yearly != "growth"]
    varied = [lever for lever in city.names.levers if lever in city.model.constants][:10]
    special, plain = (
        compile_batch(city.model, names, varied, Engine("euler", "llvm", specialize)) for specialize in (True, False)
    )
    inputs, clock = special.compiled.defaults, clock_of(city.model.settings, save_step=1.0)
    spread = np.random.default_rng(3).uniform(0.97, 1.03, (len(varied), 600))
    values = inputs[special.places][:, None] * spread
    found = special.run(inputs, values, clock)
    assert np.array_equal(found.values, plain.run(inputs, values, clock, threads=2).values)
    assert np.array_equal(found.values[:, :, 77:78], special.run(inputs, values[:, 77:78], clock).values)
    every = np.repeat(inputs[:, None], 20, axis=1)
    every[special.places] = values[:, :20]
    expected = integrate(special.compiled, Solver("euler"), clock, every).values
    assert relative(found.values[:, :, :20], expected) < CLOSE
