"""Rows of a hold-out."""

from simulator.report.fit.holdout_rows import holdout_rows, point_rows, summary_rows
from tests.fits import held_out


def test_a_row_a_forecast_with_the_nearest_marked():
    rows = list(holdout_rows(held_out()))
    assert [(row["series"], row["forecast"], row["nearest"]) for row in rows] == [
        ("people", "model", "yes"),
        ("people", "linear_trend", ""),
        ("people", "drift", ""),
        ("people", "best_fit", ""),
        ("people", "unmoved", ""),
        ("output", "model", ""),
        ("output", "best_fit", ""),
        ("output", "unmoved", ""),
    ]
    assert abs(rows[1]["rmse"] - 3.0) < 1e-9
    assert rows[5]["enough"] == "too few"


def test_a_row_a_point():
    rows = list(point_rows(held_out()))
    assert [row["inside"] for row in rows] == ["yes"] * 5 + ["no"]
    assert rows[0]["best_naive"] == "drift"
    assert rows[0]["best_naive_value"] == rows[0]["observed"] + 0.5
    assert (rows[5]["best_naive"], rows[5]["best_naive_value"]) == ("", None)


def test_a_row_a_cut():
    (row,) = summary_rows(held_out())
    assert (row["series"], row["contested"], row["wins"], row["points"], row["inside"]) == (2, 1, 1, 6, 5)
    assert row["covered"] == 500.0 / 6
    # off by 0.7, where a naive forecast is off by 0.5
    assert (row["best_fit_wins"], row["unmoved_wins"]) == (0, 1)
    # of people all five points, of output not the only one: as series they count alike
    assert row["covered_by_series"] == 50.0
    assert row["settled"] == "no"
