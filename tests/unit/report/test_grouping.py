"""The order of tables: binding and expected apart, then sectors; nothing is lost."""

from dataclasses import replace

import pytest

from simulator.report.grouping import blocks, restated, target_asked, target_text, tolerance_note, unmodelled, word_of
from tests.unit.report.synthetic import case, results


def test_binding_and_expected_are_apart():
    made = blocks(results())
    assert [block.kind for block in made] == ["binding", "expected", "unstated"]
    for block, mark in zip(made, ("约束性", "预期性", ""), strict=True):
        assert {row.target.binding for row in block.rows} == {mark}


def test_sectors_in_order():
    sectors = [group.sector for group in blocks(results())[1].groups]
    assert sectors == ["population", "urbanization", "economy", "energy"]


def test_no_target_is_lost():
    made = results()
    shown = [row.target.id for block in blocks(made) for row in block.rows]
    assert len(shown) == len(set(shown))
    assert len(shown) + restated(made) + unmodelled(made) == len(made.case.targets)
    assert (restated(made), unmodelled(made)) == (1, 4)


def test_rows_hold_the_verdicts_of_their_target():
    for block in blocks(results()):
        for row in block.rows:
            assert {verdict.target for verdict in row.verdicts} == {row.target.id}
            assert [verdict.scenario for verdict in row.verdicts] == ["baseline", "plan", "imposed-growth"]


def test_counts_add_up():
    for block in blocks(results()):
        for position in range(3):
            assert block.counts(position).total() == len(block.rows)


def test_what_is_imposed_is_never_called_met():
    words = {
        row.target.id: word_of(row.verdicts[2])
        for block in blocks(results())
        for row in block.rows
        if row.target.variable == "GDP"
    }
    assert set(words.values()) == {"imposed"}


@pytest.mark.parametrize(
    ("identity", "english", "chinese"),
    [
        ("urban_2030", "≥ 64 − 0.5 %", "≥ 64 − 0.5 %"),
        ("urban_2035", "≥ 72 %", "≥ 72 %"),
        ("jobs_2030", "= 270 ± 4 × 10k people", "= 270 ± 4 万人"),
        (
            "productivity_faster",
            "≥ mean growth of GDP, constant 2025 prices (%)",
            "≥年均增速：地区生产总值（2025年价）（%）",
        ),
    ],
)
def test_asked_of_a_target(identity, english, chinese):
    shared = case()
    target = next(each for each in shared.targets if each.id == identity)
    assert target_asked(target, shared.labels, "en") == english
    assert target_asked(target, shared.labels, "zh") == chinese


def test_what_about_leaves_open_is_explained_by_a_target_of_the_report():
    made = results(1)
    text = "≥ 36 − 0.5: the document says about 36; the second number is what that is taken to leave open"
    assert tolerance_note(made, "en") == text
    strict = tuple(replace(target, tolerance=0.0) for target in made.case.targets)
    assert tolerance_note(replace(made, case=replace(made.case, targets=strict)), "en") == ""


def test_a_target_has_a_name_in_both_languages():
    target = case().targets[0]
    assert target_text(target, "en") == "Urbanization rate of permanent residents"
    assert target_text(target, "zh") == "常住人口城镇化率"
