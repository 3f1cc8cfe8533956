"""RK4 at the model's step against scipy at 1e-9 on the shipped city: every shown variable, year and scenario."""

from collections.abc import Sequence

import numpy as np
import pytest

from simulator.ensemble import Prepared, prepare_all
from simulator.kernel import Solver, clock_of, integrate
from simulator.scenario.batch_file.read import is_batch_file
from simulator.scenario.find import scenario_names
from simulator.study import City, read_scenarios
from simulator.target import Yearly, yearly_table
from tests.oracle.tolerances import within

SINGLE = tuple(name for name in scenario_names() if not is_batch_file(name))

# By LLVM where it serves: that it computes what NumPy does is for test_native_parity to tell.
FINE = Solver("scipy", 1e-9, printer="auto")


@pytest.fixture(scope="module")
def read() -> tuple[City, dict[str, Prepared]]:
    """The shipped city with its tables, and all scenarios made ready, by name; those alike share a program."""
    city, scenarios = read_scenarios(SINGLE, ())
    prepared = prepare_all(city.model, scenarios, city.case.labels, FINE)
    return city, {scenario.name: each for scenario, each in zip(scenarios, prepared, strict=True)}


def yearly(read: tuple[City, dict[str, Prepared]], name: str, solvers: Sequence[Solver]) -> list[Yearly]:
    """Run one scenario by several solvers; return its yearly tables."""
    city, prepared = read
    clock = clock_of(city.model.settings, save_step=1.0)
    runs = [integrate(prepared[name].compiled, solver, clock, prepared[name].inputs) for solver in solvers]
    return [yearly_table(run, city.case.labels, city.model.units) for run in runs]


@pytest.mark.parametrize("scenario", SINGLE)
def test_rk4_is_scipys(read, scenario):
    fixed, fine = yearly(read, scenario, [Solver("rk4"), FINE])
    known = np.isfinite(fine.values)
    assert np.array_equal(known, np.isfinite(fixed.values))
    difference = np.where(known, np.abs(fixed.values - fine.values), 0.0).max(axis=(0, 2))
    size = np.where(known, np.abs(fine.values), 0.0).max(axis=(0, 2))
    relative = dict(zip(fine.names, difference / np.where(size > 0, size, 1.0), strict=True))
    farthest = max(relative, key=lambda name: relative[name])
    assert relative[farthest] < within("rk4 against scipy"), (farthest, relative[farthest])


def test_scipy_at_its_default_is_scipy_at_a_thousandth(read):
    coarse, fine = yearly(read, "baseline", [Solver("scipy"), FINE])
    size = np.nanmax(np.abs(fine.values), axis=(0, 2), keepdims=True)
    assert np.nanmax(np.abs(coarse.values - fine.values) / np.where(size > 0, size, 1.0)) < within("city, scipy")
