"""History: the most trusted point of a year, units, and tables of history alone."""

import pytest

from simulator.target import NO_HISTORY, observed_table, read_history

HEADER = "series,variable,year,value,unit,source_title,confidence,note"


@pytest.fixture
def history(tmp_path, labels):
    """Population with two sources in 2022, a value within a year, and GDP in another unit."""
    path = tmp_path / "history.csv"
    rows = [
        "population,population,2020,561.1,万人,Census,high,",
        "population_panel,population,2022,556.9,万人,Panel,medium,",
        "population,population,2022,5574900,人,Communique,high,",
        "population_other,population,2022,557.0,万人,Another,high,",
        "population,population,2023.4,555,万人,Press,low,end of May",
        "gdp,GDP,2025,42146100,万元,Plan,high,",
    ]
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8-sig")
    return read_history(path, labels)


def test_points_keep_the_order_of_the_file(history):
    assert [point.year for point in history.of("population")] == [2020, 2022, 2022, 2022, 2023.4]
    assert history.of("GDP")[0].where.endswith("history.csv:7")


def test_values_are_in_the_shown_unit(history):
    assert history.point("GDP", 2025).value == pytest.approx(4214.61)
    assert history.point("GDP", 2025).unit == "亿元"


def test_the_most_trusted_source_speaks_and_the_first_among_equals(history):
    point = history.point("population", 2022)
    assert (point.source_title, point.value) == ("Communique", pytest.approx(557.49))


def test_a_value_within_a_year_is_no_value_of_a_year(history):
    assert history.point("population", 2023) is None


def test_a_value_knows_how_exactly_it_is_printed(history):
    assert history.point("population", 2020).half_digit == pytest.approx(0.05)
    assert history.of("population")[4].half_digit == pytest.approx(0.5)
    assert history.point("GDP", 2025).half_digit == pytest.approx(0.5e-4)


def test_a_table_needs_every_value(history):
    table = observed_table(history, ("population",), (2020, 2022))
    assert table.of("population")[:, 0] == pytest.approx([561.1, 557.49])
    assert table.of("population")[0] == pytest.approx([561.1, 561.15, 561.05, 561.1, 561.1])
    assert table.of("population")[1] == pytest.approx([557.49, 557.49, 557.49, 557.49005, 557.48995])
    assert table.units == ("万人",)
    assert observed_table(history, ("population",), (2020, 2021)) is None
    assert observed_table(history, ("population", "GDP"), (2020,)) is None


def test_no_history_observes_nothing():
    assert observed_table(NO_HISTORY, ("population",), (2020,)) is None
    assert observed_table(NO_HISTORY, ("population",), ()) is None
