"""Sheets read back to the same bits, in Excel's encoding, under the names of the contract."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.kernel.trajectories import Trajectories
from simulator.report.outcome import BareRun, Numerics
from simulator.report.rows import VERDICT_COLUMNS
from simulator.report.sheets import number_text, write_bare_trajectories, write_trajectories, write_verdicts
from tests.unit.report.synthetic import broken, results


@given(st.floats(allow_nan=False))
def test_numbers_read_back_to_the_same_bits(value):
    assert np.float64(number_text(value)).tobytes() == np.float64(value).tobytes()


def test_no_number_is_a_blank_or_nan():
    assert number_text(math.nan, blank_nan=True) == ""
    assert number_text(math.nan) == "nan"


def test_numbers_of_numpy_are_written_bare():
    assert number_text(np.float64(0.1)) == "0.1"


def test_trajectories(tmp_path):
    made = results()
    write_trajectories(tmp_path / "trajectories.csv", made)
    assert (tmp_path / "trajectories.csv").read_bytes().startswith(b"\xef\xbb\xbfscenario,year,population,births")
    with (tmp_path / "trajectories.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["scenario", "year", *(label.variable for label in made.case.labels)]
    for outcome in made.outcomes:
        own = [row for row in rows if row["scenario"] == outcome.scenario.name]
        assert [int(row["year"]) for row in own] == list(outcome.yearly.years)
        for name in outcome.yearly.names:
            read = np.array([float(row[name] or "nan") for row in own])
            np.testing.assert_array_equal(read, outcome.yearly.of(name)[:, 0])


def test_a_blank_year_is_an_empty_cell(tmp_path):
    write_trajectories(tmp_path / "t.csv", results(1))
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["year"], first["births"], first["population"]) == ("2020", "", "561.2")


@pytest.mark.parametrize("made", [results(), broken()], ids=["whole", "broken"])
def test_verdicts(tmp_path, made):
    write_verdicts(tmp_path / "verdicts.csv", made)
    with (tmp_path / "verdicts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    verdicts = [verdict for outcome in made.outcomes for verdict in outcome.verdicts]
    assert tuple(rows[0]) == VERDICT_COLUMNS
    assert len(rows) == len(verdicts)
    for row, verdict in zip(rows, verdicts, strict=True):
        for name in VERDICT_COLUMNS:
            value = getattr(verdict, name)
            if value is None:
                assert row[name] == ""
            elif isinstance(value, str):
                assert row[name] == value
            else:
                assert np.float64(row[name]).tobytes() == np.float64(value).tobytes()


def test_bare_trajectories(tmp_path):
    time = np.array([0.0, 0.125, 0.25])
    values = np.array([[1.0, 0.1], [np.nan, 0.2], [np.inf, 0.1 + 0.2]])[:, :, np.newaxis]
    saved = Trajectories(time=time, names=("stock", "flow[a,b]"), units=("m", "m/Year"), values=values)
    write_bare_trajectories(tmp_path / "t.csv", BareRun("tank", "f00d", saved, Numerics("euler", 0.125, None, 0.0)))
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines() == [
        'scenario,time,stock,"flow[a,b]"',
        "tank,0.0,1.0,0.1",
        "tank,0.125,nan,0.2",
        "tank,0.25,inf,0.30000000000000004",
    ]
