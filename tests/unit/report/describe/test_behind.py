"""The constants behind a variable."""

from dataclasses import replace

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
    assert lines[0] == (
        "Constants and tables behind it, 4 of 4, levers first, by what part of a rise arrives over the strongest path:"
    )
    assert "| [loss rate](#v-loss-rate) | 0.1 per year | 50 % | 2 | **sourced** Slaughter. Source: handbook. |" in lines


def test_a_lever_stands_before_what_matters_more():
    made = dairy()
    assert made.case is not None
    lever = replace(made.case.levers[0], name="loss rate")
    told = replace(made, case=replace(made.case, levers=(lever,)))
    lines = behind_lines(Names(told, "en"), made.number("births"))
    assert lines[4].startswith("| [loss rate](#v-loss-rate) (lever) | 0.1 per year | 50 % |")
    assert lines[5].startswith("| [fertility](#v-fertility) | 0.5 per year | 100 % |")
