"""What is told of a target before anything has run."""

import pytest

from simulator.target import History, JudgeContext, Point, imposed_labels, judge, standings

YEARS = (2020, 2035)
KNOWN = History((Point("a", "urbanization rate", 2025.0, 58.45, "%", "Yearbook", "high", "", half_digit=0.005),))


BASELINE = JudgeContext("baseline")


def standing(target, context=BASELINE, years=YEARS):
    """The standing of one target."""
    return standings((target,), context, years)[0]


def test_a_run_is_needed_where_nothing_else_speaks(make_target):
    found = standing(make_target())
    assert (found.basis, found.reason, found.verdict.verdict, found.is_measured) == ("model", "", "", True)


def test_no_model_keeps_its_reason(make_target):
    found = standing(make_target(basis="none", variable="", measure="", reason="Forests are not in the model."))
    assert (found.basis, found.verdict.verdict, found.is_measured) == ("none", "not_modelled", False)
    assert found.reason == "Forests are not in the model."


def test_history_gives_the_very_verdict_of_a_run(make_target, make_yearly):
    target, context = make_target(year=2025, target_value=60.0), JudgeContext("baseline", history=KNOWN)
    found = standing(target, context)
    yearly = make_yearly({"urbanization rate": [99.0] * 16})
    assert (found.basis, found.verdict.verdict, found.is_measured) == ("observed", "missed", False)
    assert found.verdict == judge((target,), yearly, yearly, context)[0]


def test_what_is_imposed_is_measured_but_never_decided(make_target):
    found = standing(make_target(), JudgeContext("a", frozenset(["urbanization rate"])))
    assert (found.basis, found.verdict.verdict, found.is_measured) == ("imposed", "not_modelled", True)
    assert found.reason == "The scenario fixes urbanization rate itself."


@pytest.mark.parametrize(("year", "from_year", "needed"), [(2040, None, 2040), (2030, 2015, 2015)])
def test_years_outside_the_run_leave_it_undecided(make_target, year, from_year, needed):
    measure = "level" if from_year is None else "change_since"
    found = standing(make_target(year=year, from_year=from_year, measure=measure))
    assert (found.basis, found.verdict.verdict, found.is_measured) == ("model", "undecided", True)
    assert found.reason == f"The run covers 2020-2035; the target needs {needed}."


def test_history_comes_before_what_is_imposed_and_that_before_the_years(make_target):
    context = JudgeContext("a", frozenset(["urbanization rate"]), KNOWN)
    targets = [make_target(year=2025), make_target(year=2040), make_target(basis="none", year=2040)]
    assert [each.basis for each in standings(targets, context, YEARS)] == ["observed", "imposed", "none"]


def test_growth_rate_is_imposed_with_its_variable(labels):
    assert imposed_labels(["GDP"], labels) == {"GDP", "GDP growth rate"}
    assert imposed_labels(["GDP growth rate"], labels) == {"GDP", "GDP growth rate"}
    assert imposed_labels(["population"], labels) == {"population"}


def test_what_happened_settles_an_indicator_without_an_equation(make_target):
    beds = History((Point("beds", "", 2025.0, 1.2, "万张", "Plan", "high", "", half_digit=0.05),))
    bare = make_target(
        variable="", measure="", basis="none", reason="x", series="beds", unit="张", target_value=11000.0, year=2025
    )
    verdict = standing(bare, JudgeContext("baseline", history=beds)).verdict
    assert (verdict.basis, verdict.verdict, verdict.value) == ("observed", "met", pytest.approx(12000))
    assert (verdict.margin, verdict.numerical_error) == (pytest.approx(1000), pytest.approx(500))
    later = standing(make_target(**(vars(bare) | {"year": 2030})), JudgeContext("baseline", history=beds)).verdict
    assert (later.basis, later.verdict, later.reason) == ("none", "not_modelled", "x")


def test_a_trend_is_told_and_never_judged(make_target):
    bare = make_target(variable="", measure="", basis="trend", reason="x")
    verdict = standing(bare).verdict
    assert (verdict.basis, verdict.verdict, verdict.reason, verdict.value) == ("trend", "not_modelled", "x", None)
    assert (verdict.required_rate, verdict.past_rate, verdict.rate_unit) == (pytest.approx(1.11), None, "%/Year")
