"""History: sourced values that a run is compared with, by variable and year."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from simulator.errors import Faults, TargetError, unknown_name
from simulator.model.labels import Label
from simulator.model.table import Row, choice, number, read_table, required
from simulator.target.yearly import Yearly
from simulator.units import conversion

__all__ = ["CONFIDENCES", "HISTORY_COLUMNS", "NO_HISTORY", "History", "Point", "observed_table", "read_history"]

HISTORY_COLUMNS = ("series", "variable", "year", "value", "unit", "source_title", "confidence", "note")
CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True)
class Point:
    """One sourced value.

    variable:   as in the labels.
    year:       time at which it holds; whole for a year's end or a year's total, 2023.4 for the end of May.
    value:      in `unit`, the shown unit of the variable.
    """

    series: str
    variable: str
    year: float
    value: float
    unit: str
    source_title: str
    confidence: str
    note: str
    where: str = ""


@dataclass(frozen=True)
class History:
    """All sourced values of a city, in the order of the file."""

    points: tuple[Point, ...]

    @cached_property
    def _best(self) -> dict[tuple[str, float], Point]:
        """The most trusted point of each variable and year; the first one among equals."""
        best: dict[tuple[str, float], Point] = {}
        for point in self.points:
            key = (point.variable, point.year)
            if key not in best or _rank(point) < _rank(best[key]):
                best[key] = point
        return best

    def of(self, variable: str) -> tuple[Point, ...]:
        """Points of one variable, in the order of the file."""
        return tuple(point for point in self.points if point.variable == variable)

    def point(self, variable: str, year: int) -> Point | None:
        """The most trusted point of a whole year, or None."""
        return self._best.get((variable, float(year)))


NO_HISTORY = History(())


def read_history(path: Path, labels: Sequence[Label]) -> History:
    """Read history.csv.

    labels: of the same model; every variable must be among them and its unit must convert to the shown one.

    Raises: TargetError with every fault of the file.
    """
    faults = Faults()
    known = {label.variable: label for label in labels}
    points = [_point(row, known, faults) for row in read_table(path, "a history", HISTORY_COLUMNS, faults)]
    faults.raise_as(TargetError)
    return History(tuple(point for point in points if point is not None))


def observed_table(history: History, variables: Sequence[str], years: Sequence[int]) -> Yearly | None:
    """Make a yearly table of history alone.

    Returns: one member, shown units; None unless history has every variable in every year.
    """
    points = [[history.point(variable, year) for variable in variables] for year in years]
    values = [[point.value for point in row if point is not None] for row in points]
    if not values or any(len(row) < len(variables) for row in values):
        return None
    return Yearly(
        years=np.array(years, dtype=np.int64),
        names=tuple(variables),
        units=tuple(point.unit for point in points[0] if point is not None),
        values=np.array(values, dtype=np.float64)[:, :, np.newaxis],
    )


def _rank(point: Point) -> int:
    """0 for the most trusted."""
    return CONFIDENCES.index(point.confidence)


def _point(row: Row, known: dict[str, Label], faults: Faults) -> Point | None:
    """Read one row; None when it is faulty."""
    before = len(faults)
    variable = required(row, "variable", faults)
    if variable.strip() and variable not in known:
        faults.add(unknown_name(row.where, "labelled variable", variable, known))
    year, value = _needed(row, "year", faults), _needed(row, "value", faults)
    confidence = choice(row, "confidence", CONFIDENCES, faults)
    source_title, unit = required(row, "source_title", faults), row["unit"]
    if variable in known:
        unit = known[variable].unit
        try:
            value *= conversion(row["unit"], unit)
        except ValueError as problem:
            faults.add(f"{row.where}: {problem}")
    if len(faults) > before:
        return None
    return Point(row["series"], variable, year, value, unit, source_title, confidence, row["note"], row.where)


def _needed(row: Row, column: str, faults: Faults) -> float:
    """Read a number that must be there."""
    value = number(row, column, faults)
    if value is None and not row[column]:
        faults.add(f"{row.where}: {column} is empty. Expected a number. Fill the cell.")
    return math.nan if value is None else value
