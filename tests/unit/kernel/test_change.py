"""Changes give another model and leave the one given as it was."""

import math
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import RunError
from simulator.kernel import Solver, Trajectories, clock_of, compile_model, integrate
from simulator.kernel.change import Changes, change_model, inputs_with, integral_of
from simulator.kernel.change import Path as TimePath
from simulator.model.build import load_model
from simulator.model.model import Model

TOWN = """{UTF-8}
area: north, south ~ ~ |
people[area]= INTEG(people[area]*growth rate[area], 100) ~ person ~ |
growth rate[area]= 0.01, 0.02 ~ 1/Year ~ |
output= SUM(people[area!])*yield ~ yuan/Year ~ |
yield= 2 ~ yuan/person/Year ~ |
saving= output*0.1 ~ yuan/Year ~ |
INITIAL TIME = 0 ~ Year ~ |
FINAL TIME = 4 ~ Year ~ |
TIME STEP = 0.25 ~ Year ~ |
SAVEPER = 1 ~ Year ~ |
"""


@pytest.fixture
def town(tmp_path: Path) -> Model:
    path = tmp_path / "town.mdl"
    path.write_text(TOWN, encoding="utf-8")
    return load_model(path)


def run(model: Model, changes: Changes, *constants: tuple[str, float], solver: str = "scipy") -> Trajectories:
    compiled = compile_model(change_model(model, changes))
    return integrate(compiled, Solver(solver, 1e-10), clock_of(model.settings), inputs_with(compiled, constants))


def test_a_constant_is_replaced(town: Model) -> None:
    people = run(town, Changes(), ("growth rate[south]", 0.05)).of("people[south]")[:, 0]
    np.testing.assert_allclose(people, 100 * np.exp(0.05 * np.arange(5)), rtol=1e-9)


def test_an_unknown_constant_names_the_nearest(town: Model) -> None:
    with pytest.raises(RunError) as caught:
        run(town, Changes(), ("growht rate[south]", 0.05), ("yeild", 1.0))
    assert [fault.split(": ", 1)[1] for fault in caught.value.faults] == [
        "no constant 'growht rate[south]'. Nearest: 'growth rate[south]', 'growth rate[north]'. Rename or remove it.",
        "no constant 'yeild'. Nearest: 'yield'. Rename or remove it.",
    ]


def test_a_linear_path_drives_one_element_only(town: Model) -> None:
    path = TimePath("linear", ((1.0, 0.02), (3.0, 0.06)))
    run_of = run(town, Changes(paths=(("growth rate[south]", path),)))
    np.testing.assert_allclose(run_of.of("growth rate[south]")[:, 0], [0.02, 0.02, 0.04, 0.06, 0.06], rtol=1e-9)
    assert run_of.of("people[south]")[-1, 0] == pytest.approx(100 * math.exp(0.02 + 0.08 + 0.06), rel=1e-9)
    assert run_of.of("people[north]")[-1, 0] == pytest.approx(100 * math.exp(0.04), rel=1e-9)


def test_a_step_jumps_on_its_year_and_costs_rk4_no_accuracy(town: Model) -> None:
    path = TimePath("step", ((0.0, 0.0), (2.0, 0.1)))
    for solver in ("scipy", "rk4"):
        people = run(town, Changes(paths=(("growth rate[south]", path),)), solver=solver).of("people[south]")
        assert people[-1, 0] == pytest.approx(100 * math.exp(0.2), rel=1e-8)


def test_a_growth_path_is_geometric_and_carries_its_offset(town: Model) -> None:
    path = TimePath("growth", ((1.0, 2.0), (3.0, 2.0 * 1.1**2)), offset=1.0)
    yields = run(town, Changes(paths=(("yield", path),))).of("yield")[:, 0]
    np.testing.assert_allclose(yields, [3.0, 3.0, 1 + 2.2, 1 + 2.42, 1 + 2.42], rtol=1e-9)


def test_an_imposed_variable_keeps_its_own_equation_before_the_first_knot(town: Model) -> None:
    own = run(town, Changes()).of("output")[:, 0]
    imposed = run(town, Changes(imposed=(("output", TimePath("linear", ((2.0, 1000.0), (4.0, 2000.0)))),)))
    np.testing.assert_allclose(imposed.of("output")[:, 0], [own[0], own[1], own[2], 1500.0, 2000.0], rtol=1e-8)
    np.testing.assert_allclose(imposed.of("saving")[3:, 0], [150.0, 200.0], rtol=1e-9)


def test_a_stock_and_a_constant_cannot_be_imposed_nor_a_computed_variable_set(town: Model) -> None:
    path = TimePath("linear", ((0.0, 1.0),))
    with pytest.raises(RunError) as caught:
        change_model(town, Changes(paths=(("output", path),), imposed=(("people[north]", path), ("yield", path))))
    assert [fault.split(": ", 1)[1] for fault in caught.value.faults] == [
        "'output' is computed by the model. Expected a constant. Use impose to replace it.",
        "'people[north]' is a stock. Expected a computed variable. Impose one of its flows instead.",
        "'yield' is a constant. Expected a computed variable. Use set instead.",
    ]


def test_the_integral_of_a_variable_is_kept_in_its_unit_times_years(town: Model) -> None:
    run_of = run(town, Changes(integrals=("saving",)))
    people = sum(100 / rate * (math.exp(4 * rate) - 1) for rate in (0.01, 0.02))
    assert run_of.of(integral_of("saving"))[-1, 0] == pytest.approx(0.2 * people, rel=1e-9)
    assert dict(zip(run_of.names, run_of.units, strict=True))[integral_of("saving")] == "(yuan/Year)*Year"


def test_an_integral_of_what_is_not_there_is_refused(town: Model) -> None:
    with pytest.raises(RunError, match=r"no variable 'savign'\. Nearest: 'saving'"):
        change_model(town, Changes(integrals=("savign",)))


def test_running_one_scenario_never_changes_another(town: Model) -> None:
    before = run(town, Changes()).values.copy()
    run(town, Changes(imposed=(("output", TimePath("linear", ((0.0, 7.0),))),), integrals=("saving",)), ("yield", 9.0))
    assert np.array_equal(run(town, Changes()).values, before)
