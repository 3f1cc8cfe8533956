"""Figures of history matching: what they show, and that they say what they are conditional on."""

from dataclasses import replace

import pytest

from simulator.fit import Matching
from simulator.report.fit.match_figures import density_figure, history_figures, match_title, outlook_figure
from simulator.report.words import say
from tests.matches import matched


def texts(figure):
    return "".join(text.get_text() for text in figure.texts)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_figure_says_that_structure_is_given(language):
    figures = [*history_figures(matched(), language), density_figure(matched(), language)]
    figures.append(outlook_figure(matched(), language))
    told = say("match.structure", language).replace(" ", "")
    assert all(told in texts(each).replace(" ", "") for each in figures)
    assert [len(each.axes) for each in figures] == [2, 2, 2]


def test_without_headlines_there_is_no_outlook():
    asked = matched().asked
    asked = replace(asked, calibration=replace(asked.calibration, match=Matching()))
    assert outlook_figure(replace(matched(), asked=asked), "en") is None


def test_a_cut_is_in_the_title():
    assert (
        match_title(replace(matched(), asked=replace(matched().asked, until=2020)), "en")
        == "small: conditional on history until 2020"
    )
    assert match_title(matched(), "zh") == "small：以历史数据为条件"
