"""Exports of a batch that was run: every format holds the members that Parquet holds."""

import openpyxl
import pandas as pd
import pytest

BATCH = """
name: {en: Try, zh: 试验}
scenarios: [base, effort]
uncertain:
  movement pace: {triangular: [0.0, 0.02, 0.1]}
  birth rate: {multiply: {uniform: [0.5, 1.5]}}
sample: {method: monte_carlo, size: 40, seed: 4}
save: {variables: [population, GDP], every: 5}
"""
EXPORT = "outputs/try/export"


@pytest.fixture
def exported(town, command):
    """Run the batch and export it in one format. Returns: the command's own words."""
    (town / "try.yaml").write_text(BATCH, encoding="utf-8")
    said = command("batch", "try.yaml")
    assert said.code == 0, said.err

    def export(form):
        done = command("export", "try", "--format", form)
        assert done.code == 0, done.err
        return done

    return export


def test_csv(exported):
    exported("csv")
    for name in ("members", "trajectories"):
        told = pd.read_parquet(f"outputs/try/{name}")
        read = pd.read_csv(f"{EXPORT}/csv/{name}.csv")
        told = told.astype({column: str for column in told.columns if told[column].dtype == "category"})
        pd.testing.assert_frame_equal(read, told, check_dtype=False, check_exact=True)
    columns = pd.read_csv(f"{EXPORT}/csv/columns.csv").set_index("column")
    assert columns.loc["movement pace", "kind"] == "input"
    assert columns.loc["urban_2030_margin", "kind"] == "target margin"
    assert columns.loc["population", "unit"] == "万人"
    shares = pd.read_csv(f"{EXPORT}/csv/summary.csv")
    assert set(shares["note_en"]) == {
        (
            "Shares and quantiles are of the 40 sampled futures, not of the real one: structure and calibration are "
            "fixed, "
            "so bands are too narrow, and they are not conditional on history."
        )
    }


def test_xlsx(exported):
    exported("xlsx")
    book = openpyxl.load_workbook(f"{EXPORT}/try.xlsx", read_only=True)
    assert book.sheetnames == ["data", "summary", "bands", "columns", "inputs", "manifest"]
    told = pd.read_parquet("outputs/try/members")
    header, *rows = book["data"].iter_rows(values_only=True)
    read = {name: [row[place] for row in rows] for place, name in enumerate(header)}
    assert read["urban_2030_value"] == told["urban_2030_value"].tolist()
    assert read["urban_2030_verdict"] == told["urban_2030_verdict"].astype(str).tolist()
    inputs = list(book["inputs"].iter_rows(values_only=True))
    assert [row[2] for row in inputs if row[1] == "drawn"] == ["movement pace", "birth rate"]
    book.close()


def test_netcdf(exported):
    xarray = pytest.importorskip("xarray", reason="needs the extra [export]")
    exported("netcdf")
    told = pd.read_parquet("outputs/try/members")
    with xarray.open_dataset(f"{EXPORT}/try.nc", engine="h5netcdf") as found:
        assert found["scenario"].values.tolist() == ["base", "effort"]
        assert found["birth_rate"].values.ravel().tolist() == told["birth rate"].tolist()
        assert found["urban_2030_margin"].values.ravel().tolist() == told["urban_2030_margin"].tolist()
    told = pd.read_parquet("outputs/try/trajectories")
    with xarray.open_dataset(f"{EXPORT}/try.nc", engine="h5netcdf", group="trajectories") as found:
        assert found["year"].values.tolist() == [2020, 2025, 2030]
        assert found["population"].values.ravel().tolist() == told["population"].tolist()


def test_stata(exported):
    exported("stata")
    told = pd.read_parquet("outputs/try/members")
    found = pd.read_stata(f"{EXPORT}/stata/members.dta")
    assert found["movement_pace"].tolist() == told["movement pace"].tolist()
    words = {"met": "met", "missed": "missed", "too_close": "too close to call", "undecided": "undecided"}
    verdicts = [words[each] for each in told["urban_2030_verdict"].astype(str)]
    assert found["urban_2030_verdict"].astype(str).tolist() == verdicts


def test_iamc(exported):
    exported("iamc")
    found = pd.read_csv(f"{EXPORT}/iamc/long.csv")
    bands = pd.read_csv("outputs/try/bands.csv")
    medians = found[found["variable"].str.endswith("|50.0th Percentile")]["value"]
    assert sorted(medians) == sorted(bands["q50"].dropna())


def test_an_unfinished_batch_says_how_to_finish_it(town, command):
    (town / "outputs/try.partial").mkdir(parents=True)
    said = command("export", "try", "--format", "csv")
    assert (said.code, said.out) == (2, "")
    assert "outputs/try.partial: an unfinished batch." in said.err
    assert "simulator batch FILE --resume" in said.err
