"""The posterior of a model: what history sees is narrowed, the rest stays at its prior; faults are told."""

from functools import partial

import numpy as np
import pytest

from simulator.errors import RunError
from simulator.fit import answers_of, posterior_of, prepare_matching
from simulator.fit.posterior import prior_of
from tests.fits import parameter, people
from tests.matches import EFFORT, case, inputs, observations, posterior, prepared


def test_history_sees_what_acts_before_its_end():
    assert prepared().seen.tolist() == [True, True, False]
    assert prepared().places == [0, 1]
    assert [each.name for each in prepared().inputs] == ["growth", "worth", "rise"]


def test_what_history_sees_is_found_again():
    growth, worth, _ = posterior().values
    assert growth.mean() == pytest.approx(0.02, abs=0.002)
    assert growth.std() < 0.002
    assert worth.mean() == pytest.approx(2.0, abs=0.2)


def test_the_posterior_of_one_observation_is_its_closed_form():
    """Only people count here: their logarithm is linear in growth, so the spread follows from the errors."""
    years = np.arange(1, 11)
    slopes = np.array([people(2010.0 + year, 0.02) * year for year in years])
    expected = 1.0 / np.sqrt(np.sum((slopes / 2.0) ** 2))
    assert posterior().values[0].std() == pytest.approx(expected, rel=0.2)


def test_the_rest_is_drawn_from_its_prior():
    rise = posterior().values[2]
    assert rise.min() < -0.15 and rise.max() > 0.35
    assert abs(np.corrcoef(posterior().values[0], rise)[0, 1]) < 0.25
    assert not np.array_equal(rise, prepared().drawn(200, EFFORT.seed, "shown")[2])


def test_it_says_what_it_is_worth():
    found = posterior()
    assert found.is_settled
    assert 100 < found.effective.min() <= found.effective.max() <= 200
    assert found.agreement == pytest.approx(1.0, abs=0.05)
    assert found.misfit < 1.0


def test_threads_change_no_byte():
    compiled = partial(_answers)
    again = posterior_of(prepare_matching(inputs(), compiled, 2, 3), EFFORT)
    assert again.values.tobytes() == posterior().values.tobytes()


def test_inputs_that_history_does_not_see_are_refused():
    with pytest.raises(RunError) as fault:
        prepare_matching(inputs()[2:], _answers, 1, 3)
    assert str(fault.value) == (
        "history matching: no uncertain input changes what the model says of history. Expected one at least. "
        "Name constants that act before the last observation."
    )


def test_a_prior_under_which_runs_break_down_is_refused():
    with pytest.raises(
        RunError, match=r"of 2,200 members drawn from the prior are not finite numbers\. Expected fewer"
    ):
        prepare_matching((parameter("growth", 0.0, 1e6), parameter("worth", 1.0, 2.0)), _answers, 1, 3)


def test_priors_are_in_the_order_of_the_inputs():
    assert prior_of(inputs()).names == ("growth", "worth", "rise")


def _answers(given):
    return answers_of(case(), given, observations())
