"""Labelled arrays for xarray."""

import sys

import numpy as np
import pytest

from simulator.api.cubes import dataset_of
from simulator.errors import OutputError


def test_arrays_with_axes_and_attributes():
    made = dataset_of({"x": (("year",), np.arange(2.0), {"units": "%"})}, {"year": [2030, 2031]}, {"model": "town"})
    assert made["x"].sel(year=2031) == 1 and made["x"].attrs == {"units": "%"} and made.attrs == {"model": "town"}


def test_without_xarray(monkeypatch):
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(OutputError) as caught:
        dataset_of({}, {}, {})
    told = "xarray is not installed. Expected it for labelled arrays. Install it with: pip install xarray."
    assert str(caught.value) == f"to_xarray: {told}"
