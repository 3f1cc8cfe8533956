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
    # what was observed in the year of the cut tells it
    known = after_cut(whole.only([1, 2]), 2020)
    assert known is not None
    assert [point.year for point in known.points] == [2021.0]


def test_futures_lie_around_what_was_known_as_wide_as_their_distribution_and_inside_the_range():
    driver = parameter("worth", 0.0, 10.0, 8.0, Distribution("triangular", (7.0, 8.0, 9.0)))
    (drawn,), (beyond,) = futures([driver], [4.0], 4000, 1)
    # what is never negative is as wide in %
    assert np.median(drawn) == pytest.approx(4.0, abs=0.01)
    assert (drawn.min(), drawn.max(), beyond) == pytest.approx((3.5, 4.5, 0.0), abs=0.02)
    (drawn,), (beyond,) = futures([driver], [10.0], 4000, 1)
    assert (drawn.max(), beyond) == pytest.approx((10.0, 0.5), abs=0.01)
    # from 0 there is no ratio
    (drawn,), (beyond,) = futures([driver], [0.0], 4000, 1)
    assert (drawn.min(), drawn.max(), beyond) == pytest.approx((0.0, 1.0, 0.5), abs=0.05)
    # what leans to one side is drawn with its middle at what was known
    shock = parameter("shock", 0.0, 1.0, 0.0, Distribution("triangular", (0.0, 0.0, 1.0)))
    assert np.median(futures([shock], [0.2], 4000, 1)[0]) == pytest.approx(0.2, abs=1e-3)
    assert [each.shape for each in futures([], [], 10, 1)] == [(0, 10), (0,)]


def test_what_may_be_negative_is_moved_by_a_difference():
    driver = parameter("trend", -10.0, 10.0, 0.0, Distribution("triangular", (-1.0, -1.0, 3.0)))
    middle = 3.0 - 8.0**0.5
    for known in (5.0, -5.0):
        (drawn,), (beyond,) = futures([driver], [known], 4000, 1)
        ends = (known - 1.0 - middle, known + 3.0 - middle)
        assert (drawn.min(), drawn.max(), beyond) == pytest.approx((*ends, 0.0), abs=0.07)


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
    # and neither is the median beside: of 251, -27 and 15 it is 15; of 252, -24 and 26 it is 26
    assert test.unmoved.values == pytest.approx([15.0, 26.0])


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


def test_what_begins_elsewhere_has_its_own_error_alone_and_the_shift_is_that_of_the_end():
    past = observed("people", {2018: 100.0, 2020: 100.0}, 2.0, (0, -1))
    ahead = observed("people", {2021: 100.0, 2022: 100.0}, 2.0, (-1, 0))
    told = np.full((2, 20_001), 100.0)
    before = np.array([np.full(20_001, 90.0), np.full(20_001, 97.0)])
    (test,) = judged([fit_of(past, [100.0] * 2)], said_of(past, ahead, before, told), 0.8, 1)
    # of what begins at the last value that may be off as well; of the level of 2018 it is known
    assert test.high - test.low == pytest.approx([2 * 3.625, 2 * 2.563], rel=0.03)
    assert test.model.values == pytest.approx([103.0, 110.0])
    assert set(test.shift.tolist()) == {10.0}


def test_errors_are_parts_of_the_forecast_not_of_what_was_observed_later():
    past = observed("people", {2020: 100.0}, 1e-9)
    off = Discrepancy((30.0,), 1e-6, "", (0.1,))
    for shares, discrepancy, size in (((0.1,), None, 10.0), ((0.0,), None, 30.0), ((), off, 10.0)):
        one = observed("people", {2021: 300.0}, 30.0 if discrepancy is None else 1e-9)
        ahead = replace(one, shares=shares, discrepancy=discrepancy)
        said = said_of(past, ahead, np.full((1, 20_001), 100.0), np.full((1, 20_001), 100.0))
        (test,) = judged([fit_of(past, [100.0])], said, 0.8, 1)
        assert test.high[0] - 100.0 == pytest.approx(1.2816 * size, rel=0.03)


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
    # one value of the last stretch holds, and tells no growth
    assert "no_change" in {each.kind for each in rivals(ahead, record, 2018)}
    assert [each.kind for each in rivals(ahead, record, 2016)] == ["no_change"]


def test_shares_alone_are_continued_as_a_logistic_curve():
    whole = observed("people", {2018: 10.0, 2019: 20.0, 2020: 30.0})
    ahead = observed("people", {2022: 41.0})

    def kinds(unit, points):
        record = Record("people", points, (), whole)
        return {each.kind for each in rivals(replace(ahead, unit=unit), record, 2020)}

    assert "logistic" in kinds("%", whole.points)
    assert "logistic" not in kinds("person", whole.points)
    # what goes below 0 or beyond 100 is no share: its growth is held, not its change
    beyond = observed("people", {2018: 50.0, 2019: 100.0, 2020: 200.0})
    record = Record("people", beyond.points, (), beyond)
    found = {each.kind: each for each in rivals(replace(ahead, unit="%"), record, 2020)}
    assert found["last_growth"].values == pytest.approx([800.0])
