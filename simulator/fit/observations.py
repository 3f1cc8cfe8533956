"""`observations` of `calibration.yaml`: series of history, their years, errors and breaks, held against the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.fit.calibration import TREATMENTS, Observation
from simulator.fit.sizes import read_discrepancy, read_errors
from simulator.model.labels import Label
from simulator.scenario.fields import fields_of, refuse, text_of, years_of
from simulator.scenario.place import Fault, Place, unknown
from simulator.scenario.read import Items, Node, Scalar, describe
from simulator.target.history import CONFIDENCES, History, Point

__all__ = ["Span", "offsets_of", "read_observation"]

# So many missing years are listed.
_LISTED = 12
_NEEDED, _OTHERS = ("error", "source"), ("series", "variable", "years", "breaks", "segments", "discrepancy")


@dataclass(frozen=True)
class Span:
    """What observations are held against.

    period:  first and last time of the run.
    history: None: it cannot be read; then its `series` are names alone, none where not even those can be told.
    """

    labels: Mapping[str, Label]
    history: History | None
    period: tuple[float, float]
    series: tuple[str, ...] = ()

    def first_year(self, label: Label) -> float:
        """The first time at which the model has a value: a total needs a year to pass, its growth two."""
        start = self.period[0]
        if label.yearly == "end":
            return start
        of = self.labels[label.of] if label.yearly == "growth" else label
        return start + (0.0 if of.start_total else 1.0) + (1.0 if label.yearly == "growth" else 0.0)


def read_observation(key: Scalar, node: Node, span: Span, faults: list[Fault]) -> Observation | None:
    """Read one entry; None where there is a fault."""
    before = len(faults)
    fields = fields_of(node, key.text, (_NEEDED, _OTHERS), faults)
    if fields is None:
        return None
    source = text_of(fields["source"], f"{key.text}: source", faults) if "source" in fields else ""
    years = years_of(fields["years"], f"{key.text}: years", faults) if "years" in fields else None
    if span.history is None:
        _check_unread(key, (fields, years or ()), span, faults)
    rows = () if span.history is None else _rows(key, fields, span.history, faults)
    label = _label(key, (fields, rows), span, faults) if rows else None
    points: tuple[Point, ...] = ()
    if label is not None and years != ():
        points = _points((key, fields, rows), years, (label, span), faults)
    unit = "" if label is None else label.unit
    errors = read_errors(key, fields["error"], unit, (points, faults)) if "error" in fields else ()
    offsets = offsets_of(key, fields, points, faults)
    discrepancy = read_discrepancy(key, fields.get("discrepancy"), unit, (points, faults))
    if label is None or len(faults) > before:
        return None
    kept = [place for place, each in enumerate(offsets) if each is not None]
    whole = Observation(
        key.text,
        label.variable,
        label.unit,
        points,
        errors,
        tuple(each if each is not None else -1 for each in offsets),
        source,
        str(key.place),
        discrepancy,
    )
    return whole.only(kept)


def _check_unread(
    key: Scalar, found: tuple[Mapping[str, Node], tuple[float, ...]], span: Span, faults: list[Fault]
) -> None:
    """Hold against the names of series and the run what cannot be held against a history that is at fault."""
    fields, years = found
    node = fields.get("series", key)
    for each in node.items if isinstance(node, Items) else (node,):
        if isinstance(each, Scalar) and span.series and each.text not in span.series:
            faults.append(unknown(each.place, "series of history", each.text, span.series))
    first, last = span.period
    outside = [f"{year:.10g}" for year in years if not first <= year <= last]
    if outside:
        told = f"{key.text}: years {', '.join(outside[:_LISTED])} are outside the run"
        faults.append(refuse(fields["years"].place, told, f"{first:.10g} to {last:.10g}", "Write other years"))


def _rows(key: Scalar, fields: Mapping[str, Node], history: History, faults: list[Fault]) -> tuple[Point, ...]:
    """Find the rows of history of one series, or of several joined."""
    node = fields.get("series", key)
    names = node.items if isinstance(node, Items) else (node,)
    known = tuple(dict.fromkeys(point.series for point in history.points if point.variable))
    wanted = []
    if not names:
        faults.append(refuse(node.place, f"{key.text}: series is empty", "a name or more", "Write one"))
    for each in names:
        if isinstance(each, Scalar) and each.text in known:
            wanted.append(each.text)
        elif isinstance(each, Scalar) and each.text in history.series:
            told = f"series {each.text!r} of history is of no variable"
            faults.append(
                refuse(each.place, told, "a series that the model answers to", "Fill its variable, or remove it")
            )
        elif isinstance(each, Scalar):
            faults.append(unknown(each.place, "series of history", each.text, known))
        else:
            faults.append(refuse(each.place, f"{key.text}: series is {describe(each)}", "a name", "Write one"))
    return tuple(point for point in history.points if point.series in wanted)


def _label(
    key: Scalar, found: tuple[Mapping[str, Node], tuple[Point, ...]], span: Span, faults: list[Fault]
) -> Label | None:
    """Find the one variable that a series is of."""
    fields, rows = found
    variables = tuple(dict.fromkeys(point.variable for point in rows))
    if "variable" in fields:
        name = text_of(fields["variable"], f"{key.text}: variable", faults)
        if name and rows and name not in variables:
            faults.append(unknown(fields["variable"].place, "variable of these rows", name, variables))
            return None
        return span.labels.get(name)
    if key.text in variables:
        return span.labels[key.text]
    if len(variables) > 1:
        told = f"{key.text}: rows of this series are of {', '.join(map(repr, variables))}"
        faults.append(refuse(key.place, told, "one variable", "Name it under variable"))
        return None
    return span.labels[variables[0]] if variables else None


def _points(
    found: tuple[Scalar, Mapping[str, Node], tuple[Point, ...]],
    years: tuple[float, ...] | None,
    against: tuple[Label, Span],
    faults: list[Fault],
) -> tuple[Point, ...]:
    """Choose the points of the years that are asked for; every gap, double and stray one is a fault.

    Of two rows of a year the more trusted counts, as elsewhere.
    """
    (key, fields, rows), (label, span) = found, against
    by_year: dict[float, Point] = {}
    for point in rows:
        if point.variable != label.variable or (years is not None and point.year not in years):
            continue
        earlier = by_year.setdefault(point.year, point)
        if earlier is not point and _trust(point) == _trust(earlier):
            told = f"{_told(point)} beside {earlier.value:.10g} at {earlier.where}, as trusted"
            faults.append(refuse(_row_place(point), told, "one value a year", "Remove one, or trust one more"))
        elif _trust(point) < _trust(earlier):
            by_year[point.year] = point
    place = fields["years"].place if "years" in fields else key.place
    first, last = span.first_year(label), span.period[1]
    for point in by_year.values():
        if not first <= point.year <= last:
            told = f"{_told(point)}, at which the run has no {label.variable}"
            faults.append(
                refuse(_row_place(point), told, f"{first:.10g} to {last:.10g}", f"Write other years at {place}")
            )
        elif point.year != int(point.year) and label.yearly != "end":
            told = f"{_told(point)}, and {label.variable} is of whole years"
            faults.append(refuse(_row_place(point), told, "a whole year", f"Write other years at {place}"))
    missing = _missing(years, tuple(by_year))
    if missing:
        listed = ", ".join(f"{each:.10g}" for each in missing[:_LISTED])
        listed += f" and {len(missing) - _LISTED} more" if len(missing) > _LISTED else ""
        there = ", ".join(f"{each:.10g}" for each in sorted(by_year)) or "none"
        told = f"{key.text}: history has no value for {listed} (there are {there})"
        faults.append(refuse(place, told, "one for each year", "Add rows, or list the years that there are"))
    return tuple(by_year[year] for year in sorted(by_year))


def _trust(point: Point) -> int:
    """0 for the most trusted."""
    return CONFIDENCES.index(point.confidence)


def _told(point: Point) -> str:
    """Word a row of history."""
    return f"{point.series} has {point.value:.10g} for {point.year:.10g}"


def _missing(years: tuple[float, ...] | None, there: tuple[float, ...]) -> tuple[float, ...]:
    """Give the years without a value: of those asked for, else of the whole years from the first to the last."""
    if years is not None:
        return tuple(year for year in years if year not in there)
    whole = sorted(year for year in there if year == int(year))
    if not whole:
        return ()
    return tuple(float(year) for year in range(int(whole[0]), int(whole[-1]) + 1) if float(year) not in there)


def _row_place(point: Point) -> Place:
    """Where a row of history stands."""
    return Place(point.where or "history")


def offsets_of(
    key: Scalar, fields: Mapping[str, Node], points: tuple[Point, ...], faults: list[Fault]
) -> tuple[int | None, ...]:
    """Tell of every point to which free level it belongs; -1: to none; None: it is left out."""
    node = fields.get("breaks")
    if node is None:
        if "segments" in fields:
            told = f"{key.text} has segments without breaks"
            faults.append(refuse(fields["segments"].place, told, "breaks beside them", "Add breaks"))
        return (-1,) * len(points)
    breaks = years_of(node, f"{key.text}: breaks", faults)
    kinds = _kinds(key, fields, len(breaks) + 1, faults) if breaks else ()
    if not kinds:
        return ()
    stretch = [sum(point.year >= each for each in breaks) for point in points]
    for number in range(len(kinds)):
        if points and number not in stretch:
            ends = ("the first point", *(f"{each:.10g}" for each in breaks), "the last point")
            told = f"{key.text}: no point from {ends[number]} to {ends[number + 1]}"
            faults.append(
                refuse(node.place, told, "a break between points, at the first year of what is new", "Correct it")
            )
    if all(kind == "left out" for kind in kinds):
        faults.append(
            refuse(fields["segments"].place, f"{key.text}: every segment is left out", "one that counts", "Keep one")
        )
    free = [number for number, kind in enumerate(kinds) if kind == "offset"]
    own = [
        None if kind == "left out" else (free.index(number) if kind == "offset" else -1)
        for number, kind in enumerate(kinds)
    ]
    return tuple(own[each] for each in stretch)


def _kinds(key: Scalar, fields: Mapping[str, Node], count: int, faults: list[Fault]) -> tuple[str, ...]:
    """Read how each stretch is treated; unless told, only the last one's level counts."""
    node = fields.get("segments")
    if node is None:
        return (*("offset",) * (count - 1), "as is")
    items = node.items if isinstance(node, Items) else ()
    if len(items) != count:
        told = (
            f"{key.text}: segments is a list of {len(items)}" if items else f"{key.text}: segments is {describe(node)}"
        )
        expected = f"{count}, one more than breaks, each one of {', '.join(TREATMENTS)}"
        faults.append(refuse(node.place, told, expected, "Write one for each"))
        return ()
    kinds = []
    for item in items:
        if isinstance(item, Scalar) and item.text in TREATMENTS:
            kinds.append(item.text)
        elif isinstance(item, Scalar):
            faults.append(unknown(item.place, "treatment of a segment", item.text, TREATMENTS))
        else:
            faults.append(
                refuse(item.place, f"{key.text}: a segment is {describe(item)}", ", ".join(TREATMENTS), "Write one")
            )
    return tuple(kinds) if len(kinds) == count else ()
