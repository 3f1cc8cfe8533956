"""Tables of numbers beside a batch: members and their inputs, or values to draw from; CSV or Parquet.

A CSV is read fast by pyarrow. Where that finds anything but finite numbers the file is read again cell by cell, which
gives every fault its row and column; only that second reading decides what is a fault.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from simulator.encoding import Unreadable, decode, read_text
from simulator.scenario.place import Fault, Place, unknown
from simulator.scenario.read import Scalar, number_of
from simulator.scenario.slip import number_slip
from simulator.scenario.spelling import spelled

__all__ = ["MEMBER", "column_names", "read_column", "read_members"]

# The column that numbers the rows of a written batch; it is no input.
MEMBER = "member"

_A_TABLE = "a CSV or Parquet table"
# As many bad cells of a file are told one by one.
_MOST_TOLD = 20
_ROWS_AT_ONCE = 65_536


def read_members(path: Path, shown: str, faults: list[Fault]) -> tuple[tuple[str, ...], np.ndarray]:
    """Read a table of members, one row each.

    shown:   the path as messages name it.
    Returns: names of the columns but `member`, and (column, row) finite numbers; both empty where there is a fault.
    """
    names = tuple(name for name in column_names(path, shown, faults) if name != MEMBER)
    values = _columns(path, shown, names, faults) if names else None
    return (names, values) if values is not None else ((), np.empty((0, 0)))


def read_column(file: Scalar, column: Scalar, found: tuple[Path, str], faults: list[Fault]) -> tuple[float, ...]:
    """Read one column of a table. file, column: as written; found: the path, and as messages name it.

    Returns: its finite numbers; empty where there is a fault.
    """
    path, shown = found
    if not path.exists():
        faults.append(Fault(file.place, f"no file {shown}. Expected {_A_TABLE}. Correct the path."))
        return ()
    names = column_names(path, shown, faults)
    if not names:
        return ()
    name = spelled(column.text, names)
    if name is None:
        faults.append(unknown(column.place, f"column of {shown}", column.text, names))
        return ()
    values = _columns(path, shown, (name,), faults)
    return () if values is None else tuple(values[0].tolist())


def column_names(path: Path, shown: str, faults: list[Fault]) -> tuple[str, ...]:
    """Read the names of a table's columns; empty where there is a fault."""
    try:
        names = pq.read_schema(path).names if _is_parquet(path) else _first_row(path)
    except UnicodeDecodeError:
        # Only to find the place; what can be read as a whole has a first row.
        text = read_text(path, _A_TABLE)
        faults.append(
            Fault(*_unreadable(text, shown)) if isinstance(text, Unreadable) else _no_table(shown, "its head")
        )
        return ()
    except (OSError, csv.Error, pa.ArrowException) as problem:
        reason = getattr(problem, "strerror", None) or str(problem).splitlines()[0]
        faults.append(_no_table(shown, reason))
        return ()
    before = len(faults)
    place = Place(shown, 1, 1) if not _is_parquet(path) else Place(shown)
    if not names:
        faults.append(Fault(place, "the table has no columns. Expected names in its first row. Write them."))
    for number, name in enumerate(names):
        if not name.strip():
            told = f"column {number + 1} has no name. Expected one in the first row. Write it."
            faults.append(Fault(place, told))
        elif name in names[:number]:
            faults.append(Fault(place, f"column {name!r} is there twice. Expected it once. Remove one."))
    return tuple(names) if len(faults) == before else ()


def _columns(path: Path, shown: str, names: tuple[str, ...], faults: list[Fault]) -> np.ndarray | None:
    """Read some columns as (column, row) finite numbers; None where there is a fault."""
    before = len(faults)
    values = _parquet(path, shown, names, faults) if _is_parquet(path) else _csv(path, shown, names, faults)
    if len(faults) > before:
        return None
    if values.shape[1] == 0:
        faults.append(Fault(Place(shown), "the table has no rows. Expected at least one. Write one."))
        return None
    return values


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
        faults.append(_no_table(shown, str(problem).splitlines()[0]))
        return np.empty((len(names), 0))
    bad = [(int(row), int(column)) for row, column in np.argwhere(~np.isfinite(values).T)[: _MOST_TOLD + 1]]
    for row, column in bad[:_MOST_TOLD]:
        told = (
            f"row {row + 1} of column {names[column]!r} is {'empty' if np.isnan(values[column, row]) else 'infinite'}"
        )
        faults.append(Fault(Place(shown), f"{told}. Expected a finite number. Correct it."))
    if len(bad) > _MOST_TOLD:
        faults.append(_and_more(shown))
    return values


def _csv(path: Path, shown: str, names: tuple[str, ...], faults: list[Fault]) -> np.ndarray:
    """Read columns of a CSV: at once where every cell is a finite number, else cell by cell."""
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


def _cell_by_cell(path: Path, shown: str, names: tuple[str, ...], faults: list[Fault]) -> np.ndarray:
    """Read columns of a CSV and give every fault its row and column."""
    columns: list[list[float]] = [[] for _ in names]
    empty = np.empty((len(names), 0))
    n_bad = 0
    try:
        for place, row, at in _rows(path, shown, names):
            if len(row) <= max(at):
                cells = [
                    (place, f"the row has {len(row)} cells. Expected one for each of the first row's. Complete it.")
                ]
            else:
                cells = []
                for number, column in enumerate(at):
                    value = number_of(row[column].strip())
                    if value is None or not np.isfinite(value := _as_float(value)):
                        here = Place(shown, place.line, column + 1)
                        cells.append((here, _no_number(names[number], row[column])))
                    else:
                        columns[number].append(value)
            n_bad += len(cells)
            faults.extend(Fault(*cell) for cell in cells[: max(0, _MOST_TOLD - n_bad + len(cells))])
            if n_bad > _MOST_TOLD:
                faults.append(_and_more(shown))
                return empty
    except UnicodeDecodeError:
        text = decode(path.read_bytes())
        faults.append(Fault(*_unreadable(text, shown)) if isinstance(text, Unreadable) else _no_table(shown, "it"))
        return empty
    except (OSError, csv.Error) as problem:
        faults.append(_no_table(shown, str(problem)))
        return empty
    return np.array(columns) if not n_bad else empty


def _rows(path: Path, shown: str, names: tuple[str, ...]) -> Iterator[tuple[Place, list[str], list[int]]]:
    """Give every row that is not blank, its place, and where the columns stand in it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        at: list[int] = []
        for row in reader:
            if not at:
                at = [row.index(name) for name in names]
            elif row:
                yield Place(shown, reader.line_num, 1), row, at


def _first_row(path: Path) -> list[str]:
    """Read the names of a CSV's columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


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


def _and_more(shown: str) -> Fault:
    """Say that not every bad cell was told."""
    return Fault(Place(shown), f"and more than these {_MOST_TOLD}. Expected numbers throughout. Correct the table.")


def _no_table(shown: str, reason: str) -> Fault:
    """Word a file that is no table."""
    return Fault(Place(shown), f"it cannot be read: {reason}. Expected {_A_TABLE}. Correct the file or its name.")


def _unreadable(text: Unreadable, shown: str) -> tuple[Place, str]:
    """Place what makes a file no text."""
    return Place(shown, text.line, text.column), text.text


def _is_parquet(path: Path) -> bool:
    """Tell a Parquet file by its name."""
    return path.suffix.lower() in (".parquet", ".pq")
