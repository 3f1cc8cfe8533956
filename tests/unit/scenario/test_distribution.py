"""Distributions name their numbers."""

from simulator.scenario.distribution import DISTRIBUTIONS


def test_numbers_are_named():
    assert all(names for names in DISTRIBUTIONS.values())
