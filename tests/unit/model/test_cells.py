"""Names of cells and what a sheet holds."""

import pytest

from simulator.model.cells import Area, Sheet, SheetFault, cell_of, column_of, is_mistaken, row_of, spelled_cell

SHEET = Sheet("a.csv", [[1.0, "x"], [None]], {"人口": Area(0, 0, 1, 2)}, ("人口",))


@pytest.mark.parametrize(
    ("text", "row", "column"), [("A1", 0, 0), ("b5", 4, 1), ("$C$10", 9, 2), ("AA3", 2, 26), (" XFD9 ", 8, 16383)]
)
def test_cells_are_read_and_spelled(text, row, column):
    assert cell_of(text) == Area(row, column)
    assert spelled_cell(row, column) == text.strip().replace("$", "").upper()


@pytest.mark.parametrize("text", ["", "A", "5", "A0", "ABCD1", "A1:B2", "total", "A-1"])
def test_what_is_no_cell(text):
    assert cell_of(text) is None


def test_columns_and_rows():
    assert (column_of("a"), column_of("$AB"), column_of("time"), column_of("4")) == (0, 27, None, None)
    assert (row_of("4"), row_of("$4"), row_of("0"), row_of("A"), row_of("٣")) == (3, 3, None, None, None)


def test_beyond_the_last_cell_there_is_nothing():
    assert [SHEET.value(0, 1), SHEET.value(1, 1), SHEET.value(9, 9)] == ["x", None, None]
    assert SHEET.width == 2


def test_areas_by_cell_and_by_name():
    assert SHEET.area("B2") == (Area(1, 1), False)
    assert SHEET.area("人口") == (Area(0, 0, 1, 2), True)
    with pytest.raises(SheetFault) as caught:
        SHEET.area("人囗")
    assert caught.value.messages == ("a.csv: no named range or cell '人囗'. Nearest: '人口'. Rename or remove it.",)


def test_cells_that_should_hold_numbers():
    assert SHEET.wrong(0, 1) == "a.csv, cell B1, which holds the text 'x'. Expected a number. Correct the cell."
    assert SHEET.wrong(1, 0) == "a.csv, cell A2, which is empty. Expected a number. Fill the cell."


def test_a_text_with_a_digit_was_meant_as_a_number():
    assert [is_mistaken(value) for value in ("12,5", "2020年", "n/a", "无", None, 3.0)] == [True, True] + [False] * 4


def test_a_row_of_endless_digits_is_none():
    assert row_of("9" * 5000) is None
