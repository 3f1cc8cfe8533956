"""Random numbers by counting."""

import numpy as np
import pytest

from simulator.scenario.sample.counted import bits_of, key_of, shares_of


@pytest.mark.parametrize("first", [0, 1, 3, 4, 5, 1023, 10**9 - 2])
def test_a_number_is_found_by_its_index(first):
    key = key_of(1, "a", "share")
    around = max(first - 6, 0)
    assert (bits_of(key, first, first + 9) == bits_of(key, around, first + 9)[first - around :]).all()


def test_the_numbers_of_a_seed_are_kept():
    # Pinned: what was drawn with a seed is drawn with it for ever.
    assert bits_of(key_of(2026, "birth rate", "share"), 0, 3).tolist() == [
        5652644710073512904,
        2397480502991963453,
        13436276861066973198,
    ]


def test_keys_differ_by_seed_name_and_purpose():
    keys = {key_of(*each) for each in [(1, "a", "x"), (2, "a", "x"), (1, "b", "x"), (1, "a", "y"), (-1, "a", "x")]}
    assert len(keys) == 5


def test_shares_are_the_middles_of_cells_between_0_and_1():
    shares = shares_of(key_of(1, "a", "share"), 0, 10_000)
    cells = shares * 2.0**52 - 0.5
    assert (cells == np.floor(cells)).all()
    assert 0.0 < shares.min() < 0.001
    assert 0.999 < shares.max() < 1.0
    # The least and the largest 64 bits there can be.
    ends = ((np.array([0, 2**64 - 1], dtype=np.uint64) >> np.uint64(12)).astype(float) + 0.5) * 2.0**-52
    assert 0.0 < ends[0] < ends[1] < 1.0
