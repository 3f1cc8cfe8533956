"""The people of the Dezhou model: two censuses, produced unemployment, two ways to become urban, closures."""

import numpy as np
import pytest

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.batch import compile_alone
from simulator.kernel.change import Changes, Path, change_model, inputs_with
from simulator.study import load_city

# Residents of 1 November 2020 by age, wanPerson. Source: 7th census (2020), county yearbook.
CENSUS_2020 = {
    0: 35.14, 5: 37.53, 10: 36.53, 15: 30.90, 20: 22.43, 25: 21.51, 30: 48.39, 35: 36.06, 40: 38.99,
    45: 44.14, 50: 53.48, 55: 39.70, 60: 30.33, 65: 34.96, 70: 24.73, 75: 12.85, 80: 7.64,
}  # fmt: skip
CLOSURES = (
    "urbanization gap",
    "population gap",
    "required net arrivals",
    "required extra movers",
    "required movement factor",
)


@pytest.fixture(scope="module")
def city():
    return load_city("dezhou")


@pytest.fixture(scope="module")
def compiled(city):
    return compile_alone(city.model, None, Solver("rk4", printer="auto"))[0]


@pytest.fixture(scope="module")
def run(city, compiled):
    """Return a function that integrates the model with other constants, every step saved."""

    def integrate_with(**changes):
        values = [(name.replace("_", " "), value) for name, value in changes.items()]
        return _integrated(city, compiled, values)

    return integrate_with


@pytest.fixture(scope="module")
def baseline(run):
    return run()


@pytest.fixture(scope="module")
def imposed(city):
    """Return a function that integrates the model with a variable that follows a straight path."""

    def integrate_along(name, *knots):
        changes = Changes(imposed=((name, Path("linear", knots)),))
        return _integrated(city, compile_model(change_model(city.model, changes)))

    return integrate_along


def _integrated(city, compiled, values=()):
    step = city.model.settings.time_step
    return integrate(compiled, Solver("rk4"), clock_of(city.model.settings, step, step), inputs_with(compiled, values))


def at(trajectories, name, time):
    return float(np.interp(time, trajectories.time, trajectories.of(name)[:, 0]))


def year_ends(trajectories, name, first):
    late = (trajectories.time >= first) & (np.abs(trajectories.time - np.round(trajectories.time)) < 1e-9)
    return trajectories.of(name)[late, 0]


@pytest.mark.parametrize("age", CENSUS_2020)
def test_cohorts_of_2010_become_the_age_groups_of_the_census_of_2020(baseline, age):
    time, found = 2020 - 2 / 12, 0.0
    for year in range(2020 - age - 6, 2021 - age):
        oldest, youngest = np.clip([time - year + 1 - age, time - year - age], 0, 5)
        cohort = sum(at(baseline, f"residents[{area},C{year}]", time) for area in ("urban", "rural"))
        found += (oldest - youngest) * cohort
    assert found == pytest.approx(CENSUS_2020[age], rel=0.04 if age else 0.06)


@pytest.mark.parametrize(
    ("name", "time", "fact", "tolerance"),
    [
        ("urbanization rate", 2010, 0.4305, 0.001),
        ("urbanization rate", 2019.83, 0.533, 0.005),
        ("farm share of employment", 2010, 0.6447, 0.01),
        ("farm share of employment", 2019.83, 0.3317, 0.015),
        ("employment", 2010, 363, 5),
        ("employment", 2019.83, 272.4, 4),
        ("life expectancy", 2020, 79.0, 0.3),
        ("life expectancy", 2024, 80.0, 0.3),
        ("years of schooling", 2020, 10.0, 0.1),
        ("central city population share", 2020, 0.2659, 0.003),
        ("central city population share", 2022, 0.2681, 0.003),
        ("Tianqu population", 2020, 40.35, 1.0),
    ],
)
def test_people_meet_the_facts_of_2010_and_2020(baseline, name, time, fact, tolerance):
    assert at(baseline, name, time) == pytest.approx(fact, abs=tolerance)


def test_where_nothing_is_imposed_the_closures_are_exactly_nothing(baseline):
    for name in CLOSURES:
        assert (baseline.of(name) == (1.0 if name == "required movement factor" else 0.0)).all(), name


def test_an_imposed_urban_share_moves_the_cohorts(imposed, baseline):
    found = imposed("urbanization rate", (2026.0, 0.595), (2030.0, 0.64), (2035.0, 0.72))
    assert np.abs(year_ends(found, "urbanization gap", 2027)).max() < 2e-4
    assert at(found, "cohort urbanization rate", 2035) == pytest.approx(0.72, abs=2e-4)
    assert at(found, "population", 2035) == pytest.approx(at(baseline, "population", 2035), rel=0.02)
    factor = year_ends(found, "required movement factor", 2027)
    assert 1 < factor[0] < factor[-1]
    assert np.abs(found.of("check population")).max() < 1e-9 * 560


