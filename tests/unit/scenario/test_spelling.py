"""Spellings of one name."""

import pytest

from simulator.scenario.spelling import normal, spelled

KNOWN = ("hukou effort", "PV starts", "capacity[wind,trad]")


@pytest.mark.parametrize(
    "written", ["hukou effort", "Hukou Effort", "hukou_effort", " hukou  effort ", '"hukou effort"', "HUKOU_ EFFORT"]
)
def test_case_underscores_spaces_and_quotes_do_not_count(written):
    assert spelled(written, KNOWN) == "hukou effort"


def test_spaces_in_brackets_do_not_count():
    assert spelled("Capacity [ wind, Trad ]", KNOWN) == "capacity[wind,trad]"


def test_what_is_not_there():
    assert spelled("hukou", KNOWN) is None
    assert spelled("", KNOWN) is None


def test_an_exact_spelling_wins():
    assert spelled("pv starts", ["PV starts", "pv starts"]) == "pv starts"


def test_normal_form():
    assert normal("PV_Starts[ A ,b]") == "pv starts[a,b]"
