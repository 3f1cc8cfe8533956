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
# Between two rows of its series a value as many times as large as both, or as small, is mistyped or in another unit.
BESIDE = 50.0
# A percentage up to 1 that, times a hundred, is its neighbour up to this factor was written as a fraction ...
ALIKE = 1.5
# ... where both neighbours say so; at an end of the series, where the one there is at most as many years away.
YEARS_BESIDE = 2.0


def check_rows(points: Sequence[Point], labels: Mapping[str, Label], model: Model | None, faults: Faults) -> None:
    """Check every row: no year after the run or long before it, no value outside the range that the model gives.

    Nor a row that stands twice, two equally trusted values of a year in one series, a part of a year for what is of
    whole years, or a value far from the others of its series. model: None leaves the comparison with it out.
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
    for (_, variable), rows in alike.items():
        _check_doubles(rows, faults)
        label = labels.get(variable)
        _check_sizes(rows, faults)
        if label is None or label.yearly != "growth":
            _check_beside(rows, faults)


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
    """The same value of the same source stands once; of two values of a year one is the more trusted."""
    first: dict[tuple[float, float, str, str], Point] = {}
    trusted: dict[tuple[float, str], Point] = {}
    for point in rows:
        before = first.setdefault((point.year, point.value, point.unit, point.source_title), point)
        rival = trusted.setdefault((point.year, point.confidence), point)
        what = f"{point.where}: {point.value:.10g} for {point.year:.10g} stands"
        if before is not point:
            faults.add(f"{what} already at {before.where}, from the same source. Expected it once. Remove one.")
        elif rival.value != point.value:
            told = f"{what} beside {rival.value:.10g} at {rival.where}, with the same confidence ({point.confidence})"
            advice = "Trust one less, name another series, or remove one"
            faults.add(f"{told}. Expected one value of a year, or one that is trusted more. {advice}.")


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


def _check_beside(rows: Sequence[Point], faults: Faults) -> None:
    """No value is a fraction or a multiple of those just before and after it."""
    ordered = sorted(rows, key=lambda point: point.year)
    for place, point in enumerate(ordered):
        beside = [*ordered[max(place - 1, 0) : place], *ordered[place + 1 : place + 2]]
        told = _fraction(point, beside) if point.unit == "%" else _out_of_line(point, beside)
        if told:
            neighbours = " and ".join(f"{each.value:.10g} ({each.year:.10g})" for each in beside)
            what = f"{point.where}: value {point.value:.10g} {point.unit}".rstrip()
            advice = "Correct the value or its unit, or name another series"
            faults.add(f"{what} is {told} what stands beside it in its series. Nearest: {neighbours}. {advice}.")


def _fraction(point: Point, beside: Sequence[Point]) -> str:
    """Tell of a percentage that was written as a fraction; empty where it was not."""
    alike = 0 < abs(point.value) <= 1 and all(
        1 / ALIKE < abs(each.value) / (100 * abs(point.value)) < ALIKE for each in beside
    )
    near = len(beside) == 2 or any(abs(each.year - point.year) <= YEARS_BESIDE for each in beside)
    return "about a hundredth of" if alike and near else ""


def _out_of_line(point: Point, beside: Sequence[Point]) -> str:
    """Tell of a value between two rows that is far below or far above both; empty where it is not.

    Ends do not count: what begins may grow fast. Nor does a 0, or what changes its sign, such as a balance.
    """
    sizes = [abs(each.value) for each in beside]
    if len(beside) < 2 or len({each.value > 0 for each in (point, *beside)}) > 1 or not (min(sizes) and point.value):
        return ""
    if abs(point.value) * BESIDE < min(sizes):
        return f"less than 1/{BESIDE:.0f} of"
    return f"more than {BESIDE:.0f} times" if abs(point.value) > BESIDE * max(sizes) else ""
