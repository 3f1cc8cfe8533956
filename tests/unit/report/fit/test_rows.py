"""Rows of a calibration."""

import pytest

from simulator.fit.identify import COLLINEAR, CORRELATED
from simulator.report.fit.rows import fit_rows, identifiability_rows, parameter_rows, statistics_rows
from tests.fits import calibrated


def test_parameters_say_where_they_ended_and_whether_they_are_told():
    rows = {row["parameter"]: row for row in parameter_rows(calibrated())}
    assert rows["growth"]["value"] == pytest.approx(0.02, abs=1e-4)
    assert rows["growth"]["told"] == "yes"
    assert 0 < rows["growth"]["standard_error"] < 0.001
    assert (rows["worth"]["value"], rows["worth"]["at_bound"], rows["worth"]["standard_error"]) == (1.5, "high", None)
    assert (rows["a"]["told"], rows["a"]["standard_error"]) == ("no", None)
    assert rows["a"]["value"] * rows["b"]["value"] == pytest.approx(1.2, rel=1e-3)


def test_residuals_count_the_free_level():
    rows = [row for row in fit_rows(calibrated()) if row["series"] == "output"]
    assert [row["year"] for row in rows] == [2012, 2016, 2020]
    assert rows[0]["level"] == rows[1]["level"] != 0.0
    assert rows[2]["level"] == 0.0
    for row in rows:
        assert row["residual"] == (row["model"] + row["level"] - row["observed"]) / row["error"]


def test_statistics_say_where_points_are_too_few():
    rows = {row["series"]: row for row in statistics_rows(calibrated())}
    assert (rows["people"]["n"], rows["people"]["enough"]) == (16, "yes")
    assert rows["people"]["mape"] == pytest.approx(0.1, rel=0.02)
    assert (rows["output"]["enough"], rows["output"]["theil_u"]) == ("too few", None)


def test_what_cannot_be_told_apart_is_named_with_its_threshold():
    rows = list(identifiability_rows(calibrated()))
    assert [row["kind"] for row in rows] == ["direction", "collinearity", "whole"]
    assert rows[0]["value"] == float("inf")
    assert rows[0]["parameters"] in ("a (+0.71); b (-0.71)", "b (+0.71); a (-0.71)") or "(+0." in rows[0]["parameters"]
    assert rows[1]["parameters"] == "a; b"
    assert rows[1]["threshold"] == COLLINEAR
    assert CORRELATED == 0.95
    assert rows[2]["parameters"] == "growth; a; b"
