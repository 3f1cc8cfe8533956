"""The constants behind a variable."""

from simulator.report.describe.behind import behind_lines, constants_behind
from simulator.report.describe.names import Names
from tests.unit.report.describe.dairy import dairy


def test_constants_are_found_through_stocks_smooths_and_tables_the_nearest_first():
    found = constants_behind(dairy(), dairy().number("births"))
    names = {dairy().model.variables[each].name: away for each, away in found.items()}
    assert names == {"fertility": 1, "loss rate": 2, "room of grass": 3, "time to grow": 3}
    assert list(names.values()) == sorted(names.values())


def test_nothing_is_behind_what_is_given():
    assert behind_lines(Names(dairy(), "en"), dairy().number("fertility")) == []


def test_each_has_its_value_and_source():
    lines = behind_lines(Names(dairy(), "en"), dairy().number("births"))
    assert lines[0] == "Constants and tables behind it, the nearest 4 of 4, by the equations between:"
    assert "| [loss rate](#v-loss-rate) | 0.1 per year | 2 | **sourced** Slaughter. Source: handbook. |" in lines
