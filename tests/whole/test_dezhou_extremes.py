"""The Dezhou model under extreme conditions: what must happen whatever the numbers."""

import numpy as np
import pytest

from simulator.kernel import Clock, Solver, clock_of, compile_model, integrate
from simulator.kernel.change import inputs_with
from simulator.study import load_city

# Stocks that may be below 0: balances of people, sums of logarithmic changes, growth, what feedback on a gap gathers.
SIGNED = (
    "cumulative migration",
    "mortality progress",
    "usual output growth",
    "urbanization correction",
    "population correction",
)


@pytest.fixture(scope="module")
def city():
    return load_city("dezhou")


@pytest.fixture(scope="module")
def compiled(city):
    return compile_model(city.model)


@pytest.fixture(scope="module")
def run(city, compiled):
    """Return a function that integrates the model with other constants, every step saved."""

    def integrate_with(**changes):
        values = [(name.replace("_", " "), value) for name, value in changes.items()]
        return run_named(values)

    def run_named(values, step=None, save_step=None):
        step = step or city.model.settings.time_step
        clock = clock_of(city.model.settings, step, save_step or step)
        return integrate(compiled, Solver("rk4"), clock, inputs_with(compiled, values))

    integrate_with.named = run_named
    return integrate_with


@pytest.fixture(scope="module")
def baseline(run):
    return run()


def at(trajectories, name, year):
    return trajectories.of(name)[int(np.searchsorted(trajectories.time, year)), 0]


def growth(trajectories, first, last):
    return 100 * ((at(trajectories, "GDP", last) / at(trajectories, "GDP", first)) ** (1 / (last - first)) - 1)


def assert_no_stock_is_negative(compiled, trajectories):
    for name in compiled.stock_names:
        if name in trajectories.names and not name.startswith(SIGNED):
            assert trajectories.of(name).min() >= -1e-9, name


def test_without_investment_capital_wears_out_and_nothing_is_built(run, compiled):
    found = run(investment_scale=0.0, total_factor_productivity_multiplier=0.0)
    assert_no_stock_is_negative(compiled, found)
    rate = -np.log(at(found, "capital[ter]", 2035) / at(found, "capital[ter]", 2030)) / 5
    assert rate == pytest.approx(0.065, abs=0.002)
    assert -4 < growth(found, 2026, 2035) < -2
    assert np.abs(found.of("power investment")).max() == 0
    assert found.of("wind capacity").max() == 0
    assert at(found, "thermal capacity", 2035) < at(found, "thermal capacity", 2025)


def test_without_births_the_young_vanish_and_work_goes_on(run, baseline):
    found = run(female_share=0.0)
    assert np.abs(found.of("births")).max() == 0
    assert at(found, "population aged 0 to 14", 2026) < 1e-6
    assert at(found, "employment", 2025) == pytest.approx(at(baseline, "employment", 2025), rel=0.03)


def test_without_new_renewables_capacity_falls_by_retirement_and_so_does_the_share(run):
    found = run(wind_starts=0.0, PV_starts=0.0, biomass_starts=0.0)
    late = found.of("renewable capacity")[found.time >= 2032, 0]
    assert (np.diff(late) < 0).all()
    assert late[-1] > 0.97 * late[0]
    assert at(found, "renewable share of electricity", 2035) < at(found, "renewable share of electricity", 2026)


def test_without_sun_and_wind_only_biomass_is_left_and_the_balance_closes(run):
    found = run(resource_factor=0.0)
    assert found.of("renewable generation") == pytest.approx(found.of("biomass generation"))
    assert at(found, "renewable share of electricity", 2030) < 0.05
    assert np.abs(found.of("check electricity")).max() < 1e-9 * found.of("electricity consumption").max()
    assert (found.of("thermal hours") <= 5200 * (1 + 1e-12)).all()


def test_closed_to_the_outside_population_changes_by_births_and_deaths(run):
    found = run(out_migration_norm=0.0, in_migration_norm=0.0)
    change = found.of("population")[:, 0] - found.of("population")[0, 0]
    natural = found.of("cumulative births")[:, 0] - found.of("cumulative deaths")[:, 0]
    assert change == pytest.approx(natural, abs=1e-9)


