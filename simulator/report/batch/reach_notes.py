"""What is said below a reachability map, and whose lines it draws."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.report.batch.axis import input_name
from simulator.report.batch.contours import crossed, most_at_once, together
from simulator.report.batch.outcome import BatchResults
from simulator.report.batch.plane import Axis, Plane
from simulator.report.digits import printed
from simulator.report.grouping import KINDS, target_text
from simulator.report.words import Language, say

__all__ = ["MOST_LINES", "fixed_text", "lines_of", "reach_notes"]

MOST_LINES = 10


def lines_of(results: BatchResults, plane: Plane) -> list[int]:
    """Choose whose lines are drawn: binding targets first, then those that divide the plane most evenly."""
    found = crossed(plane)
    binding = {place: KINDS[results.case.targets[plane.targets[place]].binding] == "binding" for place in found}
    order = sorted(found, key=lambda place: (not binding[place], abs(found[place] - 0.5), place))
    return order[:MOST_LINES]


def fixed_text(results: BatchResults, plane: Plane, language: Language) -> str:
    """Say at which values of further swept inputs a plane lies."""
    return say("note.and", language).join(_at(results, axis, value, language) for axis, value in plane.fixed)


def reach_notes(results: BatchResults, planes: Sequence[Plane], language: Language) -> tuple[str, ...]:
    """Say how lines and hatching are read, and what they leave out; of several planes, what holds for each."""
    drawn = any(plane.is_drawn for plane in planes)
    said = [say("batch.reach_shares" if drawn else "batch.reach_line", language)]
    if any(plane.imposed for plane in planes):
        said[0] += " " + say("batch.reach_imposed", language)
    for plane in planes:
        prefix = ""
        if len(planes) > 1:
            title = results.outcomes[plane.scenario].scenario.title_in(language)
            place = fixed_text(results, plane, language) if len(results.outcomes) == 1 else title
            prefix = say("batch.reach_of", language, plane=place) + " "
        said.append(prefix + " ".join(_told(results, plane, language)))
    read = max(plane.n_members for plane in planes)
    if drawn and read < results.n_members:
        said.append(say("batch.reach_first", language, count=f"{read:,}"))
    return tuple(said)


def _told(results: BatchResults, plane: Plane, language: Language) -> list[str]:
    """Word what a plane shows beyond its lines."""
    somewhere, surface = plane.met_somewhere, together(plane)
    count = int(somewhere.sum())
    shares = say("batch.reach_half", language) if plane.is_drawn else ""
    met = surface is not None and bool((surface.heights >= plane.level).any())
    key = "batch.reach_together" if met else "batch.reach_nowhere"
    said = [say(key, language, count=count, shares=shares) if met else say(key, language, count=count)] if count else []
    if count and not met:
        most, *place = most_at_once(plane)
        points = zip((plane.x, plane.y), place, strict=True)
        named = say("note.and", language).join(_at(results, axis, value, language) for axis, value in points)
        said.append(say("batch.reach_most", language, count=most, place=named))
    missed = [
        target_text(results.case.targets[target], language)
        for target, is_met in zip(plane.targets, somewhere, strict=True)
        if not is_met
    ]
    if missed:
        names = say("batch.or_semicolon", language).join(dict.fromkeys(missed))
        said.append(say("batch.reach_missed", language, count=len(missed), names=names))
    more = len(crossed(plane)) - MOST_LINES
    said += [say("batch.reach_more", language, count=more)] if more > 0 else []
    if plane.still:
        own = [results.outcomes[plane.scenario].shares[target].p_met or 0.0 for target in plane.still]
        below = sum(share < 0.5 for share in own)
        key = "batch.reach_still_shares" if plane.is_drawn else "batch.reach_still"
        said.append(say(key, language, count=len(plane.still), missed=below))
    return said


def _at(results: BatchResults, axis: Axis, value: float, language: Language) -> str:
    """Name a value of an axis."""
    named = results.batch.inputs[axis.inputs[0]]
    unit = "%" if named.act == "growth" else ""
    number = f"{printed(float(f'{value:.4g}'))} {unit}".strip()
    return say("batch.reach_at", language, name=input_name(named, language), value=number)
