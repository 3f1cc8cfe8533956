"""The verdict table: every layout names its targets, apart by kind, and says what the numbers depend on."""

import re

import pytest

from simulator.report.grouping import blocks
from simulator.report.screen import verdicts_text
from simulator.report.verdict_table import table_of
from simulator.report.words import LANGUAGES, say
from tests.unit.report.synthetic import broken, results


def plain(text: str) -> str:
    """Take the colours out."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_scenarios", [1, 2, 4, 5, 14])
def test_every_modelled_target_is_named(n_scenarios, language):
    made = results(n_scenarios)
    text = plain(verdicts_text(made, language, 0))
    for block in blocks(made):
        assert say(f"binding.{block.kind}", language) in text
        for row in block.rows:
            assert (row.target.name_en if language == "en" else row.target.name_zh) in text


def test_one_scenario():
    lines = plain(verdicts_text(results(1), "en", 0)).splitlines()
    assert lines[0].split() == ["Target", "Asked", "Year", "Value", "Margin", "Verdict", "Reached", "in", "Document"]
    row = next(line for line in lines if line.startswith("    Urbanization rate of permanent residents "))
    assert row.split()[-8:] == ["0.5", "%", "2030", "62.4", "-1.10", "missed", "2032", "plan15"]
    observed = next(line for line in lines if "residents in 2025" in line)
    assert "58.5*" in observed


def test_a_few_scenarios():
    text = plain(verdicts_text(results(3), "en", 0))
    row = next(line for line in text.splitlines() if line.startswith("    GDP growth, annual average"))
    assert re.search(r"missed +4\.97 +\(-0\.480\) +met +5\.67 +\(\+0\.220\) +imposed +5\.57", row)


def test_many_scenarios_have_signs_and_a_key():
    text = plain(verdicts_text(results(14), "en", 0))
    assert "+ met   - missed   ~ too close to call   ? undecided   = imposed" in text
    assert "14 Variant 10" in text
    row = next(line for line in text.splitlines() if line.startswith("    GDP growth, annual average"))
    assert re.fullmatch(r"    GDP growth, annual average 2026-2030 +≥ 5\.5 - 0\.05 % +2030( +[-+=]){14}", row)


def test_notes():
    text = plain(verdicts_text(results(3), "en", 0))
    assert "Growth of 5.5 % imposed: conditional on imposed GDP, constant 2025 prices\n" in text
    assert "* observed: the value is history's\n" in text
    assert "≥ 36 - 0.5: the document says about 36;" in text
    assert "4 of 28 targets are not modelled. List them with: simulator targets\n" in text
    assert "Restatements of a target above, not shown again: 1.\n" in text
    assert "scipy; largest numerical error 1.0e-04 of a variable's range\n" in text


def test_what_broke_is_named():
    text = plain(verdicts_text(broken(), "en", 0))
    assert "Baseline: GDP is not a finite number from 2025.25 on; its targets are undecided\n" in text
    assert "undecided because population is not finite in 2026" in text
    assert "more reasons; see --json" in text


def test_counts_keep_kinds_apart():
    lines = plain(verdicts_text(results(1), "en", 0)).splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("Count of verdicts"))
    assert lines[start].split() == ["Count", "of", "verdicts", "met", "missed"]
    assert [line.split() for line in lines[start + 1 : start + 4]] == [
        ["Baseline", "binding", "5", "3"],
        ["expected", "5", "6"],
        ["kind", "not", "stated", "3", "1"],
    ]


def test_headings_take_sides():
    table = table_of([("a", "left"), ("b", "right")])
    assert [column.justify for column in table.columns] == ["left", "right"]
