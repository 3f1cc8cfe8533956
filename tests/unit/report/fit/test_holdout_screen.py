"""A hold-out on the screen and as JSON."""

import json
import re
from dataclasses import replace

from simulator.report.fit.holdout_screen import band_notes, holdout_content, holdout_text, summary_text
from tests.fits import held_out


def test_all_is_told_in_both_languages():
    english, chinese = (re.sub(r"\x1b\[[0-9;]*m", "", holdout_text(held_out(), lang, 0)) for lang in ("en", "zh"))
    for each in (
        "small: held out after 2020",
        "drift",
        "uncontested",
        "holds 5 of 6 points (83 %)",
        "1 of 1 series",
        "Not moved, the median is nearer on 1 of 1 series, the best fit alone on 0.",
        "The chains have not forgotten where they began (correlation 0.41)",
        "10 % of the draws of growth lay beyond its range",
    ):
        assert each in english
    for each in (
        "以2020年为界",
        "带漂移随机游走",
        "无可比预测",
        "6 个点中的 5 个（83%）",
        "各链尚未摆脱起点的影响（相关 0.41）",
        "有 10% 超出取值范围",
    ):
        assert each in chinese


def test_a_cut_without_points_says_so():
    done = held_out()
    empty = replace(done.tests[0], series=(), levers=())
    done = replace(done, tests=(empty,))
    assert summary_text(done, empty, "en") == "2020: no series has values after the cut."
    assert band_notes(done, empty, "en")[-1] == "Nothing that drives the future is drawn."
    assert "no series has values" in holdout_text(done, "en", 0)


def test_constants_that_are_no_levers_are_counted():
    done = held_out()
    notes = [band_notes(done, done.tests[0], language) for language in ("en", "zh")]
    assert [each[-1] for each in notes] == [
        "Drawn besides: 1 constants under match.",
        "另外抽取：match 所列 1 个常数。",
    ]


def test_the_content_is_json():
    content = json.loads(json.dumps(holdout_content(held_out())))
    assert content["share"] == 0.8
    assert len(content["points"]) == 6
    assert content["sampling"]["2020"]["settled"] is False
    assert any("各链尚未摆脱起点的影响" in each["zh"] for each in content["notes"]["2020"])
    # a hundredth of the draws of another lever is not worth a line
    assert not any("worth" in each["en"] for each in content["notes"]["2020"])


def test_series_that_are_no_test_are_named_and_counted_apart():
    done = held_out()
    known = replace(done.tests[0].series[1], informed="set in 2025")
    done = replace(done, tests=(replace(done.tests[0], series=(done.tests[0].series[0], known)),))
    text = holdout_text(done, "en", 0)
    assert "holds 5 of 5 points (100 %)" in text
    assert "knows what followed: Output. With these: nearer on 1 of 1 series, 5 of 6 points in the band." in text
    assert "未计入（模型已知其后数值）：产出" in holdout_text(done, "zh", 0)
    (row,) = holdout_content(done)["summary"]
    assert (row["points"], row["informed"], row["all_points"], row["all_inside"]) == (5, "output", 6, 5)
