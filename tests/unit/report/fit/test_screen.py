"""A calibration on the screen and as JSON."""

import json
import re
from dataclasses import replace

from simulator.model.glossary import Entry, Glossary
from simulator.report.fit.screen import calibrated_content, calibrated_text
from tests.fits import calibrated


def plain(text):
    """Take colours out."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_all_parts_are_told_in_both_languages():
    english, chinese = (plain(calibrated_text(calibrated(), language, 0)) for language in ("en", "zh"))
    for each in ("small: fit to history", "Standard error", "upper end", "not told", "too few", "never told: "):
        assert each in english
    for each in ("small：与历史数据的拟合", "标准误", "上限", "无法确定", "数据太少", "完全无法确定："):
        assert each in chinese


def test_a_search_that_did_not_converge_says_so():
    done = replace(calibrated(), notes=(("calibration.not_converged", {"iterations": 7}),))
    assert "did not converge within 7 iterations; the best found is kept" in plain(calibrated_text(done, "en", 0))
    assert "搜索在 7 次迭代内未收敛" in plain(calibrated_text(done, "zh", 0))
    (told,) = calibrated_content(done)["notes"]
    assert (told["en"][:10], told["zh"][:2]) == ("The search", "搜索")


def test_the_content_is_json():
    content = json.loads(json.dumps(calibrated_content(calibrated())))
    assert [each["parameter"] for each in content["parameters"]] == ["growth", "a", "b", "worth"]
    assert content["converged"] is True
    assert len(content["fit"]) == 35


def test_parameters_have_the_names_of_the_glossary_in_chinese():
    asked = replace(calibrated().asked, glossary=Glossary({"growth": Entry("增长率")}))
    named = replace(calibrated(), asked=asked)
    assert "增长率" in plain(calibrated_text(named, "zh", 0))
    assert "增长率" not in plain(calibrated_text(named, "en", 0))
