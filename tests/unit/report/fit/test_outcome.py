"""Records of fits: which forecast is nearest, which points a band holds."""

import numpy as np

from simulator.fit import statistics_of
from simulator.report.fit.outcome import Rival, SeriesTest
from tests.fits import observed

SERIES = observed("people", {2021: 10.0, 2022: 12.0})
SEEN = np.array([10.0, 12.0])


def rival(kind, values):
    """Make a forecast."""
    return Rival(kind, np.array(values), statistics_of(np.array(values), SEEN))


def test_the_model_is_held_against_the_nearest_rival():
    rivals = (rival("linear_trend", [11.0, 14.0]), rival("drift", [10.5, 12.5]))
    test = SeriesTest(SERIES, None, rival("model", [10.1, 12.2]), np.array([9.5, 12.5]), np.array([11.0, 13.0]), rivals)
    assert test.best is rivals[1]
    assert test.wins is True
    assert test.inside.tolist() == [True, False]


def test_without_rivals_nobody_wins():
    test = SeriesTest(SERIES, None, rival("model", [10.1, 12.2]), SEEN, SEEN, ())
    assert test.best is None
    assert test.wins is None
