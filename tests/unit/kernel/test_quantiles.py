import numpy as np
import pytest
from scipy import stats

from simulator.kernel.quantiles import DISTRIBUTIONS, distributed, normal_quantile, normal_share

PARTS = np.linspace(0.0005, 0.9995, 1000)
# What scipy's own tables call each distribution of some shapes.
PUBLISHED = {
    "gamma": ((2.5,), stats.gamma(2.5)),
    "beta": ((2.0, 0.7), stats.beta(2.0, 0.7)),
    "weibull": ((1.7,), stats.weibull_min(1.7)),
    "lognormal": ((3.0, 2.0), stats.lognorm(np.sqrt(np.log(13 / 9)), scale=3.0 / np.sqrt(13 / 9))),
    "triangular": ((1.0, 2.0, 4.0), stats.triang(1 / 3, 1.0, 3.0)),
    "binomial": ((0.3, 10.0), stats.binom(10, 0.3)),
    "negative binomial": ((0.4, 3.0), stats.nbinom(3, 0.4)),
    "poisson": ((3.2,), stats.poisson(3.2)),
}


@pytest.fixture(autouse=True)
def _as_in_a_run():
    with np.errstate(all="ignore"):
        yield


def test_every_distribution_is_tried():
    assert set(PUBLISHED) == set(DISTRIBUTIONS)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_quantiles_are_the_published_ones(kind):
    shapes, published = PUBLISHED[kind]
    found = distributed(kind, PARTS, (-np.inf, np.inf), (0.0, 1.0), *shapes)
    assert found == pytest.approx(published.ppf(PARTS), rel=1e-9)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_between_bounds_shares_keep_their_proportions(kind):
    """Drawing anew what lies outside leaves the inverse of the share between the bounds."""
    shapes, published = PUBLISHED[kind]
    least, most = float(published.ppf(0.3)), float(published.ppf(0.9))
    found = distributed(kind, PARTS, (least, most), (0.0, 1.0), *shapes)
    below = published.cdf(least - 1.0 if DISTRIBUTIONS[kind].whole else least)
    expected = published.ppf(below + PARTS * (published.cdf(most) - below))
    assert found == pytest.approx(np.clip(expected, least, most), rel=1e-9)
    assert found.min() >= least and found.max() <= most


@pytest.mark.parametrize("kind", PUBLISHED)
def test_shift_and_stretch_move_and_multiply(kind):
    shapes, published = PUBLISHED[kind]
    found = distributed(kind, PARTS, (-np.inf, np.inf), (5.0, 2.0), *shapes)
    assert found == pytest.approx(5.0 + 2.0 * published.ppf(PARTS), rel=1e-9)
    mirrored = distributed(kind, PARTS, (-np.inf, 4.0), (5.0, -2.0), *shapes)
    assert mirrored.max() <= 4.0
    assert (distributed(kind, PARTS, (-np.inf, np.inf), (5.0, 0.0), *shapes) == 5.0).all()


def test_the_normal_distribution_is_the_published_one():
    assert normal_quantile(PARTS) == pytest.approx(stats.norm.ppf(PARTS), rel=1e-12)
    assert normal_share(normal_quantile(PARTS)) == pytest.approx(PARTS, rel=1e-12)


@pytest.mark.parametrize(
    ("kind", "shapes", "expected"),
    [
        ("binomial", (1.0, 7.0), 7.0),
        ("binomial", (0.0, 7.0), 0.0),
        ("poisson", (0.0,), 0.0),
        ("negative binomial", (1.0, 7.0), 0.0),
        ("triangular", (2.0, 2.0, 4.0), None),
        ("triangular", (2.0, 4.0, 4.0), None),
        ("triangular", (2.0, 2.0, 2.0), 2.0),
    ],
)
def test_edges(kind, shapes, expected):
    found = distributed(kind, PARTS, (-np.inf, np.inf), (0.0, 1.0), *shapes)
    assert np.isfinite(found).all() and (expected is None or (found == expected).all())


@pytest.mark.parametrize(("kind", "shapes"), [("gamma", (-1.0,)), ("poisson", (-2.0,)), ("beta", (1.0, -1.0))])
def test_shapes_out_of_range_give_no_number(kind, shapes):
    assert np.isnan(distributed(kind, PARTS, (-np.inf, np.inf), (0.0, 1.0), *shapes)).all()


@pytest.mark.parametrize("kind", PUBLISHED)
def test_a_member_has_the_same_bits_in_any_company(kind):
    shapes, _ = PUBLISHED[kind]
    together = distributed(kind, PARTS, (0.5, 9.0), (0.5, 1.0), *shapes)
    alone = np.array([distributed(kind, PARTS[[place]], (0.5, 9.0), (0.5, 1.0), *shapes)[0] for place in range(1000)])
    assert np.array_equal(together, alone)
