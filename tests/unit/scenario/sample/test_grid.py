"""A grid has every level with every level."""

from simulator.scenario.batch import Sample
from simulator.scenario.sample.grid import draw


def test_all_levels_are_crossed_the_first_slowest():
    drawing = draw(Sample("grid", levels=3), ("a", "b"))
    assert drawing.n_draws == 9
    middles = [1 / 6, 3 / 6, 5 / 6]
    assert drawing.shares(0, 9).tolist() == [[each for each in middles for _ in range(3)], middles * 3]
    assert drawing.shares(4, 6).tolist() == [middles[1:2] * 2, middles[1:]]


def test_one_level_is_the_median():
    assert draw(Sample("grid", levels=1), ("a",)).shares(0, 1).tolist() == [[0.5]]
