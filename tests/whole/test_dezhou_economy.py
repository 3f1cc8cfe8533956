"""The economy of Dezhou: history from 2010, imposed growth, the housing downturn, incomes, Tianqu, the public purse."""

from functools import cache

import numpy as np
import pytest

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.batch import compile_alone
from simulator.kernel.change import Changes, Path, change_model, inputs_with
from simulator.study import load_city

SAVED = (
    "GDP",
    "primary share of GDP",
    "secondary share of GDP",
    "tertiary share of GDP",
    "productivity residual",
    "required productivity",
    "capital output ratio",
    "housing starts",
    "housing area per urban resident",
    "housing price to income",
    "urban income per capita",
    "rural income per capita",
    "income per capita",
    "demand utilization",
    "fiscal room",
    "Tianqu share of GDP",
    "GDP outside Tianqu",
    "infrastructure capital",
    "allocation[trad]",
    "investment",
)
# GDP at 2025 prices, 2011-2025. Source: models/dezhou/history.csv, gdp_constant_2025_prices.
GDP_TO_2019 = (1625.94, 1806.42, 1990.68, 2181.78, 2341.05, 2507.27, 2687.79, 2865.19, 3039.96)
GDP_OF_YEARS = (*GDP_TO_2019, 3149.4, 3410.8, 3560.88, 3774.53, 4002.48, 4214.61)
# Primary, secondary and tertiary share, %, on the basis of the economic census of 2018. Source: history.csv.
SHARES = {
    2019: (10.32, 41.82, 47.87),
    2020: (10.62, 40.14, 49.24),
    2021: (10.52, 41.13, 48.35),
    2022: (10.20, 41.54, 48.26),
    2023: (9.93, 40.14, 49.93),
}
# Disposable income at 2025 prices of GDP, 10 thousand yuan. Source: history.csv, nominal, over nominal and real GDP.
URBAN_INCOMES = {2015: 2.020, 2018: 2.630, 2020: 3.024, 2021: 3.121}
RURAL_INCOME_OF_2020 = 1.739
SIMPSON = np.array([1, 4, 2, 4, 2, 4, 2, 4, 1]) / 24


@pytest.fixture(scope="module")
def model():
    return load_city("dezhou").model


@cache
def program(model):
    return compile_alone(model, SAVED, Solver("rk4", printer="auto"))[0]


def ran(model, *values, changes=None):
    compiled = program(model) if changes is None else compile_model(change_model(model, changes), SAVED)
    clock = clock_of(model.settings, model.settings.time_step, 0.125)
    return integrate(compiled, Solver("rk4"), clock, inputs_with(compiled, values))


@pytest.fixture(scope="module")
def baseline(model):
    return ran(model)


def at(run, name, year):
    return run.of(name)[round(8 * (year - 2010)), 0]


def mean(run, name, year):
    """Mean over the calendar year."""
    end = round(8 * (year - 2010))
    return float(SIMPSON @ run.of(name)[end - 8 : end + 1, 0])


def growth(run, name, first, last):
    return 100 * ((mean(run, name, last) / mean(run, name, first)) ** (1 / (last - first)) - 1)


def test_real_gdp_follows_its_history(baseline):
    produced = np.array([mean(baseline, "GDP", year) for year in range(2011, 2026)])
    assert 100 * np.abs(produced / GDP_OF_YEARS - 1).mean() < 2
    assert 100 * np.abs(produced / GDP_OF_YEARS - 1).max() < 3


@pytest.mark.parametrize("year", SHARES)
def test_structure_follows_the_shares_after_the_revision(baseline, year):
    sectors = ("primary", "secondary", "tertiary")
    produced = [100 * mean(baseline, f"{sector} share of GDP", year) for sector in sectors]
    assert produced == pytest.approx(SHARES[year], abs=1.5)


def test_incomes_follow_their_history(baseline):
    for year, income in URBAN_INCOMES.items():
        assert mean(baseline, "urban income per capita", year) == pytest.approx(income, rel=0.08)
    assert mean(baseline, "rural income per capita", 2020) == pytest.approx(RURAL_INCOME_OF_2020, rel=0.1)


def test_income_lags_behind_output_in_the_housing_downturn(baseline):
    assert growth(baseline, "income per capita", 2021, 2025) < growth(baseline, "income per capita", 2015, 2019)
    assert growth(baseline, "urban income per capita", 2024, 2025) < growth(baseline, "GDP", 2024, 2025) + 0.5


