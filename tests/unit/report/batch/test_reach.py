"""Reachability maps."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.contour import ContourSet

from simulator.report.batch.plane import planes_of
from simulator.report.batch.reach import reach_figure
from simulator.report.batch.reach_notes import lines_of
from simulator.report.batch.told import sample_note, share_text
from simulator.report.font import missing_characters
from simulator.report.frame import save
from simulator.report.grouping import target_text
from simulator.report.palette import VERDICT_COLOURS
from simulator.report.words import LANGUAGES, say
from simulator.scenario.scenario import Setting
from tests.unit.report.batch.synthetic import PACE, swept


def words_of(axes):
    return ["".join(text.get_text().split()) for text in axes.texts]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("n_draws", "n_scenarios"), [(1, 1), (1, 3), (8, 1)])
def test_every_line_is_named(n_draws, n_scenarios, language, tmp_path):
    made = swept(n_draws, tmp_path / "members", n_scenarios)
    planes = planes_of(made)
    figure = reach_figure(made, planes, language)
    assert len(figure.axes) == n_scenarios
    for plane, axes in zip(planes[0], figure.axes, strict=True):
        texts = words_of(axes)
        for number, place in enumerate(lines_of(made, plane), start=1):
            name = target_text(made.case.targets[plane.targets[place]], language).replace(" ", "")
            assert any(text.startswith(f"{number}{name[:12]}") for text in texts)
            assert str(number) in texts
        title = made.outcomes[plane.scenario].scenario.title_in(language).replace(" ", "")
        assert any(text in (title, *(f"{letter}{title}" for letter in "abc")) for text in texts)
    together = "".join(text.get_text() for text in figure.texts)
    assert say("batch.reach", language) in together
    assert (sample_note(made, language).replace(" ", "") in together.replace(" ", "")) == (n_draws > 1)
    assert missing_characters(together) == ""
    save(figure, tmp_path, "a", vector=False)


def test_growth_is_told_in_percent_a_year(tmp_path):
    made = swept(1, tmp_path / "members")
    (axes,) = reach_figure(made, planes_of(made), "en").axes
    assert axes.get_ylabel() == "Growth of GDP, imposed (% a year)"
    np.testing.assert_allclose(axes.get_ylim(), (3.0, 8.0))
    np.testing.assert_allclose(axes.get_xlim(), (PACE.values[0], PACE.values[-1]))


def test_the_scenarios_own_values_are_marked(tmp_path):
    made = swept(1, tmp_path / "members")
    planes = planes_of(made)

    def marked(results):
        (axes,) = reach_figure(results, planes, "en").axes
        return [(line.get_xdata()[0], line.get_ydata()[0]) for line in axes.lines if line.get_marker() == "+"]

    assert marked(made) == []
    assert marked(replace(made, bases=((0.1, 0.05),))) == [(0.1, pytest.approx(5.0))]
    assert marked(replace(made, bases=((9.0, 0.05),))) == []  # outside the plane
    factor = tuple(replace(each, act="multiply") for each in made.batch.inputs)
    wide = replace(planes[0][0], x=replace(planes[0][0].x, values=np.linspace(0.5, 1.5, 7)))
    wide = replace(wide, y=replace(wide.y, values=np.linspace(0.5, 1.5, 6)))
    planes = ((wide,), 1)
    assert marked(replace(made, batch=replace(made.batch, inputs=factor))) == [(1.0, 1.0)]


def test_what_the_scenario_sets_is_its_own_value(tmp_path):
    made = swept(1, tmp_path / "members")
    scenario = replace(made.outcomes[0].scenario, settings=(Setting("pace", 0.2, "a.yaml:3"),))
    outcome = replace(made.outcomes[0], scenario=scenario)
    (axes,) = reach_figure(replace(made, outcomes=(outcome,), bases=((None, 0.04),)), planes_of(made), "en").axes
    (mark,) = (line for line in axes.lines if line.get_marker() == "+")
    assert (mark.get_xdata()[0], mark.get_ydata()[0]) == (0.2, pytest.approx(4.0))


def test_what_the_scenario_imposes_is_a_line_that_does_not_count(tmp_path):
    """The third scenario fixes GDP: its targets are shown and not judged."""
    made = swept(1, tmp_path / "members", n_scenarios=3)
    planes = planes_of(made)
    plane = planes[0][2]
    assert plane.imposed and not set(plane.imposed) & set(plane.targets)
    figure = reach_figure(made, planes, "en")
    names = {made.case.targets[target].name_en[:10].replace(" ", "") for target in plane.imposed}
    colour = VERDICT_COLOURS["imposed"]
    texts = ["".join(each.get_text().split()) for each in figure.axes[2].texts if each.get_color() == colour]
    assert texts and all(any(name in text for name in names) for text in texts)
    assert say("batch.reach_imposed", "en") in " ".join(text.get_text() for text in figure.texts)
    assert not any(each.get_color() == colour for each in figure.axes[0].texts)


def test_numbers_on_lines_do_not_cover_each_other(tmp_path):
    made = swept(1, tmp_path / "members")
    figure = reach_figure(made, planes_of(made), "en")
    figure.draw_without_rendering()
    (axes,) = figure.axes
    places = np.array(
        [text.get_window_extent().get_points().mean(axis=0) for text in axes.texts if text.get_text().isdigit()]
    )
    apart = np.hypot(*(places[:, np.newaxis] - places[np.newaxis]).transpose(2, 0, 1))
    assert len(places) > 3 and apart[~np.eye(len(places), dtype=bool)].min() > 8


def test_labels_do_not_overlap(tmp_path):
    made = swept(1, tmp_path / "members")
    figure = reach_figure(made, planes_of(made), "zh")
    figure.draw_without_rendering()
    (axes,) = figure.axes
    right = axes.get_window_extent().x1
    boxes = sorted(
        (each.get_window_extent() for each in axes.texts if each.get_window_extent().x0 > right), key=lambda box: box.y0
    )
    assert len(boxes) > 3
    assert all(low.y1 <= high.y0 + 1 for low, high in pairwise(boxes))


def test_too_few_values_for_lines_are_numbers(tmp_path):
    made = swept(8, tmp_path / "members")
    (plane,), _ = planes_of(made)
    few = replace(
        plane, y=replace(plane.y, values=plane.y.values[:2]), levels=plane.levels[:, :2], joint=plane.joint[:2]
    )
    (axes,) = reach_figure(made, ((few,), 1), "en").axes
    chosen = lines_of(made, few)
    texts = [text.get_text() for text in axes.texts]
    assert sum(text.startswith("all: ") for text in texts) == 14
    assert sum(text.startswith("1: ") for text in texts) == 14 and sum(text.startswith("1  ") for text in texts) == 1
    assert f"1: {share_text(few.levels[chosen[0], 1, 6])}" in texts
    assert not any(isinstance(each, ContourSet) for each in axes.collections)


def test_points_that_were_run_are_marked(tmp_path):
    made = swept(1, tmp_path / "members")
    (axes,) = reach_figure(made, planes_of(made), "en").axes
    (dots,) = (line for line in axes.lines if line.get_marker() == ".")
    assert len(dots.get_xdata()) == 42


def test_own_values_only_on_the_plane_that_has_them(tmp_path):
    made = replace(swept(1, tmp_path / "members"), bases=((0.1, 0.05),))
    (plane,), _ = planes_of(made)

    def is_marked(fixed):
        (axes,) = reach_figure(made, ((replace(plane, fixed=((plane.y, fixed),)),), 1), "en").axes
        return any(line.get_marker() == "+" for line in axes.lines)

    assert is_marked(5.0) and not is_marked(6.0)
