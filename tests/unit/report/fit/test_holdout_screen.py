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
        "past too short",
        "holds 5 of 6 points (83 %)",
        "1 of 1 series",
    ):
        assert each in english
    for each in ("以2020年为界", "带漂移随机游走", "历史太短", "6 个点中的 5 个（83%）"):
        assert each in chinese


def test_a_cut_without_points_says_so():
    done = held_out()
    empty = replace(done.tests[0], series=(), levers=())
    done = replace(done, tests=(empty,))
    assert summary_text(done, empty, "en") == "2020: no series has values after the cut."
    assert band_notes(empty, "en")[1] == "Nothing that drives the future is drawn."
    assert "no series has values" in holdout_text(done, "en", 0)


def test_the_content_is_json():
    content = json.loads(json.dumps(holdout_content(held_out())))
    assert content["share"] == 0.8
    assert len(content["points"]) == 6
