"""What is said below a reachability map, and whose lines it draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.report.batch.axis import input_name
from simulator.report.batch.contours import crossed, most_at_once, together
from simulator.report.batch.cuts import beside, own_value
from simulator.report.batch.outcome import BatchResults
from simulator.report.batch.plane import Plane
from simulator.report.digits import printed
from simulator.report.grouping import KINDS, target_text
from simulator.report.words import Language, say

__all__ = ["MOST_DOTS", "MOST_LINES", "fixed_text", "lines_of", "panel_words", "planes_note", "reach_notes"]

MOST_LINES = 10
MOST_DOTS = 2500  # more points than these are not marked one by one
_MOST_NUMBERS = 24  # rows of numbers that a panel has room for, one above the other
_LETTERS = "abcdefgh"


def lines_of(results: BatchResults, plane: Plane) -> list[int]:
    """Choose whose lines are drawn: binding targets first, then those that divide the plane most evenly."""
    found = _varied(plane) if plane.is_coarse else crossed(plane)
    binding = {place: KINDS[results.case.targets[plane.targets[place]].binding] == "binding" for place in found}
    order = sorted(found, key=lambda place: (not binding[place], abs(found[place] - 0.5), place))
    most = max(1, _MOST_NUMBERS // plane.y.values.size) if plane.is_coarse else MOST_LINES
    return order[: min(most, MOST_LINES)]


def _varied(plane: Plane) -> dict[int, float]:
    """Find the targets whose shares differ between points, each with its mean share."""
    return {place: float(shares.mean()) for place, shares in enumerate(plane.levels) if np.ptp(shares) > 0}


def fixed_text(results: BatchResults, plane: Plane, language: Language) -> str:
    """Say at which values of further swept inputs a plane lies, those that move together each with its own."""
    return say("note.and", language).join(_fixed(results, plane, language))


def _fixed(results: BatchResults, plane: Plane, language: Language) -> list[str]:
    """Name the values of further inputs."""
    told = []
    for axis, value in plane.fixed:
        others = zip(axis.inputs[1:], beside(results, axis, value), strict=True)
        told += [_at(results, place, number, language) for place, number in ((axis.inputs[0], value), *others)]
    return told


def panel_words(results: BatchResults, planes: Sequence[Plane], number: int, language: Language) -> tuple[str, str]:
    """Write what stands above a panel: its letter where there are several, its scenario, at which values it lies."""
    plane = planes[number]
    title = results.outcomes[plane.scenario].scenario.title_in(language)
    letter = f"{_LETTERS[number]}  " if len(planes) > 1 else ""
    if not plane.fixed or len(results.outcomes) > 1:
        return f"{letter}{title}", fixed_text(results, plane, language)
    first, *rest = _fixed(results, plane, language)
    return f"{letter}{first}", say("note.and", language).join(rest)


def planes_note(results: BatchResults, planes: tuple[Sequence[Plane], int], language: Language) -> str:
    """Say how many planes there are, and which of them are drawn."""
    drawn, total = planes
    said = say("batch.reach_more_planes", language, count=len(drawn), total=total)
    if not drawn or not drawn[0].fixed:
        return said
    names, known = [], []
    for axis, _ in drawn[0].fixed:
        for place in axis.inputs:
            names.append(input_name(results.batch.inputs[place], language))
            own = own_value(results, drawn[0].scenario, place)
            known += [] if own is None else [printed(float(f"{own:.4g}"))]
    joined = say("note.and", language)
    told: dict[str, object] = {"names": joined.join(names), "own": joined.join(known)}
    if len(known) < len(names):
        return said + say("batch.reach_spread", language, **told)
    return said + say("batch.reach_nearest" if len(results.outcomes) == 1 else "batch.reach_each", language, **told)


def reach_notes(results: BatchResults, planes: Sequence[Plane], language: Language) -> tuple[str, ...]:
    """Say how lines and hatching are read, and what they leave out: what holds for several planes once."""
    drawn = any(plane.is_drawn for plane in planes)
    key = "batch.reach_points" if all(plane.is_coarse for plane in planes) else "batch.reach_shares"
    said = [say(key if drawn else "batch.reach_line", language)]
    dotted = planes[0].x.values.size * planes[0].y.values.size <= MOST_DOTS
    if dotted and (key == "batch.reach_shares" or not drawn):
        said[0] += " " + say("batch.reach_between", language)
    if any(plane.imposed for plane in planes):
        said[0] += " " + say("batch.reach_imposed", language)
    said += _once([_together(results, plane, language) for plane in planes], language)
    said += _missed(results, planes, language)
    for told in (_left_out, _still):
        said += _once([told(results, plane, language) for plane in planes], language)
    read = max(plane.n_members for plane in planes)
    if drawn and read < results.n_members:
        said.append(say("batch.reach_first", language, count=f"{read:,}"))
    return tuple(said)


def _once(told: Sequence[str], language: Language) -> list[str]:
    """Say what planes have in common once, with the letters of those for which it holds where that is not all."""
    groups: dict[str, list[str]] = {}
    for letter, text in zip(_LETTERS, told, strict=False):
        if text:
            groups.setdefault(text, []).append(letter)
    return [text if len(own) == len(told) else _of(own, text, language) for text, own in groups.items()]


def _together(results: BatchResults, plane: Plane, language: Language) -> str:
    """Word where all targets are met that are met somewhere."""
    surface, count = together(plane), int(plane.met_somewhere.sum())
    if not count:
        return ""
    if plane.is_coarse:
        return say("batch.reach_joint", language, count=count)
    if surface is not None and bool((surface.heights >= plane.level).any()):
        shares = say("batch.reach_half", language) if plane.is_drawn else ""
        return say("batch.reach_together", language, count=count, shares=shares)
    most, *place = most_at_once(plane)
    points = zip((plane.x, plane.y), place, strict=True)
    named = say("note.and", language).join(_at(results, axis.inputs[0], value, language) for axis, value in points)
    said = say("batch.reach_nowhere", language, count=count)
    return f"{said} {say('batch.reach_most', language, count=most, place=named)}"


def _missed(results: BatchResults, planes: Sequence[Plane], language: Language) -> list[str]:
    """Name the targets that are missed everywhere, those of the same planes together."""
    where: dict[int, list[str]] = {}
    for letter, plane in zip(_LETTERS, planes, strict=False):
        for target, is_met in zip(plane.targets, plane.met_somewhere, strict=True):
            if not is_met:
                where.setdefault(target, []).append(letter)
    groups: dict[tuple[str, ...], list[str]] = {}
    for target, letters in where.items():
        groups.setdefault(tuple(letters), []).append(target_text(results.case.targets[target], language))
    said = []
    for own, names in sorted(groups.items(), key=lambda each: (-len(each[0]), each[0])):
        joined = say("batch.or_semicolon", language).join(dict.fromkeys(names))
        key = "batch.reach_missed_shares" if planes[0].is_drawn else "batch.reach_missed"
        text = say(key, language, count=len(names), names=joined)
        said.append(text if len(own) == len(planes) else _of(own, text, language))
    return said


def _of(letters: Sequence[str], text: str, language: Language) -> str:
    """Say for which planes something holds."""
    return f"{say('batch.reach_of', language, plane=', '.join(letters))} {text}"


def _left_out(results: BatchResults, plane: Plane, language: Language) -> str:
    """Count the targets whose lines are not drawn."""
    more = len(_varied(plane) if plane.is_coarse else crossed(plane)) - len(lines_of(results, plane))
    if more <= 0:
        return ""
    return say("batch.reach_more_shares" if plane.is_coarse else "batch.reach_more", language, count=more)


def _still(results: BatchResults, plane: Plane, language: Language) -> str:
    """Count the targets that no input moves."""
    own = [results.outcomes[plane.scenario].shares[target].p_met or 0.0 for target in plane.still]
    below = sum(share < 0.5 for share in own)
    key = "batch.reach_still_shares" if plane.is_drawn else "batch.reach_still"
    return say(key, language, count=len(plane.still), missed=below) if own else ""


def _at(results: BatchResults, place: int, value: float, language: Language) -> str:
    """Name a value of an input, in the numbers of its axis."""
    named = results.batch.inputs[place]
    unit = "%" if named.act == "growth" else ""
    number = f"{printed(float(f'{value:.4g}'))} {unit}".strip()
    return say("batch.reach_at", language, name=input_name(named, language), value=number)
