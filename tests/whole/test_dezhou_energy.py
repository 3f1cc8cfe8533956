"""Energy of the Dezhou model: plants by birth year, starts that are produced, efficiency by vintage, caps, the peak."""

import numpy as np
import pytest

from simulator.kernel import Solver, clock_of, integrate
from simulator.kernel.batch import compile_alone
from simulator.kernel.change import inputs_with
from simulator.study import load_city

STEPS = 8
# Time, 万千瓦. Source: models/dezhou/history.csv.
RENEWABLES = ((2020, 411.95), (2022.42, 760.8), (2024.42, 1030.44), (2025, 1061))
WIND = (
    (2016, 10),
    (2017, 20),
    (2018, 32.6),
    (2019, 86.4),
    (2020, 191.2),
    (2021, 224.8),
    (2021.87, 241.6),
    (2024, 332.6),
)
# Year, 亿千瓦时; all but 2018 are derived from part-years.
ELECTRICITY = ((2015, 203.6), (2016, 194.2), (2017, 206.5), (2018, 216.77), (2023, 308), (2024, 309), (2025, 320))


@pytest.fixture(scope="module")
def run():
    """Return a function that integrates the model with other constants; the baseline is kept."""
    model = load_city("dezhou").model
    compiled, _ = compile_alone(model, None, Solver("rk4", printer="auto"))
    kept = {}

    def integrate_with(**changes):
        values = tuple((name.replace("_", " "), value) for name, value in changes.items())
        if values not in kept:
            clock = clock_of(model.settings, 1 / STEPS, 1 / STEPS)
            kept[values] = integrate(compiled, Solver("rk4"), clock, inputs_with(compiled, list(values)))
        return kept[values]

    return integrate_with


def at(trajectories, name, time):
    return float(np.interp(time, trajectories.time, trajectories.of(name)[:, 0]))


def total(trajectories, name, year):
    """Return what a yearly rate adds up to in a calendar year."""
    inside = (trajectories.time >= year - 1) & (trajectories.time <= year)
    return float(np.trapezoid(trajectories.of(name)[inside, 0], trajectories.time[inside]))


def mean_error(found, wanted):
    return 100 * np.mean([abs(each / fact - 1) for each, fact in zip(found, wanted, strict=True)])


def test_renewable_capacity_is_produced_and_passes_through_history(run):
    found = [at(run(), "renewable capacity", time) for time, _ in RENEWABLES]
    assert mean_error(found, [fact for _, fact in RENEWABLES]) < 3
    wind = [at(run(), "wind capacity", time) for time, _ in WIND]
    assert mean_error(wind, [fact for _, fact in WIND]) < 10


def test_electricity_passes_through_history(run):
    found = [total(run(), "electricity consumption", year) for year, _ in ELECTRICITY]
    assert mean_error(found, [fact for _, fact in ELECTRICITY]) < 3


def test_energy_per_gdp_fell_by_22_percent_in_2016_to_2019(run):
    found = [total(run(), "total energy consumption", year) / total(run(), "GDP", year) for year in (2015, 2019)]
    assert 100 * (found[1] / found[0] - 1) == pytest.approx(-22.12, abs=3)


def test_geothermal_area_and_captive_sets_end_where_they_were_counted(run):
    assert at(run(), "geothermal area", 2025) == pytest.approx(2150.74, abs=2)
    closed = at(run(), "captive capacity", 2010) - at(run(), "captive capacity", 2025)
    assert closed == pytest.approx(44, abs=1)


def test_a_young_fleet_is_hardly_retired_and_an_old_one_is(run):
    found = run()
    young = [f"installed[wind,V{year}]" for year in range(2016, 2026)]
    lost = 1 - sum(at(found, name, 2030) for name in young) / sum(at(found, name, 2026) for name in young)
    assert lost < 0.02
    assert at(found, "installed[thermal,V1991]", 2024) > 0.93 * 65
    assert at(found, "installed[thermal,V1991]", 2028) == pytest.approx(0.5 * 65, rel=0.25)
    assert at(found, "installed[thermal,V1991]", 2034) < 0.02 * 65


def test_capacity_is_the_sum_of_its_vintages_and_the_pipeline_is_counted(run):
    found = run()
    for kind in ("wind", "PV", "biomass", "thermal", "storage"):
        vintages = sum(found.of(f"installed[{kind},V{year}]") for year in range(1991, 2037))
        assert found.of(f"capacity[{kind}]") == pytest.approx(vintages, rel=1e-12)
        scale = found.of(f"capacity[{kind}]").max()
        assert np.abs(found.of(f"check capacity[{kind}]")).max() < 1e-9 * scale
        assert np.abs(found.of(f"check pipeline[{kind}]")).max() < 1e-9 * scale


