"""What is written around the axes, and how figures are saved."""

import xml.etree.ElementTree as ElementTree

from matplotlib.figure import Figure
from PIL import Image

from simulator.report.font import figure_style
from simulator.report.frame import DOTS, caveats, note_lines, save, write_head, write_notes
from tests.unit.report.synthetic import broken, results


def texts(figure: Figure) -> list[str]:
    """Texts of a figure."""
    return [text.get_text() for text in figure.texts]


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


def test_a_long_title_has_two_lines():
    with figure_style():
        figure = Figure(figsize=(3, 4))
        one = write_head(figure, "Research expenditure", "", ())
        two = write_head(figure, "Research expenditure, constant 2025 prices", "", ())
    assert texts(figure)[1:] == ["Research expenditure, constant", "2025 prices"]
    assert two > one


def test_notes_are_broken_into_lines():
    lines = note_lines(("word " * 40,), 3.0)
    assert len(lines) == 5 and " ".join(lines) == ("word " * 40).strip()
    with figure_style():
        assert write_notes(Figure(figsize=(3, 3)), lines, 1.0) > 1.2


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
