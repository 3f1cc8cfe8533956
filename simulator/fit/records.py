"""What history tells beyond the years a model is fitted to: for naive forecasts, and for tests after a cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from simulator.fit.calibration import Observation, Record
from simulator.fit.observations import Span, offsets_of
from simulator.fit.sizes import read_discrepancy, read_errors, read_shares
from simulator.scenario.fields import years_of
from simulator.scenario.place import Fault
from simulator.scenario.read import Items, Node, Pairs, Scalar
from simulator.target.history import CONFIDENCES, Point

__all__ = ["own_record", "read_record"]

# Points of these confidences count though the file does not ask for their year.
TRUSTED = ("high", "medium")


def read_record(key: Scalar, node: Node, span: Span, observation: Observation) -> Record:
    """Gather all that is trusted of a variable, beside an entry that was read without a fault."""
    assert span.history is not None
    assert isinstance(node, Pairs)
    fields = {each.text: value for each, value in node.pairs}
    ignored: list[Fault] = []
    breaks = years_of(fields["breaks"], key.text, ignored) if "breaks" in fields else ()
    every = span.history.of(observation.variable)
    asked = {point.year: point for point in observation.points}
    trusted = [point for point in every if point.confidence in TRUSTED]
    named = fields.get("series", key)
    series = {each.text for each in (named.items if isinstance(named, Items) else (named,)) if isinstance(each, Scalar)}
    label, first = span.labels[observation.variable], min(asked)
    later = [
        point
        for point in trusted
        if point.series in series
        and first < point.year <= span.period[1]
        and (label.yearly == "end" or point.year == int(point.year))
    ]
    points = _best([*asked.values(), *later], asked)
    offsets = offsets_of(key, fields, points, ignored)
    kept = [place for place, each in enumerate(offsets) if each is not None]
    tested = replace(
        observation,
        points=points,
        errors=read_errors(key, fields["error"], label.unit, (points, ignored)),
        offsets=tuple(-1 if each is None else each for each in offsets),
        discrepancy=read_discrepancy(key, fields.get("discrepancy"), label.unit, (points, ignored)),
        shares=read_shares(key, fields["error"], label.unit, (points, ignored)),
    )
    return Record(observation.name, _best([*trusted, *asked.values()], asked), breaks, tested.only(kept))


def own_record(observation: Observation) -> Record:
    """Take a series alone for all that history tells of its variable."""
    beside = pairwise(zip(observation.points, observation.offsets, strict=True))
    breaks = tuple(after[0].year for before, after in beside if before[1] != after[1])
    return Record(observation.name, observation.points, breaks, observation)


def _best(points: list[Point], asked: dict[float, Point]) -> tuple[Point, ...]:
    """Choose one point a time, in time: that which the file asks for, else the most trusted.

    The model answers to what the file asks for; a change from one source to another would be no growth.
    """
    best: dict[float, Point] = {}
    for point in sorted(points, key=lambda each: (asked.get(each.year) != each, CONFIDENCES.index(each.confidence))):
        best.setdefault(point.year, point)
    return tuple(best[year] for year in sorted(best))
