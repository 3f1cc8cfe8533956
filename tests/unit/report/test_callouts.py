"""Short texts stand where they cover the least."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from simulator.report.callouts import Callout, write_callouts
from simulator.report.font import figure_style


def placed(callouts: list[Callout], line: tuple[list[float], list[float]] | None = None) -> tuple[Axes, np.ndarray]:
    """Write callouts on axes from 0 to 10; give the texts' places (text, 2)."""
    with figure_style():
        axes = Figure(figsize=(5, 4)).add_axes((0.1, 0.1, 0.8, 0.8))
        axes.set(xlim=(0, 10), ylim=(0, 10))
        if line is not None:
            axes.plot(*line)
        write_callouts(axes, callouts, 8, "black")
    return axes, np.array([text.get_position() for text in axes.texts])


def test_the_first_side_where_nothing_is_in_the_way():
    for side in ((0, 1), (0, -1), (-1, 0), (1, 0)):
        _, places = placed([Callout(5, 5, "≥ 64", 6, side)])
        assert tuple(np.sign(np.round(places[0] - 5, 6))) == side


def test_a_line_is_not_covered():
    _, places = placed([Callout(5, 5, "≥ 64", 6, (0, 1))], ([0, 5, 10], [5.6, 5.6, 5.6]))
    assert places[0][1] < 5, "the line is above, so the text goes below"


def test_texts_do_not_cover_one_another():
    axes, places = placed([Callout(5, 5, "≥ 64", 6), Callout(5, 5.3, "≥ 65", 6)])
    assert abs(places[0] - places[1]).max() > 0.4
    assert [text.get_text() for text in axes.texts] == ["≥ 64", "≥ 65"]


def test_texts_stay_inside():
    _, places = placed([Callout(10, 10, "≥ 5,500", 6, (1, 0))])
    assert places[0][0] < 10


def test_lines_that_break_off():
    _, places = placed([Callout(5, 5, "≥ 64", 6)], ([0, 5, 10], [5, np.nan, np.inf]))
    assert np.isfinite(places).all()


def test_nothing_to_write():
    axes, _ = placed([])
    assert len(axes.texts) == 0
