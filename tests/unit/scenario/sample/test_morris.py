"""Along a trajectory every input changes once, by the same share, from a level of the grid to another."""

import numpy as np
import pytest
from scipy.stats import chisquare

from simulator.scenario.batch import Sample
from simulator.scenario.sample.morris import Morris, draw


def drawn(n_inputs: int = 5, levels: int = 4, trajectories: int = 200) -> Morris:
    names = tuple(f"i{number}" for number in range(n_inputs))
    return draw(Sample("morris", seed=2, levels=levels, trajectories=trajectories), names)


@pytest.mark.parametrize("levels", [2, 4, 6, 8])
def test_every_input_changes_once_by_the_step(levels):
    drawing = drawn(levels=levels)
    shares = drawing.shares(0, drawing.n_draws).reshape(5, 200, 6)
    changes = np.diff(shares, axis=2)
    assert ((np.abs(changes) > 0).sum(axis=0) == 1).all()
    assert ((np.abs(changes) > 0).sum(axis=2) == 1).all()
    assert np.allclose(np.abs(changes[changes != 0]), levels / (2 * (levels - 1)), rtol=1e-14, atol=0)
    assert np.isin(shares, np.arange(levels) / (levels - 1)).all()


def test_what_changed_is_told():
    drawing = drawn()
    shares = drawing.shares(0, drawing.n_draws)
    which, by = drawing.changed(0, drawing.n_draws)
    assert (which[::6] == -1).all()
    assert (by[::6] == 0).all()
    for index in range(1, drawing.n_draws):
        if which[index] >= 0:
            change = shares[:, index] - shares[:, index - 1]
            assert np.flatnonzero(change).tolist() == [which[index]]
            assert change[which[index]] == pytest.approx(by[index], rel=1e-14)
    some_which, some_by = drawing.changed(7, 23)
    assert (some_which == which[7:23]).all()
    assert (some_by == by[7:23]).all()


def test_levels_directions_and_turns_are_even():
    drawing = drawn(n_inputs=3, trajectories=3000)
    which, by = drawing.changed(0, drawing.n_draws)
    begins = drawing.shares(0, drawing.n_draws)[:, ::4]
    for row in range(3):
        assert chisquare(np.unique(begins[row], return_counts=True)[1]).pvalue > 1e-3
        assert chisquare(np.unique(by[which == row], return_counts=True)[1]).pvalue > 1e-3
    orders = which.reshape(-1, 4)[:, 1:] @ np.array([9, 3, 1])
    counts = np.unique(orders, return_counts=True)[1]
    assert len(counts) == 6
    assert chisquare(counts).pvalue > 1e-3


def test_two_inputs_change_in_an_order_that_does_not_depend_on_a_third():
    two, three = (drawn(n_inputs=number).changed(0, 200 * (number + 1))[0] for number in (2, 3))
    kept = three.reshape(-1, 4)[:, 1:]
    assert (kept[kept != 2].reshape(-1, 2) == two.reshape(-1, 3)[:, 1:]).all()


def test_a_trajectory_is_the_same_whatever_their_number():
    assert (drawn(trajectories=3).shares(0, 18) == drawn(trajectories=200).shares(0, 18)).all()
