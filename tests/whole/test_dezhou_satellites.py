"""Air, land, water, farming, services, innovation and trade of the Dezhou model: history and extreme conditions."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.ensemble import prepare
from simulator.kernel import Solver
from simulator.kernel.change import inputs_with
from simulator.study import Request, load_city, read_scenarios, run_scenario

WITHIN = 0.10  # models/dezhou/README.md: others within 10 %
SECTORS = ("environment", "land", "water", "agriculture", "health", "education", "services", "innovation", "trade")


@pytest.fixture(scope="module")
def city():
    return load_city("dezhou")


@pytest.fixture(scope="module")
def changed(city):
    """Return a function that gives the yearly table of the baseline with other constants."""
    _, (scenario,) = read_scenarios(["baseline"], ())
    prepared = prepare(city.model, scenario, city.case.labels, Solver("rk4", printer="auto"))

    def run_with(**values):
        inputs = inputs_with(prepared.compiled, [(name.replace("_", " "), value) for name, value in values.items()])
        return run_scenario(city, scenario, replace(prepared, inputs=inputs), Request("rk4")).yearly

    return run_with


@pytest.fixture(scope="module")
def baseline(changed):
    return changed()


def value(yearly, variable, year):
    """Value of one variable in one year."""
    return float(yearly.at(variable, year)[0])


def test_history_is_met_within_a_tenth(city, baseline):
    shown = {label.variable for label in city.case.labels if label.sector in SECTORS}
    points = [point for point in city.case.history.points if point.variable in shown]
    assert len(points) > 50
    far = []
    for point in points:
        found = value(baseline, point.variable, int(point.year))
        if not abs(found / point.value - 1) <= WITHIN:
            far.append(f"{point.variable} {point.year:g}: {found:.4g} against {point.value:g}")
    assert not far, "\n".join(far)


def test_without_graduates_doctors_retire(changed, baseline):
    found = changed(doctor_graduates=1e-6)
    assert value(found, "doctors", 2035) < 0.5 * value(found, "doctors", 2010)
    assert value(found, "doctors per 1000", 2035) > 0


def test_towns_stop_at_their_boundary_and_fields_at_their_floor(changed):
    found = changed(land_per_new_resident=20, replacement_of_farmland=0)
    assert value(found, "built-up land", 2035) < 950.26
    assert value(found, "farmland", 2035) >= 929.27 * (1 - 1e-9)
    assert np.isfinite(found.of("built-up land of the central city")).all()


def test_without_houses_to_build_no_land_is_taken(changed):
    found = changed(land_per_new_resident=0)
    land = found.of("built-up land")[:, 0]
    assert land == pytest.approx(np.full(len(land), land[0]))


def test_control_and_the_region_clean_the_air(changed, baseline):
    harder = changed(air_control_effort=1)
    dirtier = changed(regional_trend=0)
    years = (value(each, "PM25", 2035) for each in (harder, baseline, dirtier))
    first, second, third = years
    assert first < second < third
    assert value(harder, "PM25", 2025) == value(baseline, "PM25", 2025)


def test_ozone_alone_keeps_the_goal_of_good_days_away(changed):
    found = changed(air_control_effort=1, regional_trend=0.06)
    assert value(found, "good-air share", 2035) < 88


def test_saved_irrigation_leaves_water_and_grain(changed, baseline):
    found = changed(irrigation_saving_effort=3)
    assert value(found, "water use", 2035) < value(baseline, "water use", 2035)
    assert value(found, "grain output", 2035) >= value(baseline, "grain output", 2035)


def test_kindergartens_close_when_children_become_few(baseline):
    assert value(baseline, "children aged 3 to 5", 2030) < 0.5 * value(baseline, "children aged 3 to 5", 2020)
    assert value(baseline, "public kindergarten share", 2030) > value(baseline, "public kindergarten share", 2020)
    assert value(baseline, "preschool enrolment rate", 2030) <= 103


def test_shares_stay_shares(city, baseline):
    for label in city.case.labels:
        if label.sector in SECTORS and label.unit == "%" and label.variable != "PM25 reduction since 2020":
            values = baseline.of(label.variable)[:, 0]
            told = values[np.isfinite(values)]
            assert ((told >= 0) & (told <= 103)).all(), label.variable


def test_efforts_change_nothing_before_they_begin(changed, baseline):
    found = changed(field_effort=1, health_recruitment_effort=1, childcare_effort=1, elderly_care_effort=1)
    for variable in ("grain capacity", "doctors", "childcare places per 1000", "nursing share of care beds"):
        assert value(found, variable, 2025) == value(baseline, variable, 2025)
        assert value(found, variable, 2030) > value(baseline, variable, 2030)
