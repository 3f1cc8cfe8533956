"""Where bins are set, and which slot a value is counted in."""

import numpy as np
import pytest

from simulator.ensemble.bins import N_BINS, N_SLOTS, NON_FINITE, OVER, Bins, bins_of, count_values


def slots(bins, values):
    """Slots that the values of one cell are counted in."""
    counts, _, _ = count_values(bins, np.array([values], dtype=float))
    return np.repeat(np.arange(N_SLOTS), counts[0]).tolist()


def test_bins_reach_a_quarter_beyond_the_pilot_on_either_side():
    bins = bins_of(np.array([[0.0, 4.0, 1.0, np.nan, np.inf]]))
    assert bins.base + bins.width == pytest.approx(-1.0)
    assert bins.base + (N_BINS + 1) * bins.width == pytest.approx(5.0)
    assert slots(bins, [-1.01, -0.999]) == [0, 1]
    assert slots(bins, [4.999, 5.01]) == [N_BINS, OVER]
    assert slots(bins, [2.001]) == [N_BINS // 2 + 1]


@pytest.mark.parametrize(
    ("pilot", "low", "high"), [([8.0, 8.0], 2.0, 14.0), ([-8.0], -14.0, -2.0), ([0.0], -0.75, 0.75)]
)
def test_a_constant_pilot_gets_bins_about_its_value(pilot, low, high):
    bins = bins_of(np.array([pilot]))
    assert bins.base + bins.width == pytest.approx(low)
    assert bins.base + (N_BINS + 1) * bins.width == pytest.approx(high)


@pytest.mark.parametrize("pilot", [[np.nan, np.inf], []])
def test_a_pilot_without_a_finite_value_gets_bins_about_0(pilot):
    bins = bins_of(np.array([pilot], dtype=float))
    assert bins.base + bins.width == pytest.approx(-0.75)


def test_what_is_not_finite_is_counted_apart_and_bounds_nothing():
    bins = bins_of(np.array([[0.0, 1.0]]))
    counts, least, greatest = count_values(bins, np.array([[np.nan, np.inf, -np.inf, 0.5, 1e308, -1e308]]))
    assert counts[0, NON_FINITE] == 3
    assert (counts[0, 0], counts[0, OVER], counts[0, 1:OVER].sum()) == (1, 1, 1)
    assert (least[0], greatest[0]) == (-1e308, 1e308)


@pytest.mark.parametrize(("n", "kind"), [(200, np.uint8), (255, np.uint8), (256, np.uint16), (70000, np.uint32)])
def test_counts_are_as_narrow_as_they_can_be(n, kind):
    counts, _, _ = count_values(bins_of(np.array([[1.0]])), np.ones((1, n)))
    assert counts.dtype == kind
    assert counts.sum() == n


@pytest.mark.parametrize("shape", [(700, 300), (3, 70000), (1, 1), (5, 0)])
def test_every_member_of_every_cell_is_counted_once_in_blocks_of_any_shape(shape):
    values = np.random.default_rng(1).normal(size=shape) * np.arange(1, shape[0] + 1)[:, None]
    bins = bins_of(values[:, :50])
    counts, least, greatest = count_values(bins, values)
    assert counts.sum(axis=1).tolist() == [shape[1]] * shape[0]
    if shape[1]:
        assert least.tolist() == values.min(axis=1).tolist()
        assert greatest.tolist() == values.max(axis=1).tolist()
    for cell in (0, shape[0] - 1):
        alone = bins_of(values[[cell], :50])
        assert count_values(alone, values[[cell]])[0].tolist() == counts[[cell]].tolist()


@pytest.mark.parametrize("scale", [1e-300, 1e-12, 1.0, 1e100, 1e306])
@pytest.mark.parametrize("about", [0.0, 1.0, -1e9, 1e290])
def test_a_value_lies_within_the_bounds_of_its_slot(scale, about):
    values = about + scale * np.random.default_rng(2).normal(size=200)
    bins = bins_of(values[None, :50])
    for value in values:
        low, high = bins.bounds(np.array(slots(bins, [value])))
        assert low[0] <= value <= high[0]


@pytest.mark.parametrize("pilot", [[0.0, 0.1], [1e9, 1e9 + 0.3], [-3.7, 11.3], [-1e290, 7e289]])
def test_so_does_a_value_beside_an_edge(pilot):
    bins = bins_of(np.array([pilot]))
    edges = bins.base + np.arange(1, N_BINS + 2) * bins.width
    for values in (edges, np.nextafter(edges, -np.inf), np.nextafter(edges, np.inf)):
        counted, _, _ = count_values(
            Bins(*(np.repeat(each, len(values)) for each in (bins.base, bins.width))), values[:, None]
        )
        low, high = bins.bounds(counted.argmax(axis=1))
        assert ((low <= values) & (values <= high)).all()
