"""Counted bins: quantiles within their error, histograms that count every finite value."""

import numpy as np
import pytest

from simulator.ensemble.binned import Binned
from simulator.ensemble.bins import bins_of, count_values


def binned(values, pilot):
    """Cells of which the values are counted in bins about a pilot."""
    cells = Binned(bins_of(np.atleast_2d(pilot)))
    cells.add(*count_values(cells.bins, np.atleast_2d(values)))
    return cells


EVEN = np.linspace(0.0, 1.0, 1001)
MANY = np.array([0.0, 0.05, 0.3333, 0.5, 0.95, 1.0])


def test_a_quantile_is_off_by_a_bin_at_most():
    values, error = binned(EVEN, EVEN).quantiles(MANY)
    assert values[:, 0] == pytest.approx(MANY, abs=1.5 / 2048)
    assert 0.0 < error[0] <= 1.5 / 2048


def test_least_and_greatest_and_what_is_constant_are_exact():
    values, error = binned([EVEN, np.full(1001, 7.1)], [[0.2, 0.3], [1.0, 2.0]]).quantiles(np.array([0.0, 1.0]))
    assert values.tolist() == [[0.0, 7.1], [1.0, 7.1]]
    assert error.tolist() == [0.0, 0.0]


def test_outside_the_bins_the_error_is_as_large_as_what_is_known():
    values, error = binned(EVEN, [0.0, 0.1]).quantiles(np.array([0.5]))
    assert abs(values[0, 0] - 0.5) <= error[0] <= 1.0 - 0.125


def test_a_cell_without_a_finite_value_has_no_quantile():
    values, error = binned([np.nan, np.inf], [0.0, 1.0]).quantiles(MANY)
    assert np.isnan(values).all()
    assert error.tolist() == [0.0]


def test_a_histogram_counts_every_finite_value_between_the_least_and_the_greatest():
    cells = binned([*EVEN, np.nan], EVEN)
    edges, counts = cells.histogram(0, 10)
    assert (edges[0], edges[-1], len(counts), counts.sum()) == (0.0, 1.0, 10, 1001)
    assert counts == pytest.approx(np.full(10, 100), abs=4)
    exact, _ = np.histogram(EVEN, edges)
    assert counts == pytest.approx(exact, abs=1)


@pytest.mark.parametrize("pilot", [[0.4, 0.6], [-5.0, -4.0], [7.0, 8.0], [0.9, 9.0]])
def test_what_lies_outside_the_bins_has_a_bar_of_its_own(pilot):
    edges, counts = binned(EVEN, pilot).histogram(0, 10)
    assert (edges[0], edges[-1], counts.sum()) == (0.0, 1.0, 1001)
    assert (np.diff(edges) > 0).all()
    assert len(counts) <= 12
    outside = [np.count_nonzero(edges[1] > EVEN), np.count_nonzero(edges[-2] <= EVEN)]
    assert counts[[0, -1]] == pytest.approx(outside, abs=1)


def test_range_is_of_finite_values():
    assert binned([3.0, np.nan, -1.0, np.inf], [0.0]).range_of(0) == (-1.0, 3.0)
    assert binned([np.nan], [0.0]).range_of(0) == (np.inf, -np.inf)
