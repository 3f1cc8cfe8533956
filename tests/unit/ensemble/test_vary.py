"""Members that differ: whatever moves them, each is the single run of a scenario that has its numbers written down."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator.ensemble import Programs, prepare, vary
from simulator.kernel import Solver, clock_of, integrate
from simulator.kernel.batch import Engine
from simulator.model.build import load_model
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.batch import Input
from simulator.scenario.scenario import Imposition, Scenario, Setting
from simulator.scenario.schedule import Schedule, plus, times
from tests.small_models import LABELS

TOWN = """{UTF-8}
people= INTEG(people*growth rate, 100) ~ person ~ |
growth rate= 0.01 ~ 1/Year ~ |
output= people*yield*IF THEN ELSE(Time>=2022, skill, 1) ~ yuan/Year ~ |
yield= 2 ~ yuan/person/Year ~ |
skill= 1 ~ Dmnl ~ |
tax= output*tax rate ~ yuan/Year ~ |
tax rate= 0.1 ~ Dmnl ~ |
output of start= 190 ~ yuan ~ |
INITIAL TIME = 2020 ~ Year ~ |
FINAL TIME = 2025 ~ Year ~ |
TIME STEP = 0.25 ~ Year ~ |
SAVEPER = 1 ~ Year ~ |
"""
NUMBERS = np.array([0.5, 0.9, 1.0, 1.3, 2.0])
PATHS = {
    "linear": Schedule("linear", ((2020, 1.0), (2024, 3.0)), 1.0),
    "step": Schedule("step", ((2022, 3.0),), 2.0),
    "growth": Schedule("growth", ((2021, 0.1), (2023, 0.02)), 2.0),
    "growth and more": Schedule("growth", ((2021, 0.1),), 2.0, 0.5),
}


@pytest.fixture
def town(tmp_path: Path) -> Model:
    path = tmp_path / "town.mdl"
    path.write_text(TOWN, encoding="utf-8")
    return load_model(path)


def members(town: Model, scenario: Scenario, inputs: tuple[Input, ...], design: np.ndarray, printer: str) -> np.ndarray:
    varied = vary(Programs(town, Engine("rk4", printer)), scenario, inputs, (LABELS, LABELS))
    begun = varied.program.begin(varied.inputs, clock_of(town.settings, save_step=1.0))
    return begun.members(varied.values(design))


def alone(town: Model, scenario: Scenario, printer: str) -> np.ndarray:
    how = Solver("rk4", printer=printer)
    ready = prepare(town, scenario, LABELS, how)
    return integrate(ready.compiled, how, clock_of(town.settings, save_step=1.0), ready.inputs).values[:, :, 0]


@pytest.mark.parametrize("printer", ["numpy", "llvm"])
@pytest.mark.parametrize("act", ["value", "multiply", "add"])
def test_a_constant(town: Model, act: str, printer: str) -> None:
    scenario = Scenario("s", "town", (Setting("yield", 3.0, "here"),))
    found = members(town, scenario, (Input("yield", "yield", "drawn", act),), NUMBERS[None], printer)
    for place, number in enumerate(NUMBERS.tolist()):
        value = {"value": number, "multiply": 3.0 * number, "add": 3.0 + number}[act]
        single = replace(scenario, settings=(Setting("yield", value, "here"),))
        assert np.array_equal(found[:, :, place], alone(town, single, printer))


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
@pytest.mark.parametrize("act", ["multiply", "add"])
def test_a_path(town: Model, act: str, path: Schedule) -> None:
    scenario = Scenario("s", "town", (Setting("yield", path, "here"),))
    found = members(town, scenario, (Input("yield", "yield", "drawn", act),), NUMBERS[None], "llvm")
    for place, number in enumerate(NUMBERS.tolist()):
        value = times(path, number) if act == "multiply" else plus(path, number)
        single = replace(scenario, settings=(Setting("yield", value, "here"),))
        assert found[:, :, place] == pytest.approx(alone(town, single, "llvm"), rel=1e-13)


@pytest.mark.parametrize("printer", ["numpy", "llvm"])
@pytest.mark.parametrize("begin", [2020.0, 2021.0, 2022.0, 2022.5])
@pytest.mark.parametrize("of", ["output", "tax"])
def test_an_imposed_growth_starts_from_each_members_own_level(town: Model, of: str, begin: float, printer: str) -> None:
    nominal = Imposition(of, "yuan", None, 0.05, begin, "here")
    scenario = Scenario("s", "town", (), (nominal,))
    inputs = (Input("yield", "yield", "drawn"), Input(f"growth of {of}", of, "swept", "growth"))
    design = np.stack([NUMBERS, np.array([-0.02, 0.0, 0.03, 0.05, 0.2])])
    found = members(town, scenario, inputs, design, printer)
    for place in range(len(NUMBERS)):
        single = Scenario(
            "s",
            "town",
            (Setting("yield", float(design[0, place]), "here"),),
            (replace(nominal, growth=float(design[1, place])),),
        )
        assert found[:, :, place] == pytest.approx(alone(town, single, printer), rel=1e-12)


def test_a_growth_that_all_members_share_starts_from_each_ones_level(town: Model) -> None:
    scenario = Scenario("s", "town", (), (Imposition("output", "yuan", None, 0.05, 2022.0, "here"),))
    found = members(town, scenario, (Input("yield", "yield", "drawn"),), NUMBERS[None], "llvm")
    assert found[-1, 1] / NUMBERS == pytest.approx(np.full(5, found[-1, 1, 2]), rel=1e-12)


@pytest.mark.parametrize("order", [1, -1])
def test_a_growth_upon_a_growth(town: Model, order: int) -> None:
    """The earlier one shapes the level of the later, whichever is written first."""
    impositions = (
        Imposition("output", "yuan", None, 0.05, 2022.0, "here"),
        Imposition("tax", "yuan", None, 0.02, 2023.0, "here"),
    )
    scenario = Scenario("s", "town", (), impositions[::order])
    inputs = (Input("growth of output", "output", "swept", "growth"),)
    found = members(town, scenario, inputs, NUMBERS[None] / 10, "llvm")
    for place, number in enumerate((NUMBERS / 10).tolist()):
        single = Scenario("s", "town", (), (replace(impositions[0], growth=number), impositions[1]))
        assert found[:, :, place] == pytest.approx(alone(town, single, "llvm"), rel=1e-12)


def test_a_level_is_drawn_by_a_members_own_number(tmp_path: Path) -> None:
    path = tmp_path / "town.mdl"
    path.write_text(TOWN.replace("skill= 1 ~", "skill= RANDOM UNIFORM(0.5, 1.5, 1) ~"), encoding="utf-8")
    scenario = Scenario("s", "town", (), (Imposition("output", "yuan", None, 0.05, 2023.0, "here"),))
    programs = Programs(load_model(path), Engine("rk4", "llvm"))
    varied = vary(programs, scenario, (Input("yield", "yield", "drawn"),), (LABELS, LABELS))
    whole = varied.values(NUMBERS[None])
    assert np.array_equal(varied.values(NUMBERS[None, 2:], 2), whole[:, 2:])
    assert len(set((whole[1] / NUMBERS).tolist())) == len(NUMBERS), "levels that do not depend on what is drawn"


def test_a_level_that_is_found_by_more_steps_is_closer(tmp_path: Path) -> None:
    path = tmp_path / "town.mdl"
    path.write_text(TOWN.replace("growth rate= 0.01", "growth rate= 1"), encoding="utf-8")
    scenario = Scenario("s", "town", (), (Imposition("output", "yuan/Year", None, 0.05, 2023.0, "here"),))
    labels = (Label("output", "Output", "产出", "yuan/Year", "economy", "end"),)
    varied = vary(Programs(load_model(path), Engine("rk4", "llvm")), scenario, (), (labels, labels))
    found = [each.values(np.empty((0, 1)))[0, 0] for each in (varied, varied.refined(2))]
    off = np.abs(np.array(found) - 200 * np.exp(3.0))
    assert 10 < off[0] / off[1] < 20  # of a method of order 4
