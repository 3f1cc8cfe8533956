"""NetCDF reads back to the same bits, with units, both languages' names and the manifest."""

import json
import sys

import numpy as np
import pyarrow.parquet as pq
import pytest

from simulator.errors import OutputError
from simulator.report.export import netcdf, parts
from simulator.report.export.netcdf import write_netcdf
from simulator.report.export.result import read_result
from tests.unit.report.export.folders import (
    bare_folder,
    batch_folder,
    drawn_folder,
    member_table,
    path_table,
    rows_of,
    run_folder,
)

pytest.importorskip("h5netcdf", reason="needs the extra [export]")
xarray = pytest.importorskip("xarray", reason="needs the extra [export]")
INDUSTRY = "total_factor_productivity_multiplier_of_the_whole_of_industry"


def opened(path, group=None):
    """Read a group whole."""
    with xarray.open_dataset(path, engine="h5netcdf", group=group) as found:
        return found.load()


@pytest.fixture
def batch(tmp_path):
    """A batch as NetCDF."""
    path = tmp_path / "many.nc"
    write_netcdf(read_result(batch_folder(tmp_path)), path)
    return path


def test_a_run(tmp_path):
    folder = run_folder(tmp_path)
    result = read_result(folder)
    write_netcdf(result, tmp_path / "out.nc")
    found = opened(tmp_path / "out.nc")
    assert dict(found.sizes) == {"scenario": 2, "year": 16}
    assert found["scenario"].values.tolist() == ["baseline", "plan"]
    assert found["year"].values.tolist() == list(range(2020, 2036))
    assert len(found.data_vars) == len(result.paths.variables)
    for place, variable in enumerate(found.data_vars.values()):
        assert variable.values.tobytes() == np.ascontiguousarray(result.paths.values[:, :, place]).tobytes()
    assert found["GDP"].attrs["long_name_zh"] == "地区生产总值（2025年价）"
    assert (found["GDP"].attrs["units"], found["GDP"].attrs["units_shown"]) == ("100M yuan", "亿元")
    assert found["GDP"].attrs["cell_methods"] == "year: sum"
    assert json.loads(found.attrs["manifest"]) == json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_targets_of_a_run(tmp_path):
    result = read_result(run_folder(tmp_path))
    write_netcdf(result, tmp_path / "out.nc")
    found = opened(tmp_path / "out.nc", "targets")
    words = found["verdict"].attrs["flag_meanings"].split()
    header = result.verdicts.header
    for row in result.verdicts.rows:
        told = dict(zip(header, row, strict=True))
        cell = found.sel(scenario=told["scenario"], target=told["target"])
        assert words[int(cell["verdict"])] == told["verdict"]
        np.testing.assert_array_equal(cell["margin"].item(), float(told["margin"] or "nan"))
        assert cell["document"].item() == told["document"]
        assert cell["label_zh"].item() == result.named("target", told["target"]).zh


def test_a_model_file(tmp_path):
    write_netcdf(read_result(bare_folder(tmp_path)), tmp_path / "out.nc")
    found = opened(tmp_path / "out.nc")
    assert found["time"].values.tolist() == [0.0, 0.5, 1.0]
    np.testing.assert_array_equal(found["stock"].values, [[1.0, np.nan, np.inf]])
    assert found["flow_a_b"].attrs["name_in_model"] == "flow[a,b]"


def test_members(batch):
    found = opened(batch)
    assert dict(found.sizes) == {"scenario": 2, "member": 5}
    assert found["member"].values.tolist() == [0, 1, 2, 3, 4]
    for scenario in ("baseline", "plan"):
        made = member_table(scenario, 0, 5)
        told = found.sel(scenario=scenario)
        assert told["hukou_effort"].values.tobytes() == made["hukou effort"].to_numpy().tobytes()
        np.testing.assert_array_equal(
            told["urbanization_2030_value"].values, made["urbanization_2030_value"].to_numpy()
        )
        words = told["urbanization_2030_verdict"].attrs["flag_meanings"].split()
        verdicts = [words[code] for code in told["urbanization_2030_verdict"].values.tolist()]
        assert verdicts == made["urbanization_2030_verdict"].to_pylist()
    assert found["hukou_effort"].attrs["long_name_zh"] == "户籍改革力度"
    assert found[INDUSTRY].attrs["role"] == "input"
    assert found.attrs["comment"] == (
        "Shares and quantiles are of the 5 sampled futures, not of the real one: structure and calibration are fixed, "
        "so bands are too narrow, and they are not conditional on history."
    )


