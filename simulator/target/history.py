"""History: sourced values that a run is compared with, by variable and year."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import numpy as np

from simulator.errors import Faults, TargetError, unknown_name
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.model.table import Row, choice, number, read_table, required
from simulator.target.plausible import check_rows
from simulator.target.yearly import Yearly
from simulator.units import conversion, parse_unit

__all__ = [
    "CONFIDENCES",
    "HISTORY_COLUMNS",
    "NO_HISTORY",
    "History",
    "Point",
    "named_series",
    "observed_table",
    "read_history",
]

HISTORY_COLUMNS = ("series", "variable", "year", "value", "unit", "source_title", "confidence", "note")
CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True)
class Point:
    """One sourced value.

    series:     name of the row of figures that it belongs to.
    variable:   as in the labels; empty for an indicator that the model does not have.
    year:       time at which it holds; whole for a year's end or a year's total, 2023.4 for the end of May.
    value:      in `unit`: the shown unit of the variable, or as printed where there is no variable.
    half_digit: half a unit of the last printed digit of the value, in `unit`; 58.45 % is known to 0.005.
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
    half_digit: float = 0.0


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

    @cached_property
    def _recorded(self) -> dict[str, "History"]:
        """The points of every series, as a history whose variable is the series."""
        found: dict[str, list[Point]] = {}
        for point in self.points:
            found.setdefault(point.series, []).append(replace(point, variable=point.series))
        return {series: History(tuple(points)) for series, points in found.items()}

    @property
    def series(self) -> tuple[str, ...]:
        """Names of all series, in the order of the file."""
        return tuple(self._recorded)

    def recorded(self, series: str) -> "History":
        """Points of one series, under its name; none where there is no such series."""
        return self._recorded.get(series, NO_HISTORY)

    def of(self, variable: str) -> tuple[Point, ...]:
        """Points of one variable, in the order of the file."""
        return tuple(point for point in self.points if point.variable == variable)

    def point(self, variable: str, year: int) -> Point | None:
        """The most trusted point of a whole year, or None."""
        return self.at(variable, float(year))

    def at(self, variable: str, time: float) -> Point | None:
        """The most trusted point of a time, or None."""
        return self._best.get((variable, time))


NO_HISTORY = History(())


def read_history(path: Path, labels: Sequence[Label], model: Model | None = None) -> History:
    """Read history.csv.

    labels: of the same model; a variable must be among them and its unit must convert to the shown one. A row without
            a variable records an indicator that the model does not have; all rows of its series have one unit.
    model:  whose run and ranges every row is held against; None leaves that comparison out.

    Raises: TargetError with every fault of the file.
    """
    faults = Faults()
    known = {label.variable: label for label in labels}
    read = [_point(row, known, faults) for row in read_table(path, "a history", HISTORY_COLUMNS, faults)]
    points = [point for point in read if point is not None]
    _check_series(points, faults)
    check_rows(points, known, model, faults)
    faults.raise_as(TargetError)
    return History(tuple(points))


def named_series(path: Path) -> tuple[str, ...]:
    """Name every series of a history, even where other cells of it are at fault; none where it is no table."""
    rows = read_table(path, "a history", HISTORY_COLUMNS, Faults())
    return tuple(dict.fromkeys(row["series"] for row in rows if row["series"]))


def observed_table(history: History, variables: Sequence[str], years: Sequence[int]) -> Yearly | None:
    """Make a yearly table of history alone.

    Returns: shown units; None unless history has every variable in every year. Member 0 holds the values as printed;
             each pair of further members moves one of them up and down by half a unit of its last printed digit.
    """
    points = [history.point(variable, year) for year in years for variable in variables]
    known = [point for point in points if point is not None]
    if not known or len(known) < len(points):
        return None
    halves = np.diag([point.half_digit for point in known])
    moved = np.concatenate([np.zeros((1, len(known))), np.stack([halves, -halves], axis=1).reshape(-1, len(known))])
    values = np.array([point.value for point in known])[:, np.newaxis] + moved.T
    return Yearly(
        years=np.array(years, dtype=np.int64),
        names=tuple(variables),
        units=tuple(point.unit for point in known[: len(variables)]),
        values=values.reshape(len(years), len(variables), -1),
    )


def _check_series(points: Sequence[Point], faults: Faults) -> None:
    """All points of a series without a variable have one unit."""
    first: dict[str, Point] = {}
    for point in points:
        before = first.setdefault(point.series, point)
        if not point.variable and point.unit != before.unit:
            expected = f"Expected {before.unit!r}, as at {before.where}. Convert the value"
            faults.add(f"{point.where}: the unit of {point.series!r} is {point.unit!r}. {expected}.")


def _rank(point: Point) -> int:
    """0 for the most trusted."""
    return CONFIDENCES.index(point.confidence)


def _point(row: Row, known: dict[str, Label], faults: Faults) -> Point | None:
    """Read one row; None when it is faulty."""
    before = len(faults)
    variable = row["variable"]
    if not variable:
        required(row, "series", faults)
    elif variable not in known:
        faults.add(unknown_name(row.where, "labelled variable", variable, known))
    year, value = _needed(row, "year", faults), _needed(row, "value", faults)
    half_digit = _half_digit(row["value"]) if math.isfinite(value) else 0.0
    confidence = choice(row, "confidence", CONFIDENCES, faults)
    source_title, unit = required(row, "source_title", faults), row["unit"]
    if not variable:
        _check_unit(row, faults)
    if variable in known:
        unit = known[variable].unit
        try:
            factor = conversion(row["unit"], unit)
            value, half_digit = value * factor, half_digit * factor
        except ValueError as problem:
            faults.add(f"{row.where}: {problem}")
    if len(faults) > before:
        return None
    rest = (source_title, confidence, row["note"], row.where, half_digit)
    return Point(row["series"], variable, year, value, unit, *rest)


def _check_unit(row: Row, faults: Faults) -> None:
    """The unit of an indicator that the model does not have is a known one; empty for a pure number."""
    if row["unit"]:
        try:
            parse_unit(row["unit"])
        except ValueError as problem:
            faults.add(f"{row.where}: {problem}")


def _half_digit(text: str) -> float:
    """Half a unit of the last printed digit of a number: 0.005 for 58.45, 0.5 for 40."""
    return 0.5 * 10.0 ** int(Decimal(text).as_tuple().exponent)


def _needed(row: Row, column: str, faults: Faults) -> float:
    """Read a number that must be there."""
    value = number(row, column, faults)
    if value is None and not row[column]:
        faults.add(f"{row.where}: {column} is empty. Expected a number. Fill the cell.")
    return math.nan if value is None else value
