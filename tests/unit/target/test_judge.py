"""Every verdict and every basis; first year; numerical error; nothing is dropped."""

import numpy as np
import pytest

from simulator.target import History, JudgeContext, Point, judge

CONTEXT = JudgeContext("baseline")
RISING = [53.3 + n for n in range(16)]


def known(variable, year, value, half_digit=0.005):
    """One point of history, printed with two decimals."""
    return Point("series", variable, float(year), value, "%", "Yearbook", "high", "", half_digit=half_digit)


@pytest.fixture
def verdict(make_yearly):
    """Judge one target on a rate that rises by a point a year from 53.3 in 2020; `finer` is added to the finer run."""

    def of(target, rate=RISING, finer=1e-6, context=CONTEXT):
        coarse = make_yearly({"urbanization rate": rate})
        fine = make_yearly({"urbanization rate": [value + finer for value in rate]})
        return judge((target,), coarse, fine, context)[0]

    return of


def test_missed_with_its_margin(verdict, make_target):
    row = verdict(make_target(target_value=65.0))
    assert (row.verdict, row.basis, row.reason) == ("missed", "model", "")
    assert row.value == pytest.approx(63.300001)
    assert row.margin == pytest.approx(-1.699999)
    assert row.margin_percent == pytest.approx(100 * -1.699999 / 65)
    assert row.numerical_error == pytest.approx(1e-6)
    assert row.first_year == 2032


def test_tolerance_makes_it_met(verdict, make_target):
    row = verdict(make_target(target_value=63.5, tolerance=0.5))
    assert (row.verdict, row.first_year) == ("met", 2030)
    assert row.margin == pytest.approx(0.300001)


def test_margin_below_the_numerical_error_is_too_close(verdict, make_target):
    assert verdict(make_target(target_value=63.2), finer=0.2).verdict == "met"
    assert verdict(make_target(target_value=63.2), finer=-0.2).verdict == "too_close"
    assert verdict(make_target(target_value=63.4), finer=0.1).verdict == "too_close"
    assert verdict(make_target(target_value=63.3), finer=0.0).verdict == "too_close"


def test_never_reached_has_no_first_year(verdict, make_target):
    assert verdict(make_target(target_value=99.0)).first_year is None


def test_first_year_of_a_change_counts_from_its_base(verdict, make_target):
    row = verdict(make_target(measure="change_since", from_year=2025, target_value=3.0))
    assert (row.verdict, row.first_year) == ("met", 2028)


def test_the_base_year_itself_is_no_first_year(verdict, make_target):
    row = verdict(make_target(measure="change_since", from_year=2025, target_value=-1.0))
    assert (row.verdict, row.first_year) == ("met", 2026)


def test_growth_over_a_window_has_no_first_year(verdict, make_target):
    row = verdict(make_target(measure="mean_growth", from_year=2025, target_value=1.0))
    assert (row.verdict, row.first_year) == ("met", None)


def test_year_beyond_the_run_is_undecided(verdict, make_target):
    row = verdict(make_target(year=2040))
    assert (row.verdict, row.value, row.margin) == ("undecided", None, None)
    assert row.reason == "The run covers 2020-2035; the target needs 2040."


def test_non_finite_is_undecided_and_named(verdict, make_target):
    row = verdict(make_target(), rate=[*RISING[:10], np.inf, *RISING[11:]])
    assert (row.verdict, row.value) == ("undecided", None)
    assert row.reason == "urbanization rate is not finite in 2030 (inf)."


def test_start_year_without_a_total_is_undecided(verdict, make_target):
    row = verdict(make_target(measure="change_since", from_year=2020), rate=[np.nan, *RISING[1:]])
    assert row.verdict == "undecided"
    assert row.reason == "urbanization rate has no value in 2020, the year in which the run starts."


def test_measure_that_cannot_be_computed_is_undecided(verdict, make_target):
    row = verdict(make_target(measure="mean_growth", from_year=2025), rate=[-1.0] * 6 + [1.0] * 10)
    assert (row.verdict, row.numerical_error) == ("undecided", None)
    assert row.reason == (
        "mean_growth of urbanization rate cannot be computed from -0.999999 in 2025, 1 in 2030: growth is told of "
        "values above 0 only."
    )


def test_target_without_a_model_keeps_its_reason(verdict, make_target):
    row = verdict(make_target(basis="none", variable="", measure="", reason="Forests are not in the model."))
    assert (row.verdict, row.basis, row.value) == ("not_modelled", "none", None)
    assert row.reason == "Forests are not in the model."


def test_history_speaks_where_it_knows(verdict, make_target):
    context = JudgeContext("baseline", history=History((known("urbanization rate", 2025, 58.45),)))
    row = verdict(make_target(year=2025, target_value=60.0, tolerance=0.5), context=context)
    assert (row.verdict, row.basis, row.value) == ("missed", "observed", 58.45)
    assert row.margin == pytest.approx(-1.05)
    assert row.numerical_error == pytest.approx(0.005)


