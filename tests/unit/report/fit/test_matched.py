"""What reports of history matching are made from."""

from dataclasses import replace

import numpy as np

from simulator.model.glossary import Entry, Glossary
from simulator.report.fit.matched import input_text
from tests.matches import matched


def test_free_levels_are_added_where_they_are():
    series = matched().series[1]
    moved = np.abs(series.levelled - series.said).max(axis=1)
    assert (moved > 0).tolist() == [True, True, False]
    middle = np.array([208.0, 212.0]).mean()
    assert np.allclose(series.levelled[:2].mean(axis=0), middle)


def test_headlines_are_asked_for_years():
    assert [(label.variable, year) for label, year in matched().headlines] == [("people", 2025), ("output", 2025)]


def test_members_count_as_few_as_of_any_input():
    assert matched().effective == matched().posterior.effective.min()
    assert matched().n_members == 200


def test_a_lever_has_its_label_and_another_constant_its_name():
    assert input_text(matched().asked, "rise", "zh") == "价值上升"
    assert input_text(matched().asked, "growth", "zh") == "growth"


def test_in_chinese_a_constant_has_the_name_of_the_glossary():
    asked = replace(matched().asked, glossary=Glossary({"growth": Entry("增速"), "gain": Entry("增益")}))
    assert input_text(asked, "growth", "zh") == "增速"
    assert input_text(asked, "gain[PV]", "zh") == "增益[PV]"
    assert input_text(asked, "growth", "en") == "growth"
