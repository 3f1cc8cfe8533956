"""Values that are kept: each member once, quantiles exact, histograms of what is finite."""

import numpy as np
import pytest

from simulator.ensemble.kept import Kept


@pytest.fixture
def kept():
    """Two cells of four members, three of which are there."""
    cells = Kept(2, 4)
    cells.add(np.array([[3.0, np.nan], [np.inf, np.nan]]), slice(2, 4))
    cells.add(np.array([[1.0], [-np.inf]]), slice(0, 1))
    return cells


def test_only_finite_values_of_members_that_are_there_count(kept):
    assert kept.finite(0).tolist() == [1.0, 3.0]
    assert kept.n_finite.tolist() == [2, 0]
    assert (kept.range_of(0), kept.range_of(1)) == ((1.0, 3.0), (np.inf, -np.inf))


def test_quantiles_are_exact_or_none(kept):
    values, error = kept.quantiles(np.array([0.0, 0.25, 1.0]))
    assert values[:, 0].tolist() == [1.0, 1.5, 3.0]
    assert np.isnan(values[:, 1]).all()
    assert error.tolist() == [0.0, 0.0]


def test_a_member_comes_once(kept):
    with pytest.raises(ValueError, match="already"):
        kept.add(np.zeros((2, 2)), slice(1, 3))
    assert kept.finite(0).tolist() == [1.0, 3.0]


def test_a_histogram_has_equal_bars(kept):
    edges, counts = kept.histogram(0, 4)
    assert edges.tolist() == [1.0, 1.5, 2.0, 2.5, 3.0]
    assert counts.tolist() == [1, 0, 0, 1]


def test_numbers_that_lie_too_close_get_fewer_bars():
    cells = Kept(1, 3)
    near = [1.0, np.nextafter(1.0, 2.0), np.nextafter(1.0, 2.0)]
    cells.add(np.array([near]), slice(0, 3))
    edges, counts = cells.histogram(0, 30)
    assert (edges.tolist(), counts.sum()) == (near[:2], 3)
