"""CSV tables of numbers, as spreadsheets write them.

A CSV is read fast by pyarrow. Where that finds anything but finite numbers the file is read again cell by cell, which
gives every fault its line and column; only that second reading decides what is a fault.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from simulator.encoding import Unreadable, decode
from simulator.scenario.place import Fault, Place
from simulator.scenario.read import number_of
from simulator.scenario.slip import number_slip

__all__ = [
    "A_TABLE",
    "MOST_TOLD",
    "and_more",
    "first_row",
    "judge_separator",
    "no_table",
    "read_csv",
    "row_places",
    "unreadable",
]

A_TABLE = "a CSV or Parquet table"
# As many bad cells of a file are told one by one.
MOST_TOLD = 20

_SEPARATORS = {";": "semicolons", "\t": "tabs", "，": "full-width commas", "；": "full-width semicolons"}


def first_row(path: Path) -> list[str]:
    """Read the names of a CSV's columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def judge_separator(names: list[str], shown: str) -> Fault | None:
    """Find the reason why a first row is one long name: columns that no comma parts."""
    if len(names) != 1:
        return None
    found = next((word for mark, word in _SEPARATORS.items() if mark in names[0]), "")
    told = f"the columns are parted by {found}. Expected commas between columns, and points before decimals"
    advice = "Save it again as 'CSV UTF-8 (comma delimited)', or replace them"
    return Fault(Place(shown, 1, 1), f"{told}. {advice}.") if found else None


def read_csv(path: Path, shown: str, names: tuple[str, ...], faults: list[Fault]) -> np.ndarray:
    """Read some columns as (column, row) numbers; not a number where a cell is faulty."""
    try:
        options = arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.float64()), include_columns=list(names), null_values=[]
        )
        table = arrow_csv.read_csv(path, convert_options=options)
        values = np.stack([table.column(name).to_numpy() for name in names])
        if np.isfinite(values).all():
            return values
    except (OSError, pa.ArrowException, ValueError):
        pass  # the second reading says what is wrong, and where
    return _cell_by_cell(path, shown, names, faults)


def row_places(path: Path, shown: str, name: str, rows: list[int]) -> list[Place]:
    """Find the cells of one column in some rows, counted from 0 in increasing order."""
    places = []
    for number, (place, _, at) in enumerate(_rows(path, shown, (name,))):
        if number in rows:
            places.append(Place(shown, place.line, at[0] + 1))
        if len(places) == len(rows):
            break
    return places


def no_table(shown: str, reason: str) -> Fault:
    """Word a file that is no table."""
    return Fault(Place(shown), f"it cannot be read: {reason}. Expected {A_TABLE}. Correct the file or its name.")


def unreadable(text: Unreadable, shown: str) -> Fault:
    """Word and place what makes a file no text."""
    return Fault(Place(shown, text.line, text.column), f"{text.text} In Excel: 'CSV UTF-8 (comma delimited)'.")


def and_more(shown: str) -> Fault:
    """Say that not every bad cell was told."""
    return Fault(Place(shown), f"and more than these {MOST_TOLD}. Expected numbers throughout. Correct the table.")


def _cell_by_cell(path: Path, shown: str, names: tuple[str, ...], faults: list[Fault]) -> np.ndarray:
    """Read columns of a CSV and give every fault its line and column."""
    columns: list[list[float]] = []
    n_bad = 0
    try:
        n_columns = len(first_row(path))
        for place, row, at in _rows(path, shown, names):
            cells: list[Fault] = []
            columns.append(_numbers(place, row, dict(zip(names, at, strict=True)), cells))
            if any(map(str.strip, row[n_columns:])):
                told = f"the row has {len(row)} cells, the first row {n_columns}. Expected no more"
                advice = "Remove them; a number with a comma in it is two cells"
                cells.append(Fault(Place(shown, place.line, n_columns + 1), f"{told}. {advice}."))
            n_bad += len(cells)
            faults.extend(cells[: max(0, MOST_TOLD - n_bad + len(cells))])
            if n_bad > MOST_TOLD:
                faults.append(and_more(shown))
                break
    except UnicodeDecodeError:
        text = decode(path.read_bytes())
        faults.append(unreadable(text, shown) if isinstance(text, Unreadable) else no_table(shown, "it"))
    except (OSError, csv.Error) as problem:
        faults.append(no_table(shown, str(problem)))
    return np.array(columns, dtype=float).reshape(len(columns), len(names)).T.copy()


def _numbers(place: Place, row: list[str], at: dict[str, int], faults: list[Fault]) -> list[float]:
    """Read the cells of a row; not a number where one is faulty."""
    none = [float("nan")] * len(at)
    if not any(map(str.strip, row)):
        faults.append(Fault(place, "the row is empty, and others follow. Expected numbers. Remove or complete it."))
        return none
    if len(row) <= max(at.values()):
        told = f"the row has {len(row)} cell{'' if len(row) == 1 else 's'}"
        faults.append(Fault(place, f"{told}. Expected one for each of the first row's. Complete it."))
        return none
    values = []
    for name, column in at.items():
        value = number_of(row[column].strip())
        number = float("nan") if value is None else _as_float(value)
        if not np.isfinite(number):
            faults.append(Fault(Place(place.file, place.line, column + 1), _no_number(name, row[column])))
            number = float("nan")
        values.append(number)
    return values


def _rows(path: Path, shown: str, names: tuple[str, ...]) -> Iterator[tuple[Place, list[str], list[int]]]:
    """Give every row, its place, and where the columns stand in it; not blank lines, nor empty rows at the end."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        head = next(reader, [])
        at = [head.index(name) for name in names]
        waiting: list[tuple[Place, list[str], list[int]]] = []
        for row in reader:
            if not row:
                continue
            waiting.append((Place(shown, reader.line_num, 1), row, at))
            if any(map(str.strip, row)):
                yield from waiting
                waiting.clear()


def _as_float(value: float) -> float:
    """Turn a whole number of any size into one of the machine's."""
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _no_number(name: str, text: str) -> str:
    """Word a cell that is no finite number."""
    shown = text if len(text) <= 60 else text[:57] + "..."
    told = f"column {name!r} has {shown!r}" if text.strip() else f"column {name!r} has an empty cell"
    slip = number_slip(text)
    return f"{told}: {slip}" if slip else f"{told}. Expected a finite number. Correct the cell."
