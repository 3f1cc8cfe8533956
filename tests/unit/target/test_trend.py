"""The rate that a target requires beside that of the past, against hand arithmetic."""

import pytest

from simulator.target import NO_HISTORY, History, Point, trend_of

BEDS = History(
    tuple(
        Point("beds", "", year, value, "张", "Yearbook", confidence, "")
        for year, value, confidence in (
            (2010.0, 50.0, "high"),
            (2016.0, 100.0, "high"),
            (2025.0, 999.0, "low"),
            (2025.0, 200.0, "high"),
        )
    )
)


@pytest.fixture
def make_bare(make_target):
    """Make a target without an equation."""
    return lambda **changes: make_target(variable="", measure="", basis="trend", reason="x", **changes)


def test_a_quantity_grows_by_percent(make_bare):
    trend = trend_of(make_bare(unit="张", base_year=2025, base_value=200.0, target_value=300.0, series="beds"), BEDS)
    assert trend.required == pytest.approx(100 * (1.5**0.2 - 1))
    assert trend.past == pytest.approx(100 * (2 ** (1 / 9) - 1))
    assert trend.unit == "%/Year"


def test_a_share_moves_by_points(make_bare):
    trend = trend_of(make_bare(base_year=2025, base_value=59.0, target_value=64.0), NO_HISTORY)
    assert (trend.required, trend.past, trend.unit) == (pytest.approx(1.0), None, "%/Year")


def test_a_quantity_from_nothing_is_counted(make_bare):
    trend = trend_of(make_bare(unit="个", base_year=2025, base_value=0.0, target_value=10.0), NO_HISTORY)
    assert (trend.required, trend.past, trend.unit) == (pytest.approx(2.0), None, "个/Year")


def test_the_series_gives_the_base_that_the_document_does_not(make_bare):
    target = make_bare(unit="张", base_year=None, base_value=None, target_value=300.0, series="beds")
    assert trend_of(target, BEDS).required == pytest.approx(100 * (1.5**0.2 - 1))
    assert trend_of(target, NO_HISTORY).required is None


def test_what_lies_more_than_ten_years_back_is_no_past(make_bare):
    target = make_bare(unit="张", base_year=2027, base_value=200.0, target_value=300.0, series="beds")
    assert trend_of(target, BEDS).past == pytest.approx(0.0)
    early = History(BEDS.points[:1])
    assert trend_of(target, early).past is None


@pytest.mark.parametrize(
    ("measure", "base", "asked", "required", "past", "unit"),
    [
        ("mean_growth", 4.0, 5.0, 5.0, 4.0, "%/Year"),
        ("relative_change_since", -10.0, -20.0, 100 * (0.8**0.2 - 1), 100 * (0.9**0.2 - 1), "%/Year"),
        ("relative_change_since", None, -20.0, 100 * (0.8**0.2 - 1), None, "%/Year"),
        ("change_since", 5.0, 6.5, 1.3, 1.0, "%/Year"),
        ("cumulative", 4167.0, 1500.0, 300.0, 833.4, "km/Year"),
    ],
)
def test_a_change_or_a_sum_is_spread_over_its_years(make_target, measure, base, asked, required, past, unit):
    target = make_target(
        variable="", measure=measure, from_year=2025, basis="trend", base_year=2025, base_value=base,
        target_value=asked, unit="km" if measure == "cumulative" else "%",
    )  # fmt: skip
    trend = trend_of(target, NO_HISTORY)
    assert trend.required == pytest.approx(required)
    assert trend.past == (None if past is None else pytest.approx(past))
    assert trend.unit == unit


def test_without_a_number_there_is_no_rate(make_bare):
    assert trend_of(make_bare(target_value=None), NO_HISTORY).required is None
    assert trend_of(make_bare(year=None), NO_HISTORY).required is None
