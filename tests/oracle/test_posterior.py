"""History matching against the closed form: a linear model, normal priors and errors have a normal posterior."""

import numpy as np
import pytest

from simulator.fit.effective import autocorrelation
from simulator.fit.evidence import evidence_of
from simulator.fit.matching import MatchEffort, bank_of, match_history
from simulator.fit.prior import Prior
from simulator.scenario.distribution import Distribution

N_INPUTS, N_CHAINS = 8, 1000


@pytest.fixture(scope="module")
def found():
    """Twelve observations of eight inputs, of which one is not observed at all; errors that go together."""
    draws = np.random.default_rng(11)
    slopes = draws.standard_normal((12, N_INPUTS))
    slopes[:, -1] = 0.0
    spread = np.linspace(0.5, 2.0, N_INPUTS)
    prior = Prior(tuple("abcdefgh"), tuple(Distribution("normal", (1.0, each)) for each in spread))
    covariance = 0.3**2 * (np.eye(12) + 0.5)
    values = slopes @ draws.standard_normal(N_INPUTS)

    def model(inputs):
        return slopes @ inputs

    effort = MatchEffort(chains=N_CHAINS, groups=2, rounds=6, seed=3)
    evidence = evidence_of(values, covariance)
    matched = match_history(bank_of(prior, evidence, model, (2000, 1)), evidence, model, effort)
    precision = slopes.T @ np.linalg.inv(covariance) @ slopes + np.diag(spread**-2)
    posterior = np.linalg.inv(precision)
    middle = posterior @ (slopes.T @ np.linalg.inv(covariance) @ values + spread**-2 * 1.0)
    return prior.values(matched.scores), matched, middle, posterior


def test_the_mean_is_the_closed_form(found):
    values, _, middle, covariance = found
    errors = (values.mean(axis=1) - middle) / np.sqrt(np.diagonal(covariance) / N_CHAINS)
    assert np.abs(errors).max() < 4.0  # of eight independent normal ones


def test_the_covariance_is_the_closed_form(found):
    values, _, _, covariance = found
    root = np.linalg.inv(np.linalg.cholesky(covariance))
    whole = root @ np.cov(values) @ root.T
    assert np.abs(whole - np.eye(N_INPUTS)).max() < 6.0 / np.sqrt(N_CHAINS)


def test_a_linear_model_is_explained_whole_and_its_chains_forget(found):
    _, matched, _, _ = found
    assert matched.unexplained[0] < 1e-5
    assert matched.accepted > 0.999
    assert max(abs(autocorrelation(matched.states[:, row])[1:]).max() for row in range(N_INPUTS)) < 0.2


def test_what_no_surface_fits_is_drawn_by_the_model_itself():
    """A model that saturates, against quadrature: the mean and the spread of what the surface believes are far off."""
    prior = Prior(("a",), (Distribution("uniform", (-2.0, 2.0)),))
    evidence = evidence_of(np.array([0.6]), np.array([[0.15**2]]))

    def model(inputs):
        return np.tanh(2.5 * inputs)

    effort = MatchEffort(chains=2000, groups=2, rounds=100, settling=20, seed=3)
    matched = match_history(bank_of(prior, evidence, model, (2000, 1)), evidence, model, effort)
    drawn = prior.values(matched.scores)[0]
    grid = np.linspace(-2.0, 2.0, 40001)
    density = np.exp(-0.5 * ((0.6 - np.tanh(2.5 * grid)) / 0.15) ** 2)
    shares = np.cumsum(density) / density.sum()
    for share in (0.1, 0.5, 0.9, 0.99):
        wanted = grid[np.searchsorted(shares, share)]
        assert np.mean(drawn <= wanted) == pytest.approx(share, abs=0.03)  # of 2,000: three standard deviations
    assert matched.accepted < 0.85  # the surface is wrong, and the model says so
