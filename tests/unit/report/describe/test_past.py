"""The history of a variable: what counts, how far it is trusted, what stands beside it."""

from dataclasses import replace

import pytest

from simulator.report.describe.names import Names
from simulator.report.describe.past import history_text
from simulator.report.describe.years import year_lines
from simulator.target.history import History, Point
from tests.unit.report.describe.dairy import dairy


def point(year: float, value: float, confidence: str, series: str = "cows", note: str = "") -> Point:
    return Point(series, "cows", year, value, "万人", "Herd book", confidence, note)


def lines_with(*points: Point, language: str = "en") -> list[str]:
    """Write the table of the cows with other history."""
    made = dairy()
    assert made.case is not None
    told = replace(made, case=replace(made.case, history=History(points)))
    return year_lines(Names(told, language), made.number("cows"))


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_year_the_most_trusted_value_is_shown_and_the_other_is_told(turned):
    points = [point(2020, 20, "high"), point(2021, 21, "high"), point(2021, 28, "low", note="likely a slip | odd")]
    lines = lines_with(*(reversed(points) if turned else points))
    assert lines[3].startswith("| `cows`, confidence high | 20 | 21 |")
    assert "28" not in lines[3]
    assert lines[5] == (
        "Of several values of a time verdicts take the most trusted, of equals the first of history.csv. "
        "Not taken: `cows`, low: 28 at 2021, likely a slip &#124; odd."
    )


def test_of_equals_the_first_of_the_file_is_shown():
    lines = lines_with(point(2021, 21, "medium"), point(2021, 22, "medium"))
    assert lines[3].startswith("| `cows`, confidence medium |  | 21 |")
    assert "Not taken: `cows`, medium: 22 at 2021." in lines[5]


def test_a_value_that_is_trusted_otherwise_tells_it_by_itself():
    points = (point(2020, 20, "medium"), point(2021, 21, "high"), point(2022, 22, "medium"))
    assert lines_with(*points)[3].startswith("| `cows`, confidence medium | 20 | 21 (high) | 22 |")
    assert lines_with(*points, language="zh")[3].startswith("| `cows`，可信度中 | 20 | 21（高） | 22 |")
    assert lines_with(*points)[5:] == []


def test_series_that_stand_beside_a_more_trusted_one_are_named_with_their_years():
    points = [point(year, 20, trust, trust) for trust in ("low", "high") for year in (2020, 2021)]
    assert lines_with(*points)[6].endswith("Not taken: `low`, low: 2020, 2021.")
    assert lines_with(*points, language="zh")[6].endswith("未采用：`low`（低）：2020、2021。")


def test_series_are_told_apart():
    first, *others = dairy().points(dairy().number("cows"))
    points = (replace(first, series="old", source_title="*Old* book", confidence="low"), *others)
    told = history_text(points, Names(dairy(), "en"))
    assert told == (
        "`old`: 1 value, 2020, confidence low (\\*Old\\* book); `cows`: 2 values 2021–2022, confidence high (Herd book)"
    )


def test_values_are_counted_by_how_far_they_are_trusted():
    points = (point(2020, 20, "low"), point(2020, 21, "high"))
    assert history_text(points, Names(dairy(), "en")) == "`cows`: 2 values, 2020, confidence 1 high, 1 low (Herd book)"
    assert "可信度高 1 个、低 1 个" in history_text(points, Names(dairy(), "zh"))
