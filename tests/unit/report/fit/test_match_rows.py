"""Rows of history matching."""

import numpy as np
import pytest

from simulator.report.fit.match_rows import band_rows, history_rows, summary_rows
from tests.matches import matched


def test_a_row_an_input_and_a_headline():
    rows = list(summary_rows(matched()))
    assert [(row["kind"], row["name"], row["seen"]) for row in rows] == [
        ("parameter", "growth", "yes"),
        ("parameter", "worth", "yes"),
        ("uncertainty", "rise", "no"),
        ("headline", "people", ""),
        ("headline", "output", ""),
    ]
    growth = rows[0]
    assert growth["posterior_q50"] == np.median(matched().posterior.values[0])
    assert growth["prior_q90"] == np.quantile(matched().drawn[0], 0.9)
    assert growth["narrowed"] > 0.8 and rows[3]["narrowed"] > 0.8
    assert abs(rows[2]["narrowed"]) < 0.2
    assert rows[2]["effective"] == 200 and rows[3]["effective"] is None


def test_bands_are_by_variable_and_year():
    rows = {(row["variable"], row["year"]): row for row in band_rows(matched())}
    assert rows["people", 2010]["posterior_q05"] == pytest.approx(100.0)
    late = rows["people", 2025]
    assert late["prior_q05"] < late["posterior_q05"] < late["posterior_q95"] < late["prior_q95"]
    assert rows["output", 2010]["posterior_q50"] is None


def test_observed_values_lie_among_members():
    rows = list(history_rows(matched()))
    assert len(rows) == 14
    assert all(row["inside_90"] == "yes" for row in rows)
    assert [row["level"] == 0.0 for row in rows[-3:]] == [False, False, True]
    assert max(abs(row["distance"]) for row in rows) < 1.645
