"""Sheets of Excel files and of text files; what cannot be opened is a SheetFault.

python-calamine reads .xlsx and .xls alike; the names of ranges, which it does not give, are read here from .xlsx.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from simulator.encoding import Unreadable, decode
from simulator.errors import unknown_name
from simulator.model.cells import Area, Sheet, SheetFault, Value, cell_of

EXCEL = (".xlsx", ".xlsm", ".xls")
TEXT = (".csv", ".tab", ".tsv", ".txt")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_TARGET = re.compile(r"(?P<sheet>'(?:[^']|'')*'|[^'!]+)!(?P<first>\$?[A-Z]+\$?\d+)(?::(?P<last>\$?[A-Z]+\$?\d+))?")
# The part of an .xlsx file that lists sheets and names; a longer one is no list of names.
_BOOK = "xl/workbook.xml"
_MOST_BYTES = 10_000_000


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


def delimiter_of(suffix: str, written: str) -> str:
    """Return what separates the cells of a text file: the sign the model names, else that of the kind of file."""
    if written in ("\t", " ", "\\t"):
        return "\t"
    if len(written) == 1 and not written.isalnum() and written not in "\"'":
        return written
    return "," if suffix == ".csv" else "\t"


def _written(cell: str) -> Value:
    text = cell.strip()
    return float(text) if _NUMBER.fullmatch(text) else text or None


def excel_sheet(name: str, raw: bytes, wanted: str) -> Sheet:
    """Read one sheet of an Excel file; letters count alike in both cases, as in Vensim.

    Raises: SheetFault when it is no Excel file or has no such sheet.
    """
    # Only a model that reads Excel files waits for this library.
    import python_calamine  # noqa: PLC0415

    try:
        book = python_calamine.load_workbook(io.BytesIO(raw))
        known = {each.casefold(): each for each in reversed(book.sheet_names)}
        spelled = known.get(wanted.strip().casefold())
        cells = book.get_sheet_by_name(spelled).to_python(skip_empty_area=False) if spelled is not None else []
    except (python_calamine.CalamineError, ValueError, OSError) as problem:
        reason = str(problem) or type(problem).__name__
        raise SheetFault(f"{name}, which cannot be opened: {reason}. Expected an Excel file. Save it anew.") from None
    if spelled is None:
        raise SheetFault(unknown_name(name, "sheet", wanted, known.values()))
    found = dict(_areas(raw, spelled))
    areas = {key.casefold(): area for key, area in found.items()}
    return Sheet(f"{name}, sheet {spelled!r}", [[_held(cell) for cell in row] for row in cells], areas, tuple(found))


def _held(cell: object) -> Value:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    return str(cell).strip() or None


def _areas(raw: bytes, sheet: str) -> Iterator[tuple[str, Area]]:
    """Yield the named ranges that lie on a sheet, its own after those of the whole book."""
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        return
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        if _BOOK not in parts.namelist() or parts.getinfo(_BOOK).file_size > _MOST_BYTES:
            return
        text = parts.read(_BOOK)
    if b"<!DOCTYPE" in text:  # no spreadsheet writes one; entities could fill the memory
        return
    try:
        book = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return
    sheets = [str(each.get("name")) for each in _children(book, "sheet")]
    defined = sorted(_children(book, "definedName"), key=lambda each: bool(each.get("localSheetId")))
    for each in defined:
        own = each.get("localSheetId", "")
        if not own or sheet in sheets[int(own) : int(own) + 1]:
            area = _area(each.text or "", sheet)
            if area is not None:
                yield str(each.get("name")), area


def _children(book: ElementTree.Element, tag: str) -> Sequence[ElementTree.Element]:
    return [each for each in book.iter() if each.tag.rpartition("}")[2] == tag]


def _area(target: str, sheet: str) -> Area | None:
    """Read what a name stands for; None where that is on another sheet or is a formula."""
    found = _TARGET.fullmatch(target.strip())
    if not found or found["sheet"].strip("'").replace("''", "'") != sheet:
        return None
    first, last = cell_of(found["first"]), cell_of(found["last"] or found["first"])
    if first is None or last is None:
        return None
    return Area(first.row, first.column, last.row - first.row + 1, last.column - first.column + 1)
