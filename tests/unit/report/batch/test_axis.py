"""Names and numbers of axes."""

from dataclasses import replace

import pytest

from simulator.report.batch.axis import axis_formatter, axis_scale, axis_text, input_name
from simulator.scenario.batch import Input

PACE = Input("hukou effort", "hukou effort", "swept", unit="Dmnl", en="Hukou effort", zh="落户力度")
GROWTH = Input("growth of GDP", "GDP", "swept", "growth", "1/Year", en="Growth of GDP", zh="地区生产总值增速")


@pytest.mark.parametrize(
    ("given", "language", "text"),
    [
        (PACE, "en", "Hukou effort"),
        (replace(PACE, unit="wanKW/Year"), "zh", "落户力度（万千瓦/年）"),
        (GROWTH, "en", "Growth of GDP, imposed (% a year)"),
        (GROWTH, "zh", "地区生产总值增速，人为给定（%/年）"),
        (replace(PACE, act="multiply", unit="Dmnl"), "en", "Hukou effort: factor on the scenario's own value"),
        (replace(PACE, act="add", unit="Year"), "en", "Hukou effort: added to the scenario's own value (years)"),
        (replace(PACE, en="", zh=""), "zh", "hukou effort"),
    ],
)
def test_what_an_axis_is(given, language, text):
    assert axis_text(given, language) == text


def test_inputs_that_move_together_are_all_named():
    assert axis_text(PACE, "zh", (GROWTH,)) == "落户力度；地区生产总值增速随之变动"
    assert input_name(GROWTH, "en") == "Growth of GDP"
    assert input_name(replace(GROWTH, en="", zh=""), "zh") == "growth of GDP"


def test_growth_is_told_in_percent():
    assert (axis_scale(GROWTH), axis_scale(PACE)) == (100.0, 1.0)


def test_a_year_has_no_separator():
    assert axis_formatter(replace(PACE, unit="Year"))(2030.0, 0) == "2030"
    assert axis_formatter(PACE)(2030.5, 0) == "2,030.5"
