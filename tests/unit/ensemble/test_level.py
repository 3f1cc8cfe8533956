"""What is run to know the level from which a growth is imposed, and what is read of it."""

from pathlib import Path

import numpy as np
import pytest

from simulator.ensemble.level import compounded, level_of, levelling
from simulator.model.build import load_model
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.scenario import Imposition

TOWN = """{UTF-8}
output= 5 ~ yuan/Year ~ |
rate= output*2 ~ yuan/Year ~ |
INITIAL TIME = 2020 ~ Year ~ |
FINAL TIME = 2024 ~ Year ~ |
TIME STEP = 0.25 ~ Year ~ |
SAVEPER = 1 ~ Year ~ |
"""
TOTAL = Label("rate", "Rate", "率", "yuan", "economy", "total")
COUNTED = Label("rate", "Rate", "率", "yuan", "economy", "total", start_total="output")
END = Label("rate", "Rate", "率", "yuan/Year", "economy", "end")


@pytest.fixture
def town(tmp_path: Path) -> Model:
    path = tmp_path / "town.mdl"
    path.write_text(TOWN, encoding="utf-8")
    return load_model(path)


@pytest.mark.parametrize(
    ("label", "begin", "reads"),
    [
        (None, 2022.0, "end"),
        (END, 2022.0, "end"),
        (END, 2020.0, "start"),
        (TOTAL, 2020.0, "start"),
        (COUNTED, 2020.0, "start_total"),
        (TOTAL, 2021.0, "year_before"),
        (TOTAL, 2022.0, "year_before"),
        (TOTAL, 2021.5, "end"),
    ],
)
def test_what_is_read(town: Model, label: Label | None, begin: float, reads: str) -> None:
    run = levelling(town, Imposition("rate", "yuan", None, 0.05, begin, "here"), label)
    assert (run.reads, run.names[0]) == (reads, "rate")
    assert run.clock.time(run.clock.n_steps) == pytest.approx(max(begin, 2020.25))


def test_the_first_year_is_exactly_that_much_larger(town: Model) -> None:
    run = levelling(town, Imposition("rate", "yuan", None, 0.05, 2021.0, "here"), TOTAL)
    growth = np.array([0.05, 0.0, -0.1])
    values = np.zeros((2, 2, 3))
    values[:, 1] = [[4.0], [14.0]]  # integrals up to the year's begin and end
    level = level_of(run, values, growth)
    with np.errstate(invalid="ignore"):
        in_first_year = level * np.where(growth == 0, 1.0, growth / np.log1p(growth))
    assert in_first_year == pytest.approx(10.0 * (1.0 + growth), rel=1e-14)


def test_growth_compounds() -> None:
    growth = np.array([0.05, 0.0, -0.1, 3.0])
    assert compounded(growth, 9.5) == pytest.approx((1.0 + growth) ** 9.5, rel=1e-14)
    assert compounded(growth, 9.5)[1] == 1.0
