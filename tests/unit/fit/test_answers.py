"""What the model says where history was observed, against closed forms."""

import numpy as np
import pytest

from simulator.fit.answers import answers_of
from tests.fits import growth_answers, growth_case, observed, parameter, people

GROWTH = parameter("growth", 0.0, 0.1)


def test_stocks_totals_and_growth_are_read_as_the_yearly_table_has_them():
    observations = (
        observed("people", {2010.0: 0, 2015.0: 0}),
        observed("output", {2011.0: 0}),
        observed("output growth", {2012.0: 0}),
    )
    said = growth_answers((GROWTH,), observations).at(np.array([[0.02, 0.05]]))
    for member, growth in enumerate((0.02, 0.05)):
        total = 2.0 * (people(2011, growth) - 100.0) / growth
        expected = (100.0, people(2015, growth), total, 100.0 * (np.exp(growth) - 1.0))
        assert said[:, member] == pytest.approx(expected, rel=1e-8)


def test_a_time_within_a_year_is_read_between_two_steps():
    said = growth_answers((GROWTH,), (observed("people", {2012.0: 0, 2013.4: 0}),)).at(np.array([[0.02]]))
    # straight between two steps of an eighth: off by at most its square times the curvature over 8
    assert said[:, 0] == pytest.approx((people(2012), people(2013.4)), rel=0.125**2 * 0.02**2 / 8)


def test_a_run_ends_with_the_last_observation_unless_it_is_to_go_on():
    short = growth_answers((GROWTH,), (observed("people", {2012.0: 0, 2013.4: 0}),))
    assert short.begun.clock.saved_times[-1] == 2014.0
    longer = answers_of(growth_case(), (GROWTH,), (observed("people", {2012.0: 0}),), until=2020.0)
    assert longer.yearly(np.array([[0.02, 0.03]])).years.tolist() == list(range(2010, 2021))
    beyond = answers_of(growth_case(), (GROWTH,), (observed("people", {2012.0: 0}),), until=2050.0)
    assert beyond.begun.clock.saved_times[-1] == 2025.0


def test_members_in_parts_are_the_same_members():
    answers = growth_answers((GROWTH,), (observed("people", {2012.0: 0, 2024.0: 0}),))
    growths = np.linspace(0.0, 0.1, 1100)[None]
    said = answers.at(growths)
    assert said.shape == (2, 1100)
    assert said[:, 700:701].tolist() == answers.at(growths[:, 700:701]).tolist()
    assert answers.yearly(growths).values.shape[2] == 1100
