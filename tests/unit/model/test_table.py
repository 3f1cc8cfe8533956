"""Tables: columns in any order, quoted cells, blank lines, and cells as numbers."""

import pytest

from simulator.errors import Faults
from simulator.model.table import Row, calendar_year, choice, number, read_table, required


@pytest.fixture
def read(tmp_path):
    """Write a text and read it as a table of name and value."""

    def from_text(text):
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode("utf-8"))
        faults = Faults()
        rows = read_table(path, "a table", ("name", "value"), faults)
        return rows, tuple(message.replace(f"{tmp_path}/", "") for message in faults.messages)

    return from_text


def cell(text):
    """A row with one cell."""
    return Row("table.csv:2", {"value": text})


def test_columns_may_stand_in_any_order(read):
    rows, faults = read("value,name\r\n1,a\r\n\r\n2,b\r\n")
    assert faults == ()
    assert [(row["name"], row["value"], row.where.rsplit(":")[-1]) for row in rows] == [
        ("a", "1", "2"),
        ("b", "2", "4"),
    ]


def test_a_quoted_cell_may_hold_commas_quotes_and_line_ends(read):
    rows, faults = read('name,value\n"a, ""b""\nc",1\nd,2\n')
    assert faults == ()
    assert rows[0]["name"] == 'a, "b"\nc'
    assert rows[1].where.endswith("table.csv:4")


def test_only_line_ends_end_a_line(read):
    rows, faults = read("name,value\na\u2028b\x0bc,1\n")
    assert (faults, rows[0]["name"]) == ((), "a\u2028b\x0bc")


def test_a_header_alone_is_an_empty_table(read):
    assert read("name,value\n") == ((), ())


@pytest.mark.parametrize("text", ["1", "-1.5", "1e-3", ".5"])
def test_number(text):
    faults = Faults()
    assert number(cell(text), "value", faults) == float(text)
    assert not faults


@pytest.mark.parametrize("text", ["nan", "inf", "1e999", "0e999999999", "1,5", "1_000", "12 %", "十", "1 2", "9" * 400])
def test_what_is_no_number(text):
    faults = Faults()
    assert number(cell(text), "value", faults) is None
    assert faults.messages[0].startswith(f"table.csv:2: value {text!r} is not a number.")


def test_empty_cells_are_none_and_no_fault():
    faults = Faults()
    assert number(cell(""), "value", faults) is None
    assert calendar_year(cell(""), "value", faults) is None
    assert not faults


@pytest.mark.parametrize("text", ["2030.5", "-1", "2030年", "²⁰³⁰", "20300", "9" * 5000])
def test_what_is_no_year(text):
    faults = Faults()
    assert calendar_year(cell(text), "value", faults) is None
    assert faults.messages == (
        f"table.csv:2: value {text!r} is not a year. Expected a whole one such as 2030. Correct the cell.",
    )


@pytest.mark.parametrize(("read_cell", "what"), [(number, "number"), (calendar_year, "year")])
def test_full_width_digits_are_shown_in_plain_ones(read_cell, what):
    faults = Faults()
    assert read_cell(cell("２０３０"), "value", faults) is None
    assert faults.messages == (
        f"table.csv:2: value '２０３０' is not a {what}. Expected '2030'. Type it so, with the Chinese input method "
        "off.",
    )


def test_calendar_year():
    assert calendar_year(cell("2030"), "value", Faults()) == 2030


def test_choice_and_required():
    faults = Faults()
    assert choice(cell("end"), "value", ("end", "total"), faults) == "end"
    assert choice(cell(""), "value", ("end", ""), faults) == ""
    assert required(cell("text"), "value", faults) == "text"
    assert not faults
    assert choice(cell("ends"), "value", ("end", "total"), faults) == ""
    assert choice(cell(""), "value", ("end", "total"), faults) == ""
    assert required(cell(" "), "value", faults) == " "
    assert faults.messages == (
        "table.csv:2: no value 'ends'. Nearest: 'end'. Rename or remove it.",
        "table.csv:2: value is empty. Expected one of end, total. Fill the cell.",
        "table.csv:2: value is empty. Expected a text. Fill the cell.",
    )
