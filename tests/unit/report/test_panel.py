"""One panel shows every scenario, history, targets and what is imposed."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from simulator.report.font import figure_style
from simulator.report.outcome import Results
from simulator.report.palette import VERDICT_COLOURS, line_style
from simulator.report.panel import Panel, draw_panel, mark_filling, scenario_line
from tests.unit.report.synthetic import broken, results


def drawn(made: Results, variable: str, compact: bool = False) -> Axes:
    """Draw a panel."""
    label = made.label(variable)
    assert label is not None
    with figure_style():
        axes = Figure(figsize=(5, 4)).add_axes((0.1, 0.1, 0.8, 0.8))
        draw_panel(axes, made, label, Panel("en", compact))
    return axes


def test_lines_hold_the_values():
    made = results()
    axes = drawn(made, "GDP")
    for position, outcome in enumerate(made.outcomes):
        line = axes.get_lines()[position]
        np.testing.assert_array_equal(line.get_ydata(), outcome.yearly.of("GDP")[:, 0])
        assert to_hex(line.get_color()) == line_style(position).colour


def test_an_imposed_line_is_thin_and_its_years_are_shaded():
    made = results()
    axes = drawn(made, "GDP")
    widths = [line.get_linewidth() for line in axes.get_lines()[:3]]
    assert widths[2] < widths[0] == widths[1]
    assert axes.texts[0].get_text() == "imposed"
    assert not [text for text in drawn(made, "population").texts if text.get_text() == "imposed"]


def test_history_is_dots():
    axes = drawn(results(), "renewable capacity")
    dots = [line for line in axes.get_lines() if line.get_marker() == "o"]
    assert sorted(float(dot.get_ydata()[0]) for dot in dots) == [760, 1040, 1061]
    assert len({dot.get_markeredgecolor() for dot in dots}) == 2, "a weak source is fainter"


def test_targets_are_marks_of_their_verdict():
    axes = drawn(results(1), "urbanization rate")
    marks = {float(line.get_ydata()[0]): line for line in axes.get_lines() if line.get_marker() == "^"}
    assert to_hex(marks[58].get_markerfacecolor()) == VERDICT_COLOURS["met"]
    assert to_hex(marks[72].get_markerfacecolor()) == VERDICT_COLOURS["missed"]
    texts = {text.get_text() for text in axes.texts}
    assert texts == {"≥ 58 − 0.5", "≥ 64 − 0.5", "≥ 65 − 0.5", "≥ 72", "Δ ≥ 5"}


def test_marks_on_one_spot_stand_side_by_side():
    """Two targets that lead to about the same place are both seen, each with its text."""
    made = results(1)
    target = next(each for each in made.case.targets if each.id == "urban_2030")
    targets = tuple(replace(target, id=f"{value}", target_value=value, tolerance=0.0) for value in (64.0, 64.1))
    outcome = replace(made.outcomes[0], verdicts=made.outcomes[0].verdicts[:1] * 2)
    axes = drawn(Results(replace(made.case, targets=targets), (outcome,)), "urbanization rate")
    places = [line.get_xydata()[0] for line in axes.get_lines() if line.get_marker() == "^"]
    apart = abs(axes.transData.transform(places[0]) - axes.transData.transform(places[1]))[0] * 72 / axes.figure.dpi
    assert apart >= 7.9
    assert {place[0] > 2030 for place in places} == {True, False}
    assert [text.get_text() for text in axes.texts] == ["≥ 64", "≥ 64.1"]


def test_met_by_some_is_half_and_half():
    filling = mark_filling("some")
    assert filling["markerfacecolor"] == VERDICT_COLOURS["met"]
    assert filling["markerfacecoloralt"] == VERDICT_COLOURS["missed"]


def test_a_band_and_a_span():
    band = [line for line in drawn(results(1), "employment").get_lines() if list(line.get_ydata()) == [266, 274]]
    assert len(band) == 1
    span = [line for line in drawn(results(1), "population").get_lines() if list(line.get_xdata()) == [2025, 2035]]
    assert len(span) == 1


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("variable", ["urbanization rate", "GDP growth rate", "births"])
def test_everything_is_inside_the_axes(variable, compact):
    axes = drawn(results(), variable, compact)
    low, high = axes.get_ylim()
    for line in axes.get_lines():
        values = np.asarray(line.get_ydata(), dtype=float)
        assert (low <= values[np.isfinite(values)]).all() and (values[np.isfinite(values)] <= high).all()


def test_a_line_that_breaks_off():
    axes = drawn(broken(), "GDP")
    assert np.isnan(axes.get_lines()[0].get_ydata()).sum() == 10
    assert np.isfinite(axes.get_ylim()).all()


def test_a_variable_without_any_number():
    made = broken()
    outcome = made.outcomes[0]
    nothing = replace(outcome, yearly=replace(outcome.yearly, values=np.full_like(outcome.yearly.values, np.nan)))
    case = replace(made.case, targets=(), history=replace(made.case.history, points=()))
    assert drawn(Results(case, (replace(nothing, verdicts=()),)), "GDP").get_ylim() == pytest.approx((-0.09, 1.09))


def test_history_outside_the_years_is_not_drawn():
    made = results(1)
    points = tuple(replace(point, year=point.year - 10) for point in made.case.history.points)
    case = replace(made.case, history=replace(made.case.history, points=points))
    axes = drawn(Results(case, made.outcomes), "population")
    assert not [line for line in axes.get_lines() if line.get_marker() == "o"]


def test_dashes_after_five_scenarios():
    made = results(7)
    label = made.label("GDP")
    assert label is not None
    assert scenario_line(made.outcomes[5], label, 5, Panel("en")).is_dashed()
    assert not scenario_line(made.outcomes[4], label, 4, Panel("en")).is_dashed()


def test_large_numbers_of_an_axis_have_room():
    """What all digits of 150,000,000 would take runs off the figure; the power of ten says the same."""
    made = results(1)
    outcome = made.outcomes[0]
    large = replace(outcome, yearly=replace(outcome.yearly, values=outcome.yearly.values * 1e8 / 4))
    axes = drawn(Results(replace(made.case, targets=()), (replace(large, verdicts=()),)), "GDP")
    write = axes.yaxis.get_major_formatter()
    assert write(150_000_000.0, 0) == "1.5×10⁸" and write(1e9, 0) == "1×10⁹" and write(0.0, 0) == "0"
    assert write(-2.5e7, 0) == "−2.5×10⁷"
    assert drawn(made, "GDP").yaxis.get_major_formatter()(6500.0, 0) == "6,500"