def test_trajectories(batch):
    found = opened(batch, "trajectories")
    assert dict(found.sizes) == {"scenario": 2, "member": 5, "year": 2}
    for scenario in ("baseline", "plan"):
        made = path_table(scenario, 0, 5)["population"].to_numpy().reshape(5, 2)
        assert found["population"].sel(scenario=scenario).values.tobytes() == made.tobytes()


def test_bands_and_shares(batch):
    bands = opened(batch, "bands")
    assert bands["quantile"].values.tolist() == [0.05, 0.25, 0.5, 0.75, 0.95]
    told = bands["population"].sel(scenario="plan", year=2030).values
    np.testing.assert_array_equal(told, [np.nan, 1.0, 2.5, 3.0, 4.0])
    assert bands["population_error"].values.tolist() == [[0.0, 0.0], [0.0, 0.0]]
    shares = opened(batch, "targets")
    assert shares["p_met"].values.min() == shares["p_met"].values.max() == 0.4
    assert "sampled futures, not of the real one" in shares["note_en"].values[0, 0]


def test_every_member_of_a_batch_comes_to_its_place(tmp_path):
    folder = drawn_folder(tmp_path)
    write_netcdf(read_result(folder), tmp_path / "out.nc")
    found = opened(tmp_path / "out.nc")
    frame = pq.read_table(folder / "members").to_pandas()
    by_name = {variable.attrs["name_in_model"]: variable for variable in found.data_vars.values()}
    assert set(by_name) == set(frame.columns) - {"scenario", "member"}
    for name, variable in by_name.items():
        told = frame[name].to_numpy().reshape(2, 20)
        if name.endswith("_verdict"):
            words = np.array(variable.attrs["flag_meanings"].split(), dtype=object)
            assert (words[variable.values] == told).all()
        else:
            assert variable.values.tobytes() == told.tobytes()


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 7, 100])
def test_pieces_of_any_size_give_the_same_values(tmp_path, monkeypatch, batch, rows):
    monkeypatch.setattr(parts, "_ROWS_AT_ONCE", rows)
    write_netcdf(read_result(tmp_path / "many"), tmp_path / "other.nc")
    for group in (None, "trajectories"):
        assert opened(tmp_path / "other.nc", group).identical(opened(batch, group))


def test_the_same_results_give_the_same_bytes(tmp_path, batch):
    write_netcdf(read_result(tmp_path / "many"), tmp_path / "other.nc")
    assert (tmp_path / "other.nc").read_bytes() == batch.read_bytes()


def test_members_in_any_order_come_to_their_places(tmp_path, batch):
    folder = tmp_path / "many"
    path = folder / "members/part-000000.parquet"
    pq.write_table(pq.read_table(path).take([2, 0, 1]), path)
    write_netcdf(read_result(folder), tmp_path / "other.nc")
    assert opened(tmp_path / "other.nc").identical(opened(batch))


def test_parts_that_are_not_whole_are_refused(tmp_path, batch):
    folder = tmp_path / "many"
    path = folder / "members/part-000003.parquet"
    pq.write_table(pq.read_table(path).slice(0, 1), path)
    with pytest.raises(OutputError) as short:
        write_netcdf(read_result(folder), tmp_path / "other.nc")
    assert str(short.value) == (
        f"{folder / 'members'}: 9 rows for 2 scenarios and 1 years. Expected all members of each. "
        "Make the results again."
    )
    pq.write_table(member_table("plan", 7, 2), path)
    with pytest.raises(OutputError) as foreign:
        write_netcdf(read_result(folder), tmp_path / "other.nc")
    told = "a row is of none of 2 scenarios or 5 members. Expected those of summary.csv. Make the results again."
    assert str(foreign.value) == f"{folder / 'members'}: {told}"
    assert rows_of(folder / "summary.csv")


@pytest.mark.parametrize("made", [run_folder, batch_folder])
def test_a_disk_without_room_is_told_before_it_begins(tmp_path, monkeypatch, made):
    class Disk:
        free = 100

    result = read_result(made(tmp_path))
    monkeypatch.setattr(netcdf.shutil, "disk_usage", lambda folder: Disk)
    with pytest.raises(OSError, match="No space left on device"):
        write_netcdf(result, tmp_path / "out.nc")
    assert not (tmp_path / "out.nc").exists()


def test_without_h5netcdf_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "h5netcdf", None)
    with pytest.raises(OutputError) as missing:
        netcdf.write_netcdf(read_result(bare_folder(tmp_path)), tmp_path / "out.nc")
    assert str(missing.value) == (
        "netcdf: h5netcdf is not installed. Expected it beside the program. "
        "Install it: pip install dezhou-simulator[export]"
    )
