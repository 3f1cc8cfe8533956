"""Numbers and names out of a sheet: constants, lookups, values over time, elements of a range.

Source: Vensim Reference Manual, GET DIRECT CONSTANTS, DATA, LOOKUPS and SUBSCRIPT. The first number missing in a row or
column of x ends it, and a missing value is left out, as in outputs of Vensim (sdeverywhere, directdata).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise, product
from math import prod

from simulator.model.cells import Area, Sheet, SheetFault, cell_of, column_of, is_mistaken, row_of, spelled_cell
from simulator.model.syntax import Curve

# Vensim's value of :NA:, minus two to the power 109, is below this however few digits are exported.
MISSING = -6e32
# How many faults of one equation are told.
MOST_TOLD = 10


@dataclass(frozen=True)
class Track:
    """Where x and the values stand. x, first: cells of the first x and the first value. down: further points are below.

    length: how many points, None up to the end of the numbers.
    """

    x: Area
    first: Area
    down: bool
    length: int | None = None

    def cells(self, point: int, element: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the cells of x and of the value of an element at a point."""
        if self.down:
            return (self.x.row + point, self.x.column), (self.first.row + point, self.first.column + element)
        return (self.x.row, self.x.column + point), (self.first.row + element, self.first.column + point)


def read_constants(sheet: Sheet, written: str, shape: Sequence[int]) -> list[float]:
    """Read a number for each element: the last range of the left side across, the others down; with * the other way.

    written: the first cell or a named range. shape: how many elements each range of the left side has.
    Raises:  SheetFault.
    """
    lengths = [length for length in shape if length > 1] if len(shape) > 2 else list(shape)
    if len(lengths) > 2:
        raise SheetFault(
            f"{sheet.place}, with {len(lengths)} ranges on its left side. Expected at most 2, one down and one across. "
            "Write an equation for each element of the others."
        )
    rows, columns = [1, 1, *lengths][-2:]
    turned = written.strip().endswith("*")
    area, named = sheet.area(written.strip().rstrip("*"))
    height, width = (columns, rows) if turned else (rows, columns)
    if named and (area.rows, area.columns) != (height, width) and prod(shape) > 1:
        raise SheetFault(
            f"{sheet.place}, range {written!r} of {area.rows} rows and {area.columns} columns. "
            f"Expected {height} and {width}. Correct the range, or end its name with * to turn it."
        )
    wanted = [(column, row) if turned else (row, column) for row, column in product(range(rows), range(columns))]
    cells = [(area.row + row, area.column + column) for row, column in wanted]
    values = [sheet.value(*cell) for cell in cells]
    refuse([sheet.wrong(*cell) for cell, value in zip(cells, values, strict=True) if not isinstance(value, float)])
    return [float(value) for value in values if isinstance(value, float)]


def track_of(sheet: Sheet, along: str, first: str, size: int) -> Track:
    """Find x and values: along a row (a number), a column (letters) or a named range. Raises: SheetFault."""
    row, column = row_of(along), column_of(along)
    start, _ = sheet.area(first)
    if row is not None:
        return Track(Area(row, start.column), start, down=False)
    if column is not None and cell_of(first) is not None:
        return Track(Area(start.row, column), start, down=True)
    named, _ = sheet.area(along)
    if min(named.rows, named.columns) > 1:
        raise SheetFault(
            f"{sheet.place}, range {along!r} of {named.rows} rows and {named.columns} columns. "
            "Expected one row or one column. Correct the range."
        )
    down = named.rows > 1
    length = max(named.rows, named.columns)
    expected = (length, size) if down else (size, length)
    if (start.rows, start.columns) not in (expected, (1, 1)):
        raise SheetFault(
            f"{sheet.place}, range {first!r} of {start.rows} rows and {start.columns} columns. "
            f"Expected {expected[0]} and {expected[1]}, for {along!r} and {size} elements. Correct the range."
        )
    return Track(named, start, down, length)


def read_curves(sheet: Sheet, track: Track, size: int) -> list[Curve]:
    """Read the points of each element. size: how many elements. Raises: SheetFault."""
    x = _x_of(sheet, track)
    faults: list[str] = []
    order = sorted(range(len(x)), key=x.__getitem__)
    for left, right in pairwise(order):
        if x[left] == x[right]:
            cell = sheet.at(*track.cells(right, 0)[0])
            faults.append(f"{cell}, which holds {x[right]:g} again. Expected it once. Remove one of the two.")
    curves = []
    for element in range(size):
        cells = [track.cells(point, element)[1] for point in order]
        values = [sheet.value(*cell) for cell in cells]
        bad = [sheet.wrong(*cell) for cell, value in zip(cells, values, strict=True) if is_mistaken(value)]
        points = [
            (x[point], value)
            for point, value in zip(order, values, strict=True)
            if isinstance(value, float) and value > MISSING
        ]
        faults += bad
        if points:
            curves.append(Curve(tuple(each for each, _ in points), tuple(each for _, each in points)))
        elif not bad:
            line = "column" if track.down else "row"
            faults.append(f"{sheet.at(*cells[0])}, whose {line} holds no number. Expected numbers. Correct the cell.")
    refuse(faults)
    return curves


def _x_of(sheet: Sheet, track: Track) -> list[float]:
    """Read x up to the first cell that is no number. Raises: SheetFault when a number was meant, or there is none."""
    found: list[float] = []
    for point in count() if track.length is None else range(track.length):
        cell, _ = track.cells(point, 0)
        value = sheet.value(*cell)
        if isinstance(value, float):
            found.append(value)
        elif is_mistaken(value) or not found or track.length is not None:
            raise SheetFault(sheet.wrong(*cell))
        else:
            break
    return found


def read_elements(sheet: Sheet, first: str, last: str, prefix: str) -> tuple[str, ...]:
    """Read the elements of a range, row by row, empty cells left out.

    last:    a cell, the letters of the last column, the number of the last row, or nothing for the end of the sheet.
    Raises:  SheetFault.
    """
    start, named = sheet.area(first)
    row, column = start.row + start.rows - 1, start.column + start.columns - 1
    if not named:
        end = cell_of(last)
        row, column = len(sheet.rows) - 1, sheet.width - 1
        if end is not None:
            row, column = end.row, end.column
        elif row_of(last) is not None:
            row = row_of(last) or 0
        elif column_of(last) is not None:
            column = column_of(last) or 0
        elif last.strip():
            raise SheetFault(f"{sheet.place}, up to {last!r}. Expected a cell, a column or a row. Correct it.")
    rows = range(start.row, min(row, len(sheet.rows) - 1) + 1)
    columns = range(start.column, min(column, sheet.width - 1) + 1)
    held = [sheet.value(*cell) for cell in product(rows, columns)]
    found = [f"{prefix}{_shown(value)}" for value in held if value is not None]
    if not found:
        cell = f"{sheet.place}, from {spelled_cell(start.row, start.column)} on"
        raise SheetFault(f"{cell}, where no cell is filled. Expected the names of elements. Correct the cells.")
    return tuple(found)


def _shown(value: float | str) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def refuse(faults: list[str]) -> None:
    """Raise what was found wrong; of many, the first."""
    if len(faults) > MOST_TOLD:
        rest = f"{faults[MOST_TOLD - 1].rstrip('.')} (and {len(faults) - MOST_TOLD} more such cells)."
        faults = [*faults[: MOST_TOLD - 1], rest]
    if faults:
        raise SheetFault(*faults)
