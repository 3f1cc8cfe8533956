"""Records of a calibration."""

from simulator.fit.calibration import Calibration, HoldOut, Observation
from simulator.scenario.layer import Layer
from tests.calibrations import point


def test_a_series_is_cut_with_its_errors_and_offsets():
    points = tuple(point("people", "population", year, 560.0, 2) for year in (2020.0, 2021.0, 2022.0))
    whole = Observation("people", "population", "万人", points, (1.0, 2.0, 3.0), (0, 0, -1), "census")
    cut = whole.until(2021)
    assert cut is not None
    assert (cut.points, cut.errors, cut.offsets) == (points[:2], (1.0, 2.0), (0, 0))
    assert whole.until(2019) is None
    calibration = Calibration("calibration.yaml", (), (whole,), (HoldOut(2021, Layer("calibration.yaml")),))
    assert calibration.until(2019) == ()
    assert calibration.until(2022) == (whole,)
    assert calibration.holdout(2021) is not None
