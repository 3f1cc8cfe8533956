"""Cells of the verdict table."""

from dataclasses import replace

import pytest
from rich.text import Text

from simulator.report.grouping import Row, blocks
from simulator.report.verdict_cells import (
    COLOURS,
    SIGNS,
    asked_text,
    lined_up,
    sections,
    sign_text,
    value_text,
    word_text,
    year_text,
)
from tests.unit.report.synthetic import results

VERDICT = results(1).outcomes[0].verdicts[0]


def test_headings_stand_before_their_rows():
    made = blocks(results(1))
    entries = list(sections(made, "en"))
    assert [str(entry) for entry in entries[:2]] == ["Binding targets", f"  {made[0].groups[0].sector.capitalize()}"]
    assert [entry for entry in entries if isinstance(entry, Row)] == [row for block in made for row in block.rows]
    assert sum(isinstance(entry, Text) and not entry.plain for entry in entries) == len(made) - 1


@pytest.mark.parametrize(("word", "text"), [("met", "met"), ("too_close", "too close to call")])
def test_words_and_signs_have_their_colour(word, text):
    verdict = replace(VERDICT, verdict=word, basis="model")
    assert word_text(verdict, "en").plain == text
    assert word_text(verdict, "en").style == sign_text(verdict).style == COLOURS[word]
    assert sign_text(verdict).plain == SIGNS[word]


def test_a_star_marks_history():
    assert value_text(replace(VERDICT, value=58.45, basis="observed")) == "58.5*"
    assert value_text(replace(VERDICT, value=None, basis="model")) == "–"


def test_years():
    assert (year_text(2030), year_text(None)) == ("2030", "")


def test_asked_names_what_every_scenario_came_to():
    made = results(5)
    row = next(row for block in blocks(made) for row in block.rows if row.target.other_variable)
    values = [verdict.target_value for verdict in row.verdicts]
    low, high = (f"{each(values):.2f}" for each in (min, max))
    assert asked_text(row, made, "en").endswith(f"({low} – {high} %)")


def test_lined_up():
    low = replace(VERDICT, verdict="met", basis="model", value=9.5, margin=0.5)
    high = replace(VERDICT, verdict="undecided", basis="model", value=1234.5, margin=None)
    assert [cell.plain for cell in lined_up([low, high], "en")] == [
        "met        9.50 (+0.500)",
        "undecided 1,234         ",
    ]
