"""Small multiples: panels row by row inside the page, limits around what is drawn."""

import numpy as np
import pytest

from simulator.report.fit.grid import frame_axes, panel_axes, start_page, write_title
from simulator.report.font import figure_style
from tests.unit.report.describe.overlap import overlapping


def test_panels_do_not_overlap_and_stay_on_the_page():
    with figure_style():
        page = start_page(6, "Title", "below", ("a note",))
        boxes = [panel_axes(page, position).get_position() for position in range(6)]
    assert page.columns == 4
    assert all(box.x0 >= 0 and box.x1 <= 1 and box.y0 >= 0 and box.y1 <= 1 for box in boxes)
    assert boxes[0].y0 > boxes[4].y1
    assert boxes[0].x1 < boxes[1].x0


def test_limits_hold_everything_finite():
    with figure_style():
        axes = panel_axes(start_page(4, "T", "", ()), 0)
        frame_axes(axes, (2010.0, 2025.0), (np.array([1.0, np.nan]), np.array([3.0])))
    low, high = axes.get_ylim()
    assert low < 1.0 < 3.0 < high


@pytest.mark.parametrize(
    "title",
    [
        "Total energy consumption (coal equivalent of electricity), 2035",
        "能源消费总量（发电煤耗法，含外购电力与原料用能）",
    ],
)
def test_long_titles_are_broken_and_clear_of_one_another(title):
    with figure_style():
        page = start_page(8, "Title", "below", ("a note",))
        for position in range(8):
            axes = panel_axes(page, position)
            axes.plot([2010.0, 2025.0], [1.0, 3.0])
            write_title(axes, title, "10k t of coal equivalent · RMSE: model 200.6, random walk with drift 318.4")
    texts = [each.get_text() for each in axes.texts]
    assert not [each for each in texts if "…" in each]
    assert len(texts) == 4
    assert overlapping(page.figure) == []
