"""The drawing board."""

from simulator.report.describe.canvas import Canvas, Style
from simulator.report.font import figure_style


def test_shapes_are_drawn_where_they_are_asked_for():
    with figure_style():
        canvas = Canvas(6, 4, "Title", "note")
        assert 0.3 < canvas.top < 1
        canvas.stock((1, 1), (1, 0.5))
        canvas.box((3, 1), (1, 0.5))
        canvas.small_stock(2.5, 2)
        canvas.cloud(2.5, 3)
        canvas.pipe(2, 3, 1.25)
        canvas.arrow((1, 3), (2, 3), 2.0)
        canvas.fitted((3, 3), "a very long name that does not fit", 0.6, Style(7.0))
    assert canvas.axes.get_ylim() == (4, 0)
    shown = [text.get_text() for text in canvas.axes.texts]
    assert shown[0].endswith("…")
    assert len(canvas.axes.patches) == 3 + 3 + 2 + 1
