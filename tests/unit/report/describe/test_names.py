"""Names in both languages."""

from dataclasses import replace

import pytest

from simulator.report.describe.names import Names, number_text, slug
from tests.unit.report.describe.dairy import dairy


@pytest.mark.parametrize(
    ("language", "variable", "name"),
    [("en", "cows", "cows"), ("zh", "cows", "奶牛"), ("zh", "fertility", "fertility")],
)
def test_a_variable(language, variable, name):
    assert Names(dairy(), language).of(dairy().number(variable)) == name


def test_sectors_and_units():
    english, chinese = Names(dairy(), "en"), Names(dairy(), "zh")
    assert (english.group("Herd"), chinese.group("Herd"), chinese.group("Pasture")) == ("Herd", "牛群", "Pasture")
    assert chinese.group("") == "未分部门"
    assert english.unit("wanPerson") == "`wanPerson` (10k people)"
    assert english.unit("Dmnl") == "`Dmnl`"
    assert english.unit("") == ""


def test_links_and_ways():
    names = Names(dairy(), "en")
    cows, hidden = dairy().number("cows"), len(dairy().model.variables) - 1
    assert names.listed([cows], {cows: "-"}) == "[cows](#v-cows) (−)"
    assert names.way((cows, hidden, dairy().number("births")), short=True) == "cows → births"
    assert names.way((hidden,)) == "perceived room smooth 1"
    assert Names(dairy(), "zh").way((hidden,)) == "perceived room 平滑 1"


def test_what_is_said_of_a_variable():
    fertility = dairy().model.variables[dairy().number("fertility")]
    assert list(Names(dairy(), "en").about(fertility)) == ["Calves a cow and year; assumption."]
    odd = replace(fertility, name="no such", documentation="Grown.\n# Cows\n<script>")
    assert list(Names(dairy(), "en").about(odd)) == ["Grown. \\# Cows &lt;script&gt;"]


def test_numbers_and_anchors():
    assert [number_text(value) for value in (0.5, 123456.0, 1.5e7, -2)] == ["0.5", "1.235e+05", "1.500e+07", "-2"]
    assert slug("R&D, share [a]") == "r-d-share-a"
    assert slug("人口") == "人口"
