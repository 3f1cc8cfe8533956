"""Inputs that move together do so as strongly as asked, and each keeps its own distribution."""

import numpy as np
import pytest
from scipy.stats import kstest, spearmanr

from simulator.scenario.batch import Sample
from simulator.scenario.sample import latin_hypercube, monte_carlo, sobol
from simulator.scenario.sample.correlate import Copula, correlate, factor_of

MATRIX = ((1.0, 0.5, 0.2), (0.5, 1.0, -0.4), (0.2, -0.4, 1.0))


@pytest.mark.parametrize("method", [monte_carlo, latin_hypercube, sobol])
def test_rank_correlations_are_those_asked_for(method):
    factor = factor_of(MATRIX)
    assert factor is not None
    shares = method.draw(Sample(size=2**15, seed=4), tuple("abcd")).shares(0, 2**15)
    before = shares.copy()
    correlate(Copula((3, 0, 2), factor), shares)
    achieved = spearmanr(shares[[3, 0, 2]].T).statistic
    assert np.abs(achieved - np.array(MATRIX)).max() < 0.02
    for row in shares:
        assert kstest(row, "uniform").pvalue > 1e-3
    # The first of the group, and what is in no group, stay as they were.
    assert (shares[[1, 3]] == before[[1, 3]]).all()


@pytest.mark.parametrize("correlation", [-0.999, -0.6, 0.0, 0.3, 0.95])
def test_a_pair(correlation):
    factor = factor_of(((1.0, correlation), (correlation, 1.0)))
    assert factor is not None
    shares = sobol.draw(Sample(size=2**14, seed=4), ("a", "b")).shares(0, 2**14)
    correlate(Copula((0, 1), factor), shares)
    assert spearmanr(*shares).statistic == pytest.approx(correlation, abs=2e-3)


def test_the_factor_is_that_of_linear_algebra():
    scores = 2.0 * np.sin(np.pi / 6.0 * np.array(MATRIX))
    factor = factor_of(MATRIX)
    assert factor is not None
    lower = np.linalg.cholesky(scores)
    assert all(np.allclose(row, lower[number, : number + 1], rtol=1e-14) for number, row in enumerate(factor))


@pytest.mark.parametrize(
    "matrix",
    [
        ((1.0, 1.0), (1.0, 1.0)),
        ((1.0, 0.9, -0.9), (0.9, 1.0, 0.9), (-0.9, 0.9, 1.0)),
        # Positive definite itself, yet no normal scores have these rank correlations.
        ((1.0, 0.66, -0.1), (0.66, 1.0, 0.67), (-0.1, 0.67, 1.0)),
    ],
)
def test_what_cannot_hold_together_has_no_factor(matrix):
    assert factor_of(matrix) is None


def test_shares_stay_inside():
    shares = np.array([[2.0**-53, 1 - 2.0**-53], [2.0**-53, 1 - 2.0**-53]])
    correlate(Copula((0, 1), ((1.0,), (0.8, 0.6))), shares)
    assert (shares > 0).all()
    assert (shares < 1).all()
