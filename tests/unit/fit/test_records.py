"""What history tells beyond the years that a file asks for."""

import numpy as np
import pytest

from simulator.fit.calibration import Discrepancy
from simulator.fit.heldout import Said, after_cut, judged
from simulator.fit.observations import Span, read_observation
from simulator.fit.records import own_record, read_record
from simulator.scenario.read import parse
from simulator.target import History, Point
from tests.calibrations import LABELS
from tests.fits import observed


def row(series, year, value, confidence):
    """Make a row of history."""
    return Point(series, "GDP", year, value, "亿元", "yearbook", confidence, "")


def record_of(text, points):
    """Read the record beside an entry."""
    root, found = parse(text, "calibration.yaml")
    faults = list(found)
    ((key, node),) = root.pairs
    span = Span({each.variable: each for each in LABELS}, History(points), (2010.0, 2030.0))
    entry = read_observation(key, node, span, faults)
    assert not faults
    return read_record(key, node, span, entry)


def test_all_trusted_points_are_seen_and_the_files_own_series_is_tested():
    points = (
        *(row("output", year, 100.0 + year - 2018, "low" if year == 2022 else "high") for year in range(2018, 2025)),
        row("other", 2015.0, 90.0, "medium"),
        row("other", 2016.0, 91.0, "low"),
        row("other", 2020.0, 1.0, "medium"),
        # beyond the run, and of a part of a year: a total has neither
        row("output", 2035.0, 130.0, "high"),
        row("output", 2023.5, 130.0, "high"),
    )
    text = "GDP: {series: output, years: [2019, 2020, 2022], breaks: [2020], error: 1 %, source: a}"
    record = record_of(text, points)
    assert [point.year for point in record.points] == [
        2015.0,
        2018.0,
        2019.0,
        2020.0,
        2021.0,
        2022.0,
        2023.0,
        2023.5,
        2024.0,
        2035.0,
    ]
    assert record.points[3].value == 102.0
    assert record.breaks == (2020.0,)
    assert [point.year for point in record.tested.points] == [2019.0, 2020.0, 2021.0, 2022.0, 2023.0, 2024.0]
    assert record.tested.offsets == (0, -1, -1, -1, -1, -1)
    assert record.tested.errors[-1] == 1.06
    assert record.tested.shares == (0.01,) * 6


def test_what_the_model_may_be_off_by_reaches_what_followed():
    points = tuple(row("output", year, 100.0 * (year - 2018.0), "high") for year in (2019.0, 2020.0, 2021.0))
    discrepancy = "{error: 2 %, memory: 3, source: b}"
    text = f"GDP: {{series: output, years: [2019, 2020], error: 5, source: a, discrepancy: {discrepancy}}}"
    tested = record_of(text, points).tested
    assert tested.discrepancy == Discrepancy((2.0, 4.0, 6.0), 3.0, "b", (0.02,) * 3)
    assert tested.shares == (0.0,) * 3
    # it widens the band, as the part of the forecast that it is
    (past,), ahead = [tested.until(2020).only([1])], after_cut(tested, 2020)
    members = np.full((1, 20_001), 200.0)
    said = Said((past,), (ahead,), members, members, 2020, {"GDP": own_record(tested)})
    (test,) = judged([], said, 0.8, 1)
    assert test.high[0] - 200.0 == pytest.approx(1.2816 * (25.0 + 16.0) ** 0.5, rel=0.03)


def test_what_the_file_asks_for_is_seen_also_where_another_source_is_trusted_more():
    points = (*(row("output", year, 100.0, "low") for year in (2019.0, 2020.0)), row("other", 2020.0, 70.0, "high"))
    record = record_of("GDP: {series: output, error: 1 %, source: a}", points)
    assert [point.value for point in record.points] == [100.0, 100.0]


def test_a_series_alone_breaks_where_its_level_does():
    whole = observed("people", {2018: 1.0, 2020: 2.0, 2021: 3.0}, 1.0, (0, 0, -1))
    record = own_record(whole)
    assert (record.points, record.breaks, record.tested) == (whole.points, (2021,), whole)
