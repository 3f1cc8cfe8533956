"""Tables of numbers beside a batch: members and their inputs, or values to draw from; CSV or Parquet."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulator.encoding import Unreadable, read_text
from simulator.scenario.batch_file.csv_file import (
    A_TABLE,
    MOST_TOLD,
    and_more,
    first_row,
    judge_separator,
    no_table,
    read_csv,
    row_places,
    unreadable,
)
from simulator.scenario.place import Fault, Place, unknown
from simulator.scenario.read import Scalar
from simulator.scenario.spelling import spelled

__all__ = [
    "MEMBER",
    "are_renumbered",
    "cell_places",
    "column_names",
    "head_place",
    "read_column",
    "read_columns",
    "read_members",
]

# The column that numbers the rows of a written batch; it is no input.
MEMBER = "member"

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_ROWS_AT_ONCE = 65_536


def read_members(path: Path, shown: str, faults: list[Fault]) -> tuple[tuple[str, ...], np.ndarray]:
    """Read a table of members, one row each.

    shown:   the path as messages name it.
    Returns: names of the columns but `member`, and (column, row) finite numbers; both empty where there is a fault.
    """
    before = len(faults)
    names = tuple(name for name in column_names(path, shown, faults) if name != MEMBER)
    values = read_columns(path, shown, names, faults) if names else np.empty((0, 0))
    return (names, values) if len(faults) == before else ((), np.empty((0, 0)))


def read_column(file: Scalar, column: Scalar, found: tuple[Path, str], faults: list[Fault]) -> tuple[float, ...]:
    """Read one column of a table. file, column: as written; found: the path, and as messages name it.

    Returns: its finite numbers; empty where there is a fault.
    """
    path, shown = found
    if not path.exists():
        faults.append(Fault(file.place, f"no file {shown}. Expected {A_TABLE}. Correct the path."))
        return ()
    names = column_names(path, shown, faults)
    if not names:
        return ()
    name = spelled(column.text, names)
    if name is None:
        faults.append(unknown(column.place, f"column of {shown}", column.text, names))
        return ()
    before = len(faults)
    values = read_columns(path, shown, (name,), faults)
    return tuple(values[0].tolist()) if len(faults) == before else ()


def column_names(path: Path, shown: str, faults: list[Fault]) -> tuple[str, ...]:
    """Read the names of a table's columns; empty where there is a fault."""
    if path.suffix.lower() in _WORKBOOKS:
        told = "a workbook cannot be read. Expected a CSV or Parquet table"
        faults.append(Fault(Place(shown), f"{told}. Save its sheet as 'CSV UTF-8 (comma delimited)', and name that."))
        return ()
    try:
        names = pq.read_schema(path).names if _is_parquet(path) else first_row(path)
    except UnicodeDecodeError:
        # Only to find the place; what can be read as a whole has a first row.
        text = read_text(path, A_TABLE)
        faults.append(unreadable(text, shown) if isinstance(text, Unreadable) else no_table(shown, "its head"))
        return ()
    except (OSError, csv.Error, pa.ArrowException) as problem:
        reason = getattr(problem, "strerror", None) or str(problem).splitlines()[0]
        faults.append(no_table(shown, reason))
        return ()
    before = len(faults)
    separator = None if _is_parquet(path) else judge_separator(list(names), shown)
    if separator is not None:
        faults.append(separator)
        return ()
    place = Place(shown, 1, 1) if not _is_parquet(path) else Place(shown)
    if not names:
        faults.append(Fault(place, "the table has no columns. Expected names in its first row. Write them."))
    for number, name in enumerate(names):
        if not name.strip():
            told = f"column {number + 1} has no name. Expected one in the first row. Write it, or remove the column."
            faults.append(Fault(place, told))
        elif name in names[:number]:
            faults.append(Fault(place, f"column {name!r} is there twice. Expected it once. Remove one."))
    return tuple(names) if len(faults) == before else ()


def read_columns(path: Path, shown: str, names: tuple[str, ...], faults: list[Fault]) -> np.ndarray:
    """Read some columns as (column, row) finite numbers; not a number where there is a fault."""
    before = len(faults)
    values = _parquet(path, shown, names, faults) if _is_parquet(path) else read_csv(path, shown, names, faults)
    if len(faults) == before and values.shape[1] == 0:
        faults.append(Fault(Place(shown), "the table has no rows. Expected at least one. Write one."))
    return values


def cell_places(path: Path, shown: str, name: str, rows: list[int]) -> list[tuple[Place, str]]:
    """Find cells of a column, for messages: the line of a CSV; of a Parquet file, which has none, the row's number.

    rows: counted from 0, in increasing order.
    """
    if _is_parquet(path):
        return [(Place(shown), f"row {row + 1}: ") for row in rows]
    return [(place, "") for place in row_places(path, shown, name, rows)]


def head_place(path: Path, shown: str, number: int) -> Place:
    """Find the name of a column, counted from 0: the cell of a CSV's first row; the file where it is no CSV."""
    return Place(shown) if _is_parquet(path) else Place(shown, 1, number + 1)


def are_renumbered(path: Path, shown: str) -> bool:
    """Tell whether a table numbers its rows otherwise than from 0 on."""
    if MEMBER not in column_names(path, shown, []):
        return False
    faults: list[Fault] = []
    numbers = read_columns(path, shown, (MEMBER,), faults)[0]
    return bool(faults) or not np.array_equal(numbers, np.arange(len(numbers)))


def _parquet(path: Path, shown: str, names: tuple[str, ...], faults: list[Fault]) -> np.ndarray:
    """Read columns of a Parquet file, some rows at once."""
    try:
        with pq.ParquetFile(path) as file:
            for name in names:
                kind = file.schema_arrow.field(name).type
                if not (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
                    told = f"column {name!r} holds {kind}. Expected numbers. Write it as double."
                    faults.append(Fault(Place(shown), told))
                    return np.empty((len(names), 0))
            values = np.empty((len(names), file.metadata.num_rows))
            first = 0
            for batch in file.iter_batches(_ROWS_AT_ONCE, columns=list(names)):
                rows = slice(first, first + batch.num_rows)
                for number, name in enumerate(names):
                    values[number, rows] = (
                        batch.column(name).cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
                    )
                first += batch.num_rows
    except (OSError, pa.ArrowException) as problem:
        faults.append(no_table(shown, str(problem).splitlines()[0]))
        return np.empty((len(names), 0))
    bad = [(int(row), int(column)) for row, column in np.argwhere(~np.isfinite(values).T)[: MOST_TOLD + 1]]
    for row, column in bad[:MOST_TOLD]:
        told = (
            f"row {row + 1} of column {names[column]!r} is {'empty' if np.isnan(values[column, row]) else 'infinite'}"
        )
        faults.append(Fault(Place(shown), f"{told}. Expected a finite number. Correct it."))
    if len(bad) > MOST_TOLD:
        faults.append(and_more(shown))
    values[~np.isfinite(values)] = np.nan
    return values


def _is_parquet(path: Path) -> bool:
    """Tell a Parquet file by its name."""
    return path.suffix.lower() in (".parquet", ".pq")
