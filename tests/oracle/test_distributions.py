"""Quantiles of distributions, truncated ones too, are those of SciPy, and of mpmath far out in the tails."""

import mpmath
import numpy as np
import pytest
from scipy import stats

from simulator.scenario.distribution import Distribution, quantile
from tests.oracle.tolerances import within

SHARES = np.concatenate([np.logspace(-12, -2, 11), np.linspace(0.02, 0.98, 49), 1.0 - np.logspace(-12, -2, 11)])

PEERS = {
    Distribution("normal", (2.0, 0.5)): stats.norm(2.0, 0.5),
    Distribution("lognormal", (2.0, 0.5)): stats.lognorm(0.5, scale=2.0),
    Distribution("beta", (2.0, 5.0)): stats.beta(2.0, 5.0),
    Distribution("beta", (0.7, 0.6, -1.0, 4.0)): stats.beta(0.7, 0.6, -1.0, 5.0),
    Distribution("triangular", (-1.0, 0.5, 3.0)): stats.triang(0.375, -1.0, 4.0),
    Distribution("triangular", (1.0, 1.0, 3.0)): stats.triang(0.0, 1.0, 2.0),
    Distribution("triangular", (1.0, 3.0, 3.0)): stats.triang(1.0, 1.0, 2.0),
    Distribution("uniform", (-1.0, 3.0)): stats.uniform(-1.0, 4.0),
    Distribution("normal", (1.0, 0.25), (0.3, 1.7)): stats.truncnorm(-2.8, 2.8, 1.0, 0.25),
    Distribution("normal", (0.0, 1.0), (-1.0, 2.5)): stats.truncnorm(-1.0, 2.5),
    Distribution("normal", (0.0, 1.0), (2.0, 9.0)): stats.truncnorm(2.0, 9.0),
    Distribution("normal", (0.0, 1.0), (7.0, 9.0)): stats.truncnorm(7.0, 9.0),
    Distribution("normal", (0.0, 1.0), (-9.0, -7.0)): stats.truncnorm(-9.0, -7.0),
}


@pytest.mark.parametrize("distribution", PEERS, ids=str)
def test_quantiles_are_those_of_scipy(distribution):
    peer = PEERS[distribution]
    scale = np.maximum(np.abs(peer.ppf(SHARES)), peer.std())
    assert (np.abs(quantile(distribution, SHARES) - peer.ppf(SHARES)) / scale).max() < within("quantile")


TRUNCATED = [
    (Distribution("lognormal", (2.0, 0.5), (1.0, 9.0)), stats.lognorm(0.5, scale=2.0)),
    (Distribution("lognormal", (2.0, 0.5), (9.0, 90.0)), stats.lognorm(0.5, scale=2.0)),
    (Distribution("beta", (2.0, 5.0), (0.3, 0.95)), stats.beta(2.0, 5.0)),
    (Distribution("beta", (2.0, 5.0, 10.0, 20.0), (0.0, 12.0)), stats.beta(2.0, 5.0, 10.0, 10.0)),
    (Distribution("triangular", (-1.0, 0.5, 3.0), (0.0, 2.0)), stats.triang(0.375, -1.0, 4.0)),
    (Distribution("triangular", (-1.0, 0.5, 3.0), (2.9, 9.0)), stats.triang(0.375, -1.0, 4.0)),
    (Distribution("uniform", (-1.0, 3.0), (2.0, 5.0)), stats.uniform(-1.0, 4.0)),
]


@pytest.mark.parametrize(("distribution", "peer"), TRUNCATED, ids=lambda each: getattr(each, "kind", ""))
def test_what_a_truncation_leaves_is_in_proportion(distribution, peer):
    """The share of the whole above a quantile, counted from the upper bound, is what was asked for."""
    low, high = distribution.within
    values = quantile(distribution, SHARES)
    left = peer.sf(low) - peer.sf(high)
    above = (peer.sf(values) - peer.sf(high)) / left
    assert np.abs(above - (1.0 - SHARES)).max() < within("truncated share")


@pytest.mark.parametrize("share", [1e-15, 1e-6, 0.3, 0.5, 0.999, 1 - 2.0**-53])
@pytest.mark.parametrize(("low", "high"), [(-3.0, 3.0), (5.0, 12.0), (20.0, 37.0), (-37.0, -20.0), (-0.5, 12.0)])
def test_tails_keep_their_digits(low, high, share):
    """Against mpmath with 60 digits: SciPy's own truncated normal is less exact out there."""
    with mpmath.workdps(60):
        below, above = (mpmath.erfc(-mpmath.mpf(end) / mpmath.sqrt(2)) / 2 for end in (low, high))
        wanted = below + mpmath.mpf(share) * (above - below)
        found = float(quantile(Distribution("normal", (0.0, 1.0), (low, high)), np.array([share]))[0])

        def miss(value: mpmath.mpf) -> mpmath.mpf:
            return mpmath.erfc(-value / mpmath.sqrt(2)) / 2 - wanted

        density = mpmath.exp(-(mpmath.mpf(found) ** 2) / 2) / mpmath.sqrt(2 * mpmath.pi)
        error = abs(miss(mpmath.mpf(found)) / density)
    assert float(error) < within("quantile") * max(abs(found), 1.0)
