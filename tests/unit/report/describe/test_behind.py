"""The constants behind a variable."""

from simulator.report.describe.behind import behind_lines, constants_behind
from simulator.report.describe.names import Names
from tests.unit.report.describe.dairy import dairy


def test_constants_are_found_through_stocks_smooths_and_tables_the_strongest_first():
    found = constants_behind(dairy(), dairy().number("births"))
    links = {dairy().model.variables[each].name: path.links for each, path in found.items()}
    assert links == {"fertility": 1, "time to grow": 3, "room of grass": 3, "loss rate": 2}  # a definition is not told
    parts = [path.strength for path in found.values()]
    assert parts == sorted(parts, reverse=True)
    assert next(iter(links)) == "fertility"


def test_nothing_is_behind_what_is_given():
    assert behind_lines(Names(dairy(), "en"), dairy().number("fertility")) == []


def test_each_has_its_value_and_source():
    lines = behind_lines(Names(dairy(), "en"), dairy().number("births"))
    assert lines[0] == "Constants and tables behind it, 4 of 4, by what part of a rise arrives over the strongest path:"
    assert "| [loss rate](#v-loss-rate) | 0.1 per year | 50 % | 2 | **sourced** Slaughter. Source: handbook. |" in lines
