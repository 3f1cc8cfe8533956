"""One variable on the screen."""

from simulator.report.describe.tree import variable_text
from tests.unit.report.describe.dairy import dairy


def test_causes_two_levels_deep():
    told = variable_text(dairy(), dairy().number("births"), "en")
    assert "births = cows * fertility * perceived room" in told
    assert "What it follows from, 2 levels deep" in told
    lines = told.partition("levels deep")[2].splitlines()
    assert "(+) fertility = 0.5 per year [assumption] Calves a cow and year; assumption." in lines
    assert any(line.startswith("(+) perceived room") for line in lines)
    assert any(line.strip().startswith("(+) room: ") for line in lines)
    assert "        (−) cows (see above)" in lines
    tree = told.partition("levels deep")[2].partition("Constants and tables behind it")[0]
    assert "pasture = 30" not in tree  # the third level
    assert not any(mark in told for mark in ("](#", "<a", "```", "**", "&amp;"))


def test_the_constants_behind_are_listed():
    told = variable_text(dairy(), dairy().number("births"), "en").partition("Constants and tables behind it")[2]
    assert "| fertility (lever) | 0.5 per year | 100 % | 1 | assumption Calves a cow and year; assumption. |" in told


def test_what_is_given_has_no_causes():
    assert variable_text(dairy(), dairy().number("fertility"), "zh").endswith("无：该值为给定\n")


def test_a_table_is_shown_by_its_points():
    told = variable_text(dairy(), dairy().number("room"), "en")
    assert "room of grass = ((0, 1), (2, 0.8), (5, 0)) [assumption] assumption" in told
    assert "(+) pasture = 30 × 10k people [definition]" in told
