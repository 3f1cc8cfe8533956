"""Names of scenarios above a figure."""

import pytest
from matplotlib.figure import Figure

from simulator.report.font import figure_style
from simulator.report.palette import line_style
from simulator.report.scenario_names import key_height, write_names


def test_as_many_on_a_line_as_fit():
    assert key_height((), 8.0) == 0
    assert key_height(("Baseline",), 8.0) == pytest.approx(0.2)
    assert key_height(("A scenario with a long name",) * 9, 8.0) == pytest.approx(0.6)


def test_each_in_the_colour_of_its_line():
    with figure_style():
        figure = Figure(figsize=(8.0, 4.0))
        write_names(figure, ("Baseline", "规划实施"), 0.5)
    assert [text.get_text() for text in figure.texts] == ["Baseline", "规划实施"]
    assert [text.get_color() for text in figure.texts] == [line_style(0).colour, line_style(1).colour]
    assert len(figure.artists) + len(figure.lines) == 2
