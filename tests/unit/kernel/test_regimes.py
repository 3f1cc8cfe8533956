import numpy as np
import pytest

from simulator.kernel import regimes
from simulator.model.model import CurvePoints

T = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0])


def test_switches_are_gathered_row_by_row():
    found = regimes.gather(T, np.array([1.0]), T > 2, np.array([[0.0], [1.0]]), T[None] < 1)
    assert found.shape == (5, 6) and found[1].tolist() == [0, 0, 0, 1, 1, 1]
    assert regimes.gather(T).shape == (0, 6)


def test_sides():
    assert regimes.side_of(T, 3.0).tolist() == [-1, -1, -1, 0, 1, 1]
    assert regimes.side_of(np.array([0.1 + 0.2]), 0.3).tolist() == [0]
    assert np.isnan(regimes.side_of(np.array([np.nan]), 1.0)).all()


def test_points_passed():
    assert regimes.passed(np.array([1.0, 2.5]), T).tolist() == [0, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("x", "y", "kind", "expected"),
    [
        ([0, 1, 2], [0, 1, 2], "interpolate", [0, 2]),
        ([0, 1, 2], [0, 1, 2], "extrapolate", []),
        ([0, 1, 2], [0, 1, 3], "extrapolate", [1]),
        ([0, 1, 2], [0, 1, 2.0001], "extrapolate", [1]),
        ([0, 1, 2, 3], [0, 0, 2, 2], "interpolate", [1, 2]),
        ([0, 1, 1, 2], [0, 0, 5, 5], "interpolate", [1]),
        ([0, 0.1, 0.2, 0.3], [0, 0.1, 0.2, 0.3], "interpolate", [0, 0.3]),
        ([5], [2], "interpolate", []),
        ([0, 1, 2], [1, 1, 3], "hold_backward", [2]),
    ],
)
def test_kinks_of_a_curve(x, y, kind, expected):
    curve = CurvePoints(np.array(x, dtype=float), np.array(y, dtype=float), kind)
    assert regimes.kinks(curve).tolist() == expected


def test_edges_of_a_pulse():
    assert np.diff(regimes.pulse_edges(T, 1.0, 2.0)).tolist() == [1, 1, 1, 1, 0]


def test_edges_of_a_train():
    moments = np.arange(0, 10, 0.25) + 0.1
    # on for half of every two from 1 on, until 6: five edges and the end itself
    edges = np.flatnonzero(np.diff(regimes.train_edges(moments, (1.0, 2.0, 1.0), 6.0)))
    assert (moments[edges] + 0.15).tolist() == pytest.approx([1, 2, 3, 4, 5, 6])
    without_gaps = np.flatnonzero(np.diff(regimes.train_edges(moments, (1.0, 1.0, 1.0), 6.0)))
    assert (moments[without_gaps] + 0.15).tolist() == pytest.approx([1, 6])


def test_whole_grains():
    assert regimes.whole_grains(T, 2.0).tolist() == [0, 0, 1, 1, 2, 2]
    assert regimes.whole_grains(T, 0.0).tolist() == [0] * 6


def test_divisors_that_vanish():
    assert regimes.vanishes(np.array([-1.0, 0.0, 1e-7, 1e-5])).tolist() == [0, 1, 1, 0]


def test_the_least_of_each_group():
    assert regimes.least_place(np.array([[3.0, 1], [2, 2], [5, 5], [6, 4]]), 2, 2).tolist() == [[1, 0], [0, 1]]


def test_who_is_given_nothing_a_part_or_all():
    """Two ask for 1 and 2, the second first; the supply is the time. Each is one switch up and one down of its part."""
    one, priority = np.ones((1, 1)), np.array([[1.0], [3.0]])
    supply = np.broadcast_to(np.array([0.0, 0.5, 1.5, 2.5, 2.9, 3.5]), (2, 6))
    with np.errstate(all="ignore"):
        full, none, _ = regimes.shares((np.array([[1.0], [2.0]]), one, priority, one, supply), 1, 2).reshape(3, 2, 6)
    assert full.tolist() == [[1, 1, 1, 1, 1, -1], [1, 1, 1, -1, -1, -1]]
    assert none.tolist() == [[1, 1, 1, -1, -1, -1], [1, -1, -1, -1, -1, -1]]