def test_imposing_what_the_model_gives_asks_for_no_movers(imposed, baseline):
    path = [(float(year), at(baseline, "urbanization rate", year)) for year in range(2026, 2036)]
    found = imposed("urbanization rate", *path)
    assert year_ends(found, "required movement factor", 2027) == pytest.approx(1.0, abs=0.06)


def test_a_falling_urban_share_sends_people_back(imposed):
    found = imposed("urbanization rate", (2026.0, 0.58), (2035.0, 0.55))
    assert np.abs(year_ends(found, "urbanization gap", 2027)).max() < 2e-4
    assert year_ends(found, "required extra movers", 2028).max() < 0
    assert min(found.of(name).min() for name in found.names if name.startswith("residents[")) >= 0


def test_an_imposed_population_is_met_by_arrivals(imposed, baseline):
    found = imposed("population", (2026.0, 545.0), (2035.0, 545.0))
    assert np.abs(year_ends(found, "population gap", 2027)).max() < 2e-4
    assert at(found, "net external migration", 2033) > at(baseline, "net external migration", 2033)
    assert np.abs(found.of("check population")).max() < 1e-9 * 560


def test_a_shock_costs_jobs_and_they_come_back(run, baseline):
    found = run(shock_depth=0.06, shock_year=2027.0)
    risen = [at(found, "unemployment rate", year) - at(baseline, "unemployment rate", year) for year in (2028, 2034)]
    assert 0.002 < risen[0] < 0.05
    assert abs(risen[1]) < risen[0]
    late = found.time >= 2027
    assert (found.of("unemployment rate") - baseline.of("unemployment rate"))[late].min() > -0.001


def test_slower_growth_for_good_does_not_lower_unemployment(run, baseline):
    found = run(total_factor_productivity_multiplier=0.5)
    assert at(found, "GDP", 2035) < 0.95 * at(baseline, "GDP", 2035)
    risen = year_ends(found, "unemployment rate", 2026) - year_ends(baseline, "unemployment rate", 2026)
    assert risen.min() > -1e-5
    assert risen[-1] == pytest.approx(0.0006, abs=0.0005)


def test_higher_pensions_are_paid_by_those_who_work_and_by_the_public_purse(run, baseline):
    found = run(pension_replacement=0.3)
    more = at(found, "transfer income", 2011) - at(baseline, "transfer income", 2011)
    kept = at(found, "household income", 2011) - at(baseline, "household income", 2011)
    assert kept == pytest.approx(0.3 * more, rel=0.1)
    assert at(found, "fiscal room", 2030) < at(baseline, "fiscal room", 2030) - 0.02


def test_who_retires_later_draws_no_pension_meanwhile(run, baseline):
    found = run(retirement_reform=0)
    assert at(found, "employment", 2035) < at(baseline, "employment", 2035) - 5
    assert at(found, "transfer income", 2035) > 1.02 * at(baseline, "transfer income", 2035)


def test_what_cheapens_housing_everywhere_does_not_make_the_city_attractive(run, baseline):
    found = run(housing_credit_rule_effect=0)
    local = at(found, "housing price to income", 2025) / at(baseline, "housing price to income", 2025)
    relative = at(found, "relative housing price", 2025) / at(baseline, "relative housing price", 2025)
    assert local > 1.2
    assert relative == pytest.approx(1, abs=0.1)
    assert at(run(outside_income_growth=0.06), "relative housing price", 2030) < at(
        baseline, "relative housing price", 2030
    )


def test_hukou_and_reclassification_act_each_on_its_own_flow(run, baseline):
    hukou, reclassified = run(hukou_effort=0.5), run(reclassification_effort=0.5)
    assert at(hukou, "rural to urban movement", 2028) > 1.3 * at(baseline, "rural to urban movement", 2028)
    assert at(hukou, "reclassified population", 2028) < at(baseline, "reclassified population", 2028)
    assert at(reclassified, "reclassified population", 2028) > 1.3 * at(baseline, "reclassified population", 2028)
    assert at(reclassified, "rural to urban movement", 2028) == pytest.approx(
        at(baseline, "rural to urban movement", 2028), rel=0.05
    )


def test_support_for_families_raises_births_after_2025_only(run, baseline):
    found = run(pronatal_effort=0.2)
    assert at(found, "births", 2025) == at(baseline, "births", 2025)
    usual = at(baseline, "total fertility rate", 2030)
    assert at(found, "total fertility rate", 2030) == pytest.approx(1.2 * usual, rel=0.02)


def test_workers_become_fewer_and_better_schooled(baseline):
    assert at(baseline, "employment", 2035) < at(baseline, "employment", 2025) < at(baseline, "employment", 2015)
    assert at(baseline, "average schooling of workers", 2035) > at(baseline, "average schooling of workers", 2025) + 0.5
