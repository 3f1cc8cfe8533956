"""Sheets of Excel files and of text files; what cannot be opened is a SheetFault.

openpyxl reads .xlsx and xlrd reads .xls: to both a damaged file is an exception, not the end of the process. Only a
model that reads such files waits for them.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf, isfinite

from simulator.encoding import Unreadable, decode
from simulator.errors import unknown_name
from simulator.model.cells import Area, Sheet, SheetFault, Value, cell_of

EXCEL = (".xlsx", ".xlsm", ".xls")
# How many lines of a file are told that are wrong.
MOST_LINES = 10
TEXT = (".csv", ".tab", ".tsv", ".txt")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_ZIPPED = b"PK"
_TARGET = re.compile(r"(?P<sheet>'(?:[^']|'')*'|[^'!]+)!(?P<first>\$?[A-Z]+\$?\d+)(?::(?P<last>\$?[A-Z]+\$?\d+))?")


@dataclass(frozen=True)
class Book:
    """An open file. sheets: name -> what gives its rows. names: of ranges, the sheet that owns it, its target."""

    sheets: Mapping[str, Callable[[], Iterable[Iterable[Value]]]]
    names: tuple[tuple[str, str, str], ...] = field(default=())


def text_sheet(place: str, raw: bytes, delimiter: str) -> Sheet:
    """Read a text file. Raises: SheetFault when it is not UTF-8 or not a table."""
    text = decode(raw)
    if isinstance(text, Unreadable):
        raise SheetFault(f"{text.at(place)}")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise SheetFault(
            f"{place}, which is no table: {problem}. Expected rows of cells. Save the file anew."
        ) from None
    return Sheet(place, [[_written(cell) for cell in row] for row in rows])


def dat_sheet(place: str, raw: bytes) -> Sheet:
    """Read a .dat file of Vensim, a name and then its times and values line by line, as a row for each name.

    Raises: SheetFault as text_sheet, and where a line is neither.
    """
    series: dict[str, dict[float, Value]] = {}
    faults, name = [], ""
    for number, row in enumerate(text_sheet(place, raw, "\t").rows, start=1):
        cells = [cell for cell in row if cell is not None]
        if len(cells) == 1:
            name = str(cells[0])
            series[name] = {}
        elif len(cells) == 2 and name and isinstance(cells[0], float):
            series[name][cells[0]] = cells[1]
        elif cells:
            faults.append(f"{place}:{number}, which is neither a name nor a time and a value. Correct the line.")
    if faults:
        raise SheetFault(*faults[:MOST_LINES])
    times = sorted({time for values in series.values() for time in values})
    rows = [[name, *map(values.get, times)] for name, values in series.items()]
    return Sheet(place, [["Time", *times], *rows])


def delimiter_of(suffix: str, written: str) -> str:
    """Return what separates the cells of a text file: the sign the model names, else that of the kind of file."""
    if written in ("\t", " ", "\\t"):
        return "\t"
    if len(written) == 1 and not written.isalnum() and written not in "\"'":
        return written
    return "," if suffix == ".csv" else "\t"


def _written(cell: str) -> Value:
    text = cell.strip()
    number = float(text) if _NUMBER.fullmatch(text) else inf  # a number too large for one is a text
    return number if isfinite(number) else text or None


def excel_sheet(name: str, raw: bytes, wanted: str) -> Sheet:
    """Read one sheet of an Excel file; letters count alike in both cases, as in Vensim.

    Raises: SheetFault when it is no Excel file or has no such sheet.
    """
    if not raw:
        raise SheetFault(f"{name}, which is empty. Expected an Excel file. Save it anew.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and pictures, of which nothing is read
            book = _new_book(raw) if raw.startswith(_ZIPPED) else _old_book(raw)
            known = {each.casefold(): each for each in book.sheets}
            spelled = known.get(wanted.strip().casefold())
            rows = [list(row) for row in book.sheets[spelled]()] if spelled is not None else []
    except Exception as problem:  # a damaged file fails in as many ways as it can be damaged
        reason = " ".join(str(problem).split()) or type(problem).__name__
        raise SheetFault(f"{name}, which cannot be opened: {reason}. Expected an Excel file. Save it anew.") from None
    if spelled is None:
        raise SheetFault(unknown_name(name, "sheet", wanted, known.values()))
    found = dict(_areas(book, spelled))
    areas = {key.casefold(): area for key, area in found.items()}
    return Sheet(f"{name}, sheet {spelled!r}", rows, areas, tuple(found))


def _new_book(raw: bytes) -> Book:
    """Open .xlsx; of a formula the value that Excel kept is read."""
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)

    def rows(title: str) -> Callable[[], Iterator[Iterator[Value]]]:
        def read() -> Iterator[Iterator[Value]]:
            book[title].reset_dimensions()  # the size that the file claims may be any
            return (map(_held, row) for row in book[title].iter_rows(values_only=True))

        return read

    sheets = {each.title: rows(each.title) for each in book.worksheets}
    names = [(name, "", each.attr_text) for name, each in book.defined_names.items()]
    for each in book.worksheets:
        names += [(name, each.title, own.attr_text) for name, own in each.defined_names.items()]
    return Book(sheets, tuple(names))


def _old_book(raw: bytes) -> Book:
    """Open .xls, whose names of ranges are not read."""
    import xlrd  # noqa: PLC0415

    book = xlrd.open_workbook(file_contents=raw, logfile=io.StringIO())

    def held(cell: xlrd.sheet.Cell) -> Value:
        if cell.ctype == xlrd.XL_CELL_DATE:
            return str(xlrd.xldate_as_datetime(cell.value, book.datemode))
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
        return _held(bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value)

    def rows(title: str) -> Callable[[], Iterator[Iterator[Value]]]:
        return lambda: (map(held, row) for row in book.sheet_by_name(title).get_rows())

    return Book({title: rows(title) for title in book.sheet_names()})


def _held(cell: object) -> Value:
    if cell is None:
        return None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    return str(cell).strip() or None


def _areas(book: Book, sheet: str) -> Iterator[tuple[str, Area]]:
    """Yield the named ranges that lie on a sheet, its own after those of the whole book."""
    for name, owner, target in book.names:
        area = _area(target or "", sheet) if owner in ("", sheet) else None
        if area is not None:
            yield name, area


def _area(target: str, sheet: str) -> Area | None:
    """Read what a name stands for; None where that is on another sheet or is a formula."""
    found = _TARGET.fullmatch(target.strip())
    if not found or found["sheet"].strip("'").replace("''", "'") != sheet:
        return None
    first, last = cell_of(found["first"]), cell_of(found["last"] or found["first"])
    if first is None or last is None:
        return None
    return Area(first.row, first.column, last.row - first.row + 1, last.column - first.column + 1)
