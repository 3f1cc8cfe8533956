"""Least squares: parameters of closed forms are found again."""

import numpy as np
import pytest

from simulator.fit.residuals import residuals_of
from simulator.fit.search import Effort, Objective, search
from simulator.scenario.distribution import Distribution
from tests.fits import growth_answers, observed, parameter, people

YEARS = [float(year) for year in range(2010, 2026)]
TRUE = {year: people(year, 0.031, 97.0) for year in YEARS}
FREE = (parameter("growth", -0.05, 0.1), parameter("first people", 50.0, 150.0))


def objective_of(parameters, observations):
    """Compile what is searched."""
    return Objective(growth_answers(parameters, observations), residuals_of(observations, parameters))


def silent(_text):
    """Tell nobody."""


def test_parameters_of_exponential_growth_are_found_again():
    found = search(objective_of(FREE, (observed("people", TRUE),)), Effort(200, 4), silent)
    assert found.converged
    assert found.values == pytest.approx((0.031, 97.0), rel=1e-6)
    assert found.agreeing == len(found.losses) == 4  # the own values are among the best four
    assert found.screened == 201
    assert found.broken == 0
    assert found.ends == ("", "")


def test_the_jacobian_is_that_of_the_closed_form():
    objective = objective_of(FREE, (observed("people", TRUE, 2.0),))
    unit = np.array([0.5, 0.3])
    growth, first = objective.values(unit[:, None])[:, 0]
    ages = np.array(YEARS) - 2010.0
    expected = np.stack([first * ages * np.exp(growth * ages) * 0.15, np.exp(growth * ages) * 100.0], axis=1) / 2.0
    assert objective.jacobian(unit) == pytest.approx(expected, rel=1e-7, abs=1e-7)
    at_end = objective.jacobian(np.array([1.0, 0.0]))
    assert np.isfinite(at_end).all()


def test_a_level_that_is_free_does_not_move_what_is_found():
    broken = {year: value + (25.0 if year < 2018 else 0.0) for year, value in TRUE.items()}
    offsets = [0 if year < 2018 else -1 for year in YEARS]
    found = search(objective_of(FREE, (observed("people", broken, 1.0, offsets),)), Effort(200, 4), silent)
    assert found.values == pytest.approx((0.031, 97.0), rel=1e-6)


def test_what_lies_beyond_a_range_is_found_at_its_end():
    free = (parameter("growth", 0.0, 0.02), FREE[1])
    found = search(objective_of(free, (observed("people", TRUE),)), Effort(100, 3), silent)
    assert found.ends == ("high", "")
    assert found.values[0] == 0.02


def test_a_prior_draws_what_history_says_nothing_of():
    prior = Distribution("normal", (3.0, 0.5), (1.0, 9.0))
    free = (*FREE, parameter("worth", 1.0, 9.0, prior=prior))
    found = search(objective_of(free, (observed("people", TRUE),)), Effort(100, 3), silent)
    assert found.values[2] == pytest.approx(3.0, rel=1e-6)


def test_a_search_that_is_cut_short_keeps_the_best_and_says_so():
    objective = objective_of(FREE, (observed("people", TRUE),))
    told = []
    found = search(objective, Effort(50, 2, iterations=2), told.append)
    assert not found.converged
    assert found.loss == min(found.losses)
    assert found.loss == pytest.approx(float(objective.residuals.loss(found.rows[:, None])[0]))
    assert len(told) == len(found.losses)
    assert [each.number for each in told] == list(range(1, told[0].total + 1))
    assert told[-1].best == found.loss


def test_the_same_seed_finds_the_same():
    first, second = (
        search(objective_of(FREE, (observed("people", TRUE),)), Effort(64, 2, seed=5), silent) for _ in "ab"
    )
    assert first.values.tolist() == second.values.tolist()


@pytest.mark.parametrize("seed", range(4))
def test_what_history_does_not_see_stays_where_it_was(seed):
    """Every start finds the same fit but for rounding: the first of them, the own values, counts."""
    rough = {year: value + (0.7 if year % 2 else -0.7) for year, value in TRUE.items()}
    free = (*FREE, parameter("worth", 1.0, 9.0, start=2.5))
    found = search(objective_of(free, (observed("people", rough),)), Effort(50, 8, seed=seed), silent)
    assert found.agreeing == len(found.losses) >= 8
    assert found.values[2] == pytest.approx(2.5, abs=1e-6)
