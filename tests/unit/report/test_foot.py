"""The key and the sources below the axes."""

from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from simulator.report.font import figure_style
from simulator.report.foot import Foot, foot_height, write_foot
from simulator.report.frame import MARGIN
from simulator.report.marks import Mark
from simulator.report.words import LANGUAGES, Language, say
from simulator.target.history import Point
from tests.unit.report.synthetic import case, results

MARKS = (
    Mark(2030, 64, "at_least", "some", ("plan",), tolerance=0.5),
    Mark(2030, 430, "at_most", "met", ("plan",), derived=True),
)


def drawn(foot: Foot, width: float = 12.0) -> Figure:
    """Write a foot into an empty figure."""
    with figure_style():
        figure = Figure(figsize=(width, 4))
        write_foot(figure, foot)
    return figure


def texts(foot: Foot, width: float = 12.0) -> list[str]:
    """Texts of a foot, from top to bottom."""
    written = drawn(foot, width).texts
    return [
        text.get_text() for text in sorted(written, key=lambda text: (-text.get_position()[1], text.get_position()))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_key_explains_what_is_shown_only(language: Language):
    shown = texts(Foot(MARKS, results(1).case.history.of("GDP"), language))
    keys = ("met_by_all", "met_by_some", "tolerance", "derived", "history_short")
    readings = [say(f"reading.{each}", language) for each in ("at_least", "at_most")]
    wanted = [say("figure.target", language, reading=reading) for reading in readings]
    assert shown[:-1] == [*wanted, *(say(f"figure.{key}", language) for key in keys)]


def test_nothing_to_explain():
    assert texts(Foot((), (), "en")) == []
    assert foot_height(Foot((), (), "en"), 8) == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [3.5, 7.2])
def test_a_long_key_is_broken_into_rows(language: Language, width):
    foot = Foot(MARKS, case().history.points, language)
    figure = drawn(foot, width)
    figure.draw_without_rendering()
    room = (width - 0.5 * MARGIN) * figure.dpi
    assert all(text.get_window_extent().x1 < room for text in figure.texts)
    assert all(text.get_window_extent().y1 <= foot_height(foot, width) * figure.dpi for text in figure.texts)
    assert foot_height(foot, 3.5) > foot_height(foot, 12)


def test_sources_are_named_once():
    history = case().history
    points = (*history.of("renewable capacity"), *history.of("population"))
    sources = "Energy bureau; Local press; Seventh census; Yearbook 2023; Press release, May 2023; Yearbook 2025"
    assert texts(Foot((), points, "en"))[-1] == f"History: {sources}"
    assert texts(Foot((), points, "zh", named=False))[-1] == "历史数据：6 个来源，见模型的 history.csv"


def source(title: str) -> Point:
    """One point of history."""
    return replace(case().history.points[0], source_title=title)


def test_sources_that_do_not_fit_are_counted_and_none_is_cut():
    titles = [f"Statistical yearbook of the city, volume {number}" for number in range(30)]
    lines = texts(Foot((), [source(title) for title in titles], "en"), 7.2)[1:]
    together = " ".join(lines)
    named = [title for title in titles if f"{title};" in together]
    assert len(lines) == 3
    assert together == f"History: {'; '.join(named)}; and {30 - len(named)} more, named in the model's history.csv"


def test_what_is_our_own_is_said_in_the_language_of_the_reader():
    points = [source("own computation"), source("own computation from the census")]
    assert texts(Foot((), points, "zh"))[-1] == "历史数据：自行推算"
    assert texts(Foot((), points, "en"))[-1] == "History: own computation; own computation from the census"


def test_a_weak_source_is_explained():
    assert texts(Foot((), results(1).case.history.of("population"), "en"))[0] == "history (faint: weak source)"
