"""Moves leave a distribution as it is; tempered steps lead to it from the prior."""

import numpy as np

from simulator.fit.moves import Chains, effective_members, moved, normal_of, restrided, tempered

PRECISION = np.array([[30.0, 12.0], [12.0, 8.0]])


def likelihood(scores):
    """A normal one, around (1, -0.5)."""
    apart = scores - np.array([[1.0], [-0.5]])
    return -0.5 * np.einsum("im,ij,jm->m", apart, PRECISION, apart)


def known():
    covariance = np.linalg.inv(PRECISION + np.eye(2))
    return covariance @ PRECISION @ np.array([1.0, -0.5]), covariance


def test_tempered_members_have_mean_and_covariance_of_the_posterior():
    draws = np.random.default_rng(1)
    chains, around = tempered(draws.standard_normal((2, 4000)), likelihood, draws)
    middle, covariance = known()
    assert np.allclose(chains.scores.mean(axis=1), middle, atol=0.03)
    assert np.allclose(np.cov(chains.scores), covariance, atol=0.02)
    assert np.allclose(around.middle, chains.scores.mean(axis=1))
    assert chains.moves > 0


def test_moves_leave_the_posterior_as_it_is():
    draws = np.random.default_rng(2)
    middle, covariance = known()
    scores = middle[:, None] + np.linalg.cholesky(covariance) @ draws.standard_normal((2, 6000))
    chains = Chains(scores, likelihood(scores), 0.6)
    after = moved(chains, (likelihood, 1.0), normal_of(scores), 20, draws)
    assert 0.1 < after.accepted < 1.0
    assert np.allclose(after.likelihood, likelihood(after.scores))
    assert np.allclose(after.scores.mean(axis=1), middle, atol=0.02)
    assert np.allclose(np.cov(after.scores), covariance, atol=0.02)


def test_strides_shorten_where_few_proposals_are_accepted():
    chains = Chains(np.zeros((1, 1)), np.zeros(1), 0.5, 0.05)
    assert restrided(chains).stride < 0.5 < restrided(Chains(np.zeros((1, 1)), np.zeros(1), 0.5, 0.9)).stride


def test_equal_weights_leave_all_members_effective():
    assert np.isclose(effective_members(np.full(8, -700.0)), 8.0)
    assert np.isclose(effective_members(np.array([0.0, -1e9, -1e9])), 1.0)