def test_housing_turns_down_after_2021(baseline, model):
    assert at(baseline, "housing starts", 2024) < 0.7 * at(baseline, "housing starts", 2019)
    assert at(baseline, "housing price to income", 2024) < 0.85 * at(baseline, "housing price to income", 2019)
    assert 0.95 < at(baseline, "demand utilization", 2023) < at(baseline, "demand utilization", 2019)
    without = ran(model, ("housing credit rule effect", 0.0))
    assert at(without, "housing starts", 2024) > at(baseline, "housing starts", 2024)
    assert at(without, "demand utilization", 2023) > at(baseline, "demand utilization", 2023)


def test_produced_growth_requires_the_produced_productivity(baseline):
    assert baseline.of("productivity residual") == pytest.approx(1.0, abs=1e-12)


def test_imposing_the_produced_path_leaves_no_residual(model):
    """The path is imposed at the knots of a fine run, straight lines between."""
    fine = ran(model)
    path = Path("linear", tuple(zip(fine.time.tolist(), fine.of("GDP")[:, 0].tolist(), strict=True)))
    found = ran(model, changes=Changes(imposed=(("GDP", path),)))
    assert found.of("productivity residual") == pytest.approx(1.0, abs=2e-3)
    assert at(found, "productivity residual", 2035) == pytest.approx(1.0, abs=1e-3)
    assert at(found, "capital output ratio", 2035) == pytest.approx(at(fine, "capital output ratio", 2035), rel=1e-3)


def test_imposed_growth_names_the_productivity_it_requires(model, baseline):
    """More growth than produced needs more productivity, by less than the growth itself: capital follows."""
    start = at(baseline, "GDP", 2025)
    path = Path("growth", ((2025.0, start), (2035.0, start * 1.065**10)))
    found = ran(model, changes=Changes(imposed=(("GDP", path),)))
    wanted = growth(found, "GDP", 2026, 2030) - growth(baseline, "GDP", 2026, 2030)
    required = growth(found, "required productivity", 2026, 2030) - growth(
        baseline, "required productivity", 2026, 2030
    )
    assert growth(found, "GDP", 2026, 2030) == pytest.approx(6.5, abs=0.01)
    assert 0.4 * wanted < required < wanted
    assert at(found, "investment", 2030) > at(baseline, "investment", 2030)
    assert at(found, "income per capita", 2030) > at(baseline, "income per capita", 2030)


def test_a_cut_history_does_not_know_what_came_later(model, baseline):
    """The credit rule, the founding of Tianqu and the second wave of the epidemic are unknown at the end of 2019."""
    cut = ran(model, ("last observed year", 2019.0))
    assert (cut.of("GDP")[: 8 * 9] == baseline.of("GDP")[: 8 * 9]).all()
    unknown = [("epidemic depth", 0.0), ("housing credit rule effect", 0.0), ("Tianqu founding effect", 0.0)]
    others = ran(model, ("last observed year", 2019.0), *unknown)
    assert (cut.of("GDP") == others.of("GDP")).all()


def test_displacement_decides_what_the_city_gains_from_tianqu(model, baseline):
    zero_sum = ran(model, ("Tianqu effort", 0.1), ("Tianqu displacement", 1.0))
    shared = ran(model, ("Tianqu effort", 0.1), ("Tianqu displacement", 0.5))
    assert at(zero_sum, "Tianqu share of GDP", 2030) > at(baseline, "Tianqu share of GDP", 2030) + 0.02
    assert at(zero_sum, "GDP", 2030) == pytest.approx(at(baseline, "GDP", 2030), rel=1e-9)
    assert at(zero_sum, "GDP outside Tianqu", 2030) < at(baseline, "GDP outside Tianqu", 2030)
    assert at(shared, "GDP", 2030) > at(zero_sum, "GDP", 2030)


def test_ageing_presses_on_the_public_purse_and_on_infrastructure(model, baseline):
    assert at(baseline, "fiscal room", 2035) < at(baseline, "fiscal room", 2025) < at(baseline, "fiscal room", 2010)
    dearer = ran(model, ("ageing cost", 0.25))
    assert at(dearer, "infrastructure capital", 2035) < at(baseline, "infrastructure capital", 2035)
