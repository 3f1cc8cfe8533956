"""Targets become marks where they can be drawn among a variable's values."""

from dataclasses import replace

import pytest

from simulator.report.marks import Mark, agreed, marks_of
from simulator.report.outcome import Results
from simulator.target import Verdict
from tests.unit.report.synthetic import case, results


def marks(variable: str, n_scenarios: int = 3) -> dict[float, Mark]:
    """Marks of one variable by value."""
    made = results(n_scenarios)
    label = made.label(variable)
    assert label is not None
    return {round(mark.value, 6): mark for mark in marks_of(made, label)}


def test_level():
    mark = marks("urbanization rate")[64]
    assert (mark.year, mark.reading, mark.verdict) == (2030, "at_least", "some")
    assert mark.from_year is None and not mark.derived


def test_same_target_of_two_documents_is_one_mark():
    assert marks("renewable capacity")[1300].documents == ("energy15", "carbon15")


def test_targets_that_disagree_stay_apart():
    assert {64, 65} <= set(marks("urbanization rate"))


def test_targets_of_one_place_that_leave_something_else_open_stay_apart():
    made = results(1)
    label = made.label("urbanization rate")
    target = next(each for each in made.case.targets if each.id == "urban_2030")
    targets = (target, replace(target, id="stricter", tolerance=0.0))
    outcome = replace(made.outcomes[0], verdicts=made.outcomes[0].verdicts[:1] * 2)
    assert label is not None
    drawn = marks_of(Results(replace(made.case, targets=targets), (outcome,)), label)
    assert {mark.text for mark in drawn} == {"≥ 64 − 0.5", "≥ 64"}


@pytest.mark.parametrize("year", [1990, 2090])
def test_a_target_of_a_year_beyond_the_run_has_no_place(year):
    made = results(1)
    label = made.label("urbanization rate")
    target = replace(next(each for each in made.case.targets if each.id == "urban_2030"), year=year)
    outcome = replace(made.outcomes[0], verdicts=made.outcomes[0].verdicts[:1])
    assert label is not None
    assert marks_of(Results(replace(made.case, targets=(target,)), (outcome,)), label) == ()


def test_what_a_document_leaves_open_is_a_band():
    assert marks("employment")[270].band == (266, 274)
    assert marks("urbanization rate")[64].band == (63.5, 64)
    assert Mark(2030, 64, "at_most", "met", (), tolerance=0.5).band == (64, 64.5)
    assert marks("urbanization rate")[72].band == (72, 72)


def test_extreme_holds_over_a_span():
    mark = marks("population")[520]
    assert (mark.from_year, mark.year) == (2025, 2035)


def test_mean_growth_is_a_level_of_its_variable_and_a_rate_of_its_growth():
    rate = marks("GDP growth rate")[5.5]
    assert (rate.from_year, rate.year, rate.derived) == (2025, 2030, False)
    base = results(1).outcomes[0].yearly.at("GDP", 2025)[0]
    level = marks("GDP", 1)[round(base * 1.055**5, 6)]
    assert level.derived and level.year == 2030


def test_change_leads_from_its_base():
    base = results(1).outcomes[0].yearly.at("urbanization rate", 2025)[0]
    assert marks("urbanization rate")[round(base + 5, 6)].derived


def test_relative_change_from_a_blank_base_is_not_drawn():
    made = results(1)
    label = made.label("industrial energy intensity")
    target = replace(next(each for each in made.case.targets if each.id == "intensity"), from_year=2020)
    case_of_one = replace(made.case, targets=(target,))
    outcome = replace(made.outcomes[0], verdicts=made.outcomes[0].verdicts[:1])
    assert label is not None
    assert marks_of(Results(case_of_one, (outcome,)), label) == ()


def test_a_sum_is_drawn_as_its_mean_a_year():
    target = next(each for each in case().targets if each.measure == "cumulative")
    assert target.target_value == 24000 and target.from_year is not None and target.year is not None
    mark = marks("GDP")[24000 / (target.year - target.from_year)]
    assert (mark.from_year, mark.year, mark.derived) == (target.from_year + 1, target.year, True)
    assert mark.text == "Σ ≥ 24,000"


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("urbanization rate", "≥ 64 − 0.5"),
        ("urbanization rate", "≥ 72"),
        ("urbanization rate", "Δ ≥ 5"),
        ("employment", "270 ± 4"),
        ("GDP", "≥ 5.5 %"),
        ("industrial energy intensity", "≤ −18 %"),
    ],
)
def test_texts_say_what_the_document_says(variable, text):
    assert text in [mark.text for mark in marks(variable, 1).values()]


def test_other_variables_are_not_drawn():
    assert all(mark.value != 0 for mark in marks("labour productivity").values())


def test_unit_of_the_target_is_converted():
    made = results(1)
    label = made.label("renewable capacity")
    target = next(each for each in made.case.targets if each.id == "capacity_2030")
    in_gigawatts = replace(target, unit="GW", target_value=13.0, factor=0.01)
    outcome = replace(made.outcomes[0], verdicts=made.outcomes[0].verdicts[:1])
    assert label is not None
    mark = marks_of(Results(replace(case(), targets=(in_gigawatts,)), (outcome,)), label)[0]
    assert mark.value == pytest.approx(1300)


def verdict(word: str, basis: str = "model") -> Verdict:
    """One verdict; what it is about does not matter here."""
    return replace(results(1).outcomes[0].verdicts[0], verdict=word, basis=basis)


@pytest.mark.parametrize(
    ("words", "together"),
    [
        (("met", "met"), "met"),
        (("met", "missed"), "some"),
        (("met", "too_close"), "some"),
        (("missed", "missed"), "missed"),
        (("missed", "too_close"), "untold"),
        (("undecided",), "untold"),
    ],
)
def test_agreed(words, together):
    assert agreed([verdict(word) for word in words]) == together


def test_who_imposes_has_no_say():
    imposed = verdict("not_modelled", "imposed")
    assert agreed([imposed]) == "imposed"
    assert agreed([imposed, verdict("met")]) == "met"