def test_without_rural_urban_transfer_urbanization_hardly_moves(run):
    found = run(movement_rate=0.0, reclassification_rate=0.0)
    yearly = found.of("urbanization rate")[::8, 0]
    assert np.abs(np.diff(yearly)).max() < 0.003


def test_immortals_do_not_die(run, baseline):
    found = run(mortality_scale=0.0)
    assert np.abs(found.of("deaths")).max() == 0
    assert at(found, "share aged 65 and over", 2035) > at(baseline, "share aged 65 and over", 2035)


@pytest.mark.parametrize("limit", [0.0, 60.0])
def test_a_flood_of_pv_meets_the_room_of_the_grid_and_stops(run, compiled, limit):
    found = run(PV_starts=2000.0, export_limit=limit)
    room = found.of("electricity consumption") + found.of("export room") - found.of("must run generation")
    assert (found.of("renewable generation") <= room * (1 + 1e-12)).all()
    assert found.of("net import").min() >= -found.of("export room").max() - 1e-9
    assert found.of("curtailment").max() < 1
    assert at(found, "attractiveness of plants[PV]", 2030) < 0.01
    assert at(found, "starts[PV]", 2030) < 0.05 * 2000
    assert_no_stock_is_negative(compiled, found)


def test_frozen_productivity_leaves_slow_and_falling_growth(run):
    found = run(total_factor_productivity_multiplier=0.0)
    assert 2 < growth(found, 2026, 2030) < 3.5
    assert growth(found, 2031, 2035) < growth(found, 2026, 2030)


def test_a_shock_of_ninety_percent_is_survived(run, compiled):
    found = run(shock_depth=0.9)
    assert_no_stock_is_negative(compiled, found)
    assert np.isfinite(found.values).all()
    after = [at(found, name, 2027.25) for name in ("GDP", "total energy consumption")]
    before = [at(found, name, 2027) for name in ("GDP", "total energy consumption")]
    assert after[0] < 0.3 * before[0]
    assert after[1] < 0.6 * before[1]
    assert growth(found, 2031, 2035) > 5


@pytest.mark.parametrize("empty", ["initial residents", "initial residents[urban", "initial residents[rural"])
def test_an_empty_city_divides_by_nothing(run, compiled, empty):
    found = run.named([(name, 0.0) for name in compiled.input_names if name.startswith(empty)])
    assert np.isfinite(found.values).all()


def test_halving_the_step_changes_little(run, baseline):
    fine = run.named([], step=0.0625, save_step=0.125)
    names = ("population", "urbanization rate", "GDP", "renewable share of electricity", "CO2 emissions")
    for name in names:
        assert at(fine, name, 2035) == pytest.approx(at(baseline, name, 2035), rel=1e-4)


def test_more_storage_means_less_curtailment(run):
    at_2030 = [at(run(storage_starts=starts), "curtailment", 2030) for starts in (0.0, 17.0, 60.0)]
    assert at_2030[0] > at_2030[1] > at_2030[2]


def test_a_higher_ceiling_means_more_urbanization(run):
    at_2035 = [at(run(urban_ceiling=ceiling), "urbanization rate", 2035) for ceiling in (0.75, 0.8, 0.85)]
    assert at_2035[0] < at_2035[1] < at_2035[2]


def test_more_births_do_not_raise_output_within_fifteen_years(run, baseline):
    found = run(fertility_future=1.5)
    assert at(found, "births", 2035) > 1.4 * at(baseline, "births", 2035)
    assert at(found, "GDP", 2035) == pytest.approx(at(baseline, "GDP", 2035), rel=0.005)


def test_no_lever_acts_before_the_end_of_2025(city):
    """Every lever at the upper end of its range leaves what is shown up to 2025 as it was, to the last bit."""
    compiled = compile_model(city.model, [label.variable for label in city.case.labels if label.yearly != "growth"])
    settings = city.model.settings
    years = 2025 - settings.initial_time
    clock = Clock(settings.initial_time, settings.time_step, round(years / settings.time_step), 1)
    solver = Solver("rk4")
    before = integrate(compiled, solver, clock, inputs_with(compiled, ())).values
    for name, lever in city.names.levers.items():
        found = integrate(compiled, solver, clock, inputs_with(compiled, [(name, lever.high)])).values
        assert (found == before).all(), name
