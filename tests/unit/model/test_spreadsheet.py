"""Sheets of Excel and text files."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from simulator.model.cells import Area, SheetFault
from simulator.model.spreadsheet import dat_sheet, delimiter_of, excel_sheet, text_sheet
from tests.unit.model.workbooks import write_workbook

ROWS = [["年份", 2020, 2025], ["城镇", 1.5, "无"], [None, True, " 12 "]]
OLD = Path(__file__).with_name("people.xls")


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "a.xlsx"
    names = {"年": "$B$1:$C$1", "!一": "$B$2", "formula": "$B$2,'数据'!$C$2"}
    write_workbook(path, ROWS, "数据", names)
    return path


def test_a_sheet_of_excel(book):
    sheet = excel_sheet("a.xlsx", book.read_bytes(), "数据")
    assert sheet.place == "a.xlsx, sheet '数据'"
    assert sheet.rows == [["年份", 2020.0, 2025.0], ["城镇", 1.5, "无"], [None, "True", "12"]]
    assert sheet.areas == {"年": Area(0, 1, 1, 2), "一": Area(1, 1)}


def test_names_of_sheets_and_ranges_know_no_capitals(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [[1]], "Data", {"First": "$A$1"})
    sheet = excel_sheet("a.xlsx", (tmp_path / "a.xlsx").read_bytes(), "dATA")
    assert sheet.area("fIRST") == (Area(0, 0), True)


def test_a_name_of_the_sheet_hides_one_of_the_book(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [[1, 2]], "Data", {"First": "$A$1", "!First": "$B$1"})
    assert excel_sheet("a.xlsx", (tmp_path / "a.xlsx").read_bytes(), "Data").area("First")[0] == Area(0, 1)


def test_an_old_excel_file():
    sheet = excel_sheet("people.xls", OLD.read_bytes(), "人口")
    assert sheet.rows[:2] == [["年份", 2020.0, 2025.0, 2030.0], ["城镇", 350.0, 400.5, 420.0]]
    assert sheet.areas == {}


def test_a_sheet_that_is_not_there(book):
    with pytest.raises(SheetFault) as caught:
        excel_sheet("a.xlsx", book.read_bytes(), "数椐")
    assert caught.value.messages == ("a.xlsx: no sheet '数椐'. Nearest: '数据'. Rename or remove it.",)


@pytest.mark.parametrize("raw", [b"year,value\n", b"PK\x03\x04 and no more"])
def test_what_is_no_excel_file(raw):
    with pytest.raises(SheetFault, match=r"a\.xlsx, which cannot be opened: .*Expected an Excel file\. Save it anew\."):
        excel_sheet("a.xlsx", raw, "Data")


def test_an_empty_file():
    with pytest.raises(SheetFault, match=r"a\.xlsx, which is empty\. Expected an Excel file\. Save it anew\."):
        excel_sheet("a.xlsx", b"", "Data")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_files_that_are_cut_off(book, share):
    for raw in (book.read_bytes(), OLD.read_bytes()):
        with pytest.raises(SheetFault, match="which cannot be opened: "):
            excel_sheet("a.xlsx", raw[: int(share * len(raw))], "数据")


def test_a_cell_far_away_takes_no_room(tmp_path):
    rows = Workbook()
    rows.active["A1"], rows.active["XFD100000"] = 1, 2
    rows.save(tmp_path / "a.xlsx")
    sheet = excel_sheet("a.xlsx", (tmp_path / "a.xlsx").read_bytes(), "Sheet")
    assert (sheet.value(0, 0), sheet.value(99_999, 16_383), len(sheet.rows[1])) == (1.0, 2.0, 0)


def test_what_a_formula_could_not_compute_is_a_text(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [["#N/A", "#DIV/0!"]], "Data", {})
    assert excel_sheet("a.xlsx", (tmp_path / "a.xlsx").read_bytes(), "Data").rows == [["#N/A", "#DIV/0!"]]


def test_a_text_file():
    raw = '\ufeff年份,城镇\n2020, 3.5e1 \n2025,"1,5"\n1e400,1_000\n'.encode()
    sheet = text_sheet("a.csv", raw, ",")
    assert sheet.rows == [["年份", "城镇"], [2020.0, 35.0], [2025.0, "1,5"], ["1e400", "1_000"]]


def test_a_text_file_in_another_encoding():
    with pytest.raises(SheetFault) as caught:
        text_sheet("a.csv", "年份,城镇\n".encode("gbk"), ",")
    assert caught.value.messages == (
        "a.csv:1:1: byte 0xc4 is not UTF-8; the file looks like GBK. Expected UTF-8. Save the file as UTF-8.",
    )


def test_a_dat_file():
    raw = "x[A]\n0\t1.5\n2\t3\n人口\n1\t4\n".encode()
    rows = [["Time", 0.0, 1.0, 2.0], ["x[A]", 1.5, None, 3.0], ["人口", None, 4.0, None]]
    assert dat_sheet("a.dat", raw).rows == rows


def test_a_dat_file_with_other_lines():
    with pytest.raises(SheetFault) as caught:
        dat_sheet("a.dat", b"1\t2\nx\n1\t2\t3\nJan\t2\n\n1\t5\n")
    said = "which is neither a name nor a time and a value. Correct the line."
    assert caught.value.messages == tuple(f"a.dat:{line}, {said}" for line in (1, 3, 4))


@pytest.mark.parametrize(
    ("suffix", "written", "sign"),
    [
        (".csv", ",", ","),
        (".csv", ";", ";"),
        (".csv", "Sheet1", ","),
        (".csv", "", ","),
        (".tab", "x", "\t"),
        (".txt", " ", "\t"),
        (".csv", "\\t", "\t"),
        (".csv", "'", ","),
    ],
)
def test_what_separates_cells(suffix, written, sign):
    assert delimiter_of(suffix, written) == sign
