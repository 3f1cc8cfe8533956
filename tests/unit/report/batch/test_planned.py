"""The plan of a batch, before it starts."""

from pathlib import Path

import pytest

from simulator.report.batch.planned import PlanFacts, duration_text, input_text, plan_rows, plan_text
from simulator.scenario.batch import Batch, Input, Sample
from simulator.scenario.distribution import Distribution
from simulator.scenario.scenario import Scenario

DRAWN = Input("pace", "pace", "drawn", "add", "Dmnl", (), Distribution("uniform", (0.0, 1.0)), en="The pace", zh="速度")
SWEPT = Input("growth of GDP", "GDP", "swept", "growth", "1/Year", (0.02, 0.05))
GIVEN = Input("x", "x", "given")


def facts(*inputs: Input, sample: Sample | None = None) -> PlanFacts:
    scenarios = (Scenario("base", "town", title=(("en", "Base"), ("zh", "基准"))), Scenario("fast", "town"))
    batch = Batch("try", "town", scenarios, inputs, (), sample or Sample("sobol", 64, 5))
    return PlanFacts(batch, 2, 64, 4, 64, 3, "llvm", "rk4", 0.25, 75.0, 2_500_000, 10**10, Path("outputs/try"))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Base, fast", "256: scenarios 2 × points 2 × draws 64", "4 of 64 members, 3 at a time", "about 75 s"]),
        ("zh", ["基准, fast", "256：情景 2 × 取值组合 2 × 抽样 64", "pace (速度)", "Sobol 序列，样本量 64，种子 5"]),
    ],
)
def test_everything_is_told(language, told):
    text = plan_text(facts(SWEPT, DRAWN), language)
    for each in (*told, "2.5 MB", "10 GB", "outputs/try"):
        assert each in text


def test_facts_stand_under_one_another():
    lines = plan_text(facts(SWEPT, DRAWN), "en").splitlines()[1:8]
    assert len({len(line) - len(line[2:].partition("  ")[2].lstrip()) for line in lines}) == 1


@pytest.mark.parametrize(
    ("each", "text"),
    [
        (DRAWN, "added: uniform: low 0, high 1"),
        (SWEPT, "imposed rate a year: 2 values from 2 to 5, in %"),
        (GIVEN, "from the file"),
        (Input("x", "x", "swept", "value", "Dmnl", (0.1,)), "1 value: 0.1"),
        (Input("x", "x", "swept", "multiply", "Dmnl", (0.5, 2.0)), "times: 2 values from 0.5 to 2"),
        (Input("x", "x", "swept", "value", "wanKW/Year", (50.0, 60.0)), "2 values from 50 to 60, in 10 MW per year"),
        (Input("x", "x", "swept", "value", "Year", (2026.0, 2030.0), low=2026.0), "2 values from 2026 to 2030"),
        (Input("x", "x", "swept", "value", "Year", (20.0, 30.0), low=10.0), "2 values from 20 to 30, in years"),
        (Input("x", "x", "swept", "value", "1/Year", (0.04, 0.07)), "2 values from 4 to 7, in % per year"),
    ],
)
def test_an_input(each, text):
    assert input_text(each, "en") == text


def test_an_input_in_chinese():
    wind = Input("x", "x", "swept", "value", "wanKW/Year", (50.0, 60.0))
    assert input_text(wind, "zh") == "2 个取值，50 至 60（万千瓦/年）"
    drawn = Distribution("normal", (0.0, 0.25), (-0.7, 0.7))
    births = Input("x", "x", "drawn", "add", "child/woman", (), drawn)
    assert input_text(births, "zh") == "加上：正态分布：均值 0，标准差 0.25，限于 -0.7 至 0.7（个孩子/妇女）"
    assert input_text(SWEPT, "zh") == "人为给定的年增速：2 个取值，2 至 5（%）"


def test_samples_of_other_kinds():
    assert "none: every point of the sweep" in plan_text(facts(SWEPT), "en")
    assert "members from m.csv" in plan_text(facts(GIVEN, sample=Sample("file", 9, shown="m.csv")), "en")
    renumbered = Sample("file", 9, shown="m.csv", renumbered=True)
    told = "members from m.csv, numbered by row from 0; its column 'member' is not kept"
    assert told in plan_text(facts(GIVEN, sample=renumbered), "en")


def test_rows_are_plain():
    rows = plan_rows(facts(SWEPT, DRAWN))
    assert (rows["members"], rows["folder"], rows["scenarios"]) == (256, str(Path("outputs/try")), ["base", "fast"])


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.42, "0.4 s"), (59, "59 s"), (600, "10 min"), (11_100, "3 h 5 min"), (200_000, "2 d 7 h")],
)
def test_durations(seconds, text):
    assert duration_text(seconds) == text
