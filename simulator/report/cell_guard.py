"""Cells of CSV that spreadsheets would run as formulas, written so that they show as text and read back as they were.

Excel takes a cell that begins with =, +, - or @, also behind a tab or a carriage return, for a formula. A text of that
kind gets a single quote before it, the usual way; a number never does.
"""

import re

__all__ = ["guarded", "unguarded"]

_RUN = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?inf|nan")
_FIRST = frozenset("'=+-@\t\r")


def guarded(text: str) -> str:
    """Write a cell so that no spreadsheet runs it. A text that looks as if it were guarded is guarded once more."""
    if text[:1] not in _FIRST or _NUMBER.fullmatch(text) or not _RUN.match(text):
        return text
    return f"'{text}"


def unguarded(cell: str) -> str:
    """Read a cell that `guarded` wrote."""
    return cell[1:] if cell[:1] == "'" and _QUOTED.match(cell) else cell
