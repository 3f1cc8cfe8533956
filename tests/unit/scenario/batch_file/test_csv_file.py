"""CSV tables; what is refused is in tests/fault."""

import numpy as np
import pytest

from simulator.scenario.batch_file.csv_file import judge_separator, read_csv, row_places
from simulator.scenario.place import Fault, Place


@pytest.mark.parametrize(("name", "word"), [("a;b", "semicolons"), ("a\tb", "tabs"), ("a，b", "full-width commas")])
def test_columns_that_no_comma_parts(name, word):
    fault = judge_separator([name], "a.csv")
    assert fault is not None
    assert fault.text.startswith(f"the columns are parted by {word}. Expected commas")
    assert judge_separator(["a"], "a.csv") is judge_separator([name, "c"], "a.csv") is None


def test_empty_rows_at_the_end_do_not_count(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n\n3,4,\n,,\n , \n", encoding="utf-8")
    faults: list[Fault] = []
    values = read_csv(path, "a.csv", ("b", "a"), faults)
    assert not faults
    assert values.tolist() == [[2.0, 4.0], [1.0, 3.0]]
    assert row_places(path, "a.csv", "b", [0, 1]) == [Place("a.csv", 2, 2), Place("a.csv", 4, 2)]


def test_good_cells_beside_bad_ones_are_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,x\n3,4\n", encoding="utf-8")
    faults: list[Fault] = []
    values = read_csv(path, "a.csv", ("a", "b"), faults)
    assert [str(fault) for fault in faults] == [
        "a.csv:2:2: column 'b' has 'x'. Expected a finite number. Correct the cell."
    ]
    assert np.array_equal(values, [[1.0, 3.0], [np.nan, 4.0]], equal_nan=True)
