"""Errors of observation and discrepancies as the file writes them."""

import pytest

from simulator.fit.sizes import read_discrepancy, read_errors
from simulator.model.labels import Label
from simulator.scenario.place import Place
from simulator.scenario.read import Scalar, read
from simulator.target import Point

LABEL = Label("GDP", "GDP", "生产总值", "亿元", "economy", "total")
POINTS = tuple(
    Point("GDP", "GDP", year, value, "亿元", "", "high", "") for year, value in ((2011, 200.0), (2020, 400.0))
)
KEY = Scalar("GDP", "GDP", Place("c.yaml", 1, 1))


def given(reader, tmp_path, text):
    """Read what stands behind a key."""
    path = tmp_path / "c.yaml"
    path.write_text(f"GDP: {text}\n", encoding="utf-8")
    root, _ = read(path, "c.yaml")
    faults = []
    return reader(KEY, root.pairs[0][1], LABEL, (POINTS, faults)), [str(each) for each in faults]


@pytest.mark.parametrize(
    ("text", "errors"),
    [("5", (5.0, 5.0)), ("2 %", (4.0, 8.0)), ("{2011: 2 %, 2015: 3}", (4.0, 3.0))],
)
def test_errors_are_absolute_or_of_the_value(tmp_path, text, errors):
    assert given(read_errors, tmp_path, text) == (errors, [])


def test_a_discrepancy_has_a_size_a_memory_and_a_source(tmp_path):
    found, faults = given(read_discrepancy, tmp_path, "{error: 1 %, memory: 3, source: assumption}")
    assert not faults
    assert (found.sizes, found.memory, found.source) == ((2.0, 4.0), 3.0, "assumption")
    assert given(read_discrepancy, tmp_path, "{error: 1 %, source: assumption}")[0].memory == 5.0
    assert read_discrepancy(KEY, None, LABEL, (POINTS, [])) is None


def test_faults_of_a_discrepancy(tmp_path):
    assert given(read_discrepancy, tmp_path, "{error: 1 %}")[1] == [
        "c.yaml:1:6: GDP: discrepancy has no source. Expected all of error, source. Add the rest."
    ]
    faults = given(read_discrepancy, tmp_path, "{error: 1 %, memory: 0, source: assumption}")[1]
    assert faults == ["c.yaml:1:27: GDP: discrepancy: memory is 0. Expected years, more than 0. Correct it."]
    assert "more than 0" in given(read_discrepancy, tmp_path, "{error: 0, source: assumption}")[1][0]
