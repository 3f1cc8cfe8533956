"""Dezhou's history: the shipped constants meet it, and the calibration in its folder can be read and cut."""

import numpy as np
import pytest

from simulator.fit import answers_of, residuals_of
from simulator.study.fitting import fitting_at, load_fitted
from simulator.target import statistics_of

# Mean absolute error, % of the value; of shares, in points.
MOST = {
    "population": 0.5,
    "urbanization rate": 1.0,
    "GDP": 2.0,
    "electricity consumption": 3.0,
    "renewable capacity": 3.0,
    "wind capacity": 10.0,
    "births": 10.0,
    "PM25": 10.0,
}
# Nominal shares, of which the level before the economic census of 2018 is free.
MOST_POINTS = {"primary share of GDP": 1.5, "secondary share of GDP": 1.5, "tertiary share of GDP": 1.5}


@pytest.fixture(scope="module")
def fitted():
    return load_fitted("dezhou")


def test_the_shipped_constants_meet_history(fitted):
    city, calibration = fitted
    fitting = fitting_at(city, calibration, None, ())
    answers = answers_of(fitting.case, calibration.parameters, fitting.observations)
    said = answers.at(np.array([[city.model.constants[each.name]] for each in calibration.parameters]))
    said = said + residuals_of(fitting.observations, calibration.parameters).levels(said)
    row, found = 0, {}
    for each in fitting.observations:
        values = np.array([point.value for point in each.points])
        found[each.name] = statistics_of(said[row : row + len(values), 0], values)
        row += len(values)
    for name, most in MOST.items():
        assert found[name].mape < most, name
    for name, most in MOST_POINTS.items():
        assert found[name].mean < most, name


@pytest.mark.parametrize("cut", [2020, 2023])
def test_a_cut_says_what_was_known_and_leaves_history_on_both_sides(fitted, cut):
    city, calibration = fitted
    fitting = fitting_at(city, calibration, cut, ())
    assert fitting.is_told
    assert {each.name: each.value for each in fitting.scenario.settings}["last observed year"] == cut
    assert all(point.year <= cut for each in fitting.observations for point in each.points)
    after = [each for each in calibration.observations if any(point.year > cut for point in each.points)]
    assert len(after) >= 8


def test_every_constant_that_history_decides_keeps_to_the_limits_of_the_model(fitted):
    city, calibration = fitted
    limits = {each.name: each.limits for each in city.model.variables}
    for each in calibration.parameters:
        low, high = limits[each.name.partition("[")[0]]
        assert low is not None and low <= each.low < each.high <= (high or np.inf), each.name