def test_both_conventions_count_the_same_electricity(run):
    found = run()
    electricity = found.of("renewable generation") + found.of("net import")
    coal = found.of("thermal fuel") / found.of("thermal generation")
    wanted = electricity * (coal - 1.229)
    assert found.of("total energy consumption") - found.of("total energy consumption calorific") == pytest.approx(
        wanted
    )
    both = found.of("non-fossil share"), found.of("non-fossil share calorific")
    assert (both[0] > 1.5 * both[1]).all()


def test_the_peak_is_a_running_record(run):
    found = run()
    recent = found.of("recent CO2")[:, 0]
    assert at(found, "CO2 peak", 2035) == pytest.approx(recent.max(), rel=0.001)
    assert at(found, "CO2 peak year", 2035) == pytest.approx(found.time[recent.argmax()], abs=0.5)
    assert (np.diff(found.of("CO2 peak")[:, 0]) >= 0).all()


def test_a_later_peak_moves_the_year(run):
    found = run(thermal_starts=60.0, must_run_hours=4000.0, total_factor_productivity_multiplier=2.0)
    assert at(found, "CO2 peak year", 2035) >= at(run(), "CO2 peak year", 2035)


def test_the_cap_is_off_by_default_and_bites_when_it_is_tighter_than_the_trend(run):
    assert (run().of("approval brake") == 1).all()
    found = run(energy_cap_enforcement=1.0, energy_cap_pace=0.08)
    brake = found.of("approval brake")[:, 0]
    assert (brake[found.time <= 2025] == 1).all()
    assert 0 < brake[-1] < 0.98


@pytest.mark.parametrize("cap", ["energy_cap", "carbon_cap"])
def test_a_cap_costs_output_and_would_not_if_every_refused_project_went_elsewhere(run, cap):
    strict = {f"{cap}_enforcement": 1.0, f"{cap}_pace": 0.08}
    assert at(run(**strict), "GDP", 2035) < at(run(), "GDP", 2035)
    assert at(run(**strict, lost_part_of_refused_projects=0.0), "GDP", 2035) > at(run(), "GDP", 2035)


def test_dear_carbon_saves_energy(run):
    dear, cheap = (total(run(carbon_price=price), "total energy consumption", 2035) for price in (0.06, 0.0))
    assert dear < cheap


def test_a_dearer_carbon_reaches_the_price_of_power_in_step_with_its_ramp(run):
    dear, plain = (run(carbon_price=price) for price in (0.06, 0.007))
    early, late = (at(dear, "market price", year) - at(plain, "market price", year) for year in (2026, 2027))
    assert early == pytest.approx(late / 2, rel=0.01)


def test_plants_follow_a_shortage_that_is_larger_than_they_can_run(run):
    found = run(resource_factor=0.0)
    assert at(found, "thermal hours asked for", 2025) > at(found, "thermal availability hours", 2025)
    assert at(found, "thermal capacity", 2035) > 1.5 * at(run(), "thermal capacity", 2035)


def test_longer_storage_holds_more_and_loses_more(run):
    long = run(storage_duration=4.0)
    assert at(long, "storage energy", 2035) > 1.2 * at(run(), "storage energy", 2035)
    assert at(long, "storage losses", 2035) > at(run(), "storage losses", 2035)
    assert at(long, "curtailment", 2030) < at(run(), "curtailment", 2030)


def test_plants_of_one_kind_spoil_their_own_price(run):
    prices = [at(run(PV_starts=starts), "captured price[PV]", 2030) for starts in (0.0, 25.0, 100.0)]
    assert prices[0] > prices[1] > prices[2]
    weak, strong = (at(run(PV_starts=starts), "relative attractiveness[PV]", 2030) for starts in (25.0, 100.0))
    assert strong < weak


def test_a_cut_of_history_leaves_nothing_of_later_tables(run):
    """With history cut at the end of 2020 the levers act from then on, and the rule of 2025 is unknown."""
    cut = {"last_observed_year": 2020.0, "market_rule_time": 2040.0}
    slow, fast = run(**cut, PV_starts=10.0), run(**cut, PV_starts=100.0)
    assert at(slow, "PV capacity", 2020) == at(fast, "PV capacity", 2020) == at(run(), "PV capacity", 2020)
    assert at(fast, "PV capacity", 2024) > at(slow, "PV capacity", 2024) + 200
