"""A sketch built up by parts: exact where memory allows, told errors elsewhere."""

import pickle

import numpy as np
import pytest

from simulator.ensemble import Sketch, part_of

N_CELLS, N_MEMBERS = 3, 1000
EXACT, BINNED = N_CELLS * N_MEMBERS * 8, N_CELLS * N_MEMBERS * 8 - 1
MANY = (0.0, 0.05, 0.5, 0.95, 1.0)
VALUES = np.random.default_rng(5).normal(size=(N_CELLS, N_MEMBERS)) * [[1.0], [1e6], [0.0]]
RANGES = [(0, 300), (300, 301), (301, 1000)]


def sketch(budget):
    """A sketch that is ready for parts."""
    made = Sketch(N_CELLS, N_MEMBERS, budget)
    made.settle(VALUES[:, :100])
    return made


def filled(budget, ranges=RANGES):
    """A sketch with the members of some ranges."""
    made = sketch(budget)
    for first, end in ranges:
        made.add(first, VALUES[:, first:end])
    return made


def told(made):
    """Everything that a sketch tells, as bytes."""
    values, error = made.quantiles(MANY)
    bars = [each for cell in range(N_CELLS) for each in made.histogram(cell, 7)]
    return [each.tobytes() for each in (values, error, made.n_finite, *bars)]


def test_the_budget_is_kept_to_the_byte():
    assert Sketch(N_CELLS, N_MEMBERS, EXACT).is_exact
    assert not Sketch(N_CELLS, N_MEMBERS, BINNED).is_exact


def test_exact_quantiles_are_those_of_numpy():
    values, error = filled(EXACT).quantiles(MANY)
    assert values.tobytes() == np.quantile(VALUES, MANY, axis=1).tobytes()
    assert not error.any()


def test_binned_quantiles_are_within_their_error():
    values, error = filled(BINNED).quantiles(MANY)
    off = np.abs(values - np.quantile(VALUES, MANY, axis=1)).max(axis=0)
    assert (off <= error).all()
    assert (error <= [0.01, 0.01e6, 0.0]).all()
    assert error[0] > 0


@pytest.mark.parametrize("budget", [EXACT, BINNED])
def test_parts_of_other_processes_in_any_order_give_the_same(budget):
    own, bins = sketch(budget), sketch(budget).bins
    for first, end in reversed(RANGES):
        bins_there = pickle.loads(pickle.dumps(bins))
        own.include(pickle.loads(pickle.dumps(part_of(bins_there, first, VALUES[:, first:end]))))
    assert told(own) == told(filled(budget))
    assert own.n_added == N_MEMBERS


def test_a_part_of_counts_is_small():
    values = np.random.default_rng(5).normal(size=(460, 8192))
    made = Sketch(460, 10**6, 0)
    made.settle(values[:, :1000])
    assert len(pickle.dumps(made.part(0, values))) < values.nbytes / 15


def test_a_part_is_no_view_of_what_it_is_made_of():
    values = VALUES.copy()
    part = part_of(None, 0, values)
    values[:] = 0.0
    assert part.values.tobytes() == VALUES.tobytes()


@pytest.mark.parametrize("budget", [EXACT, BINNED])
def test_a_value_that_all_members_share_has_one_bar(budget):
    values = np.full((N_CELLS, 10), 8.0)
    values[1], values[2, 3] = 0.0, np.nan
    made = Sketch(N_CELLS, 10, budget if budget == EXACT else 0)
    made.settle(values)
    made.add(0, values)
    assert [each.tolist() for each in made.histogram(0, 5)] == [[7.6, 8.4], [10]]
    assert [each.tolist() for each in made.histogram(1, 5)] == [[-0.5, 0.5], [10]]
    assert [each.tolist() for each in made.histogram(2, 5)] == [[7.6, 8.4], [9]]
    assert made.n_finite.tolist() == [10, 10, 9]


@pytest.mark.parametrize("budget", [EXACT, BINNED])
def test_nothing_finite_has_no_bar(budget):
    assert [each.tolist() for each in sketch(budget).histogram(0, 5)] == [[], []]


@pytest.mark.parametrize("budget", [EXACT, BINNED])
def test_no_member_comes_twice_or_from_elsewhere(budget):
    made = filled(budget, RANGES[:1])
    for first, n in ((-1, 5), (999, 2), (0, 1000)):
        with pytest.raises(ValueError, match="each of 1,000 once"):
            made.add(first, np.zeros((N_CELLS, n)))
    assert made.n_added == 300


def test_parts_of_another_kind_are_refused():
    with pytest.raises(ValueError, match="this sketch is exact"):
        sketch(EXACT).include(sketch(BINNED).part(0, VALUES))
    with pytest.raises(ValueError, match="this sketch has bins"):
        sketch(BINNED).include(sketch(EXACT).part(0, VALUES))


def test_bins_are_set_once_and_before_members_come():
    made = Sketch(N_CELLS, N_MEMBERS, BINNED)
    for early in (lambda: made.add(0, VALUES), lambda: made.quantiles(MANY), lambda: made.bins):
        with pytest.raises(ValueError, match="no bins are set"):
            early()
    made.settle(VALUES)
    with pytest.raises(ValueError, match="bins are set already"):
        made.settle(VALUES)


def test_cells_are_counted():
    with pytest.raises(ValueError, match=r"shape \(2, 5\)"):
        sketch(BINNED).add(0, np.zeros((2, 5)))
    with pytest.raises(ValueError, match=r"shape \(2, 5\)"):
        Sketch(N_CELLS, N_MEMBERS, BINNED).settle(np.zeros((2, 5)))


@pytest.mark.parametrize("wrong", [(95,), (-0.1,), (float("nan"),)])
def test_probabilities_in_percent_are_refused(wrong):
    with pytest.raises(ValueError, match="from 0 to 1"):
        filled(EXACT).quantiles(wrong)
