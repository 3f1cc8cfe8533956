"""Values over time."""

import math

import pytest

from simulator.scenario.schedule import Schedule, extremes, knots_text, plus, times, value_text

LINEAR = Schedule("linear", ((2025.0, 0.0), (2028.0, 0.3)), 0.0)
STEP = Schedule("step", ((2026.0, 10.0), (2030.0, 40.0)), 5.0)
GROWTH = Schedule("growth", ((2025.0, 0.1), (2027.0, -0.5)), 8.0)


@pytest.mark.parametrize(("time", "value"), [(2000, 0.0), (2025, 0.0), (2026, 0.1), (2028, 0.3), (2050, 0.3)])
def test_linear_is_straight_and_holds_its_ends(time, value):
    assert LINEAR.at(time) == pytest.approx(value, abs=1e-15)


def test_linear_with_one_knot_is_constant():
    path = Schedule("linear", ((2025.0, 3.0),), 3.0)
    assert path.at(2000) == path.at(2025) == path.at(2050) == 3.0


@pytest.mark.parametrize(("time", "value"), [(2000, 5.0), (2025.99, 5.0), (2026, 10.0), (2029, 10.0), (2030, 40.0)])
def test_step_jumps_at_its_years(time, value):
    assert STEP.at(time) == value


def test_step_has_two_sides_at_its_years():
    assert [STEP.at(year, before=True) for year in STEP.years] == [5.0, 10.0]
    assert [STEP.at(year) for year in STEP.years] == [10.0, 40.0]


@pytest.mark.parametrize(
    ("time", "value"), [(2000, 8.0), (2025, 8.0), (2026, 8.8), (2025.5, 8 * math.sqrt(1.1)), (2027, 9.68), (2028, 4.84)]
)
def test_growth_compounds_from_year_to_year(time, value):
    assert GROWTH.at(time) == pytest.approx(value, rel=1e-14)
    assert GROWTH.at(time, before=True) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("path", [LINEAR, STEP, GROWTH], ids=lambda each: each.kind)
@pytest.mark.parametrize("time", [2000, 2025, 2026, 2026.5, 2027, 2029, 2040])
def test_multiply_and_add_hold_at_every_time(path, time):
    assert times(path, 1.2).at(time) == pytest.approx(1.2 * path.at(time), rel=1e-14)
    assert plus(path, 7.0).at(time) == pytest.approx(path.at(time) + 7.0, rel=1e-14)
    assert times(plus(path, 7.0), 2.0).at(time) == pytest.approx(2 * path.at(time) + 14.0, rel=1e-14)


def test_numbers_change_too():
    assert times(3.0, 2.0) == 6.0
    assert plus(3.0, 2.0) == 5.0


def test_growth_beyond_all_numbers_is_infinite():
    assert Schedule("growth", ((0.0, 1e300),), 1.0).at(10.0) == math.inf


def test_texts():
    assert value_text(0.1 + 0.2) == "0.30000000000000004"
    assert value_text(40.0) == "40"
    assert value_text(LINEAR) == "{2025: 0, 2028: 0.3}"
    assert value_text(STEP) == "{step: {start: 5, 2026: 10, 2030: 40}}"
    assert value_text(GROWTH) == "{growth: {start: 8, 2025: 0.1 /year, 2027: -0.5 /year}}"
    assert value_text(plus(GROWTH, 2.0)) == "{growth: {start: 8, 2025: 0.1 /year, 2027: -0.5 /year}} + 2"
    assert knots_text(((2025.5, 1e-7),)) == "2025.5: 1e-07"


def test_extremes_hold_every_value_of_a_run():
    assert list(extremes(3.0, (2020.0, 2035.0))) == [(None, 3.0)]
    steps = Schedule("step", ((2025.0, 5.0), (2030.0, 1.0)), 2.0)
    assert list(extremes(steps, (2020.0, 2035.0))) == [
        (2020.0, 2.0),
        (2020.0, 2.0),
        (2025.0, 2.0),
        (2025.0, 5.0),
        (2030.0, 5.0),
        (2030.0, 1.0),
        (2035.0, 1.0),
        (2035.0, 1.0),
    ]
    assert [time for time, _ in extremes(steps, None)] == [2025.0, 2025.0, 2030.0, 2030.0]
