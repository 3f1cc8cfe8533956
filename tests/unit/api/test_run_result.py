"""Results of runs as arrays, tables and labelled arrays hold the same numbers."""

import numpy as np
import pytest

from simulator.api.loading import load_model
from simulator.api.running import run


def test_arrays(town):
    result = run("base", "effort")
    n_years, n_variables = len(result.years), len(result.variables)
    assert result.values.shape == (2, n_years, n_variables) and len(result.units) == n_variables
    place = result.variables.index("population")
    np.testing.assert_array_equal(result.of("population"), result.values[:, :, place])
    assert result.years[0] == 2020 and result.years.dtype == np.int64
    with pytest.raises(KeyError, match="Nearest: 'population'"):
        result.of("popultion")


def test_tables(town):
    result = run("base", "effort")
    wide, long = result.to_pandas(), result.to_pandas(long=True)
    assert wide.index.names == ["scenario", "year"] and tuple(wide.columns) == result.variables
    np.testing.assert_array_equal(wide.loc["effort", "GDP"], result.of("GDP")[1])
    assert list(long.columns) == ["scenario", "year", "variable", "unit", "value"]
    row = long[(long.scenario == "effort") & (long.year == 2030) & (long.variable == "GDP")].iloc[0]
    assert row.value == result.of("GDP")[1, 10] and row.unit == result.units[result.variables.index("GDP")]
    table = result.verdicts_to_pandas()
    assert len(table) == len(result.verdicts) == 2 * len(result.results.case.targets)
    assert list(table.verdict) == [each.verdict for each in result.verdicts]


def test_labelled_arrays(town):
    result = run("base", "effort")
    cube = result.to_xarray()
    assert cube["GDP"].dims == ("scenario", "year")
    assert cube["GDP"].sel(scenario="effort", year=2030) == result.of("GDP")[1, 10]
    label = result.results.label("GDP")
    assert cube["GDP"].attrs == {"units": label.unit, "long_name": label.en, "long_name_zh": label.zh}


def test_a_model_file(town):
    result = run(load_model("models/smalltown/smalltown.mdl"))
    table, cube = result.to_pandas(), result.to_xarray()
    assert table.index.name == "time" and tuple(table.columns) == result.variables
    np.testing.assert_array_equal(table["GDP"], result.of("GDP"))
    np.testing.assert_array_equal(cube["GDP"], result.of("GDP"))
    assert cube["GDP"].attrs["units"] == result.units[result.variables.index("GDP")]
    assert result.numerics.numerical_error < 1e-3
