"""Members judged at once: places, numbers, codes, and the errors that members run twice give."""

import numpy as np
import pytest

from simulator.target import VERDICTS, History, JudgeContext, Point, judge_members, judged_places, run_errors, standings

CONTEXT = JudgeContext("baseline")
GROWTH = {"variable": "GDP", "measure": "mean_growth", "from_year": 2025, "year": 2030}


@pytest.fixture
def three(make_yearly):
    """Three members: a rate that ends at 63, 65 and nothing, and GDP that grows by 5 % from 1, -1 and infinity."""
    rate = [[53.0 + n, 55.0 + n, np.nan if n == 10 else 50.0] for n in range(16)]
    gdp = [[1.05**n, -(1.05**n), np.inf] for n in range(16)]
    return make_yearly({"urbanization rate": rate, "GDP": gdp})


def words(codes):
    """Codes as words."""
    return [VERDICTS[code] for code in codes]


def test_only_what_members_can_tell_is_judged(make_target, three):
    history = History((Point("a", "urbanization rate", 2025.0, 58.45, "%", "Yearbook", "high", ""),))
    targets = [make_target(basis="none"), make_target(), make_target(year=2025), make_target(year=2040)]
    found = standings(targets, JudgeContext("a", history=history), (2020, 2035))
    assert judged_places(found) == (1, 3)
    judged = judge_members(found, three, np.array([0.1, 0.1]))
    assert judged.places == (1, 3)
    assert judged.code.dtype == np.int8
    assert words(judged.code[0]) == ["missed", "met", "undecided"]
    assert words(judged.code[1]) == ["undecided"] * 3
    assert judged.value[0].tolist()[:2] == [63.0, 65.0]
    assert judged.margin[0].tolist()[:2] == [-1.0, 1.0]
    assert judged.threshold[0].tolist() == [64.0] * 3
    assert np.isnan(judged.value[0, 2]) and np.isnan(judged.margin[0, 2]) and np.isnan(judged.value[1]).all()


def test_too_close_is_what_the_error_covers(make_target, three):
    found = standings([make_target(), make_target(target_value=65.0)], CONTEXT, (2020, 2035))
    judged = judge_members(found, three, np.array([1.0, 1.0]))
    assert words(judged.code[0]) == ["too_close", "too_close", "undecided"]
    assert words(judged.code[1]) == ["missed", "too_close", "undecided"]


def test_without_an_error_every_member_is_undecided_and_keeps_its_numbers(make_target, three):
    judged = judge_members(standings([make_target()], CONTEXT, (2020, 2035)), three, np.array([np.nan]))
    assert words(judged.code[0]) == ["undecided"] * 3
    assert judged.margin[0].tolist()[:2] == [-1.0, 1.0]


def test_what_is_imposed_has_numbers_and_no_verdict(make_target, three):
    context = JudgeContext("a", frozenset(["urbanization rate"]))
    judged = judge_members(standings([make_target()], context, (2020, 2035)), three, np.array([np.nan]))
    assert words(judged.code[0]) == ["not_modelled"] * 3
    assert judged.margin[0].tolist()[:2] == [-1.0, 1.0]


def test_growth_is_told_of_finite_values_above_0_only(make_target, three):
    judged = judge_members(standings([make_target(**GROWTH)], CONTEXT, (2020, 2035)), three, np.array([0.0]))
    assert judged.value[0, 0] == pytest.approx(5.0)
    assert np.isnan(judged.value[0, 1:]).all()


def test_a_sum_beyond_all_numbers_is_none(make_target, make_yearly):
    large = make_yearly({"GDP": [[1e308, 1.0]] * 16, "b": [[1.0, 1e308]] * 16})
    target = make_target(variable="GDP", other_variable="b", measure="cumulative", from_year=2025, target_value=None)
    judged = judge_members(standings([target], CONTEXT, (2020, 2035)), large, np.array([0.0]))
    assert np.array_equal(judged.value[0], [np.nan, 5.0], equal_nan=True)
    assert np.array_equal(judged.threshold[0], [5.0, np.nan], equal_nan=True)
    assert np.isnan(judged.margin[0]).all()
    assert words(judged.code[0]) == ["undecided", "undecided"]


def test_one_error_a_judged_target_is_expected(make_target, three):
    with pytest.raises(ValueError, match="shorter"):
        judge_members(standings([make_target(), make_target()], CONTEXT, (2020, 2035)), three, np.array([0.1]))


def test_the_error_is_the_largest_of_the_members_that_are_finite(make_target, make_yearly):
    coarse = make_yearly({"urbanization rate": [[60.0, 61.0, np.nan, 60.0]] * 16})
    fine = make_yearly({"urbanization rate": [[60.25, 60.5, 60.0, np.inf]] * 16})
    imposed = JudgeContext("a", frozenset(["GDP"]))
    targets = [make_target(), make_target(basis="none"), make_target(year=2040), make_target(variable="GDP")]
    errors = run_errors(standings(targets, imposed, (2020, 2035)), coarse, fine)
    assert errors[0] == 0.5
    assert np.isnan(errors[1:]).all() and len(errors) == 3


def test_the_error_counts_the_threshold_too(make_target, make_yearly):
    target = make_target(variable="a", other_variable="b", target_value=None)
    coarse, fine = make_yearly({"a": [1.0] * 16, "b": [2.0] * 16}), make_yearly({"a": [1.5] * 16, "b": [2.25] * 16})
    assert run_errors(standings([target], CONTEXT, (2020, 2035)), coarse, fine).tolist() == [0.75]


def test_no_target_gives_empty_arrays(three):
    judged = judge_members((), three, np.empty(0))
    assert judged.value.shape == judged.code.shape == (0, 3)
    assert run_errors((), three, three).shape == (0,)
