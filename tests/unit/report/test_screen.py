"""Text for terminals and pipes."""

import re
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
@pytest.mark.parametrize("width", [0, 80, 120])
def test_lines_fit_and_end_without_spaces(language, width):
    for text in (verdicts_text(results(2), language, width), targets_text(case(), language, width)):
        for line in plain(text).splitlines():
            assert line == line.rstrip()
            assert not width or cell_len(line) <= width


def test_text_can_be_written_to_a_chinese_console():
    """Windows in Chinese has GBK; a long minus sign is not in it."""
    plain(verdicts_text(results(2), "zh", 0)).replace("₂", "2").encode("gbk")


def test_width_of_the_page(monkeypatch):
    monkeypatch.setenv("COLUMNS", "90")
    assert verdicts_text(results(1), "en") == verdicts_text(results(1), "en", 90)


def test_no_terminal_takes_what_it_needs(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("sys.__stdout__", None)
    assert verdicts_text(results(1), "en") == verdicts_text(results(1), "en", 0)


def test_register():
    text = plain(targets_text(case(), "en", 0))
    assert "24 of 28 targets are modelled\n" in text and "4 of 28 targets are not modelled\n" in text
    assert re.search(r"Rise of the .* ≥ 5 percentage points .* Urbanization rate: change 2025-2030\n", text)
    assert "Renewable capacity: level (= capacity_2030)\n" in text
    assert re.search(r"Museums .* 模型不含此类指标\n", text)
    assert "plan15  《测试市第十五个五年规划纲要》\n" in text


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


def test_explained_in_chinese():
    text = plain(explained_text(IMPOSED, VALUES, "zh", 0))
    assert text.splitlines()[0] == "给定增速5.5%"
    assert "0.2 (模型默认值)" in text
