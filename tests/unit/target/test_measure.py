"""Every measure and every reading against closed forms; members alone equal members together."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.target import margin, measure, needed_years, threshold

GROWING = [100.0 * 1.05**n for n in range(11)]
WINDOW = {"variable": "GDP", "from_year": 2025, "unit": "%"}
MEASURES = ["level", "mean_growth", "change_since", "relative_change_since", "cumulative", "minimum", "maximum"]

numbers = st.floats(-1e6, 1e6)
together = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mean_growth", 5.0),
        ("change_since", GROWING[10] - GROWING[5]),
        ("relative_change_since", 100 * (1.05**5 - 1)),
        ("cumulative", sum(GROWING[6:11])),
        ("minimum", GROWING[5]),
        ("maximum", GROWING[10]),
    ],
)
def test_measure_over_a_window(make_target, make_yearly, name, expected):
    target = make_target(measure=name, **WINDOW)
    assert measure(target, make_yearly({"GDP": GROWING})) == pytest.approx([expected], rel=1e-12)


def test_level_is_the_value_of_the_year(make_target, make_yearly):
    assert measure(make_target(variable="GDP"), make_yearly({"GDP": GROWING})) == pytest.approx([GROWING[10]])


def test_extremes_cover_both_ends_of_the_window(make_target, make_yearly):
    yearly = make_yearly({"GDP": [0, 0, 0, 0, 0, -9.0, 1.0, 2.0, 3.0, 4.0, 7.0]})
    assert measure(make_target(measure="minimum", **WINDOW), yearly) == [-9.0]
    assert measure(make_target(measure="maximum", **WINDOW), yearly) == [7.0]


def test_factor_turns_shown_units_into_the_unit_of_the_target(make_target, make_yearly):
    target = make_target(variable="GDP", factor=10.0)
    assert measure(target, make_yearly({"GDP": GROWING})) == pytest.approx([10 * GROWING[10]])


def test_another_year_takes_the_place_of_the_own_one(make_target, make_yearly):
    target = make_target(measure="change_since", **WINDOW)
    assert measure(target, make_yearly({"GDP": GROWING}), 2027) == pytest.approx([GROWING[7] - GROWING[5]])


def test_year_outside_the_run_gives_nan(make_target, make_yearly):
    assert np.isnan(measure(make_target(variable="GDP", year=2040), make_yearly({"GDP": GROWING}))).all()


def test_growth_from_nothing_is_not_finite_and_warns_nobody(make_target, make_yearly):
    yearly = make_yearly({"GDP": [[0.0, -1.0]] * 6 + [[1.0, 1.0]] * 5})
    assert not np.isfinite(measure(make_target(measure="mean_growth", **WINDOW), yearly)).any()
    assert not np.isfinite(measure(make_target(measure="relative_change_since", **WINDOW), yearly))[0]


@pytest.mark.parametrize("name", ["mean_growth", "relative_change_since"])
@pytest.mark.parametrize(("first", "last"), [(-100.0, -110.0), (-1.0, 1.0), (0.0, 1.0), (1.0, -1.0), (1.0, 0.0)])
def test_growth_across_values_that_are_not_above_0_is_none(make_target, make_yearly, name, first, last):
    yearly = make_yearly({"GDP": [[first, 100.0]] * 6 + [[last, 110.0]] * 5})
    values = measure(make_target(measure=name, **WINDOW), yearly)
    assert np.isnan(values[0])
    assert values[1] > 0


def test_threshold_is_the_number_or_the_other_variable(make_target, make_yearly):
    yearly = make_yearly({"GDP": GROWING, "productivity": [100 * 1.06**n for n in range(11)]})
    assert threshold(make_target(), yearly) == [64.0]
    other = make_target(variable="productivity", measure="mean_growth", from_year=2025, other_variable="GDP")
    assert threshold(other, yearly) == pytest.approx([5.0])
    assert measure(other, yearly) == pytest.approx([6.0])
    assert margin(other, measure(other, yearly), threshold(other, yearly)) == pytest.approx([1.0])


@pytest.mark.parametrize(
    ("name", "from_year", "years"),
    [
        ("level", None, (2030,)),
        ("mean_growth", 2025, (2025, 2030)),
        ("cumulative", 2027, (2028, 2029, 2030)),
        ("minimum", 2028, (2028, 2029, 2030)),
    ],
)
def test_needed_years(make_target, name, from_year, years):
    assert needed_years(make_target(measure=name, from_year=from_year)) == years


def test_no_year_needs_none(make_target, make_yearly):
    undated = make_target(year=None, variable="GDP")
    assert needed_years(undated) == ()
    assert np.isnan(measure(undated, make_yearly({"GDP": GROWING}))).all()


@pytest.mark.parametrize(
    ("reading", "tolerance", "value", "expected"),
    [
        ("at_least", 0.5, 62.0, -1.5),
        ("at_least", 0.5, 63.5, 0.0),
        ("at_least", 0.0, 66.0, 2.0),
        ("at_most", 0.05, 64.0, 0.05),
        ("at_most", 0.0, 65.0, -1.0),
        ("within", 0.5, 64.25, 0.25),
        ("within", 0.5, 62.0, -1.5),
        ("within", 0.5, 66.0, -1.5),
    ],
)
def test_margin_of_every_reading(make_target, reading, tolerance, value, expected):
    target = make_target(reading=reading, tolerance=tolerance)
    assert margin(target, np.array([value])) == pytest.approx([expected])


@together
@given(value=numbers, wanted=numbers)
def test_margin_turns_round_with_the_reading(make_target, value, wanted):
    values = np.array([value])
    floor = margin(make_target(reading="at_least", target_value=wanted), values)
    cap = margin(make_target(reading="at_most", target_value=wanted), values)
    assert floor == -cap


@together
@given(value=numbers, wanted=numbers, tolerance=st.floats(0, 1e3), reading=st.sampled_from(["at_least", "at_most"]))
def test_tolerance_counts_for_the_target(make_target, value, wanted, tolerance, reading):
    strict = margin(make_target(reading=reading, target_value=wanted), np.array([value]))
    lenient = margin(make_target(reading=reading, target_value=wanted, tolerance=tolerance), np.array([value]))
    assert lenient >= strict


@together
@given(
    kind=st.sampled_from(MEASURES),
    reading=st.sampled_from(["at_least", "at_most", "within"]),
    values=st.lists(st.lists(numbers, min_size=5, max_size=5), min_size=11, max_size=11),
)
def test_member_alone_equals_members_together(make_target, make_yearly, kind, reading, values):
    target = make_target(
        measure=kind, reading=reading, variable="GDP", from_year=None if kind == "level" else 2025, tolerance=0.5
    )
    company = make_yearly({"GDP": values})
    for member in range(5):
        alone = make_yearly({"GDP": [[row[member]] for row in values]})
        for together_value, alone_value in (
            (measure(target, company), measure(target, alone)),
            (margin(target, measure(target, company)), margin(target, measure(target, alone))),
        ):
            assert together_value[member : member + 1].tobytes() == alone_value.tobytes()


@together
@given(scale=st.floats(1e-3, 1e3), values=st.lists(st.floats(1.0, 1e4), min_size=11, max_size=11))
def test_growth_does_not_depend_on_the_unit(make_target, make_yearly, scale, values):
    target = make_target(measure="mean_growth", **WINDOW)
    scaled = make_yearly({"GDP": [scale * value for value in values]})
    assert measure(target, scaled) == pytest.approx(measure(target, make_yearly({"GDP": values})), abs=1e-9)
