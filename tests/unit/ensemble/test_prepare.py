"""A scenario made ready: constants, schedules, impositions and the integrals of yearly totals."""

from pathlib import Path

import numpy as np
import pytest

from simulator.ensemble import Pair, prepare, prepare_all, run_pair
from simulator.kernel import Solver, clock_of
from simulator.kernel.change import integral_of
from simulator.model.build import load_model
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.scenario import Imposition, Scenario, Setting
from simulator.scenario.schedule import Schedule
from tests.small_models import LABELS

TOWN = """{UTF-8}
people= INTEG(people*growth rate, 100) ~ person ~ |
growth rate= 0.01 ~ 1/Year ~ |
output= people*yield ~ yuan/Year ~ |
yield= 2 ~ yuan/person/Year ~ |
tax= output*0.1 ~ yuan/Year ~ |
output of start= 190 ~ yuan ~ |
INITIAL TIME = 2020 ~ Year ~ |
FINAL TIME = 2024 ~ Year ~ |
TIME STEP = 0.25 ~ Year ~ |
SAVEPER = 1 ~ Year ~ |
"""


@pytest.fixture
def town(tmp_path: Path) -> Model:
    path = tmp_path / "town.mdl"
    path.write_text(TOWN, encoding="utf-8")
    return load_model(path)


def totals(town: Model, scenario: Scenario, solver: str = "scipy") -> np.ndarray:
    how = Solver(solver, 1e-10)
    pair = run_pair(prepare(town, scenario, LABELS, how), how, clock_of(town.settings))
    assert isinstance(pair, Pair)
    return np.diff(pair.fine.of(integral_of("output"))[:, 0])


def test_what_the_yearly_table_reads_is_saved(town: Model) -> None:
    compiled = prepare(town, Scenario("s", "town"), LABELS, Solver("rk4")).compiled
    assert compiled.saved_names == ("people", "integral of output", "integral of tax", "output of start")


@pytest.mark.parametrize("solver", ["scipy", "rk4"])
def test_constants_and_schedules_are_set(town: Model, solver: str) -> None:
    settings = (
        Setting("growth rate", 0.0, "here"),
        Setting("yield", Schedule("step", ((2022, 3.0),), 2.0), "here"),
    )
    np.testing.assert_allclose(totals(town, Scenario("s", "town", settings), solver), [200, 200, 300, 300], rtol=1e-9)


@pytest.mark.parametrize("solver", ["scipy", "rk4"])
@pytest.mark.parametrize("growth", [0.1, -0.02, 0.0])
def test_imposed_growth_of_a_yearly_total_starts_from_the_total_of_the_year_before(town, solver, growth) -> None:
    imposed = Imposition("output", "yuan", None, growth, 2022.0, "here")
    found = totals(town, Scenario("s", "town", impositions=(imposed,)), solver)
    own = 2 * 100 / 0.01 * np.diff(np.exp(0.01 * np.arange(3)))
    grown = own[-1] * (1 + growth) ** np.arange(1, 3)
    np.testing.assert_allclose(found, [*own, *grown], rtol=1e-6 if solver == "rk4" else 1e-9)


def test_imposed_growth_of_what_is_shown_at_the_year_s_end_starts_from_its_own_value(town: Model) -> None:
    at_end = (LABELS[0], Label("output", "Output", "产出", "yuan/Year", "economy", "end"))
    imposed = Imposition("output", "yuan/Year", None, 0.1, 2022.0, "here")
    how = Solver("scipy", 1e-10)
    prepared = prepare(town, Scenario("s", "town", (), (imposed,)), at_end, how)
    output = run_pair(prepared, how, clock_of(town.settings)).fine.of("output")[:, 0]
    np.testing.assert_allclose(output[2:], 200 * np.exp(0.02) * 1.1 ** np.arange(3.0), rtol=1e-9)


@pytest.mark.parametrize("start", [2022.5, 2020.5])
def test_growth_imposed_within_a_year_starts_from_the_value_at_that_time(town: Model, start: float) -> None:
    imposed = Imposition("output", "yuan", None, 0.0, start, "here")
    found = totals(town, Scenario("s", "town", impositions=(imposed,)))
    np.testing.assert_allclose(found[-1], 200 * np.exp(0.01 * (start - 2020)), rtol=1e-9)


def test_a_later_imposed_growth_sees_the_earlier_one(town: Model) -> None:
    impositions = (
        Imposition("tax", "yuan", None, 0.0, 2023.0, "here"),
        Imposition("output", "yuan", None, 1.0, 2022.0, "here"),
    )
    how = Solver("scipy", 1e-10)
    pair = run_pair(prepare(town, Scenario("s", "town", (), impositions), LABELS, how), how, clock_of(town.settings))
    taxes = np.diff(pair.fine.of(integral_of("tax"))[:, 0])
    own = 0.1 * 2 * 100 / 0.01 * (np.exp(0.02) - np.exp(0.01))
    np.testing.assert_allclose(taxes[1:], [own, 2 * own, 2 * own], rtol=1e-8)


def test_growth_imposed_from_the_start_starts_from_the_known_total_of_the_start_year(town: Model) -> None:
    imposed = Imposition("output", "yuan", None, 0.0, 2020.0, "here")
    np.testing.assert_allclose(totals(town, Scenario("s", "town", impositions=(imposed,))), [190] * 4, rtol=1e-9)


def test_scenarios_that_change_the_model_alike_share_one_program_and_no_inputs(town: Model) -> None:
    faster = Scenario("faster", "town", (Setting("growth rate", 0.05, "here"),))
    stepped = Scenario("stepped", "town", (Setting("yield", Schedule("step", ((2022, 3.0),), 2.0), "here"),))
    how = Solver("rk4")
    plain, quick, path = prepare_all(town, [Scenario("s", "town"), faster, stepped], LABELS, how)
    assert plain.compiled is quick.compiled
    assert path.compiled is not plain.compiled
    alone = run_pair(prepare(town, Scenario("s", "town"), LABELS, how), how, clock_of(town.settings))
    beside = run_pair(plain, how, clock_of(town.settings))
    assert np.array_equal(alone.fine.values, beside.fine.values)


def test_the_finer_run_has_levels_of_its_own(town: Model) -> None:
    scenario = Scenario("s", "town", (), (Imposition("output", "yuan", None, 0.05, 2022.0, "here"),))
    ready = prepare(town, scenario, LABELS, Solver("euler"))
    changed = np.flatnonzero(ready.inputs != ready.fine_inputs)
    assert [ready.compiled.input_names[row].partition("[")[0] for row in changed] == ["path of output"] * 2
    error = np.abs(ready.fine_inputs / ready.inputs - 1.0)[changed]
    assert (error > 1e-6).all() and (error < 1e-3).all()
    plain = prepare(town, Scenario("s", "town"), LABELS, Solver("euler"))
    assert plain.fine_inputs is plain.inputs
