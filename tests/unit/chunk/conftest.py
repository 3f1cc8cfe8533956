"""A batch on the small town: two scenarios, three inputs, a hundred and fifty members of each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.chunk.case import BatchCase
from simulator.kernel import clock_of
from simulator.kernel.batch import Engine
from simulator.scenario.batch import Batch, Input, Sample, Save
from simulator.scenario.distribution import Distribution
from simulator.study import read_scenarios

TOWN = Path(__file__).parents[2] / "whole" / "town"
INPUTS = (
    Input("movement pace", "movement pace", "drawn", "value", "1/Year", (), Distribution("uniform", (0.0, 0.1))),
    Input("movement effort", "movement effort", "drawn", "add", "Dmnl", (), Distribution("uniform", (0.0, 1.0))),
    Input("birth rate", "birth rate", "drawn", "multiply", "Dmnl", (), Distribution("triangular", (0.5, 1.0, 2.0))),
)
Make = Callable[..., BatchCase]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make a batch of some size."""
    monkeypatch.chdir(TOWN)
    city, scenarios = read_scenarios(["base", "imposed"], ())

    def made(size: int = 150, save: Save | None = None, inputs: tuple[Input, ...] = INPUTS) -> BatchCase:
        sample = Sample("monte_carlo", size, seed=7)
        batch = Batch("try", "smalltown", scenarios, inputs, (), sample, save or Save())
        clock = clock_of(city.model.settings, None, save_step=1.0)
        return BatchCase(
            city.model, city.case.labels, city.case.targets, city.case.history, batch, Engine("rk4"), clock
        )

    return made


@pytest.fixture
def case(make: Make) -> BatchCase:
    """The usual batch."""
    return make()
