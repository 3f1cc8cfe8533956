"""Tables of members; what is refused is in tests/fault."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulator.scenario.batch_file.members_file import are_renumbered, column_names, read_members
from simulator.scenario.place import Fault


def read(path: Path) -> tuple[tuple[str, ...], np.ndarray, list[str]]:
    """Read a table and the faults in it."""
    faults: list[Fault] = []
    names, values = read_members(path, path.name, faults)
    return names, values, [str(fault) for fault in faults]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv(tmp_path, mark, end):
    path = tmp_path / "a.csv"
    path.write_bytes(mark + end.join(["member,发电 a,b", "0,0.1,2", "1,1e-3,-4", ""]).encode())
    names, values, faults = read(path)
    assert (names, faults) == (("发电 a", "b"), [])
    assert values.tolist() == [[0.1, 0.001], [2.0, -4.0]]


def test_both_readings_of_a_csv_agree(tmp_path):
    numbers = np.random.default_rng(0).normal(size=(50, 2))
    rows = [f"{a!r},{b!r}" for a, b in numbers.tolist()]
    plain, spaced = tmp_path / "a.csv", tmp_path / "b.csv"
    plain.write_text("\n".join(["a,b", *rows]), encoding="utf-8")
    # What pyarrow does not read, or reads as something else, is read cell by cell.
    spaced.write_text(
        "\n".join(["a,b,c", *(f'"{row.split(",")[0]}", {row.split(",")[1]} ,x' for row in rows)]), "utf-8"
    )
    assert np.array_equal(read(plain)[1], numbers.T)
    names: list[Fault] = []
    assert column_names(spaced, "b.csv", names) == ("a", "b", "c")
    spaced.write_text(spaced.read_text("utf-8").replace(",x", "").replace(",c", ""), "utf-8")
    assert np.array_equal(read(spaced)[1], numbers.T)


def test_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    table = pa.table({"member": [0, 1], "a": pa.array([1, 2], pa.int32()), "b": pa.array([0.5, 2], pa.float32())})
    pq.write_table(table, path, row_group_size=1)
    names, values, faults = read(path)
    assert (names, values.tolist(), faults) == (("a", "b"), [[1.0, 2.0], [0.5, 2.0]], [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the table has no columns. Expected names in its first row. Write them."),
        ("a,,b\n1,2,3\n", "column 2 has no name. Expected one in the first row. Write it, or remove the column."),
        ("a,b,a\n1,2,3\n", "column 'a' is there twice. Expected it once. Remove one."),
    ],
)
def test_heads_that_name_no_columns(tmp_path, text, told):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a.csv")[2] == [f"a.csv:1:1: {told}"]


def test_cells_that_are_no_numbers(tmp_path):
    (tmp_path / "a.csv").write_text('a,b\n1,"x\ny"\n\n2,"1,5"\n１,nan\n', encoding="utf-8")
    assert read(tmp_path / "a.csv")[2] == [
        "a.csv:3:2: column 'b' has 'x\\ny'. Expected a finite number. Correct the cell.",
        "a.csv:5:2: column 'b' has '1,5': a comma is no part of a number. "
        "Expected a point before decimals and nothing in thousands. Write it so.",
        "a.csv:6:1: column 'a' has '１': the full-width '１' in it. Expected '1'. "
        "Type it so, with the Chinese input method off.",
        "a.csv:6:2: column 'b' has 'nan'. Expected a finite number. Correct the cell.",
    ]


def test_what_is_no_file(tmp_path):
    (told,) = read(tmp_path)[2]
    assert told.startswith(f"{tmp_path.name}: it cannot be read: ")
    assert told.endswith("Expected a CSV or Parquet table. Correct the file or its name.")


@pytest.mark.parametrize(
    ("text", "renumbered"),
    [("a\n1\n", False), ("member,a\n0,5\n1,5\n,,\n", False), ("a,member\n5,1\n5,2\n", True), ("member,a\nx,1\n", True)],
)
def test_rows_numbered_otherwise(tmp_path, text, renumbered):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert are_renumbered(tmp_path / "a.csv", "a.csv") == renumbered


def test_numbered_rows_of_a_parquet(tmp_path):
    for numbers, renumbered in (([0, 1], False), ([1, 0], True), (["a", "b"], True)):
        pq.write_table(pa.table({"member": numbers, "a": [1, 2]}), tmp_path / "a.parquet")
        assert are_renumbered(tmp_path / "a.parquet", "a.parquet") == renumbered
