"""How much chains tell."""

import numpy as np
import pytest

from simulator.fit.effective import agreement, autocorrelation, members_size


def chains(memory, n_times, n_chains, seed=1):
    draws = np.random.default_rng(seed)
    states = [draws.standard_normal(n_chains)]
    for _ in range(n_times - 1):
        states.append(memory * states[-1] + np.sqrt(1.0 - memory**2) * draws.standard_normal(n_chains))
    return np.stack(states)


@pytest.mark.parametrize("memory", [0.0, 0.5, 0.9])
def test_states_correlate_by_the_power_of_their_memory(memory):
    found = autocorrelation(chains(memory, 6, 20_000))
    assert found == pytest.approx(memory ** np.arange(6), abs=0.03)


def test_a_quantity_that_is_the_same_everywhere_has_no_memory():
    assert autocorrelation(np.ones((3, 4))).tolist() == [1.0, 0.0, 0.0]


def test_groups_that_differ_disagree():
    states = chains(0.0, 5, 1000)
    assert agreement(states, 4) == pytest.approx(1.0, abs=0.005)
    states[:, :250] += 1.0
    assert agreement(states, 4) > 1.05
    assert agreement(states, 1) == 1.0


@pytest.mark.parametrize("n_times", [1, 3, 12])
def test_members_of_a_few_ancestors_count_as_their_mean_is_rough(n_times):
    """Twenty ancestors a hundred times each: 20 independent ones at first, all 2,000 when the past is forgotten."""
    memory, draws = 0.8, np.random.default_rng(5)
    means, sizes = [], []
    for _ in range(300):
        states = [np.repeat(draws.standard_normal(20), 100)]
        for _ in range(n_times - 1):
            states.append(memory * states[-1] + np.sqrt(1.0 - memory**2) * draws.standard_normal(2000))
        means.append(states[-1].mean())
        sizes.append(members_size(np.stack(states), 20.0))
    assert np.median(sizes) == pytest.approx(1.0 / np.var(means), rel=0.25)


def test_chains_that_never_move_count_as_where_they_began():
    assert members_size(np.repeat(chains(0.0, 1, 500), 8, axis=0), 40.0) == pytest.approx(40.0)
