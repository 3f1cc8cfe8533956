"""Spellings of one name."""

import pytest

from simulator.model.syntax import key_of
from simulator.scenario.spelling import nearest, normal, spelled

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


def test_nearest_names_are_near():
    known = ("wind starts", "wind starts growth", "PV starts", "build time[wind]", "落户力度", "进城的落户推动")
    assert nearest("wind", known) == ("wind starts", "wind starts growth", "build time[wind]")
    assert nearest("wind_sarts", known)[0] == "wind starts"
    assert nearest("落推", known) == ("进城的落户推动",)
    assert nearest("zzz", known) == nearest("", known) == ()


def test_the_model_reader_and_scenarios_fold_names_alike():
    for name in ("A_b  c", '"A_b c"', "Straße", "İ", "落户 力度"):
        assert normal(name) == key_of(name)
