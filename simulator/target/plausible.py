"""What every row of history keeps to, whether anything uses it or not: year, range, the rest of its series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from simulator.errors import Faults
from simulator.model.labels import Label
from simulator.model.limits import Limits
from simulator.model.model import Model
from simulator.units import conversion

if TYPE_CHECKING:
    from simulator.target.history import Point

__all__ = ["check_rows"]

# How many years before its run a model may know values of.
YEARS_BEFORE = 100
# The largest value of a series is mistyped, or in another unit, where it is as many times as large as any other ...
TIMES = 1000.0
# ... or, in percent, as many points away from every other.
POINTS = 100.0


def check_rows(points: Sequence[Point], labels: Mapping[str, Label], model: Model | None, faults: Faults) -> None:
    """Check every row: no year after the run or long before it, no value outside the range that the model gives.

    Nor a row that stands twice, a part of a year for what is of whole years, or a value far from all others of its
    series. model: None leaves the comparison with it out.
    """
    for point in points:
        if model is not None:
            _check_year(point, model, faults)
        label = labels.get(point.variable)
        if label is not None and label.yearly != "end" and point.year != int(point.year):
            told = f"year {point.year:.10g}, and {point.variable!r} is of whole years (yearly {label.yearly})"
            faults.add(f"{point.where}: {told}. Expected a whole year. Correct the cell.")
    if model is not None:
        _check_ranges(points, _ranges(model, labels), faults)
    alike: dict[tuple[str, str], list[Point]] = {}
    for point in points:
        alike.setdefault((point.series, point.variable), []).append(point)
    for rows in alike.values():
        _check_doubles(rows, faults)
        _check_sizes(rows, faults)


def _check_year(point: Point, model: Model, faults: Faults) -> None:
    first, last = model.settings.initial_time - YEARS_BEFORE, model.settings.final_time
    if not first <= point.year <= last:
        ends = f"{model.settings.initial_time:.10g} to {last:.10g}"
        side = "after the run" if point.year > last else f"more than {YEARS_BEFORE} years before the run"
        expected = f"Expected {first:.10g} to {last:.10g}. Correct the cell or remove the row"
        faults.add(f"{point.where}: year {point.year:.10g} is {side} ({ends}). {expected}.")


def _ranges(model: Model, labels: Mapping[str, Label]) -> dict[str, tuple[float, float]]:
    """The range of every labelled variable that the model gives one, in the unit in which it is shown."""
    limits: dict[str, Limits] = {}
    for variable in model.variables:
        limits |= dict.fromkeys((variable.name, *variable.element_names), variable.limits)
    found = {}
    for name, (low, high) in limits.items():
        label = labels.get(name)
        if label is None or label.yearly == "growth":
            continue
        unit = model.units[name]
        factor = conversion(f"({unit})*Year" if label.yearly == "total" else unit, label.unit)
        found[name] = (-float("inf") if low is None else low * factor, float("inf") if high is None else high * factor)
    return found


def _check_ranges(points: Sequence[Point], ranges: Mapping[str, tuple[float, float]], faults: Faults) -> None:
    for point in points:
        low, high = ranges.get(point.variable, (-float("inf"), float("inf")))
        if not low <= point.value <= high:
            told = f"value {point.value:.10g} {point.unit} of {point.variable!r} is outside its range in the model"
            ends = f"{low:.10g} to {high:.10g}".replace("-inf to", "at most").replace(" to inf", " or more")
            faults.add(f"{point.where}: {told}. Expected {ends}. Correct the value or its unit.")


def _check_doubles(rows: Sequence[Point], faults: Faults) -> None:
    """The same value of the same source stands once."""
    first: dict[tuple[float, float, str, str], Point] = {}
    for point in rows:
        before = first.setdefault((point.year, point.value, point.unit, point.source_title), point)
        if before is not point:
            told = f"{point.value:.10g} for {point.year:.10g} stands already at {before.where}, from the same source"
            faults.add(f"{point.where}: {told}. Expected it once. Remove one.")


def _check_sizes(rows: Sequence[Point], faults: Faults) -> None:
    """The largest value is not far from all others of its series, which are of one variable or in one unit."""
    if len(rows) < 2:
        return
    *others, largest = sorted(rows, key=lambda point: abs(point.value))
    nearest = min((each.value for each in others), key=lambda value: abs(value - largest.value))
    told = ""
    if largest.unit == "%":
        told = f"{POINTS:.0f} points from" if abs(nearest - largest.value) > POINTS else ""
    elif 0 < TIMES * abs(others[-1].value) < abs(largest.value):
        told, nearest = f"{TIMES:,.0f} times", others[-1].value
    if told:
        what = f"value {largest.value:.10g} {largest.unit}".strip()
        advice = "Correct the value or its unit, or name another series"
        faults.add(
            f"{largest.where}: {what} is more than {told} every other of its series. Nearest: {nearest:.10g}. {advice}."
        )
