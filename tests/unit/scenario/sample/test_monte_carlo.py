"""Monte Carlo draws depend on the seed, the input's name and the index, on nothing else."""

import numpy as np
import pytest
from scipy.stats import chisquare, kstest

from simulator.scenario.batch import Sample
from simulator.scenario.sample.monte_carlo import draw


def sample(size: int = 4000, seed: int = 7) -> Sample:
    return Sample("monte_carlo", size, seed)


def test_a_draw_is_the_same_whatever_the_size():
    names = ("a", "b")
    assert (draw(sample(10), names).shares(0, 10) == draw(sample(4000), names).shares(0, 10)).all()


def test_other_inputs_do_not_matter():
    assert (draw(sample(), ("b",)).shares(0, 50)[0] == draw(sample(), ("a", "b", "c")).shares(0, 50)[1]).all()


@pytest.mark.parametrize(("seed", "name"), [(8, "a"), (7, "b")])
def test_another_seed_or_name_draws_others(seed, name):
    one, other = draw(sample(), ("a",)).shares(0, 50), draw(sample(seed=seed), (name,)).shares(0, 50)
    assert not (one == other).any()


def test_draws_are_even_and_independent():
    one, other = draw(sample(), ("a", "b")).shares(0, 4000)
    assert kstest(one, "uniform").pvalue > 1e-3
    assert kstest(other, "uniform").pvalue > 1e-3
    cells, _, _ = np.histogram2d(one, other, bins=8, range=[[0, 1], [0, 1]])
    assert chisquare(cells.ravel()).pvalue > 1e-3
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < 0.06
