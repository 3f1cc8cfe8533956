"""A page of panels."""

from itertools import pairwise

import pytest

from simulator.report.batch.page import Page, new_page, panel_axes, size_of, write_panel_title
from simulator.report.font import figure_style
from tests.unit.report.describe.overlap import overlapping

PAGE = Page(
    "Title", "below", ("a note",), panels=5, columns=4, row=2.06, scenarios=("A", "B"), foot=("the foot " * 60,)
)


def test_panels_stay_on_the_page_and_apart():
    with figure_style():
        figure = new_page(PAGE)
        axes = [panel_axes(figure, PAGE, number) for number in range(5)]
    boxes = [each.get_position() for each in axes]
    assert all(0 < box.x0 < box.x1 < 1 and 0 < box.y0 < box.y1 < 1 for box in boxes)
    assert boxes[4].x0 == boxes[0].x0 and boxes[4].y1 < boxes[0].y0
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes[:4]))
    width, height = size_of(axes[0])
    assert width == pytest.approx((11.2 - 0.32) / 4 - 0.6) and height == pytest.approx(2.06 - 1.14)


def test_everything_around_panels_is_written():
    page = Page(
        "Title", "below", ("a note",), 1, scenarios=("A", "B"), foot=("x " * 400,), swatches=(("o", "#000000", "met"),)
    )
    with figure_style():
        figure = new_page(page)
    texts = [text.get_text() for text in figure.texts]
    assert {"Title", "below", "a note", "A", "B", "met"} <= set(texts)
    assert len(page.foot_lines) == len([text for text in texts if text.startswith("x x")]) > 2
    figure.draw_without_rendering()
    right = figure.bbox.x1
    assert all(text.get_window_extent().x1 < right for text in figure.texts)


def test_a_long_title_leaves_room_for_what_stands_at_its_end():
    page = Page("t", "", (), 4)
    with figure_style():
        figure = new_page(page)
        axes = panel_axes(figure, page, 0)
        write_panel_title(axes, page, "很长的名称" * 7, "below " * 9, [("63", "#000000"), ("% met", "#111111")])
    *lines, share, met = axes.texts
    figure.draw_without_rendering()
    assert len(lines) == 4 and not [line for line in lines if "…" in line.get_text()]
    assert overlapping(figure) == []
    assert all(line.get_window_extent().x1 < share.get_window_extent().x0 for line in lines[2:])
    assert share.get_window_extent().x1 < met.get_window_extent().x0
    assert met.get_color() == "#111111"
