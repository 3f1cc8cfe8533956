"""`simulator export` as a user meets it: files, exit codes, faults."""

import os
import subprocess
import sys

import pytest

from tests.whole.sheets import table


@pytest.fixture
def ran(town, command):
    """The town with results of two scenarios."""
    assert command("run", "base", "effort").code == 0
    return town


def test_csv_by_name(ran, command):
    said = command("export", "base+effort", "--format", "csv")
    assert said.code == 0
    names = ["inputs.csv", "results-manifest.json", "values-long.csv", "values-wide.csv", "verdicts.csv"]
    assert said.out.splitlines() == [f"outputs/base+effort/export/csv/{name}" for name in names]
    rows = table(ran / "outputs/base+effort/export/csv/values-long.csv")
    wide = table(ran / "outputs/base+effort/trajectories.csv")
    long = {(row["scenario"], row["variable"], row["year"]): row["value"] for row in rows}
    assert all(long[row["scenario"], "GDP", row["year"]] == row["GDP"] for row in wide)
    settings = table(ran / "outputs/base+effort/export/csv/inputs.csv")
    assert {row["scenario"] for row in settings} == {"effort"}
    assert all(row["label_zh"] != row["input"] for row in settings)
    assert command("export", "base+effort", "--format", "csv").code == 0


def test_a_model_file_and_a_folder_by_path(town, command):
    assert command("run", "models/smalltown/smalltown.mdl").code == 0
    said = command("export", "outputs/smalltown", "--format", "csv", "-o", "mine")
    assert said.code == 0
    assert said.out.splitlines() == ["mine/results-manifest.json", "mine/values-long.csv", "mine/values-wide.csv"]


@pytest.mark.parametrize("form", ["xlsx", "netcdf"])
def test_the_same_results_give_the_same_bytes(ran, command, form):
    for name in ("one", "other"):
        assert command("export", "base+effort", "--format", form, "-o", name).code == 0
    assert (ran / "one").read_bytes() == (ran / "other").read_bytes()


def test_what_cannot_be_exported_is_told(ran, command):
    said = command("export", "base+effrt", "--format", "csv")
    assert (said.code, said.out) == (2, "")
    assert said.err == "outputs: no folder of results 'base+effrt'. Nearest: 'base+effort'. Rename or remove it.\n"
    said = command("export", "models", "--format", "csv")
    assert said.code == 2
    assert said.err.startswith("models: no manifest.json, so these are no results of this program.")
    assert command("export", "base+effort", "--format", "docs").code == 2


def test_a_region_is_of_iamc_alone(ran, command):
    assert command("export", "base+effort", "--format", "iamc", "--region", "East").code == 0
    rows = table(ran / "outputs/base+effort/export/iamc/long.csv")
    assert {(row["model"], row["region"]) for row in rows} == {("smalltown", "East")}
    for arguments in (("csv", "East"), ("iamc", " ")):
        said = command("export", "base+effort", "--format", arguments[0], "--region", arguments[1])
        assert said.code == 2
        assert "--region names the region of --format iamc." in said.err


def test_what_is_there_is_not_overwritten_unasked(ran, command):
    (ran / "mine.xlsx").write_text("mine", encoding="utf-8")
    said = command("export", "base+effort", "--format", "xlsx", "-o", "mine.xlsx")
    assert said.code == 2
    assert "mine.xlsx: the file exists already." in said.err
    assert (ran / "mine.xlsx").read_text(encoding="utf-8") == "mine"
    assert command("export", "base+effort", "--format", "xlsx", "-o", "mine.xlsx", "--overwrite").code == 0
    assert (ran / "mine.xlsx").read_bytes().startswith(b"PK")
    said = command("export", "base+effort", "--format", "csv", "-o", "outputs/base+effort", "--overwrite")
    assert said.code == 2
    assert "outputs/base+effort: it holds results." in said.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere; run the tests as another user")
def test_a_read_only_folder_is_told(ran, command):
    (ran / "locked").mkdir(mode=0o500)
    said = command("export", "base+effort", "--format", "xlsx", "-o", "locked/x.xlsx")
    assert said.code == 2
    assert "locked/x.xlsx: it cannot be written: Permission denied." in said.err


def test_other_commands_do_not_wait_for_the_libraries_of_exports():
    script = (
        "import sys; import simulator.cli; "
        "print([name for name in ('xlsxwriter', 'h5netcdf', 'h5py') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
