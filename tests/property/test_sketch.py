"""Whatever members give, a quantile is never farther off than is told, and the order of parts leaves no trace."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.ensemble import Sketch

PROBABILITIES = (0.0, 0.013, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
LARGE = 1e300

any_float = st.floats(-LARGE, LARGE, allow_nan=False)
odd = st.sampled_from([0.0, -0.0, 1.0, 5e-324, -1e-310, 1e290, -1e300, np.nan, np.inf, -np.inf])


@st.composite
def shaped(draw):
    """Values of one cell: two heaps, heavy tails, a single number, a few ulps apart, or plainly spread."""
    generator = np.random.default_rng(draw(st.integers(0, 2**32)))
    n = draw(st.integers(1, 400))
    scale, about = draw(st.sampled_from([1e-200, 1e-6, 1.0, 1e12])), draw(st.sampled_from([0.0, 1.0, -1e7, 1e15]))
    kind = draw(st.sampled_from(["normal", "heaps", "tails", "same", "ulps", "lattice"]))
    values = generator.normal(size=n)
    if kind == "heaps":
        values = np.where(generator.random(n) < 0.3, values, 1e3 + values)
    elif kind == "tails":
        values = np.sinh(12 * values)
    elif kind == "same":
        values = np.zeros(n)
    elif kind == "lattice":
        values = np.round(values)
    values = about + scale * values
    if kind == "ulps":
        values = np.nextafter(1.0 + about, np.inf) * (1 + np.finfo(float).eps * generator.integers(0, 9, n))
    values[generator.random(n) < draw(st.sampled_from([0.0, 0.0, 0.2, 1.0]))] = draw(st.sampled_from([np.nan, np.inf]))
    return values


cells = shaped() | st.lists(any_float | odd, min_size=1, max_size=40).map(np.array)
pilots = st.none() | cells  # none: the first members themselves


def sketched(values, pilot, cuts):
    """A sketch with bins, of parts that end at cuts."""
    made = Sketch(1, len(values), 0)
    made.settle(values[None, : max(1, len(values) // 4)] if pilot is None else pilot[None])
    for first, end in cuts:
        made.add(first, values[None, first:end])
    return made


@settings(max_examples=400, deadline=None)
@given(values=cells, pilot=pilots)
def test_no_quantile_is_farther_off_than_told(values, pilot):
    made = sketched(values, pilot, [(0, len(values))])
    found, error = made.quantiles(PROBABILITIES)
    finite = values[np.isfinite(values)]
    assert made.n_finite.tolist() == [finite.size]
    if not finite.size:
        assert np.isnan(found).all()
        return
    exact = np.quantile(finite, PROBABILITIES)
    assert (np.abs(found[:, 0] - exact) <= error[0]).all()
    assert found[0, 0] == finite.min()
    assert found[-1, 0] == finite.max()
    if finite.min() == finite.max():
        assert error[0] == 0.0


@settings(max_examples=100, deadline=None)
@given(values=shaped())
def test_the_told_error_is_no_wider_than_a_bin_where_the_pilot_stands_for_all(values):
    finite = values[np.isfinite(values)]
    _, error = sketched(values, values, [(0, len(values))]).quantiles(PROBABILITIES)
    if finite.size:
        rounding = 64 * np.finfo(float).eps * (np.abs(finite).max() + np.ptp(finite))
        assert error[0] <= 1.5 * np.ptp(finite) / 2048 + rounding


@settings(max_examples=100, deadline=None)
@given(values=cells, pilot=pilots, seed=st.integers(0, 1000))
@example(values=np.array([0.0, -0.0, 0.0, -0.0]), pilot=None, seed=1)
def test_neither_chunks_nor_their_order_leave_a_trace(values, pilot, seed):
    generator = np.random.default_rng(seed)
    ends = np.unique(np.append(generator.integers(1, len(values) + 1, 4), len(values)))
    cuts = list(zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True))
    generator.shuffle(cuts)
    whole, parted = (sketched(values, pilot, each) for each in ([(0, len(values))], cuts))
    for one, other in (
        *zip(whole.quantiles(PROBABILITIES), parted.quantiles(PROBABILITIES), strict=True),
        *zip(whole.histogram(0, 20), parted.histogram(0, 20), strict=True),
        (whole.n_finite, parted.n_finite),
    ):
        assert one.tobytes() == other.tobytes()


@settings(max_examples=200, deadline=None)
@given(values=cells, pilot=pilots, n_bins=st.integers(1, 40), exact=st.booleans())
def test_a_histogram_holds_every_finite_value(values, pilot, n_bins, exact):
    made = sketched(values, pilot, [(0, len(values))])
    if exact:
        made = Sketch(1, len(values), 8 * len(values))
        made.add(0, values[None])
    edges, counts = made.histogram(0, n_bins)
    finite = values[np.isfinite(values)]
    assert counts.sum() == finite.size
    assert len(counts) <= n_bins + 2
    assert (np.diff(edges) > 0).all()
    if finite.size:
        assert edges[0] <= finite.min()
        assert edges[-1] >= finite.max()
