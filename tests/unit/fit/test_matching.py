"""History matching: the posterior of a model that is not linear, the same bytes again, runs that break down."""

import numpy as np
import pytest

from simulator.fit.effective import autocorrelation
from simulator.fit.evidence import evidence_of
from simulator.fit.matching import MatchEffort, bank_of, match_history
from simulator.fit.prior import Prior
from simulator.scenario.distribution import Distribution

SMALL = MatchEffort(chains=300, groups=2, wave=300, waves=2, rounds=5, seed=4)
PRIOR = Prior(("a", "b", "c"), (Distribution("uniform", (-2.0, 2.0)),) * 3)


def model(values):
    """Three observations of two inputs, curved; the third input is never seen. Some runs break down."""
    a, b, _ = values
    predicted = np.stack([np.exp(0.7 * a), a + b, a * b])
    predicted[:, a > 1.9] = np.nan
    return predicted


@pytest.fixture(scope="module")
def matched():
    evidence = evidence_of(np.array([1.5, 0.2, -0.3]), np.diag([0.05, 0.1, 0.1]) ** 2)
    bank = bank_of(PRIOR, evidence, model, (1500, 2))
    return bank, evidence, match_history(bank, evidence, model, SMALL)


def test_runs_that_break_down_are_counted_and_left_out(matched):
    bank, _, _ = matched
    assert bank.n_broken > 10
    assert bank.scores.shape[1] == bank.predicted.shape[1] == 1500 - bank.n_broken


def test_the_posterior_is_that_of_a_fine_grid(matched):
    _, evidence, found = matched
    steps = np.linspace(-2, 2, 801)
    a, b = (each.ravel() for each in np.meshgrid(steps, steps))
    likelihood = evidence.log_likelihood(model(np.stack([a, b, 0 * a])))
    weights = np.exp(likelihood - likelihood.max())
    weights /= weights.sum()
    values = PRIOR.values(found.scores)
    for place, grid in enumerate((a, b)):
        middle = float(weights @ grid)
        spread = float(np.sqrt(weights @ (grid - middle) ** 2))
        assert values[place].mean() == pytest.approx(middle, abs=4 * spread / np.sqrt(300))
        assert values[place].std() == pytest.approx(spread, rel=0.2)


def test_what_history_does_not_see_stays_at_its_prior(matched):
    _, _, found = matched
    assert abs(found.scores[2].mean()) < 0.25
    assert found.scores[2].std() == pytest.approx(1.0, abs=0.15)


def test_it_says_how_well_it_went(matched):
    _, _, found = matched
    assert found.accepted > 0.5
    assert 0 < found.started <= 300
    assert found.unexplained[-1] < found.unexplained[0]
    assert found.states.shape == (5, 3, 300)
    assert np.array_equal(found.states[-1], found.scores)
    assert max(autocorrelation(found.states[:, row])[-1] for row in range(3)) < 0.2
    assert found.n_runs >= 300 * (1 + SMALL.settling + SMALL.rounds)


def test_predictions_are_the_models_own(matched):
    _, _, found = matched
    assert np.array_equal(model(PRIOR.values(found.scores)), found.predicted)


def test_the_same_seed_gives_the_same_bytes(matched):
    bank, evidence, found = matched
    again = match_history(bank, evidence, model, SMALL)
    assert again.states.tobytes() == found.states.tobytes()
    other = match_history(bank, evidence, model, MatchEffort(**{**SMALL.__dict__, "seed": 5}))
    assert other.states.tobytes() != found.states.tobytes()
