"""Models that read files, as a user meets them: results, the fingerprint of the model, faults without a traceback."""

import json
from pathlib import Path

import pytest

from tests.small_models import Times, model_text
from tests.unit.model.workbooks import write_workbook
from tests.whole.sheets import table

READS = "GET DIRECT CONSTANTS('tables/rates.csv', ',', 'B2')"


@pytest.fixture
def reading(town) -> Path:
    """The town, whose productivity growth and birth rate stand in a file. Returns: the file."""
    folder = town / "models" / "smalltown"
    model = (folder / "smalltown.mdl").read_text(encoding="utf-8")
    text = model.replace("productivity growth=\n\t0.03", f"productivity growth=\n\t{READS}")
    text = text.replace("birth rate=\n\t0.002", "birth rate:RAW:")
    assert text.count("tables/rates.csv") == 1 and ":RAW:" in text
    text = text.replace(":RAW:", ":HOLD BACKWARD:")
    (folder / "smalltown.mdl").write_text(text, encoding="utf-8")
    (folder / "tables").mkdir()
    (folder / "tables" / "rates.csv").write_text("名称,数值\n生产率增速,0.03\n", encoding="utf-8-sig")
    (folder / "data.csv").write_text("Time,birth rate\n2020,0.002\n2030,0.002\n", encoding="utf-8")
    return folder / "tables" / "rates.csv"


def digest(folder: Path) -> str:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["model"]["hash"]


def test_scenarios_run_as_with_the_numbers_in_the_model(town, reading, command):
    said = command("run", "base", "effort", "imposed")
    assert said.code == 0, said.err
    ours = table(town / "outputs/base+effort+imposed/trajectories.csv")
    final = {row["scenario"]: float(row["GDP"]) for row in ours if row["year"] == "2030"}
    assert final["base"] < final["effort"]
    assert len({*final.values()}) == 3


def test_a_changed_file_is_a_changed_model(town, reading, command):
    command("run", "base")
    before, first = digest(town / "outputs/base"), table(town / "outputs/base/trajectories.csv")
    (reading.parents[1] / "data.csv").write_text("Time,birth rate\n2020,0.003\n", encoding="utf-8")
    assert command("run", "base").code == 0
    assert digest(town / "outputs/base") != before
    assert table(town / "outputs/base/trajectories.csv") != first


def test_a_lever_whose_number_stands_in_a_file_is_held_to_it(town, reading, command):
    reading.write_text("名称,数值\n生产率增速,0.04\n", encoding="utf-8")
    said = command("run", "base")
    assert said.code == 2
    assert "0.04" in said.err and "levers.yaml" in said.err


def test_faults_of_files_are_told_together(town, reading, command):
    reading.write_text("名称,数值\n生产率增速,3 %\n", encoding="utf-8")
    (reading.parents[1] / "data.csv").unlink()
    said = command("run", "base")
    assert said.code == 2
    assert "Traceback" not in said.err
    assert "'birth rate' reads data for 'birth rate' from a file, but there is none." in said.err
    assert "tables/rates.csv, cell B2, which holds the text '3 %'. Expected a number. Correct the cell." in said.err


def test_a_bare_model_with_a_spreadsheet(town, command):
    write_workbook(town / "数据.xlsx", [["年", 0, 1, 2], ["人口", 5, 7, 11]], "表一", {})
    equations = "人口:= GET XLS DATA('数据.xlsx', '表一', '1', 'B2')"
    (town / "bare.mdl").write_text(model_text(equations, Times(0.0, 2.0, 1.0)), encoding="utf-8")
    said = command("run", "bare.mdl")
    assert said.code == 0, said.err
    rows = table(town / "outputs/bare/trajectories.csv")
    assert [float(row["人口"]) for row in rows] == [5, 7, 11]
