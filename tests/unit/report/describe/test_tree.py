"""One variable on the screen."""

from simulator.report.describe.tree import variable_text
from simulator.study.describe import describe_model
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


ARRAY = """{UTF-8}
kind: dairy, beef ~ ~ |
cows[kind]= 3, 5 ~ ~ |
herd[kind]= cows[kind]*2 ~ ~ |
milk= herd[dairy]*4 ~ ~ |
all= SUM(herd[kind!]) ~ ~ |
INITIAL TIME= 0 ~ ~ |
FINAL TIME= 4 ~ ~ |
TIME STEP= 1 ~ ~ |
"""


def test_of_an_array_the_element_that_is_read(tmp_path):
    path = tmp_path / "herd.mdl"
    path.write_text(ARRAY, encoding="utf-8")
    described = describe_model(str(path))
    assert "(+) herd[dairy]: 6 at 0" in variable_text(described, described.number("milk"), "en")
    assert "sum of all" not in variable_text(described, described.number("milk"), "en")
    whole = variable_text(described, described.number("all"), "en")
    assert "(+) herd: 16 at 0" in whole and "(sum of all elements)" in whole
