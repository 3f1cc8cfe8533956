"""Text for terminals and pipes."""

import re
import sys
from dataclasses import replace

import pytest
from rich.cells import cell_len

from simulator.report.outcome import Results
from simulator.report.screen import explained_text, targets_text, verdicts_text
from simulator.report.words import LANGUAGES
from simulator.scenario.explain import Explained
from simulator.scenario.scenario import Earlier
from tests.unit.report.synthetic import IMPOSED, case, results

VALUES = (
    Explained("set", "capacity[wind]", "0.4", "Dmnl", "plan.yaml:5", (Earlier("0.2", "model default"),)),
    Explained("impose", "GDP", "{growth: 0.055 /year, from: 2025}", "亿元", "plan.yaml:9"),
    Explained("default", "grid factor", "1", "Dmnl", "model default"),
)


def plain(text: str) -> str:
    """Take the colours out."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [0, 60, 80, 120])
def test_lines_fit_and_end_without_spaces(language, width):
    for text in (verdicts_text(results(2), language, width), targets_text(case(), language, width)):
        for line in plain(text).splitlines():
            assert line == line.rstrip()
            assert not width or cell_len(line) <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_can_be_written_to_a_chinese_console(language):
    """Windows in Chinese has GBK; a long minus sign and small twos are not in it."""
    shared = case()
    areas = replace(shared, targets=(*shared.targets, replace(shared.targets[0], unit="平方公里", name_en="km²")))
    for text in (verdicts_text(results(2), language, 0), targets_text(areas, language, 0)):
        plain(text).encode("gbk")


def test_width_of_the_page(monkeypatch):
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert verdicts_text(results(1), "en") == verdicts_text(results(1), "en", 90)


@pytest.mark.parametrize("closed", [False, True])
def test_no_terminal_takes_what_it_needs(monkeypatch, closed):
    """A file is not squeezed into the width of the terminal that the command was typed in."""
    monkeypatch.setenv("COLUMNS", "40")
    if closed:
        monkeypatch.setattr(sys, "stdout", None)
    assert verdicts_text(results(1), "en") == verdicts_text(results(1), "en", 0)


@pytest.mark.parametrize("basis", ["none", "trend"])
def test_reasons_are_shown_in_chinese_where_there_is_one(basis):
    shared = case()
    bare = replace(shared.targets[0], variable="", basis=basis, reason="Not in the model.")
    for reason_zh, language, shown in (
        ("模型不含此项。", "zh", "模型不含此项。"),
        ("模型不含此项。", "en", "Not in the model."),
        ("", "zh", "Not in the model."),
    ):
        text = targets_text(replace(shared, targets=(replace(bare, reason_zh=reason_zh),)), language, 0)
        assert shown in text


STEERING = "a\x1b[31mred\x07\r\n\x9b2Jb\u202ec"
SHOWN = "a\\x1b[31mred\\x07  \\x9b2Jb\\u202ec"


def test_nothing_of_a_file_steers_the_terminal():
    made = results(2)
    outcome = made.outcomes[0]
    titled = replace(outcome, scenario=replace(outcome.scenario, title=(("en", STEERING),)))
    shared = replace(made.case, targets=(replace(made.case.targets[0], name_en=STEERING), *made.case.targets[1:]))
    named = Results(shared, (titled, made.outcomes[1]))
    explained = (replace(VALUES[0], name=STEERING),)
    texts = (
        *(verdicts_text(named, "en", width) for width in (0, 80)),
        targets_text(shared, "en", 0),
        explained_text(titled.scenario, explained, "en", 0),
    )
    for text in texts:
        assert SHOWN in plain(text)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", plain(text))


def test_register():
    text = plain(targets_text(case(), "en", 0))
    assert "24 of 28 targets are modelled\n" in text and "4 of 28 targets are not modelled\n" in text
    assert re.search(r"Rise of the .* ≥ 5 percentage points .* Urbanization rate: change 2025-2030\n", text)
    assert "Renewable capacity: level (= capacity_2030)\n" in text
    assert re.search(r"Museums .* 模型不含此类指标\n", text)
    assert "plan15  《测试市第十五个五年规划纲要》\n" in text


def test_register_on_a_narrow_page_breaks_no_name_into_a_column():
    lines = plain(targets_text(case(), "en", 70)).splitlines()
    place = lines.index("Rise of the urbanization rate 2026-2030")
    assert lines[place + 1].startswith("    ≥ 5 percentage points  2030  ")
    assert lines[place + 2] == "    Urbanization rate: change 2025-2030"


def test_register_in_which_nothing_is_modelled():
    shared = case()
    text = plain(targets_text(replace(shared, targets=shared.targets[-4:]), "en", 0))
    assert text.startswith("4 of 4 targets are not modelled\n")


def test_verdicts_where_nothing_is_modelled():
    made = results(1)
    alone = replace(made.outcomes[0], verdicts=made.outcomes[0].verdicts[-4:])
    text = plain(verdicts_text(Results(replace(made.case, targets=made.case.targets[-4:]), (alone,)), "en", 0))
    assert text.startswith("The model speaks to none of the 4 targets.\n")


def test_explained():
    text = plain(explained_text(IMPOSED, VALUES, "en", 0))
    assert text.splitlines()[0] == "Growth of 5.5 % imposed"
    assert re.search(r"capacity\[wind\]  0\.4 +plan\.yaml:5 +0\.2 \(model default\)\n", text)
    assert re.search(r"Imposed: the model does not produce these\n.*\nGDP   \{growth: 0\.055 /year, from: 2025\}", text)
    assert re.search(r"Levers left at the model's default\n.*\ngrid factor  1\n", text)


def test_places_are_not_broken_where_the_page_has_room():
    places = [replace(VALUES[0], where=f"scenarios/plan.yaml:{line}") for line in (8, 14)]
    text = plain(explained_text(IMPOSED, places, "en", 80))
    assert "scenarios/plan.yaml:8 " in text and "scenarios/plan.yaml:14 " in text
    assert all(cell_len(line) <= 30 for line in plain(explained_text(IMPOSED, places, "en", 30)).splitlines())


def test_explained_in_chinese():
    text = plain(explained_text(IMPOSED, VALUES, "zh", 0))
    assert text.splitlines()[0] == "给定增速5.5%"
    assert "0.2 (模型默认值)" in text
