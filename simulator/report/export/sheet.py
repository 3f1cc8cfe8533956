"""Sheets of a result read back: text as it stands there, and the numbers that it means, to the same bits."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.errors import OutputError
from simulator.report.cell_guard import unguarded

__all__ = ["Column", "Sheet", "number_of", "read_sheet"]

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?inf|nan")
_WHOLE = re.compile(r"[+-]?\d{1,9}")
# Names stay text, whatever they look like.
_TEXT = frozenset(
    (
        "scenario",
        "target",
        "document",
        "binding",
        "variable",
        "reading",
        "unit",
        "verdict",
        "basis",
        "reason",
        "rate_unit",
    )
)


@dataclass(frozen=True)
class Column:
    """The cells of one column. kind: text, whole or number; a blank is "" in text and nan in numbers."""

    name: str
    kind: str
    text: tuple[str, ...]

    @property
    def numbers(self) -> np.ndarray:
        """The cells as doubles; nan where one is blank."""
        return np.array([number_of(cell) for cell in self.text], dtype=np.float64)

    @property
    def cells(self) -> list[str | float]:
        """The cells as what they are: text, or numbers."""
        return list(self.text) if self.kind == "text" else list(self.numbers.tolist())


@dataclass(frozen=True)
class Sheet:
    """A sheet. header: names of columns; rows: their text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> Column:
        """Give one column. Raises: ValueError where there is none."""
        place = self.header.index(name)
        text = tuple(row[place] for row in self.rows)
        return Column(name, _kind(name, text), text)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in their order."""
        return tuple(self.column(name) for name in self.header)

    def with_columns(self, added: Mapping[str, Sequence[str]]) -> Sheet:
        """Put further columns of text behind these."""
        cells = list(zip(*added.values(), strict=True)) if added else [()] * len(self.rows)
        rows = tuple((*row, *more) for row, more in zip(self.rows, cells, strict=True))
        return Sheet((*self.header, *added), rows)


def read_sheet(path: Path, needed: Sequence[str]) -> Sheet:
    """Read a sheet of results.

    needed: columns that it has at least.
    Raises: OutputError when it is missing, damaged or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [tuple(map(unguarded, row)) for row in csv.reader(file)]
    except FileNotFoundError:
        raise OutputError(f"{path}: no such file. Expected it among these results. Make them again.") from None
    except (OSError, UnicodeError, csv.Error) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise OutputError(f"{path}: it cannot be read: {reason}. Expected a sheet. Make the results again.") from None
    header = rows[0] if rows else ()
    missing = [name for name in needed if name not in header]
    if missing:
        raise OutputError(f"{path}:1: no column {', '.join(map(repr, missing))}. Make the results again.")
    if len(set(header)) < len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise OutputError(f"{path}:1: two columns are named {twice!r}. Expected each once. Make the results again.")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            told = f"{len(row)} cells. Expected {len(header)}, as in the first line. Make the results again"
            raise OutputError(f"{path}:{number}: {told}.")
    return Sheet(header, tuple(rows[1:]))


def number_of(text: str) -> float:
    """Read a number as sheets write them; a blank is nan. Raises: ValueError for any other text."""
    if not text:
        return math.nan
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is not a number")
    return float(text)


def _kind(name: str, text: Sequence[str]) -> str:
    """Tell what a column holds."""
    told = [cell for cell in text if cell]
    if name in _TEXT or any(not _NUMBER.fullmatch(cell) for cell in told):
        return "text"
    return "whole" if len(told) == len(text) and all(map(_WHOLE.fullmatch, told)) else "number"
