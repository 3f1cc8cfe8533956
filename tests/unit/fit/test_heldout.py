"""The counts of a hold-out against closed forms: each fails where one of its parts is left out."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.fit import Record, SeriesFit, own_record
from simulator.fit.calibration import Discrepancy
from simulator.fit.heldout import Said, after_cut, banded, blind, futures, judged, misfit, rivals
from simulator.scenario.distribution import Distribution
from simulator.target import statistics_of
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


def test_futures_lie_around_what_was_known_as_wide_as_their_distribution_and_inside_the_range():
    driver = parameter("worth", 0.0, 10.0, 8.0, Distribution("triangular", (7.0, 8.0, 9.0)))
    (drawn,) = futures([driver], [3.0], 4000, 1)
    assert drawn.mean() == pytest.approx(3.0, abs=0.01)
    assert (drawn.min(), drawn.max()) == pytest.approx((2.0, 4.0), abs=0.05)
    assert futures([driver], [0.0], 4000, 1).min() == 0.0
    # what leans to one side is drawn with its middle at what was known
    shock = parameter("shock", 0.0, 1.0, 0.0, Distribution("triangular", (0.0, 0.0, 1.0)))
    assert np.median(futures([shock], [0.2], 4000, 1)) == pytest.approx(0.2, abs=1e-3)
    assert futures([], [], 10, 1).shape == (0, 10)


def test_errors_are_as_large_as_residuals_but_no_smaller_than_errors_of_observation():
    past = observed("people", {2018: 100.0, 2019: 100.0, 2020: 100.0}, 2.0)
    assert misfit(fit_of(past, [106.0, 94.0, 106.0])) == pytest.approx(3.0)
    assert misfit(fit_of(past, [96.0, 84.0, 96.0], [10.0] * 3)) == pytest.approx(3.0)
    assert misfit(fit_of(past, [100.1, 99.9, 100.0])) == 1.0
    assert misfit(fit_of(past.only([0, 1]), [110.0, 110.0])) == 1.0


def said_of(past, ahead, before, after):
    """Make what a model says: (point, member), the best fit first; of a series without a past nothing before."""
    seen = (past,) if past is not None else ()
    return Said(seen, (ahead,), np.array(before), np.array(after), 2020, {"people": own_record(past or ahead)})


def test_a_forecast_begins_where_history_was_observed_last_and_is_the_median_of_the_members():
    past = observed("people", {2018: 90.0, 2020: 100.0}, 1e-9)
    ahead = observed("people", {2021: 103.0, 2022: 106.0}, 1e-9)
    # three members that are off by as much as they please, and rise by 1, 3 and 11 a year; the best fit rises by 5
    starts, rises = np.array([70.0, 250.0, -30.0, 4.0]), np.array([5.0, 1.0, 3.0, 11.0])
    before = [starts - 7.0, starts]
    said = said_of(past, ahead, before, [starts + rises, starts + 2.0 * rises])
    (test,) = judged([fit_of(past, [90.0, 100.0])], said, 1.0, 1)
    assert test.model.values == pytest.approx([103.0, 106.0])
    assert test.model.statistics.rmse == pytest.approx(0.0, abs=1e-6)
    assert (test.low, test.high) == (pytest.approx([101.0, 102.0]), pytest.approx([111.0, 122.0]))
    # as it stands the best fit is not moved
    assert test.best_fit.values == pytest.approx([75.0, 80.0])
    assert test.shift == pytest.approx(100.0 - starts[1:])


def test_a_forecast_of_another_stretch_keeps_the_level_that_was_known_of_it():
    # the level of a new definition counts as it is: what was observed before tells nothing of it
    past = observed("people", {2018: 100.0, 2020: 100.0}, 1e-9, (0, 0))
    ahead = observed("people", {2022: 100.0, 2023: 100.0}, 1e-9, (0, -1))
    off = np.linspace(-5.0, 5.0, 101)
    said = said_of(past, ahead, np.tile(100.0 + off, (2, 1)), np.tile(100.0 + off, (2, 1)))
    (test,) = judged([fit_of(past, [95.0, 95.0], [5.0, 5.0])], said, 0.8, 1)
    assert test.best_fit.values == pytest.approx([100.0, 95.0])
    assert (test.low[0], test.high[0]) == pytest.approx((100.0, 100.0), abs=1e-6)
    assert (test.low[1], test.high[1]) == pytest.approx((96.0, 104.0), abs=0.2)


def test_every_member_has_its_own_level_of_a_stretch_that_is_not_the_last():
    past = observed("people", {2017: 90.0, 2018: 100.0, 2020: 50.0}, 1e-9, (0, 0, -1))
    ahead = observed("people", {2022: 95.0}, 1e-9, (0,))
    off = np.linspace(-5.0, 5.0, 101)
    said = said_of(past, ahead, np.tile(off, (3, 1)), off[None])
    (test,) = judged([fit_of(past, [90.0, 100.0, 50.0])], said, 0.8, 1)
    assert (test.low[0], test.high[0]) == pytest.approx((95.0, 95.0), abs=1e-6)


def test_a_band_has_the_errors_of_both_observations_grown_by_the_misfit():
    past = observed("people", {2018: 100.0, 2019: 100.0, 2020: 100.0}, 2.0)
    ahead = observed("people", {2021: 100.0}, 2.0)
    said = said_of(past, ahead, np.full((3, 20_001), 100.0), np.full((1, 20_001), 100.0))
    (well,) = judged([fit_of(past, [100.0] * 3)], said, 0.8, 1)
    # 80 % of a normal distribution lie within 1.2816 deviations; what forecasts begin at may be off as well
    assert (well.low[0], well.high[0]) == pytest.approx((100.0 - 3.625, 100.0 + 3.625), abs=0.15)
    (badly,) = judged([fit_of(past, [106.0, 94.0, 106.0])], said, 0.8, 1)
    assert badly.high[0] - 100.0 == pytest.approx(3 * 3.625, abs=0.45)
    (unseen,) = judged([], said_of(None, ahead, np.zeros((0, 20_001)), np.full((1, 20_001), 100.0)), 0.8, 1)
    assert unseen.past is None
    assert unseen.high[0] == pytest.approx(102.563, abs=0.1)


def test_what_the_model_is_off_by_widens_a_band_with_the_years():
    past = replace(observed("people", {2020: 100.0}, 1e-9), discrepancy=Discrepancy((5.0,), 2.0, ""))
    ahead = replace(observed("people", {2021: 100.0, 2030: 100.0}, 1e-9), discrepancy=Discrepancy((5.0,) * 2, 2.0, ""))
    said = said_of(past, ahead, np.full((1, 20_001), 100.0), np.full((2, 20_001), 100.0))
    (test,) = judged([fit_of(past, [100.0])], said, 0.8, 1)
    # of two values that are alike by r the difference has 2 (1 - r) times the variance of one
    sizes = [5.0 * (2.0 * (1.0 - np.exp(-years / 2.0))) ** 0.5 for years in (1.0, 10.0)]
    assert test.high - 100.0 == pytest.approx([1.2816 * size for size in sizes], rel=0.04)


def test_residuals_count_what_the_model_is_off_by():
    past = replace(
        observed("people", {2018: 100.0, 2019: 100.0, 2020: 100.0}, 3.0), discrepancy=Discrepancy((4.0,) * 3, 2.0, "")
    )
    assert misfit(fit_of(past, [110.0, 90.0, 110.0])) == pytest.approx(2.0)


def test_ends_and_medians_leave_out_members_that_are_no_numbers():
    values = np.array([[*np.arange(101.0), np.nan], [np.nan] * 102])
    low, median, high = banded(values, 0.8)
    assert (low[0], median[0], high[0]) == pytest.approx((10.0, 50.0, 90.0))
    assert np.isnan([low[1], median[1], high[1]]).all()


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
