"""Moves leave a distribution as it is; tempered steps lead to it from the prior."""

import numpy as np

from simulator.fit.moves import Chains, carried, effective_members, moved, normal_of, restrided, tempered

PRECISION = np.array([[30.0, 12.0], [12.0, 8.0]])


class Around:
    """A normal likelihood around (1, -0.5)."""

    def of(self, scores):
        return self.slopes(scores)[0]

    def slopes(self, scores):
        apart = scores - np.array([[1.0], [-0.5]])
        pulled = PRECISION @ apart
        return -0.5 * (apart * pulled).sum(axis=0), -pulled


LIKELIHOOD = Around()


def known():
    covariance = np.linalg.inv(PRECISION + np.eye(2))
    return covariance @ PRECISION @ np.array([1.0, -0.5]), covariance


def test_tempered_members_have_mean_and_covariance_of_the_posterior():
    draws = np.random.default_rng(1)
    chains, around = tempered(draws.standard_normal((2, 4000)), LIKELIHOOD, draws)
    middle, covariance = known()
    assert np.allclose(chains.scores.mean(axis=1), middle, atol=0.03)
    assert np.allclose(np.cov(chains.scores), covariance, atol=0.02)
    assert np.allclose(around.middle, chains.scores.mean(axis=1))
    assert chains.moves > 0


def test_members_of_a_like_likelihood_are_carried_over_and_of_another_are_not():
    class Aside(Around):
        def slopes(self, scores):
            return super().slopes(scores + self.by)

    draws = np.random.default_rng(6)
    there, _ = tempered(draws.standard_normal((2, 4000)), LIKELIHOOD, draws)
    near, far = Aside(), Aside()
    near.by, far.by = 0.1, 30.0
    found = carried(there, near, draws)
    middle = np.linalg.inv(PRECISION + np.eye(2)) @ PRECISION @ np.array([0.9, -0.6])
    assert np.allclose(found.scores.mean(axis=1), middle, atol=0.03)
    assert carried(there, far, draws) is None


def test_moves_leave_the_posterior_as_it_is():
    draws = np.random.default_rng(2)
    middle, covariance = known()
    scores = middle[:, None] + np.linalg.cholesky(covariance) @ draws.standard_normal((2, 6000))
    chains = Chains(scores, LIKELIHOOD.of(scores), 0.6)
    after = moved(chains, (LIKELIHOOD, 1.0), normal_of(scores), 20, draws)
    assert 0.5 < after.accepted < 1.0
    assert np.allclose(after.likelihood, LIKELIHOOD.of(after.scores))
    assert np.allclose(after.scores.mean(axis=1), middle, atol=0.02)
    assert np.allclose(np.cov(after.scores), covariance, atol=0.02)


def test_moves_are_exact_however_wrong_the_slopes_are():
    class Wrong(Around):
        def slopes(self, scores):
            found, slopes = super().slopes(scores)
            return found, 0.6 * slopes + 0.3

    draws = np.random.default_rng(5)
    middle, covariance = known()
    scores = middle[:, None] + np.linalg.cholesky(covariance) @ draws.standard_normal((2, 8000))
    chains = Chains(scores, LIKELIHOOD.of(scores), 0.3)
    after = moved(chains, (Wrong(), 1.0), normal_of(scores), 15, draws)
    assert 0.2 < after.accepted < 0.999
    assert np.allclose(after.scores.mean(axis=1), middle, atol=0.02)
    assert np.allclose(np.cov(after.scores), covariance, atol=0.02)


def test_a_move_that_leaves_all_numbers_is_not_accepted():
    class Steep(Around):
        def slopes(self, scores):
            return -(scores**4).sum(axis=0), -1e200 * scores**3

    scores = np.ones((2, 50))
    chains = moved(
        Chains(scores, np.full(50, -2.0)), (Steep(), 1.0), normal_of(scores + 0.0), 2, np.random.default_rng(1)
    )
    assert np.array_equal(chains.scores, scores)


def test_strides_shorten_where_few_proposals_are_accepted():
    chains = Chains(np.zeros((1, 1)), np.zeros(1), 0.5, 0.05)
    assert restrided(chains).stride < 0.5 < restrided(Chains(np.zeros((1, 1)), np.zeros(1), 0.5, 0.9)).stride


def test_equal_weights_leave_all_members_effective():
    assert np.isclose(effective_members(np.full(8, -700.0)), 8.0)
    assert np.isclose(effective_members(np.array([0.0, -1e9, -1e9])), 1.0)
