"""The verdict table: every layout names its targets, apart by kind, and says what the numbers depend on."""

import re

import pytest

from simulator.report.grouping import blocks
from simulator.report.screen import verdicts_text
from simulator.report.words import LANGUAGES, say
from tests.unit.report.synthetic import broken, results


def plain(text: str) -> str:
    """Take the colours out."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_scenarios", [1, 2, 4, 5, 14])
@pytest.mark.parametrize("width", [0, 60])
def test_every_modelled_target_is_named(n_scenarios, language, width):
    made = results(n_scenarios)
    text = plain(verdicts_text(made, language, width)).replace("\n", " ")
    together = re.sub(" +", "" if language == "zh" else " ", text)
    for block in blocks(made):
        assert say(f"binding.{block.kind}", language) in text
        for row in block.rows:
            name = row.target.name_en if language == "en" else row.target.name_zh
            assert name.replace("₂", "2") in together


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
    assert "4 of 28 targets are not modelled. List them with: simulator targets testville\n" in text
    assert "Restatements of a target above, not shown or counted again: 1; verdicts.csv has them.\n" in text
    assert "\nplan15  《测试市第十五个五年规划纲要》\n" in text
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


def test_screen_and_sheet_count_the_same():
    """What the screen calls imposed is not_modelled in verdicts.csv, and the screen says so."""
    made = results(3)
    text = plain(verdicts_text(made, "en", 0))
    imposed = sum(verdict.basis == "imposed" for verdict in made.outcomes[2].verdicts)
    unspoken = sum(not target.is_modelled for target in made.case.targets)
    assert imposed and f"\nimposed: {imposed}, shown and not judged; in verdicts.csv their verdict is" in text
    words = [verdict.verdict for verdict in made.outcomes[2].verdicts]
    assert words.count("not_modelled") == imposed + unspoken


def test_what_another_variable_came_to_is_shown():
    text = plain(verdicts_text(results(2), "en", 0))
    compared = [
        f"{verdict.target_value:.2f}"
        for outcome in results(2).outcomes
        for verdict in outcome.verdicts
        if verdict.target == "productivity_faster"
    ]
    assert f"≥ mean growth of GDP, constant 2025 prices ({'; '.join(compared)} %" in text


@pytest.mark.parametrize("n_scenarios", [1, 2])
@pytest.mark.parametrize("width", [60, 80])
def test_a_narrow_page_breaks_no_word(n_scenarios, width):
    """On a page too narrow for columns a target's verdicts stand below it, each on one line."""
    made = results(n_scenarios)
    lines = plain(verdicts_text(made, "en", width)).splitlines()
    words = {word for line in plain(verdicts_text(made, "en", 0)).splitlines() for word in line.split()}
    place = next(number for number, line in enumerate(lines) if line.startswith("  GDP growth, annual average"))
    assert "≥ 5.5 - 0.05 %  2030  plan15" in lines[place] + lines[place + 1]
    assert any(re.search(r"^    (Baseline +)?missed +4\.97 +\(-0\.480\)", line) for line in lines[place : place + 3])
    table = lines[: lines.index(next(line for line in lines if line.startswith("Count of verdicts")))]
    strange = {word for line in table for word in line.split()} - words
    assert all(re.fullmatch(r"\([-+].*\)|reached", word) for word in strange)
