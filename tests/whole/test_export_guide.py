"""What the guide to exports shows in Python runs as it stands, on results that are named as there."""

import re
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.unit.report.export.folders import batch_folder, run_folder

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "export.md"
BLOCKS = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def shown(tmp_path, monkeypatch, command):
    """Results under the names of the guide, with their exports."""
    monkeypatch.chdir(tmp_path)
    run_folder(tmp_path / "outputs")
    folder = batch_folder(tmp_path)
    shutil.move(folder, tmp_path / "outputs/baseline-uncertain")
    folder = tmp_path / "outputs/baseline-uncertain"
    for path in (folder / "members").iterdir():
        table = pq.read_table(path)
        names = [name.replace("urbanization_2030", "urbanization_rate_2030_fyp15") for name in table.column_names]
        pq.write_table(table.rename_columns(names), path)
    for name in ("summary.csv", "bands.csv"):
        text = (folder / name).read_text(encoding="utf-8-sig").replace("\nbaseline,", "\nbaseline-uncertain,")
        (folder / name).write_text(text, encoding="utf-8-sig")
    for path in [folder / "members", folder / "trajectories"]:
        for part in path.iterdir():
            table = pq.read_table(part)
            names = [name.replace("baseline", "baseline-uncertain") for name in table["scenario"].to_pylist()]
            pq.write_table(table.set_column(0, "scenario", [names]), part)
    assert command("export", "baseline+plan", "--format", "csv").code == 0
    assert command("export", "baseline-uncertain", "--format", "netcdf").code == 0
    assert command("export", "baseline-uncertain", "--format", "iamc", "-o", "for-pyam").code == 0


def test_there_is_something_to_try():
    assert len(BLOCKS) >= 4


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_python_of_the_guide_runs(shown, number):
    code = BLOCKS[number]
    for module in re.findall(r"^import (\w+)", code, re.M):
        pytest.importorskip(module, reason=f"needs {module}")
    space: dict[str, Any] = {}
    exec(code, space)
    if "paths" in space:
        assert space["paths"].shape == (16, 2)
    if "spread" in space:
        assert space["spread"].values[0] < space["spread"].values[2]
    if "met" in space:
        assert len(space["members"]) == len(space["frame"]) == 10
        assert all(0 < share < 1 for _, share in space["met"])


def test_columns_and_files_of_the_guide_are_those_written(shown, command):
    told = set(re.findall(r"^\| `([\w-]+\.csv)` \|", GUIDE.read_text(encoding="utf-8"), re.M))
    assert command("export", "baseline-uncertain", "--format", "csv").code == 0
    written = {path.name for path in Path("outputs").glob("*/export/csv/*.csv")}
    assert told == written
