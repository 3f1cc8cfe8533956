"""Variables of NetCDF say what they are; verdicts are flags."""

import numpy as np
import pytest

from simulator.report.export.parts import VERDICT_NAMES
from simulator.report.export.variables import (
    about,
    codes,
    flags,
    free_names,
    put,
    put_scenarios,
    put_text,
    put_years,
)
from simulator.report.labelling import Named

h5netcdf = pytest.importorskip("h5netcdf", reason="needs the extra [export]")


def test_what_a_variable_is():
    told = about(Named("variable", "births", "Births", "出生人口", "万人", "population", "total"))
    assert told == {
        "name_in_model": "births",
        "long_name": "Births",
        "long_name_zh": "出生人口",
        "units": "10k people",
        "units_shown": "万人",
        "sector": "population",
        "cell_methods": "year: sum",
    }
    bare = about(Named("variable", "x", "x", "x", "Dmnl", "", "growth"))
    assert bare["units"] == "1"
    assert not {"sector", "cell_methods"} & set(bare)


def test_verdicts_are_flags():
    told = codes(np.array(["", "met", "missed", "too_close", "undecided", "not_modelled", "odd"], dtype=object))
    assert told.dtype == np.int8
    assert told.tolist() == [0, 1, 2, 3, 4, 5, 0]
    words = flags()["flag_meanings"].split()
    assert [words[code] for code in told[1:-1]] == list(VERDICT_NAMES)
    assert flags()["flag_values"].tolist() == list(range(6))


def test_names_are_not_those_of_dimensions():
    assert free_names(["year", "a b", "a-b"], ("scenario", "year")) == {"year": "year_2", "a b": "a_b", "a-b": "a_b_2"}


def test_what_is_put_in_comes_out(tmp_path):
    with h5netcdf.File(tmp_path / "x.nc", "w") as file:
        file.dimensions = {"scenario": 2, "year": 2}
        put_scenarios(file, ("基准", "plan"))
        put_years(file, np.array([2020.0, 2021.0]))
        put(file, "x", ("scenario", "year"), np.array([[0.1, np.nan], [np.inf, -0.0]]), {"units": "万人"})
        put_text(file, "t", ("year",), np.array(["", "达到"], dtype=object), {"long_name": "t"})
    with h5netcdf.File(tmp_path / "x.nc", "r") as file:
        assert [each.decode() if isinstance(each, bytes) else each for each in file["scenario"][:]] == ["基准", "plan"]
        assert file["year"][:].tolist() == [2020, 2021]
        assert file["year"].dtype == np.int32
        assert file["x"][:].tobytes() == np.array([[0.1, np.nan], [np.inf, -0.0]]).tobytes()
        assert file["x"].attrs["units"] == "万人"
        assert "year's end" in file["year"].attrs["comment"]
