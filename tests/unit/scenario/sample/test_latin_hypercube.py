"""A Latin hypercube has one draw in each of n equal parts of every input, and no other order."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import chisquare, qmc

from simulator.scenario.batch import Sample
from simulator.scenario.sample.latin_hypercube import draw

NAMES = ("a", "b", "c", "d")


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 7, 10, 97, 128, 1000, 1009, 4099])
def test_one_draw_a_part(n):
    shares = draw(Sample(size=n, seed=5), NAMES).shares(0, n)
    assert (np.sort(np.floor(shares * n), axis=1) == np.arange(n)).all()
    assert ((shares > 0.0) & (shares < 1.0)).all()


def test_one_draw_a_part_of_a_million_in_chunks():
    n, chunk = 10**6 + 3, 50_000
    drawing = draw(Sample(size=n, seed=5), ("a",))
    seen = np.zeros(n, dtype=np.int64)
    for first in range(0, n, chunk):
        parts = np.floor(drawing.shares(first, min(first + chunk, n))[0] * n).astype(np.int64)
        seen += np.bincount(parts, minlength=n)
    assert (seen == 1).all()


def test_the_largest_size_stays_in_its_part():
    n = 10**9
    drawing = draw(Sample(size=n, seed=5), ("a",))
    index = np.arange(n - 1000, n, dtype=np.uint64)
    parts = drawing._permutations[0].of(index)
    assert (np.floor(drawing.shares(n - 1000, n)[0] * n) == parts).all()


def test_other_inputs_do_not_matter():
    one = draw(Sample(size=100, seed=5), ("b",)).shares(0, 100)[0]
    assert (one == draw(Sample(size=100, seed=5), NAMES).shares(0, 100)[1]).all()


def test_places_inside_a_part_are_even():
    n = 8000
    shares = draw(Sample(size=n, seed=5), NAMES).shares(0, n)
    for row in shares * n % 1.0:
        assert chisquare(np.histogram(row, bins=20, range=(0, 1))[0]).pvalue > 1e-3


def test_inputs_have_nothing_to_do_with_one_another():
    n = 8192
    shares = draw(Sample(size=n, seed=5), tuple(f"i{number}" for number in range(12))).shares(0, n)
    correlations = np.corrcoef(shares)[~np.eye(12, dtype=bool)]
    # Independent permutations: a standard deviation of 1 / sqrt(n - 1).
    assert np.abs(correlations).max() < 4.0 / np.sqrt(n - 1)
    assert 0.7 < correlations.std() * np.sqrt(n - 1) < 1.3
    for one, other in pairwise(shares):
        cells, _, _ = np.histogram2d(one, other, bins=8, range=[[0, 1], [0, 1]])
        # Rows and columns of cells are exactly filled: (8 - 1)^2 degrees of freedom are left.
        assert chisquare(cells.ravel(), ddof=63 - 49).pvalue > 1e-4


def test_it_is_as_even_as_any_other_latin_hypercube():
    n = 256
    ours = qmc.discrepancy(draw(Sample(size=n, seed=5), NAMES).shares(0, n).T)
    others = [qmc.discrepancy(qmc.LatinHypercube(4, rng=np.random.default_rng(seed)).random(n)) for seed in range(60)]
    assert 0.8 * min(others) < ours < 1.25 * max(others)


def test_draws_follow_one_another_without_order():
    n = 4000
    shares = draw(Sample(size=n, seed=5), ("a",)).shares(0, n)[0]
    for lag in (1, 2, 63, 64, 65):
        assert abs(np.corrcoef(shares[lag:], shares[:-lag])[0, 1]) < 0.07
