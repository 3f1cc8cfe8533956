"""Numbers and names out of sheets, as Vensim takes them."""

import pytest

from simulator.model.cells import Area, Sheet, SheetFault
from simulator.model.series import read_constants, read_curves, read_elements, track_of
from simulator.model.syntax import Curve

# As in sdeverywhere's directdata_endofdata and directdata_invalidcell.
SHEET = Sheet(
    "a.csv",
    [
        ["year", 2000.0, 2001.0, 2002.0, None, 2004.0],
        ["x", 30.0, "TEXT", 50.0, None, 9.0],
        ["y", 130.0, None, -(2.0**109), None, 9.0],
        ["z", "1,5", "n/a", None],
        [2000.0, 1.0, 2.0, 3.0],
        [1999.0, 4.0, 5.0, 6.0],
        ["end", 7.0, 8.0, 9.0],
    ],
    {
        "t": Area(0, 1, 1, 3),
        "times": Area(0, 1, 1, 3),
        "values": Area(1, 1, 1, 3),
        "table": Area(4, 1, 2, 3),
        "tall": Area(4, 1, 3, 1),
    },
    ("t", "times", "values", "table", "tall"),
)


def curves(along, first, size):
    return read_curves(SHEET, track_of(SHEET, along, first, size), size)


def fault(read, *arguments):
    with pytest.raises(SheetFault) as caught:
        read(*arguments)
    return caught.value.messages


def test_along_a_row_up_to_the_first_x_that_is_no_number():
    assert curves("1", "B2", 2) == [Curve((2000.0, 2002.0), (30.0, 50.0)), Curve((2000.0,), (130.0,))]


def test_along_a_column_in_the_order_of_x():
    assert curves("A", "B5", 2) == [Curve((1999.0, 2000.0), (4.0, 1.0)), Curve((1999.0, 2000.0), (5.0, 2.0))]


def test_by_names():
    assert curves("t", "values", 1) == [Curve((2000.0, 2002.0), (30.0, 50.0))]
    assert read_curves(SHEET, track_of(SHEET, "times", "values", 1), 1) == [Curve((2000.0, 2002.0), (30.0, 50.0))]


@pytest.mark.parametrize(
    ("along", "first", "size", "messages"),
    [
        ("1", "B4", 1, ("a.csv, cell B4, which holds the text '1,5'. Expected a number. Correct the cell.",)),
        ("4", "B2", 1, ("a.csv, cell B4, which holds the text '1,5'. Expected a number. Correct the cell.",)),
        ("1", "E2", 1, ("a.csv, cell E1, which is empty. Expected a number. Fill the cell.",)),
        ("A", "F5", 1, ("a.csv, cell F6, whose column holds no number. Expected numbers. Correct the cell.",)),
        ("table", "B2", 1, ("a.csv, range 'table' of 2 rows and 3 columns. Expected one row or one column. "
                            "Correct the range.",)),
        ("t", "table", 1, ("a.csv, range 'table' of 2 rows and 3 columns. Expected 1 and 3, for 't' and 1 elements. "
                           "Correct the range.",)),
        ("tme", "values", 1, ("a.csv: no named range or cell 'tme'. Nearest: 'times'. Rename or remove it.",)),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_series(along, first, size, messages):
    assert fault(curves, along, first, size) == messages


def test_the_same_x_twice():
    sheet = Sheet("a.csv", [[1.0, 5.0], [2.0, 6.0], [1.0, 7.0]])
    assert fault(read_curves, sheet, track_of(sheet, "A", "B1", 1), 1) == (
        "a.csv, cell A3, which holds 1 again. Expected it once. Remove one of the two.",
    )


@pytest.mark.parametrize(
    ("written", "shape", "values"),
    [
        ("B5", [], [1]),
        ("B5*", [], [1]),
        ("B5", [3], [1, 2, 3]),
        ("b5*", [3], [1, 4, 7]),
        ("$B$5", [2, 3], [1, 2, 3, 4, 5, 6]),
        ("B5*", [2, 3], [1, 4, 7, 2, 5, 8]),
        ("B5", [3, 1], [1, 4, 7]),
        ("B5", [1, 1, 3], [1, 2, 3]),
        ("table", [2, 3], [1, 2, 3, 4, 5, 6]),
        ("table*", [3, 2], [1, 4, 2, 5, 3, 6]),
        ("tall*", [3], [1, 4, 7]),
        ("tall", [], [1]),
    ],
)
def test_constants(written, shape, values):
    assert read_constants(SHEET, written, shape) == values


@pytest.mark.parametrize(
    ("written", "shape", "messages"),
    [
        ("B4", [2], ("a.csv, cell B4, which holds the text '1,5'. Expected a number. Correct the cell.",
                     "a.csv, cell C4, which holds the text 'n/a'. Expected a number. Correct the cell.")),
        ("Z9", [], ("a.csv, cell Z9, which is empty. Expected a number. Fill the cell.",)),
        ("tall", [3], ("a.csv, range 'tall' of 3 rows and 1 columns. Expected 1 and 3. Correct the range, or end its "
                       "name with * to turn it.",)),
        ("B5", [2, 2, 2], ("a.csv, with 3 ranges on its left side. Expected at most 2, one down and one across. "
                           "Write an equation for each element of the others.",)),
        ("nowhere", [], ("a.csv: no named range or cell 'nowhere'. Nearest: 't', 'table', 'tall', 'times', 'values'. "
                         "Rename or remove it.",)),
    ],
)  # fmt: skip
def test_what_is_wrong_with_constants(written, shape, messages):
    assert fault(read_constants, SHEET, written, shape) == messages


def test_of_many_faults_the_first_are_told():
    messages = fault(read_constants, SHEET, "H1", [50])
    assert len(messages) == 10
    assert messages[-1].endswith("Fill the cell (and 40 more such cells).")


@pytest.mark.parametrize(
    ("first", "last", "elements"),
    [
        ("A1", "A3", ("year", "x", "y")),
        ("A2", "A", ("x", "y", "z", "2000", "1999", "end")),
        ("B4", "4", ("1,5", "n/a")),
        ("A7", "", ("end", "7", "8", "9")),
        ("tall", "", ("1", "4", "7")),
    ],
)
def test_elements(first, last, elements):
    assert read_elements(SHEET, first, last, "") == elements


def test_elements_with_a_prefix():
    assert read_elements(SHEET, "B5", "5", "年") == ("年1", "年2", "年3")


def test_what_is_wrong_with_elements():
    assert fault(read_elements, SHEET, "E1", "E9", "") == (
        "a.csv, from E1 on, where no cell is filled. Expected the names of elements. Correct the cells.",
    )
    assert fault(read_elements, SHEET, "A1", "A1:B2", "") == (
        "a.csv, up to 'A1:B2'. Expected a cell, a column or a row. Correct it.",
    )