@pytest.mark.parametrize(
    ("asked", "said"), [(58.46, "missed"), (58.45, "too_close"), (58.454, "too_close"), (58.4, "met")]
)
def test_history_speaks_as_exactly_as_it_is_printed(verdict, make_target, asked, said):
    context = JudgeContext("baseline", history=History((known("urbanization rate", 2025, 58.45),)))
    assert verdict(make_target(year=2025, target_value=asked), context=context).verdict == said


def test_a_base_derived_from_the_target_itself_is_too_close(make_target, make_yearly):
    """GDP of 2020 as 4214.61 / 1.06^5 with one decimal cannot tell whether growth was 6 % or more."""
    target = make_target(variable="GDP", measure="mean_growth", from_year=2020, year=2025, target_value=6.0, unit="%")
    context = JudgeContext("a", history=History((known("GDP", 2020, 3149.4, 0.05), known("GDP", 2025, 4214.61))))
    yearly = make_yearly({"GDP": [3149.4] * 16})
    row = judge((target,), yearly, yearly, context)[0]
    assert (row.verdict, row.basis) == ("too_close", "observed")
    assert row.margin == pytest.approx(1.19e-5, rel=0.01)
    assert row.numerical_error == pytest.approx(106 / 5 * (0.05 / 3149.4 + 0.005 / 4214.61), rel=1e-3)


def test_history_speaks_of_a_window_only_with_every_year(verdict, make_target):
    target = make_target(year=2025, measure="change_since", from_year=2021, target_value=4.0)
    points = (known("urbanization rate", 2025, 58.45), known("urbanization rate", 2021, 54.4))
    assert verdict(target, context=JudgeContext("a", history=History(points[:1]))).basis == "model"
    row = verdict(target, context=JudgeContext("a", history=History(points)))
    assert (row.verdict, row.basis) == ("met", "observed")
    assert row.value == pytest.approx(4.05)


def test_imposed_is_shown_and_never_met(verdict, make_target):
    row = verdict(make_target(target_value=50.0), context=JudgeContext("a", frozenset(["urbanization rate"])))
    assert (row.verdict, row.basis) == ("not_modelled", "imposed")
    assert row.value == pytest.approx(63.300001)
    assert row.reason == "The scenario fixes urbanization rate itself."


def test_variable_against_variable(make_target, make_yearly):
    target = make_target(
        variable="productivity", other_variable="GDP", measure="mean_growth", from_year=2020, target_value=None
    )
    coarse = make_yearly({"productivity": [1.06**n for n in range(11)], "GDP": [1.05**n for n in range(11)]})
    fine = make_yearly({"productivity": [1.0601**n for n in range(11)], "GDP": [1.0502**n for n in range(11)]})
    row = judge((target,), coarse, fine, CONTEXT)[0]
    assert row.verdict == "met"
    assert row.target_value == pytest.approx(5.02)
    assert row.value == pytest.approx(6.01)
    assert row.margin == pytest.approx(0.99)
    assert row.numerical_error == pytest.approx(0.03)


@pytest.mark.parametrize("fixed", ["GDP", "productivity"])
def test_a_comparison_with_an_imposed_variable_is_imposed(make_target, make_yearly, fixed):
    target = make_target(
        variable="productivity", other_variable="GDP", measure="mean_growth", from_year=2020, target_value=None
    )
    yearly = make_yearly({"productivity": [1.06**n for n in range(11)], "GDP": [1.05**n for n in range(11)]})
    row = judge((target,), yearly, yearly, JudgeContext("a", frozenset([fixed])))[0]
    assert (row.verdict, row.basis) == ("not_modelled", "imposed")
    assert row.margin == pytest.approx(1.0)
    assert row.reason == f"The scenario fixes {fixed} itself."


def test_order_of_the_register_and_nothing_dropped(make_target, make_yearly):
    targets = [make_target(id=str(place), basis="none" if place % 2 else "model") for place in range(6)]
    yearly = make_yearly({"urbanization rate": RISING})
    assert [row.target for row in judge(targets, yearly, yearly, CONTEXT)] == ["0", "1", "2", "3", "4", "5"]


def test_zero_target_has_no_margin_in_percent(verdict, make_target):
    assert verdict(make_target(target_value=0.0)).margin_percent is None


def test_what_is_missing_in_the_coarser_run_is_named(make_target, make_yearly):
    coarse = make_yearly({"urbanization rate": [*RISING[:10], np.nan, *RISING[11:]]})
    row = judge((make_target(),), coarse, make_yearly({"urbanization rate": RISING}), CONTEXT)[0]
    assert (row.verdict, row.numerical_error, row.first_year) == ("undecided", None, None)
    assert row.reason == "urbanization rate is not finite in 2030 (nan)."


def test_an_extreme_is_undecided_though_the_infinite_value_is_not_the_extreme(verdict, make_target):
    row = verdict(make_target(measure="minimum", from_year=2025), rate=[*RISING[:7], np.inf, *RISING[8:]])
    assert (row.verdict, row.value) == ("undecided", None)
    assert row.reason == "urbanization rate is not finite in 2027 (inf)."


def test_a_year_without_a_finite_value_is_no_first_year(verdict, make_target):
    row = verdict(make_target(target_value=60.0), rate=[50.0, np.inf, *RISING[2:]])
    assert (row.verdict, row.first_year) == ("met", 2027)
