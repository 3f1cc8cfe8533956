"""The Dezhou model passes through the facts of 2020-2025, and its identities close in every scenario."""

import numpy as np
import pytest

from benchmarks.must_show import FACTS
from simulator.ensemble import prepare, prepare_all
from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.change import inputs_with
from simulator.model.labels import Label
from simulator.model.model import constant_values
from simulator.study import Request, load_city, read_scenarios, run_scenario
from tests.scenarios import shipped

SCENARIOS = [path.stem for path in shipped()[0]]

# Weaker evidence, wider room. Source: models/dezhou/history.csv, rows of low and medium confidence.
SOFT_FACTS = [
    ("GDP growth rate", 2021, 8.3, 0.5),
    ("GDP growth rate", 2022, 4.4, 0.5),
    ("GDP growth rate", 2023, 6.0, 0.5),
    ("GDP growth rate", 2024, 6.0, 0.5),
    ("GDP growth rate", 2025, 5.3, 0.5),
    ("births", 2022, 3.14, 0.1),
    ("deaths", 2022, 4.19, 0.2),
    ("employment", 2020, 272.4, 1.0),
    ("farm share of employment", 2020, 33.2, 0.5),
    ("electricity consumption", 2018, 216.77, 5.0),
    ("electricity consumption", 2024, 309, 5.0),
    ("electricity consumption", 2025, 320, 5.0),
    ("wind capacity", 2025, 355, 5.0),
    ("PV capacity", 2025, 680, 10.0),
    ("thermal capacity", 2025, 335, 10.0),
    ("labour productivity growth rate", 2024, 8.03, 1.5),
    ("Tianqu share of GDP", 2025, 15.3, 1.3),
]
# What an identity is measured against.
SCALES = {
    "check population": "population",
    "check labour": "employment",
    "check capital": "capital stock",
    "check allocation": None,
    "check infrastructure capital": "infrastructure capital",
    "check housing capital": "housing capital",
    "check household income": "household income",
    "check GDP": "GDP",
    "check investment": "investment",
    "check electricity": "electricity consumption",
    "check energy": "total energy consumption",
    "check capacity": "renewable capacity",
}
IDENTITY = 1e-9


# By LLVM where it serves: that it computes what NumPy does is for test_native_parity to tell.
RK4 = Solver("rk4", printer="auto")


@pytest.fixture(scope="module")
def city():
    return load_city("dezhou")


@pytest.fixture(scope="module")
def yearly(city):
    _, (baseline,) = read_scenarios(["baseline"], ())
    prepared = prepare(city.model, baseline, city.case.labels, RK4)
    return run_scenario(city, baseline, prepared, Request(solver="rk4")).yearly


@pytest.mark.parametrize(("name", "year", "fact", "tolerance"), [*FACTS, *SOFT_FACTS])
def test_baseline_passes_through_the_fact(yearly, name, year, fact, tolerance):
    assert yearly.at(name, year)[0] == pytest.approx(fact, abs=tolerance)


def test_mean_real_growth_of_2021_to_2025(yearly):
    growth = 100 * ((yearly.at("GDP", 2025)[0] / yearly.at("GDP", 2020)[0]) ** 0.2 - 1)
    assert growth == pytest.approx(6.0, abs=0.3)


def test_market_rule_breaks_the_growth_of_pv(city):
    """Without the rule of June 2025 PV would have gone on growing through 2025."""
    compiled = compile_model(city.model, ["PV capacity"])
    clock = clock_of(city.model.settings, save_step=1.0)
    with_rule, without = (
        integrate(compiled, Solver("rk4"), clock, inputs_with(compiled, values)).of("PV capacity")[:, 0]
        for values in ((), (("market rule time", 2040.0),))
    )
    assert with_rule[14] == without[14]
    assert with_rule[15] - with_rule[14] < 0.7 * (without[15] - without[14])


@pytest.fixture(scope="module")
def identities(city):
    """Every scenario made ready to run, saving the identities; those alike share a program."""
    _, scenarios = read_scenarios(SCENARIOS, ())
    prepared = prepare_all(city.model, scenarios, _labels_of_identities(city, scenarios), RK4)
    return dict(zip(SCENARIOS, prepared, strict=True))


@pytest.mark.parametrize("reference", SCENARIOS)
def test_identities_close_at_every_step(city, identities, reference):
    prepared, step = identities[reference], city.model.settings.time_step
    run = integrate(prepared.compiled, RK4, clock_of(city.model.settings, step, step), prepared.inputs)
    assert np.isfinite(run.values).all()
    for check, scale in SCALES.items():
        size = 1.0 if scale is None else np.abs(run.of(scale)).max()
        elements = [name for name in run.names if name.split("[")[0] == check]
        assert elements, check
        for name in elements:
            assert np.abs(run.of(name)).max() <= IDENTITY * size, name


def _labels_of_identities(city, scenarios):
    """Labels that save the identities and what they are measured against, and those of what scenarios impose."""
    wanted = {each for each in (*SCALES, *SCALES.values()) if each is not None}
    extra = [
        Label(name, "", "", variable.unit, "energy", "end", "", "")
        for variable in city.model.variables
        if variable.name in wanted
        for name in variable.element_names
    ]
    imposed = {each.name for scenario in scenarios for each in scenario.impositions}
    return (*extra, *(label for label in city.case.labels if label.variable in imposed))


def test_every_loop_is_named_in_the_model(city):
    text = " ".join(variable.documentation for variable in city.model.variables)
    for loop in ("R1", "B1", "R2", "B3", "B4", "B5", "B7", "B8", "B10", "R3", "R4", "R6", "R7", "R8", "R9"):
        assert f"loop {loop}" in text or f", {loop}" in text, loop


def test_census_is_spread_over_the_cohorts(city):
    """The cohorts add up to the residents of the end of 2010, and nobody is born after it."""
    values = {
        name: value
        for equation in city.model.equations
        if city.model.variables[equation.variable].name == "initial residents"
        for name, value in zip(
            (city.model.variables[equation.variable].element_names[row] for row in equation.rows),
            constant_values(equation),
            strict=True,
        )
    }
    assert len(values) == 2 * 126
    assert sum(values.values()) == pytest.approx(557.42, abs=0.01)
    assert sum(value for name, value in values.items() if "[urban" in name) == pytest.approx(0.4305 * 557.42, abs=0.01)
    assert all(value == 0 for name, value in values.items() if int(name[-5:-1]) > 2010)
