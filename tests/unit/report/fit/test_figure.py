"""Figures of a fit."""

from simulator.report.fit.figure import fit_figures
from tests.fits import calibrated


def test_a_panel_a_series_with_its_points_and_levels():
    (figure,) = fit_figures(calibrated(), "en")
    assert len(figure.axes) == 3
    people, output, _ = figure.axes
    assert len(people.lines) == 2
    assert len(people.lines[1].get_xdata()) == 16
    assert len(output.lines) == 3  # the line, its part at the level of a segment, the points
    texts = [each.get_text() for each in output.texts]
    assert texts[-1] == "Output"
    assert "n = 3, too few" in texts[0]


def test_figures_speak_chinese():
    (figure,) = fit_figures(calibrated(), "zh")
    said = [each.get_text() for each in figure.texts] + [each.get_text() for each in figure.axes[0].texts]
    assert any("与历史数据的拟合" in each for each in said)
    assert "人口" in said
