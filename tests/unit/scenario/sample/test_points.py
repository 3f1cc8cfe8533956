"""Swept inputs are crossed with one another, the first slowest; those of one group move together."""

import numpy as np

from simulator.scenario.batch import Input
from simulator.scenario.sample.points import sweep_of


def rows(*inputs: Input) -> list[list[float]]:
    """Give the values of each input at all points."""
    sweep = sweep_of(inputs)
    return [sweep.at(row, np.arange(sweep.n_points)).tolist() for row in range(len(inputs))]


def test_the_first_is_slowest():
    one, other = Input("a", "a", "swept", values=(1.0, 2.0, 3.0)), Input("b", "b", "swept", values=(5.0, 6.0))
    assert rows(one, other) == [[1, 1, 2, 2, 3, 3], [5, 6, 5, 6, 5, 6]]


def test_a_group_moves_together_where_its_first_stands():
    inputs = (
        Input("a", "a", "swept", values=(1.0, 2.0), zipped=0),
        Input("b", "b", "swept", values=(5.0, 6.0)),
        Input("c", "c", "swept", values=(8.0, 9.0), zipped=0),
    )
    assert rows(*inputs) == [[1, 1, 2, 2], [5, 6, 5, 6], [8, 8, 9, 9]]


def test_groups_are_crossed_with_one_another():
    inputs = [
        Input(name, name, "swept", values=(1.0, 2.0), zipped=group)
        for name, group in zip("abcd", (0, 1, 1, 0), strict=True)
    ]
    assert rows(*inputs) == [[1, 1, 2, 2], [1, 2, 1, 2], [1, 2, 1, 2], [1, 1, 2, 2]]


def test_no_sweep_is_one_point():
    assert sweep_of(()).n_points == 1
