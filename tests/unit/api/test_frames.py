"""Tables for pandas."""

import sys

import numpy as np
import pytest

from simulator.api.frames import frame_of
from simulator.errors import OutputError


def test_a_table_without_and_with_an_index():
    assert list(frame_of({"x": np.arange(3)}).columns) == ["x"]
    one = frame_of({"x": [5, 6]}, (("time", np.array([0.0, 0.5])),))
    assert one.index.name == "time" and one.loc[0.5, "x"] == 6
    two = frame_of({"x": [5, 6]}, (("scenario", ["a", "b"]), ("year", [1, 2])))
    assert two.index.names == ["scenario", "year"] and two.loc[("b", 2), "x"] == 6


def test_without_pandas(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OutputError) as caught:
        frame_of({})
    told = "to_pandas: pandas is not installed. Expected it for tables. Install it with: pip install pandas."
    assert str(caught.value) == told
