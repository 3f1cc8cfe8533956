"""XLSX: one workbook of values. Text is never a formula, a link or a number; the same result gives the same bytes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from simulator.errors import OutputError
from simulator.report.export.result import Result
from simulator.report.export.sheet import Sheet
from simulator.report.export.tables import (
    column_sheet,
    input_sheet,
    labelled_bands,
    labelled_targets,
    manifest_sheet,
    wide_header,
    wide_rows,
)
from simulator.report.export.wording import cell_word, heading, sheet_word
from simulator.report.words import Language

__all__ = ["write_workbook"]

MOST_ROWS = 1_048_575  # and the header
MOST_COLUMNS = 16_384
MOST_LETTERS = 32_767
_WIDEST = 48
_LOOKED_AT = 200
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}

Row = Sequence[str | float]


class _Exact(float):
    """A number that reads back to the same bits; left to itself xlsxwriter writes sixteen digits of it."""

    def __format__(self, form: str) -> str:
        return repr(float(self))


@dataclass(frozen=True)
class _Page:
    """One sheet to write. n_rows: without the header."""

    name: str
    header: Row
    n_rows: int
    rows: Iterable[Row]


def write_workbook(result: Result, path: Path, language: Language) -> None:
    """Write a workbook.

    language: of the names of sheets and of headings; names of variables and targets are there in both.
    Raises:   OutputError when a sheet would be larger than Excel's, or xlsxwriter is not installed.
    """
    xlsxwriter = _xlsxwriter()
    pages = list(_pages(result))
    for page in pages:
        _refuse_too_large(result, page)
    with TemporaryDirectory(dir=path.parent, prefix=f"{path.name}.") as scratch:
        book = xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": scratch})
        try:
            book.set_properties({"title": result.name, "created": _written_at(result)})
            bold = book.add_format({"bold": True})
            for page in pages:
                sheet = book.add_worksheet(sheet_word(page.name, language))
                _write_page(sheet, page, language, bold)
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error
        finally:
            _let_go(book)


def _pages(result: Result) -> Iterator[_Page]:
    """Give the sheets in the order of the workbook."""
    if result.paths is not None:
        n_names = len(wide_header(result.paths)) - len(result.paths.times)
        header = (*wide_header(result.paths)[:n_names], *result.paths.times.tolist())
        n_rows = len(result.paths.scenarios) * len(result.paths.variables)
        yield _Page("data", header, n_rows, wide_rows(result.paths))
    if result.members is not None:
        names = tuple(field.name for field in result.members.fields)
        yield _Page("data", names, result.members.n_rows, _streamed(result))
    if result.verdicts is not None:
        yield _page("verdicts", labelled_targets(result, result.verdicts))
    if result.summary is not None:
        yield _page("summary", labelled_targets(result, result.summary))
    if result.bands is not None:
        yield _page("bands", labelled_bands(result, result.bands))
    if result.members is not None:
        yield _page("columns", column_sheet(result))
    if "scenarios" in result.manifest or result.is_batch:
        yield _page("inputs", input_sheet(result))
    yield _page("manifest", manifest_sheet(result))


def _page(name: str, sheet: Sheet) -> _Page:
    cells = [column.cells for column in sheet.columns]
    return _Page(name, sheet.header, len(sheet.rows), zip(*cells, strict=True))


def _streamed(result: Result) -> Iterator[Row]:
    """Give the members row by row."""
    assert result.members is not None
    for piece in result.members.pieces():
        yield from zip(*(piece.columns[field.name].tolist() for field in result.members.fields), strict=True)


def _write_page(sheet: Any, page: _Page, language: Language, bold: Any) -> None:
    """Write one sheet row by row, so that one row is in memory. Widths are those of the first rows."""
    first = []
    header = [heading(name, language) if isinstance(name, str) else name for name in page.header]
    rows = (_worded(page.header, row, language) for row in page.rows)
    for row in rows:
        first.append(row)
        if len(first) == _LOOKED_AT:
            break
    for place, name in enumerate(header):
        longest = max([_width(_shown(name)), *(_width(_shown(row[place])) for row in first)])
        sheet.set_column(place, place, min(longest + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    _put_row(sheet, 0, header, bold)
    for number, row in enumerate(first, start=1):
        _put_row(sheet, number, row)
    for number, row in enumerate(rows, start=len(first) + 1):
        _put_row(sheet, number, row)


def _worded(header: Row, row: Row, language: Language) -> Row:
    """Write what is a key of a fixed vocabulary in words."""
    if language == "en":
        return row
    return [
        cell_word(str(name), cell, language) if isinstance(cell, str) else cell
        for name, cell in zip(header, row, strict=True)
    ]


def _put_row(sheet: Any, number: int, row: Row, form: Any = None) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, str):
            if cell:
                _put_text(sheet, (number, place), cell, form)
        elif math.isfinite(cell):
            sheet.write_number(number, place, _Exact(cell), form)
        elif not math.isnan(cell):
            sheet.write_string(number, place, _shown(cell))


def _put_text(sheet: Any, where: tuple[int, int], text: str, form: Any = None) -> None:
    """Write text as text. Raises: OutputError where a cell cannot hold it."""
    if sheet.write_string(*where, text, form) != 0:
        told = f"a text of {len(text):,} letters. Expected at most {MOST_LETTERS:,}, as a cell holds"
        raise OutputError(f"sheet {sheet.get_name()}, row {where[0] + 1}: {told}. Export as csv.")


def _let_go(book: Any) -> None:
    """Close the scratch files that a broken book leaves open."""
    for sheet in book.worksheets():
        with suppress(OSError):
            sheet.row_data_fh.close()


def _shown(cell: str | float) -> str:
    """Write a cell as it takes up room."""
    return cell if isinstance(cell, str) else f"{cell:.12g}"


def _width(text: str) -> int:
    """Count the places that a text takes; a Chinese sign takes two."""
    return sum(2 if ord(letter) >= 0x2E80 else 1 for letter in text)


def _refuse_too_large(result: Result, page: _Page) -> None:
    if page.n_rows > MOST_ROWS or len(page.header) > MOST_COLUMNS:
        size = f"{page.n_rows:,} rows and {len(page.header):,} columns"
        most = f"Expected at most {MOST_ROWS:,} and {MOST_COLUMNS:,}, as Excel's sheets hold"
        instead = "Export as csv" + (f", or read the Parquet files in {result.folder}" if result.is_batch else "")
        raise OutputError(f"{result.folder}: {size} for one sheet, {page.name}. {most}. {instead}.")


def _written_at(result: Result) -> datetime:
    """When the results were written, which dates the workbook: the same results give the same bytes."""
    return datetime.fromisoformat(result.written).astimezone(UTC).replace(tzinfo=None)


def _xlsxwriter() -> Any:
    """Import the writer of workbooks, which no other command waits for."""
    try:
        import xlsxwriter  # noqa: PLC0415
        import xlsxwriter.exceptions  # noqa: PLC0415
    except ImportError:
        raise OutputError(
            "xlsx: xlsxwriter is not installed. Expected it beside the program. "
            "Install it: pip install dezhou-simulator[export]"
        ) from None
    return xlsxwriter
