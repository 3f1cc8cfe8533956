"""Tables of a model folder: CSV in UTF-8 with a header; every fault is kept with its line and column name."""

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from simulator.encoding import Unreadable, read_text
from simulator.errors import Faults, unknown_name

__all__ = ["Row", "calendar_year", "choice", "number", "read_table", "required"]

_IN_EXCEL = " Excel calls it CSV UTF-8."
# Exponents of three digits and more are no figure of a city.
_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,2})?")
# What separates cells where it is not commas.
_SEPARATORS = MappingProxyType({"\t": "tabs", ";": "semicolons", "，": "full-width commas"})
_HALF_WIDTH = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
_YEAR = re.compile(r"[1-9][0-9]{3}")


@dataclass(frozen=True)
class Row:
    """One line of a table.

    where: "path:line" of the line on which the row starts, counted from 1.
    cells: the text of every column, as written.
    """

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Text of one column."""
        return self.cells[column]


def read_table(
    path: Path, what: str, columns: Sequence[str], faults: Faults, optional: Sequence[str] = ()
) -> tuple[Row, ...]:
    """Read a table whose header has exactly `columns`, in any order.

    what:     what the table is, for the messages ("a register of targets").
    faults:   gathers every fault; when the file or its header cannot be used, the table is empty.
    optional: those of the columns that may be left out; their cells are empty then.
    """
    text = read_text(path, f"{what}, a CSV file")
    if isinstance(text, Unreadable):
        faults.add(text.at(path) + (_IN_EXCEL if text.line else ""))
        return ()
    lines = _lines(path, text, faults)
    if not lines:
        if not faults:
            faults.add(f"{path}: the file is empty. Expected the header {','.join(columns)}. Write it and the rows.")
        return ()
    header = lines[0][1]
    wanted = [column for column in columns if column in header or column not in optional]
    if not _header_fits(f"{path}:{lines[0][0]}", header, wanted, faults):
        return ()
    rows = []
    for line, cells in lines[1:]:
        if len(cells) == len(header):
            rows.append(Row(f"{path}:{line}", dict.fromkeys(optional, "") | dict(zip(header, cells, strict=True))))
        else:
            count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
            advice = _advice(cells, len(cells) > len(header))
            faults.add(f"{path}:{line}: the row has {count}. Expected {len(header)}, as in the header. {advice}.")
    return tuple(rows)


def number(row: Row, column: str, faults: Faults) -> float | None:
    """Read a finite number; None when the cell is empty or faulty."""
    text = row[column]
    if not text:
        return None
    if _NUMBER.fullmatch(text.strip()) and math.isfinite(float(text)):
        return float(text)
    faults.add(f"{row.where}: {column} {text!r} is not a number. {_expected(text, 'digits such as 12.5')}.")
    return None


def calendar_year(row: Row, column: str, faults: Faults) -> int | None:
    """Read a year of four digits; None when the cell is empty or faulty."""
    text = row[column]
    if not text:
        return None
    if _YEAR.fullmatch(text):
        return int(text)
    faults.add(f"{row.where}: {column} {text!r} is not a year. {_expected(text, 'a whole one such as 2030')}.")
    return None


def _expected(text: str, example: str) -> str:
    """Say what a number looks like; one typed in full-width digits as it would be in plain ones."""
    plain = text.translate(_HALF_WIDTH).strip()
    if plain != text.strip() and _NUMBER.fullmatch(plain):
        return f"Expected {plain!r}. Type it so, with the Chinese input method off"
    return f"Expected {example}. Correct the cell"


def choice(row: Row, column: str, allowed: Sequence[str], faults: Faults) -> str:
    """Read one of the allowed words; "" is allowed only when it is among them."""
    text = row[column]
    if text in allowed:
        return text
    if text:
        faults.add(unknown_name(row.where, column, text, [word for word in allowed if word]))
    else:
        faults.add(f"{row.where}: {column} is empty. Expected one of {', '.join(allowed)}. Fill the cell.")
    return ""


def required(row: Row, column: str, faults: Faults) -> str:
    """Read a text that must not be empty."""
    text = row[column]
    if not text.strip():
        faults.add(f"{row.where}: {column} is empty. Expected a text. Fill the cell.")
    return text


def _advice(cells: Sequence[str], too_many: bool) -> str:
    """Say what to do about a row that has too few cells, or too many."""
    if too_many:
        return "Quote a cell that holds a comma"
    if any("，" in cell for cell in cells):
        return "Type its commas with the Chinese input method off"
    return "Write a comma for every cell, empty ones too"


def _lines(path: Path, text: str, faults: Faults) -> list[tuple[int, list[str]]]:
    """Split a CSV text into (first line, cells), leaving blank lines out."""
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        faults.add(f"{path}:{line}: character '\\x00', which is in no text. Expected a CSV file. Save it as one.")
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as problem:
        wrong = f"the row that starts here is not CSV: {problem}"
        faults.add(f"{path}:{start}: {wrong}. Expected commas and paired quotes. Correct the row.")
        return []
    return lines


def _header_fits(where: str, header: Sequence[str], columns: Sequence[str], faults: Faults) -> bool:
    """Compare a header with the columns that are wanted; every difference is a fault."""
    before = len(faults)
    expected = f"Expected the columns {','.join(columns)}"
    separators = [name for mark, name in _SEPARATORS.items() if len(header) == 1 and mark in header[0]]
    if separators:
        faults.add(f"{where}: cells are separated by {separators[0]}. {expected}, separated by commas. Save it so.")
    elif not set(columns) & set(header):
        faults.add(f"{where}: the first row is {', '.join(header)!r}, which names no column. {expected}. Write them.")
    if len(faults) > before:
        return False
    for column in columns:
        if column not in header:
            faults.add(f"{where}: no column {column!r}. {expected}. Add it.")
    for position, column in enumerate(header):
        if column not in columns:
            faults.add(unknown_name(where, "known column", column, columns))
        elif column in header[:position]:
            faults.add(f"{where}: column {column!r} stands twice. Expected it once. Remove one.")
    return len(faults) == before
