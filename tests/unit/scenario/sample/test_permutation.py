"""Permutations by index are permutations, and no permutation is likelier than another."""

import math
from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from scipy.stats import chisquare

from simulator.scenario.sample.counted import key_of
from simulator.scenario.sample.permutation import permutation_of


def placed(n: int, seed: int = 0) -> np.ndarray:
    """Give where 0..n-1 go."""
    return permutation_of(n, key_of(seed, "a", "order")).of(np.arange(n, dtype=np.uint64))


@pytest.mark.parametrize("n", [*range(1, 70), 4095, 4096, 4097, 65536, 100_003])
def test_every_number_is_met_once(n):
    assert np.bincount(placed(n).astype(np.int64), minlength=n).tolist() == [1] * n


def test_every_number_of_a_million_is_met_once_in_chunks():
    n = 10**6 + 3
    permutation = permutation_of(n, key_of(1, "a", "order"))
    seen = np.zeros(n, dtype=bool)
    for first in range(0, n, 65_536):
        seen[permutation.of(np.arange(first, min(first + 65_536, n), dtype=np.uint64)).astype(np.int64)] = True
    assert seen.all()


def test_the_largest_size_stays_inside():
    n = 10**9
    assert permutation_of(n, key_of(1, "a", "order")).of(np.arange(n - 9, n, dtype=np.uint64)).max() < n


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_all_permutations_of_a_few_are_equally_likely(n):
    n_seeds = 40 * math.factorial(n)
    counted = Counter(tuple(placed(n, seed).tolist()) for seed in range(n_seeds))
    assert chisquare([counted[order] for order in permutations(range(n))]).pvalue > 1e-3


@pytest.mark.parametrize("n", [64, 5000])
def test_two_numbers_go_to_places_that_have_nothing_to_do_with_one_another(n):
    cells = np.zeros((8, 8))
    differences = []
    for seed in range(1500):
        one, other = (
            permutation_of(n, key_of(seed, "a", "order")).of(np.array([3, 4], dtype=np.uint64)).astype(int).tolist()
        )
        cells[one * 8 // n, other * 8 // n] += 1
        differences.append((other - one) % n * 8 // n)
    # Two numbers cannot go to one place: pairs of the same cell are a little rarer.
    expected = np.full((8, 8), n / 8 * (n / 8))
    np.fill_diagonal(expected, n / 8 * (n / 8 - 1))
    assert chisquare(cells.ravel(), (expected * 1500 / expected.sum()).ravel()).pvalue > 1e-3
    assert chisquare(np.bincount(differences, minlength=8)[1:7]).pvalue > 1e-3
