"""The counts of a hold-out against closed forms: each fails where one of its parts is left out."""

import numpy as np
import pytest

from simulator.fit import Record, SeriesFit, own_record, statistics_of
from simulator.fit.heldout import Said, after_cut, blind, futures, judged, misfit, percentiles, rivals
from simulator.scenario.distribution import Distribution
from tests.fits import observed, parameter


def fit_of(observation, model, levels=None):
    """Make a fit of a series."""
    model, levels = np.array(model, float), np.zeros(len(model)) if levels is None else np.array(levels, float)
    seen = np.array([point.value for point in observation.points])
    return SeriesFit(observation, model, levels, statistics_of(model + levels, seen))


def test_a_search_begins_in_the_middle_of_the_prior_not_at_the_models_own_value():
    assert blind(parameter("growth", 0.0, 0.1, 0.09)).start == pytest.approx(0.05)
    prior = Distribution("normal", (0.03, 0.001), (0.0, 0.1))
    assert blind(parameter("growth", 0.0, 0.1, 0.09, prior)).start == pytest.approx(0.03)


def test_what_follows_has_levels_that_are_known():
    whole = observed("people", {2018: 1.0, 2020: 2.0, 2021: 3.0, 2022: 4.0, 2023: 5.0}, 1.0, (0, 0, 0, 1, -1))
    found = after_cut(whole, 2020)
    assert found is not None
    # the level of 2022 is free, and nothing until 2020 tells it
    assert [point.year for point in found.points] == [2021.0, 2023.0]
    assert after_cut(whole, 2023) is None


def test_futures_lie_around_what_was_known_as_wide_as_around_the_default_and_inside_the_range():
    driver = parameter("worth", 0.0, 10.0, 8.0, Distribution("triangular", (7.0, 8.0, 9.0)))
    (drawn,) = futures([driver], [3.0], 4000, 1)
    assert drawn.mean() == pytest.approx(3.0, abs=0.01)
    assert (drawn.min(), drawn.max()) == pytest.approx((2.0, 4.0), abs=0.05)
    assert futures([driver], [0.0], 4000, 1).min() == 0.0
    assert futures([], [], 10, 1).shape == (0, 10)


def test_errors_are_as_large_as_residuals_but_no_smaller_than_errors_of_observation():
    past = observed("people", {2018: 100.0, 2019: 100.0, 2020: 100.0}, 2.0)
    assert misfit(fit_of(past, [106.0, 94.0, 106.0])) == pytest.approx(3.0)
    assert misfit(fit_of(past, [96.0, 84.0, 96.0], [10.0] * 3)) == pytest.approx(3.0)
    assert misfit(fit_of(past, [100.1, 99.9, 100.0])) == 1.0
    assert misfit(fit_of(past.only([0, 1]), [110.0, 110.0])) == 1.0


def test_a_band_is_as_wide_as_errors_of_observation_grown_by_the_misfit():
    past = observed("people", {2018: 100.0, 2019: 100.0, 2020: 100.0}, 2.0)
    ahead = observed("people", {2021: 100.0}, 2.0)
    said = Said(
        (past,), (ahead,), np.full((3, 20_001), 100.0), np.full((1, 20_001), 100.0), 2020, {"people": own_record(past)}
    )
    (well,) = judged([fit_of(past, [100.0] * 3)], said, 0.8, 1)
    # 80 % of a normal distribution lie within 1.2816 deviations
    assert (well.low[0], well.high[0]) == pytest.approx((100.0 - 2.563, 100.0 + 2.563), abs=0.1)
    (badly,) = judged([fit_of(past, [106.0, 94.0, 106.0])], said, 0.8, 1)
    assert badly.high[0] - 100.0 == pytest.approx(3 * 2.563, abs=0.3)
    (unseen,) = judged([], said, 0.8, 1)
    assert unseen.past is None
    assert unseen.high[0] == pytest.approx(102.563, abs=0.1)


def test_every_member_has_its_own_free_level():
    past = observed("people", {2018: 100.0, 2020: 100.0}, 1e-9, (0, 0))
    ahead = observed("people", {2022: 100.0, 2023: 100.0}, 1e-9, (0, -1))
    # members are off by constants, which their levels take out: the stretch is met by each, what counts as it is is not
    off = np.linspace(-5.0, 5.0, 101)
    said = Said(
        (past,),
        (ahead,),
        np.tile(100.0 + off, (2, 1)),
        np.tile(100.0 + off, (2, 1)),
        2020,
        {"people": own_record(past)},
    )
    (test,) = judged([fit_of(past, [95.0, 95.0], [5.0, 5.0])], said, 0.8, 1)
    assert test.model.values == pytest.approx([100.0, 95.0])
    assert (test.low[0], test.high[0]) == pytest.approx((100.0, 100.0), abs=1e-6)
    assert (test.low[1], test.high[1]) == pytest.approx((96.0, 104.0), abs=0.2)


def test_ends_leave_out_members_that_are_no_numbers():
    values = np.array([[*np.arange(101.0), np.nan], [np.nan] * 102])
    low, high = percentiles(values, 0.8)
    assert (low[0], high[0]) == pytest.approx((10.0, 90.0))
    assert np.isnan([low[1], high[1]]).all()


def test_rivals_see_all_that_was_trusted_until_the_cut_and_nothing_later():
    whole = observed("people", {2016: 500.0, 2018: 100.0, 2019: 110.0, 2020: 120.0, 2021: 7.0})
    record = Record("people", whole.points, (2018.0,), whole)
    ahead = observed("people", {2022: 141.0})
    found = {each.kind: each for each in rivals(ahead, record, 2020)}
    assert found["linear_trend"].values == pytest.approx([140.0])
    assert found["linear_trend"].statistics.rmse == pytest.approx(1.0)
    assert found["drift"].values == pytest.approx([144.0])
    assert rivals(ahead, record, 2015) == ()
    assert rivals(ahead, record, 2018) == ()
