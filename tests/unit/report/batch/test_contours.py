"""Surfaces and lines on planes."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from simulator.report.batch.contours import crossed, draw_level, fine, most_at_once, together
from simulator.report.batch.cuts import Axis
from simulator.report.batch.plane import Plane

X, Y = np.array([0.0, 1.0, 3.0]), np.array([10.0, 20.0])


def plane(*levels, joint=None) -> Plane:
    values = np.array(levels, dtype=float)
    return Plane(0, Axis((0,), X), Axis((1,), Y), (), tuple(range(len(values))), values, joint, (), 1)


RIGHT, UP = [[-1.0, 1.0, 5.0], [-1.0, 1.0, 5.0]], [[-1.0, -1.0, -1.0], [1.0, 1.0, 1.0]]
NEVER, LEFT = np.full((2, 3), -2.0).tolist(), [[1.0, -1.0, -5.0], [1.0, -1.0, -5.0]]


def test_straight_between_the_points():
    surface = fine(X, Y, np.array(RIGHT))
    np.testing.assert_allclose(surface.heights, np.broadcast_to(2 * surface.x - 1, surface.heights.shape), atol=1e-12)
    np.testing.assert_allclose(surface.slope(np.array([[1.5, 15.0], [0.0, 10.0]])), [[2.0, 2.0], [0.0, 0.0]], atol=1e-9)


def axes():
    made = Figure().add_subplot()
    made.set(xlim=(0, 3), ylim=(10, 20))
    return made


def test_the_line_is_where_the_level_is():
    (part,) = draw_level(axes(), fine(X, Y, np.array(RIGHT)), 0.0, "#000000", ())
    np.testing.assert_allclose(part[:, 0], 0.5, atol=1e-9)
    assert part[:, 1].min() == 10 and part[:, 1].max() == 20


def test_ticks_point_to_where_it_is_higher():
    for levels, sign in ((RIGHT, 1), (LEFT, -1)):
        made = axes()
        draw_level(made, fine(X, Y, np.array(levels)), 0.0, "#000000", (4.0, 2.0))
        (ticks,) = (each for each in made.collections if isinstance(each, LineCollection))
        segments = np.array(ticks.get_segments())
        assert len(segments) > 5 and (sign * np.diff(segments[:, :, 0], axis=1) > 0).all()


@pytest.mark.filterwarnings("ignore:No contour levels were found")
def test_no_line():
    assert draw_level(axes(), fine(X, Y, np.array(NEVER)), 0.0, "#000000", ()) == ()


def test_crossed():
    assert crossed(plane(RIGHT, NEVER, UP)) == {0: pytest.approx(4 / 6), 2: pytest.approx(0.5)}


def test_together_is_where_all_are():
    surface = together(plane(RIGHT, NEVER, UP))
    across, up = np.meshgrid(surface.x, surface.y)
    np.testing.assert_array_equal(surface.heights >= 0, (across >= 0.5) & (up >= 15.0))
    assert together(plane(NEVER)) is None
    assert (together(plane(RIGHT, LEFT)).heights >= 0).sum() <= surface.y.size  # along one line at most


def test_together_of_shares():
    joint = np.full((2, 3), 0.25)
    made = plane(np.full((2, 3), 0.8), joint=joint)
    assert made.level == 0.5 and together(made).heights.max() == 0.25


def test_a_gap_counts_as_missed():
    holed = np.array(RIGHT)
    holed[0, 2] = np.nan
    assert together(plane(holed)).heights[0, -1] < 0


def test_most_at_once():
    assert most_at_once(plane(RIGHT, NEVER, UP)) == (2, 1.0, 20.0)
    assert most_at_once(replace(plane(NEVER), levels=np.array([NEVER])))[0] == 0
