"""Small multiples: panels row by row inside the page, limits around what is drawn."""

import numpy as np

from simulator.report.fit.grid import frame_axes, panel_axes, start_page, write_title
from simulator.report.font import figure_style


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
        write_title(axes, "A very long title " * 10, "unit")
    low, high = axes.get_ylim()
    assert low < 1.0 < 3.0 < high
    assert axes.texts[0].get_text().endswith("…")
