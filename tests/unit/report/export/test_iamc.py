"""IAMC tables keep the rules of the format, hold the values to the same bits, and are read by pyam."""

import csv
import math
from dataclasses import replace

import numpy as np
import pytest

from simulator.errors import OutputError
from simulator.report.export.iamc import write_iamc
from simulator.report.export.result import read_result
from tests.unit.report.export.folders import bare_folder, batch_folder, drawn_folder, rows_of, run_folder

INDEX = ["model", "scenario", "region", "variable", "unit"]


def strictly_read(folder):
    """Read both tables as the format asks: exact columns, no blank in the index, no double, numbers, whole years.

    Returns: (scenario, variable, year) -> value of the long table, after it was held against the wide one.
    """
    header, *rows = rows_of(folder / "long.csv")
    assert header == [*INDEX, "year", "value"]
    long = {(*row[:5], int(row[5])): float(row[6]) for row in rows}
    assert len(long) == len(rows)
    assert all(cell and cell == cell.strip() and "*" not in cell for key in long for cell in key[:5])
    assert all("" not in key[3].split("|") for key in long)
    assert all(math.isfinite(value) for value in long.values())
    header, *rows = rows_of(folder / "wide.csv")
    assert header[:5] == INDEX
    years = [int(year) for year in header[5:]]
    assert years == sorted(set(years))
    wide = {(*row[:5], year): float(cell) for row in rows for year, cell in zip(years, row[5:], strict=True) if cell}
    assert len({tuple(row[:5]) for row in rows}) == len(rows)
    assert wide == long
    units = {}
    for key in long:
        assert units.setdefault(key[3], key[4]) == key[4], f"{key[3]} in two units"
    return {(key[1], key[3], key[5]): value for key, value in long.items()}


def written(made, tmp_path, language="en", region="here"):
    """Export a result and give the folder with what was told."""
    out = tmp_path / f"iamc-{language}"
    out.mkdir()
    return out, write_iamc(made, out, language, region)


def test_a_run(tmp_path):
    result = read_result(run_folder(tmp_path))
    out, notices = written(result, tmp_path)
    read = strictly_read(out)
    n_blank = int(np.isnan(result.paths.values).sum())
    assert len(read) == result.paths.values.size - n_blank
    assert notices == (f"baseline+plan: {n_blank} values that are blank or not finite are left out of IAMC",)
    place = [variable.name for variable in result.paths.variables].index("GDP")
    assert read["plan", "Economy|GDP, constant 2025 prices", 2030] == result.paths.values[1, 10, place]
    first = dict(zip(INDEX, rows_of(out / "long.csv")[1], strict=False))
    assert first == {
        "model": "testville",
        "scenario": "baseline",
        "region": "here",
        "variable": "Population|Population",
        "unit": "10k people",
    }


def test_the_mapping_leads_back_to_the_model(tmp_path):
    out, _ = written(read_result(run_folder(tmp_path)), tmp_path)
    with (out / "variables.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["variable"]: row for row in csv.DictReader(file)}
    assert set(rows) == {key[1] for key in strictly_read(out)}
    row = rows["Economy|GDP, constant 2025 prices"]
    assert (row["name_in_model"], row["label_zh"], row["unit"], row["unit_in_model"], row["yearly"]) == (
        *("GDP", "地区生产总值（2025年价）", "100M yuan", "亿元", "total"),
    )


def test_in_chinese(tmp_path):
    out, _ = written(read_result(run_folder(tmp_path)), tmp_path, "zh")
    assert ("plan", "经济|地区生产总值（2025年价）", 2030) in strictly_read(out)


def test_names_that_would_be_alike_are_told_apart(tmp_path):
    result = read_result(run_folder(tmp_path))
    first, second, *rest = result.paths.variables
    alike = (replace(first, en="a|b*", name="x|1"), replace(second, en="a/b×", sector=first.sector), *rest)
    out, _ = written(replace(result, paths=replace(result.paths, variables=alike)), tmp_path)
    names = {key[1] for key in strictly_read(out)}
    assert {"Population|a/b× (x/1)", f"Population|a/b× ({second.name})"} <= names


def test_quantiles_of_a_batch(tmp_path):
    out, notices = written(read_result(batch_folder(tmp_path)), tmp_path)
    read = strictly_read(out)
    names = [f"Population|Population|{quantile}th Percentile" for quantile in ("25.0", "50.0", "75.0", "95.0")]
    assert sorted({key[1] for key in read}) == names
    assert read["plan", names[1], 2030] == 2.5
    assert all("not of the real one" in row[-1] for row in rows_of(out / "variables.csv")[1:])
    assert notices == ("many: 4 values that are blank or not finite are left out of IAMC",)


def test_a_batch_without_bands_says_how_to_get_them(tmp_path):
    folder = batch_folder(tmp_path)
    header = (folder / "bands.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    (folder / "bands.csv").write_text(header + "\n", encoding="utf-8")
    with pytest.raises(OutputError) as none:
        written(read_result(folder), tmp_path)
    assert str(none.value) == (
        f"{folder}: no bands by year. IAMC has values by year. "
        "Add save: {bands: [...]} to the batch, or export as csv."
    )


def test_a_model_file_gives_its_whole_times(tmp_path):
    out, notices = written(read_result(bare_folder(tmp_path)), tmp_path)
    assert strictly_read(out) == {
        ("tank", "stock", 0): 1.0,
        ("tank", "flow[a,b]", 0): 0.1,
        ("tank", "flow[a,b]", 1): 0.1 + 0.2,
        ("tank", "'=1+1", 0): 7.0,
    }
    assert notices == (
        "tank: 1 times that are no whole years are left out of IAMC",
        "tank: 2 values that are blank or not finite are left out of IAMC",
    )


def test_nothing_at_a_whole_time_is_refused(tmp_path):
    result = read_result(bare_folder(tmp_path))
    between = replace(result, paths=replace(result.paths, times=result.paths.times + 0.25))
    with pytest.raises(OutputError) as nothing:
        written(between, tmp_path)
    assert str(nothing.value) == (
        f"{result.folder}: no finite value at a whole year. IAMC has years alone. Export as csv."
    )


@pytest.mark.parametrize("made", [run_folder, batch_folder, drawn_folder, bare_folder])
def test_pyam_reads_both_tables_alike(tmp_path, made):
    pyam = pytest.importorskip("pyam", reason="needs pyam: pip install pyam-iamc")
    out, _ = written(read_result(made(tmp_path)), tmp_path)
    long, wide = (pyam.IamDataFrame(str(out / name)) for name in ("long.csv", "wide.csv"))
    assert long.equals(wide)
    assert len(long.data) == len(strictly_read(out))
