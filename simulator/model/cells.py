"""Cells of a sheet: how they are named, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from simulator.errors import unknown_name

Value = float | str | None

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
# Digits of a row: more than any sheet has.
MOST_DIGITS = 9
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_DIGIT = re.compile(r"\d")


class SheetFault(Exception):
    """What is wrong with cells that an equation reads; each message begins with the file, the sheet and the cell."""

    def __init__(self, *messages: str) -> None:
        super().__init__(*messages)
        self.messages = messages


@dataclass(frozen=True)
class Area:
    """A block of cells; rows and columns are counted from 0."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, eq=False)
class Sheet:
    """The cells of one sheet, or of a text file.

    place: the file and the sheet, as messages name them.
    rows:  numbers, texts, and None where a cell is empty; rows may differ in length.
    areas: casefolded name of a range -> its cells. names: the same as the file spells them.
    """

    place: str
    rows: Sequence[Sequence[Value]]
    areas: Mapping[str, Area] = field(default_factory=dict)
    names: Sequence[str] = ()

    @property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max(map(len, self.rows), default=0)

    def value(self, row: int, column: int) -> Value:
        """Return what a cell holds; nothing beyond the last one."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None

    def at(self, row: int, column: int) -> str:
        """Name a cell for a message."""
        return f"{self.place}, cell {spelled_cell(row, column)}"

    def area(self, written: str) -> tuple[Area, bool]:
        """Find the cells that an argument names; tell whether it is a name with an extent of its own.

        Raises: SheetFault when it is neither a cell nor a name.
        """
        cell = cell_of(written)
        if cell is not None:
            return cell, False
        found = self.areas.get(written.strip().casefold())
        if found is None:
            raise SheetFault(unknown_name(self.place, "named range or cell", written, self.names))
        return found, True

    def wrong(self, row: int, column: int) -> str:
        """Word a cell that should hold a number."""
        value = self.value(row, column)
        held = "is empty" if value is None else f"holds the text {value!r}"
        remedy = "Fill the cell" if value is None else "Correct the cell"
        return f"{self.at(row, column)}, which {held}. Expected a number. {remedy}."


def cell_of(text: str) -> Area | None:
    """Read the name of a cell, such as B5 or $B$5."""
    found = _CELL.fullmatch(text.strip())
    return Area(int(found.group(2)) - 1, _number_of(found.group(1))) if found else None


def column_of(text: str) -> int | None:
    """Read the letters of a column, from 0."""
    found = _COLUMN.fullmatch(text.strip())
    return _number_of(found.group(1)) if found else None


def row_of(text: str) -> int | None:
    """Read the number of a row, from 0."""
    bare = text.strip().removeprefix("$")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= MOST_DIGITS):
        return None
    return int(bare) - 1 if int(bare) > 0 else None


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def spelled_cell(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def is_mistaken(value: Value) -> bool:
    """Tell whether a text was meant as a number: a word such as n/a stands for a missing one, `12,5` for no word."""
    return isinstance(value, str) and bool(_DIGIT.search(value))
