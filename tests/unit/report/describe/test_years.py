"""Values in the years that a reader looks for."""

from dataclasses import replace

import pytest

from simulator.report.describe.names import Names
from simulator.report.describe.years import grid, run_text, target_value, year_lines
from tests.unit.report.describe.dairy import dairy


@pytest.mark.parametrize(
    ("ends", "times"),
    [
        ((2010, 2035), [2010, 2015, 2020, 2025, 2030, 2035]),
        ((2011, 2016), [2011, 2012, 2013, 2014, 2015, 2016]),
        ((0, 100), [0, 20, 40, 60, 80, 100]),
        ((0, 0.5), [0, 0.5]),
        ((0, 1e6), [0, 1e6]),
    ],
)
def test_round_years_of_a_run(ends, times):
    assert grid(*ends) == times


def test_values_at_round_years_in_the_unit_of_the_model():
    names = Names(dairy(), "en")
    births = run_text(names, dairy().number("births"))
    assert [each.partition(" at ")[2] for each in births.split(", ")] == ["2020", "2026", "2030"]
    assert run_text(names, dairy().number("fertility")) == ""


def test_a_table_has_the_years_of_the_run_of_targets_and_of_history():
    lines = year_lines(Names(dairy(), "zh"), dairy().number("cows"))
    assert lines[0] == "| 奶牛，万人，年末 | 2020 | 2021 | 2022 | 2024 | 2026 | 2028 | 2030 |"
    assert lines[2].startswith("| 模型 | 20 | ")
    assert lines[3] == "| `cows`，可信度高 | 20 | 21 | 23 |  |  |  |  |"
    assert year_lines(Names(dairy(), "en"), dairy().number("births")) == []


def test_a_value_is_that_of_the_verdict():
    (target,) = dairy().case.targets
    found = target_value(dairy(), target)
    assert found == year_lines(Names(dairy(), "en"), dairy().number("cows"))[2].split(" | ")[-1].removesuffix(" |")
    assert target_value(dairy(), replace(target, basis="none")) == ""


def test_parts_of_years_are_those_of_the_run():
    (label,) = dairy().case.labels
    run = dairy().structure.course.run
    assert dairy().value(label, 2020.25) == pytest.approx(run.of("cows")[1, 0])
    assert dairy().value(label, 2020) == pytest.approx(20)


def test_values_in_the_years_that_targets_ask_for():
    made = dairy()
    assert made.case is not None
    asked = tuple(replace(made.case.targets[0], year=year) for year in (2023, 2027, 2027, 2040))
    told = replace(made, case=replace(made.case, targets=asked))
    births = run_text(Names(told, "en"), made.number("births"))
    assert [each.partition(" at ")[2] for each in births.split(", ")] == ["2020", "2023", "2026", "2027", "2030"]
