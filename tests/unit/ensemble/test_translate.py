"""Schedules and impositions become paths whose values are those the scenario says."""

from itertools import pairwise

import numpy as np
import pytest

from simulator.ensemble.translate import imposed_path, imposed_scale, schedule_path
from simulator.kernel.change import Path
from simulator.model.labels import Label
from simulator.scenario.scenario import Imposition
from simulator.scenario.schedule import Schedule

TOTAL = Label("GDP", "GDP", "GDP", "亿元", "economy", "total")
AT_END = Label("population", "Population", "人口", "万人", "population", "end")
UNITS = {"GDP": "yiYuan/Year", "population": "wanPerson", "index": "Dmnl"}


def test_a_linear_schedule_is_its_own_path() -> None:
    assert schedule_path(Schedule("linear", ((2025, 1.0), (2030, 2.0)), 1.0), 2035) == Path(
        "linear", ((2025, 1.0), (2030, 2.0))
    )


def test_a_step_holds_its_start_before_the_first_year() -> None:
    path = schedule_path(Schedule("step", ((2027, 5.0),), 3.0), 2035)
    assert path == Path("step", ((2026, 3.0), (2027, 5.0)))


@pytest.mark.parametrize("time", [2020.0, 2025.0, 2026.5, 2028.0, 2031.25, 2035.0])
def test_a_growth_has_the_schedule_s_values_at_its_knots_and_up_to_the_end(time: float) -> None:
    schedule = Schedule("growth", ((2025, 0.05), (2028, -0.02)), 40.0, 2.0)
    path = schedule_path(schedule, 2035)
    (before, low), (after, high) = _around(path, time)
    share = (time - before) / (after - before) if after > before else 0.0
    assert low * (high / low) ** share + path.offset == pytest.approx(schedule.at(time), rel=1e-12)


def _around(path: Path, time: float) -> tuple[tuple[float, float], tuple[float, float]]:
    knots = path.knots
    if time <= knots[0][0]:
        return knots[0], knots[0]
    return next((low, high) for low, high in pairwise(knots) if time <= high[0])


def test_a_growth_that_begins_after_the_run_has_rising_knots() -> None:
    path = schedule_path(Schedule("growth", ((2040, 0.05),), 40.0), 2035)
    assert [time for time, _ in path.knots] == [2040, 2041]


@pytest.mark.parametrize(
    "values",
    [
        ((2025, 4200.0), (2028, 4800.0), (2030, 5508.0)),
        ((2022, 100.0),),
        ((2030, 5.0), (2035, 9.0)),
    ],
)
def test_the_integral_of_an_imposed_total_over_each_year_is_that_year_s_value(
    values: tuple[tuple[float, float], ...],
) -> None:
    imposed = Imposition("GDP", "亿元", values, None, None, "here")
    scale = imposed_scale(TOTAL, imposed, UNITS)
    assert scale == (pytest.approx(1.0), True)
    knots = np.array(imposed_path(imposed, scale, None, 2035).knots)
    assert knots[0, 0] == values[0][0] - 1 and (np.diff(knots[:, 0]) > 0).all()
    for year in range(int(values[0][0]), 2036):
        times = np.linspace(year - 1, year, 3)
        total = np.trapezoid(np.interp(times, *knots.T), times)
        assert total == pytest.approx(np.interp(year, *np.transpose(values)), rel=1e-12)


def test_a_path_along_a_line_is_that_line() -> None:
    imposed = Imposition("GDP", "亿元", ((2025, 4000.0), (2035, 5000.0)), None, None, "here")
    knots = np.array(imposed_path(imposed, (1.0, True), None, 2035).knots)[:-2]
    np.testing.assert_allclose(knots[:, 1], 4000 + 100 * (knots[:, 0] - 2024.5), rtol=1e-12)


def test_a_value_at_the_end_of_years_stands_there() -> None:
    people = Imposition("population", "万人", ((2030, 500.0),), None, None, "here")
    assert imposed_scale(AT_END, people, UNITS) == (pytest.approx(1.0), False)
    assert imposed_path(people, (1.0, False), None, 2035).knots == ((2030, 500.0),)


def test_an_unlabelled_variable_is_imposed_in_its_model_unit() -> None:
    bare = Imposition("index", "%", ((2030, 50.0),), None, None, "here")
    scale = imposed_scale(None, bare, UNITS)
    assert imposed_path(bare, scale, None, 2035).knots == ((2030, pytest.approx(0.5)),)


def test_an_imposed_growth_starts_from_the_level_and_multiplies_each_year() -> None:
    grown = Imposition("GDP", "亿元", None, 0.055, 2025.0, "here")
    path = imposed_path(grown, (1.0, True), 4200.0, 2035)
    assert path == Path("growth", ((2025.0, 4200.0), (2035, pytest.approx(4200.0 * 1.055**10))))
