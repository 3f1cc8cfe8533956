"""What is written around the axes, and how figures are saved."""

import xml.etree.ElementTree as ElementTree

import pytest
from matplotlib.figure import Figure
from PIL import Image

from simulator.report.font import figure_style
from simulator.report.frame import DOTS, caveats, note_lines, save, write_foot, write_head, write_key, write_notes
from simulator.report.marks import Mark
from simulator.report.words import LANGUAGES, say
from tests.unit.report.synthetic import broken, results


def texts(figure: Figure) -> list[str]:
    """Texts of a figure and of its key."""
    keys = [text.get_text() for key in figure.legends for text in key.get_texts()]
    return [text.get_text() for text in figure.texts] + keys


def test_caveats():
    assert caveats(results(2), "en") == ()
    assert caveats(results(3), "zh") == ("给定增速5.5%：以人为给定的地区生产总值（2025年价）为条件",)
    assert caveats(broken(), "en") == (
        "Baseline: GDP is not a finite number from 2025.25 on; its targets are undecided",
    )


def test_head_takes_room_for_every_line():
    with figure_style():
        figure = Figure(figsize=(6, 4))
        bare = write_head(figure, "Title", "", ())
        full = write_head(figure, "Title", "unit", ("a note",))
    assert full > bare > 0
    assert texts(figure) == ["Title", "Title", "unit", "a note"]


def test_notes_are_broken_into_lines():
    lines = note_lines(("word " * 40,), 3.0)
    assert len(lines) == 2 and lines[1].endswith("…")
    with figure_style():
        assert write_notes(Figure(figsize=(3, 3)), lines, 1.0) > 1.2


@pytest.mark.parametrize("language", LANGUAGES)
def test_key_explains_what_is_shown_only(language):
    figure = Figure(figsize=(8, 4))
    marks = [
        Mark(2030, 64, "at_least", "some", ("plan",)),
        Mark(2030, 430, "at_most", "met", ("plan",), derived=True),
    ]
    with figure_style():
        write_key(figure, marks, results(1).case.history.of("GDP"), language)
    keys = ("met_by_all", "met_by_some", "derived", "history_short")
    readings = [say(f"reading.{each}", language) for each in ("at_least", "at_most")]
    wanted = [say("figure.target", language, reading=reading) for reading in readings]
    assert texts(figure) == [*wanted, *(say(f"figure.{key}", language) for key in keys)]


def test_no_key_where_there_is_nothing_to_explain():
    figure = Figure(figsize=(8, 4))
    write_key(figure, (), (), "en")
    assert figure.legends == []


def test_sources_are_named_once():
    figure = Figure(figsize=(12, 4))
    history = results(1).case.history
    points = (*history.of("renewable capacity"), *history.of("population"))
    with figure_style():
        write_foot(figure, points, "en")
        write_foot(figure, points, "zh", named=False)
        write_foot(figure, (), "en")
    sources = "Energy bureau; Local press; Seventh census; Yearbook 2023; Press release, May 2023; Yearbook 2025"
    assert texts(figure) == [f"History: {sources}", "历史数据：6 个来源，见模型的 history.csv"]


def test_a_weak_source_is_explained():
    figure = Figure(figsize=(8, 4))
    with figure_style():
        write_key(figure, (), results(1).case.history.of("population"), "en")
    assert texts(figure) == ["history (faint: weak source)"]


def test_save_writes_both_kinds_without_text_of_a_font(tmp_path):
    with figure_style():
        figure = Figure(figsize=(2, 1))
        figure.text(0.1, 0.5, "城镇化率 CO₂")
    raster, vector = save(figure, tmp_path, "a")
    with Image.open(raster) as image:
        assert image.size == (2 * DOTS, DOTS)
    names = [element.tag.rpartition("}")[2] for element in ElementTree.parse(vector).iter()]
    assert "path" in names and "text" not in names


def test_save_gives_the_same_bytes(tmp_path):
    for name in "ab":
        with figure_style():
            figure = Figure(figsize=(2, 1))
            figure.add_subplot().plot([1, 2])
        save(figure, tmp_path, name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
