"""Every bad batch ends in messages that say where, what, what was expected and what to do, as batch_faults.txt has."""

import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.scenarios import batch_faults_of

HERE = Path(__file__).parent
TOLD = HERE / "batch_faults.txt"


def told() -> dict[str, tuple[str, ...]]:
    """Read the messages of every file."""
    parts = TOLD.read_text(encoding="utf-8").split("== ")[1:]
    return {lines[0]: tuple(lines[1:]) for lines in (part.splitlines() for part in parts)}


FILES = sorted(path.stem for path in HERE.glob("bad_batch_*.yaml"))


@pytest.fixture(autouse=True)
def _in_this_folder(monkeypatch):
    monkeypatch.chdir(HERE)


@pytest.mark.parametrize("name", FILES)
def test_every_fault_of_a_batch_at_once(name):
    found = batch_faults_of(f"{name}.yaml")
    if os.environ.get("REWRITE_GOLDEN"):
        kept = told() | {name: found}
        text = "".join(f"== {each}\n" + "".join(f"{line}\n" for line in kept[each]) for each in sorted(kept))
        TOLD.write_text(text, encoding="utf-8")
    assert found == told()[name]


def test_every_message_is_of_a_file():
    assert sorted(told()) == FILES


def test_values_that_are_drawn_cannot_be_set_on_the_command_line(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("model: dezhou\nsweep: {hukou effort: [0.1, 0.2], wind starts: {add: [1, 2]}}\n", encoding="utf-8")
    assert batch_faults_of(path, "hukou effort=0.3", "wind starts=190", "wind start=3") == (
        "--set: no lever or constant 'wind start'. Nearest: 'wind starts', 'PV starts'. Rename or remove it.",
        f"--set: hukou effort is set here and swept at {path}:2, so the value set would count for nothing. "
        "Expected one of the two. Remove one.",
    )
    assert batch_faults_of(path, "wind starts=199") == (
        f"{path}:2:35: wind starts can be 201 in mine (199 plus 2). Expected 0 to 200, the lever's range. "
        "Choose other values.",
    )


def test_a_parquet_of_members_tells_its_rows(tmp_path):
    numbers = pa.table({"hukou effort": [0.1, None, np.inf], "wind starts": [1, 2, 3]})
    pq.write_table(numbers, tmp_path / "members.parquet")
    pq.write_table(pa.table({"hukou effort": ["a"]}), tmp_path / "texts.parquet")
    (tmp_path / "none.parquet").write_text("hukou effort\n0.1\n", encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text("model: dezhou\nsample: members.parquet\n", encoding="utf-8")
    shown = f"{tmp_path}/members.parquet"
    assert batch_faults_of(path) == (
        f"{shown}: row 2 of column 'hukou effort' is empty. Expected a finite number. Correct it.",
        f"{shown}: row 3 of column 'hukou effort' is infinite. Expected a finite number. Correct it.",
    )
    path.write_text("model: dezhou\nsample: texts.parquet\n", encoding="utf-8")
    assert batch_faults_of(path) == (
        f"{tmp_path}/texts.parquet: column 'hukou effort' holds string. Expected numbers. Write it as double.",
    )
    path.write_text("model: dezhou\nsample: none.parquet\n", encoding="utf-8")
    assert len(batch_faults_of(path)) == 1
    assert batch_faults_of(path)[0].startswith(f"{tmp_path}/none.parquet: it cannot be read: ")


def test_a_table_in_another_encoding(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("model: dezhou\nsample: members.csv\n", encoding="utf-8")
    (tmp_path / "members.csv").write_bytes("户籍力度\n0.1\n".encode("gbk"))
    (fault,) = batch_faults_of(path)
    assert fault.startswith(f"{tmp_path}/members.csv:1:1: byte 0xbb is not UTF-8; the file looks like GBK.")
    assert fault.endswith("Expected UTF-8. Save the file as UTF-8. In Excel: 'CSV UTF-8 (comma delimited)'.")
    (tmp_path / "members.csv").write_text("hukou effort\n0.1\n", encoding="utf-16")
    (fault,) = batch_faults_of(path)
    assert "the file looks like UTF-16" in fault
    assert fault.endswith("In Excel: 'CSV UTF-8 (comma delimited)'.")


def test_many_bad_cells_are_told_in_part(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("model: dezhou\nsample: members.csv\n", encoding="utf-8")
    (tmp_path / "members.csv").write_text("hukou effort\n" + "x\n" * 50, encoding="utf-8")
    faults = batch_faults_of(path)
    assert len(faults) == 21
    assert faults[0] == (
        f"{tmp_path}/members.csv: and more than these 20. Expected numbers throughout. Correct the table."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hukou effort;wind starts\n0,1;40\n", ["1:1: the columns are parted by semicolons. Expected commas between"]),
        ("hukou effort\twind starts\n0.1\t40\n", ["1:1: the columns are parted by tabs."]),
        (
            "hukou effort,备注,wind starts\n0.1,good,400\nx,,40\n",
            [
                "1:2: column '备注': no lever or constant '备注'.",
                "2:3: wind starts is 400. Expected 0 to 200, the lever's range. Correct the value.",
                "3:1: column 'hukou effort' has 'x'. Expected a finite number. Correct the cell.",
            ],
        ),
        (
            "hukou effort,wind starts\n0,1,40\n,,\n0.9,\n0.1,4,,\n,,\n",
            [
                "2:3: the row has 3 cells, the first row 2. Expected no more. Remove them;",
                "3:1: the row is empty, and others follow. Expected numbers. Remove or complete it.",
                "4:1: hukou effort is 0.9. Expected -0.5 to 0.5, the lever's range. Correct the value.",
                "4:2: column 'wind starts' has an empty cell. Expected a finite number. Correct the cell.",
            ],
        ),
    ],
)
def test_tables_as_spreadsheets_write_them(tmp_path, text, told):
    path = tmp_path / "mine.yaml"
    path.write_text("model: dezhou\nsample: members.csv\n", encoding="utf-8")
    (tmp_path / "members.csv").write_text(text, encoding="utf-8-sig")
    found = batch_faults_of(path)
    assert len(found) == len(told)
    for fault, begin in zip(found, told, strict=True):
        assert fault.startswith(f"{tmp_path}/members.csv:{begin}")
    if "备注" in text:
        assert found[0].endswith("Rename the column, or remove it from the table.")


def test_a_workbook_is_no_table(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("model: dezhou\nsample: members.xlsx\n", encoding="utf-8")
    (tmp_path / "members.xlsx").write_bytes(b"PK\x03\x04")
    assert batch_faults_of(path) == (
        f"{tmp_path}/members.xlsx: a workbook cannot be read. Expected a CSV or Parquet table. "
        "Save its sheet as 'CSV UTF-8 (comma delimited)', and name that.",
    )
