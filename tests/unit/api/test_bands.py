"""Bands are read as they were written."""

import numpy as np
import pytest

from simulator.api.batching import batch
from simulator.report.export.sheet import read_sheet


def test_bands_are_those_of_the_file_and_of_the_members(town):
    result = batch("try.yaml")
    bands = result.bands
    sheet = read_sheet(result.folder / "bands.csv", ())
    table = bands.to_pandas()
    assert list(table.columns) == list(sheet.header)
    for column in sheet.columns:
        cells = list(table[column.name]) if column.kind == "text" else table[column.name].to_numpy()
        np.testing.assert_array_equal(cells, column.cells)
    saved = result.trajectories_to_pandas()
    values = saved[(saved.scenario == "effort") & (saved.year == 2030)]["GDP"]
    place = bands.years.tolist().index(2030)
    assert bands.of("GDP", "effort")[2, place] == pytest.approx(np.median(values), rel=1e-12)
    assert bands.values.shape == (2, 5, len(bands.years), len(bands.variables))
    assert bands.probabilities[2] == 0.5 and len(bands.units) == len(bands.variables)
    np.testing.assert_array_equal(bands.of("GDP"), bands.of("GDP", "base"))
    assert not np.array_equal(bands.of("GDP"), bands.of("GDP", "effort"))


def test_names_that_are_not_there(town):
    bands = batch("try.yaml").bands
    with pytest.raises(KeyError, match="no variable 'GPD'"):
        bands.of("GPD")
    with pytest.raises(KeyError, match=r"no scenario 'bases'\. Nearest: 'base'"):
        bands.of("GDP", "bases")
