"""Intervals hold the truth as often as they say, on a small model."""

from functools import cache

import numpy as np
import pytest

from simulator.fit.coverage import covered, trial
from simulator.fit.matching import MatchEffort
from tests.fits import people
from tests.matches import prepared

EFFORT = MatchEffort(chains=150, groups=1, wave=200, waves=1, settling=1, rounds=2, seed=5)
TRIALS = 60


def look(values):
    """What is wanted: people in 2025 in closed form, and an input that history never sees."""
    growth, _, rise = values
    return np.stack([[people(2025.0, each) for each in growth], rise])


@cache
def trials():
    return [trial(prepared(), look, EFFORT, number) for number in range(TRIALS)]


def test_intervals_hold_the_truth_in_about_eight_of_ten():
    spread = 3.0 * np.sqrt(0.8 * 0.2 / TRIALS)
    assert np.all(np.abs(covered(trials()) - 0.8) < spread)


def test_the_truth_is_anywhere_among_members():
    shares = np.stack([each.shares for each in trials()])
    assert np.all(np.abs(shares.mean(axis=0) - 0.5) < 3.5 / np.sqrt(12 * TRIALS))
    assert np.all(np.abs(shares.std(axis=0) - np.sqrt(1 / 12)) < 0.08)


def test_history_narrows_what_it_sees():
    assert all(each.high[0] - each.low[0] < 15.0 for each in trials())
    assert len({float(each.truth[0]) for each in trials()}) == TRIALS
    assert sum(each.settled for each in trials()) > 0.9 * TRIALS
    assert all(each.runs > 0 and each.effective > 20 for each in trials())


def test_a_trial_is_the_same_again():
    again = trial(prepared(), look, EFFORT, 3)
    assert np.array_equal(again.shares, trials()[3].shares)
    assert again.low == pytest.approx(trials()[3].low, abs=0.0)
