"""Our Euler against PySD's runner on the shipped city: every variable, over the turn of a year, at the model's step.

The runner takes seconds a step, so the whole run is left to `make bench`.
"""

from dataclasses import replace

import numpy as np
import pytest

from simulator.kernel import Solver, Trajectories, clock_of, compile_model, integrate
from simulator.model.build import load_model
from simulator.model.model import Model
from simulator.shipped import shipped_folder
from tests.oracle.runner import differences, read_by_pysd, run_by_pysd
from tests.oracle.tolerances import within

PATH = shipped_folder("models") / "dezhou" / "dezhou.mdl"
YEARS = 1.25


@pytest.fixture(scope="module")
def model() -> Model:
    """The shipped city."""
    return load_model(PATH)


@pytest.fixture(scope="module")
def ours(model) -> Trajectories:
    """Its first steps by our Euler, every step saved."""
    settings = replace(model.settings, final_time=model.settings.initial_time + YEARS)
    compiled = compile_model(model)
    clock = clock_of(settings, save_step=settings.time_step)
    return integrate(compiled, Solver("euler", sided=False), clock, compiled.defaults[:, None])


@pytest.fixture(scope="module")
def runners(model, tmp_path_factory) -> dict[str, np.ndarray]:
    """The same by PySD's runner."""
    return run_by_pysd(read_by_pysd(PATH, tmp_path_factory.mktemp("runner")), model.settings.initial_time + YEARS)


def is_balance(name: str) -> bool:
    """Tell whether a variable is zero but for rounding by construction."""
    return name.startswith("check ")


def test_every_variable_is_the_runners(ours, runners):
    found = [each for each in differences(ours, runners) if not is_balance(each.name)]
    # the two hold FINAL TIME and SAVEPER of the run they were asked for, which is not the model's
    found = [each for each in found if each.name not in ("final time", "saveper")]
    assert len(found) > 2000
    assert found[0].relative < within("runner"), found[:5]


def test_both_close_every_balance(ours, runners):
    names = [name for name in ours.names if is_balance(name.lower())]
    assert names
    for name in names:
        assert np.abs(ours.of(name)).max() < within("balance"), name
        assert np.abs(runners[name.lower()]).max() < within("balance"), name
