"""Sheets read back to the same text and the same bits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import OutputError
from simulator.report.export.sheet import Sheet, number_of, read_sheet
from simulator.report.sheets import number_text


@given(st.floats())
def test_every_number_reads_back_to_the_same_bits(value):
    read = number_of(number_text(value))
    assert np.float64(read).tobytes() == np.float64(value).tobytes() or math.isnan(value)


@pytest.mark.parametrize("text", ["1_0", " 1", "1 ", "0x1", "infinity", "NaN", "一", "1e", "."])
def test_other_text_is_no_number(text):
    with pytest.raises(ValueError, match="is not a number"):
        number_of(text)


def test_a_blank_is_nan():
    assert math.isnan(number_of(""))


def test_columns_are_text_whole_or_numbers():
    sheet = Sheet(("target", "year", "value", "note"), (("2030", "2030", "1.5", "a"), ("2035", "2035", "", "2")))
    assert [column.kind for column in sheet.columns] == ["text", "whole", "number", "text"]
    assert sheet.column("target").cells == ["2030", "2035"]
    assert sheet.column("year").cells == [2030.0, 2035.0]
    assert sheet.column("value").cells[0] == 1.5
    with pytest.raises(ValueError, match="not in tuple"):
        sheet.column("other")


def test_columns_are_added_behind():
    sheet = Sheet(("a",), (("1",), ("2",)))
    assert sheet.with_columns({"b": ["x", "y"]}) == Sheet(("a", "b"), (("1", "x"), ("2", "y")))
    assert sheet.with_columns({}) == sheet


def test_a_sheet_is_read(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('a,b\n"x, y",1\n', encoding="utf-8-sig")
    assert read_sheet(path, ["a"]) == Sheet(("a", "b"), (("x, y", "1"),))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, ": no such file. Expected it among these results. Make them again."),
        ("b\n", ":1: no column 'a'. Make the results again."),
        ("", ":1: no column 'a'. Make the results again."),
        ("a,b,b\n", ":1: two columns are named 'b'. Expected each once. Make the results again."),
        ("a,b\n1\n", ":2: 1 cells. Expected 2, as in the first line. Make the results again."),
    ],
)
def test_a_damaged_sheet_is_refused(tmp_path, text, told):
    path = tmp_path / "t.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(OutputError) as refused:
        read_sheet(path, ["a"])
    assert str(refused.value) == f"{path}{told}"


def test_what_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("德".encode("gbk"))
    with pytest.raises(OutputError, match=r"it cannot be read: .* Expected a sheet"):
        read_sheet(path, ["a"])
