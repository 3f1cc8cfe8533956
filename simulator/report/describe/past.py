"""The history of a variable: the value of every time that counts, how far it is trusted, and what stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from simulator.model.labels import Label
from simulator.report.describe.names import Names, number_text
from simulator.report.describe.table import code, plain
from simulator.report.words import say
from simulator.target.history import CONFIDENCES, History, Point

__all__ = ["beside_lines", "history_text", "past_rows"]

# Sources named for one series.
MOST_SOURCES = 4


def past_rows(names: Names, points: Sequence[Point], times: Sequence[float]) -> list[list[str]]:
    """Write a row for each series of a label: at every time its most trusted value.

    The row tells how far most of its values are trusted; one that is trusted otherwise tells it by itself.
    """
    rows = []
    for series in dict.fromkeys(point.series for point in points):
        own = _shown(points, series)
        usual = Counter(point.confidence for point in own.values()).most_common(1)[0][0]
        heading = say("past.row", names.language, series=code(series), confidence=_trust(usual, names))
        rows.append([heading, *(_cell(own.get(time), usual, names) for time in times)])
    return rows


def _shown(points: Sequence[Point], series: str) -> dict[float, Point]:
    """Choose the points of one series that its row shows, by time."""
    own = History(tuple(point for point in points if point.series == series))
    return {point.year: chosen for point in own.points if (chosen := own.at(point.variable, point.year)) is not None}


def _cell(point: Point | None, usual: str, names: Names) -> str:
    if point is None:
        return ""
    value = number_text(point.value)
    if point.confidence == usual:
        return value
    return say("past.cell", names.language, value=value, confidence=_trust(point.confidence, names))


def _trust(confidence: str, names: Names) -> str:
    return say(f"past.{confidence}", names.language)


def beside_lines(names: Names, label: Label, points: Sequence[Point]) -> list[str]:
    """Write which values do not count, since one of the same time is trusted more; nothing where all do.

    One that no row of the table shows is written out with the note of the file.
    """
    language, case = names.language, names.description.case
    assert case is not None
    shown = [
        each for series in dict.fromkeys(each.series for each in points) for each in _shown(points, series).values()
    ]
    found: dict[tuple[str, str], list[str]] = {}
    for point in points:
        if case.history.at(label.variable, point.year) is point:
            continue
        told = f"{point.year:g}"
        if all(point is not each for each in shown):
            told = say("entry.at", language, value=number_text(point.value), time=told)
            told += f", {plain(point.note)}" if point.note else ""
        found.setdefault((point.series, point.confidence), []).append(told)
    if not found:
        return []
    comma, gap = (", ", "; ") if language == "en" else ("、", "；")
    groups = [
        say("past.group", language, series=code(series), confidence=_trust(trust, names), values=comma.join(values))
        for (series, trust), values in found.items()
    ]
    return [say("past.beside", language, others=gap.join(groups)), ""]


def history_text(points: tuple[Point, ...], names: Names) -> str:
    """Sum up the history of a variable, each series apart: number of values, years, confidence, sources."""
    language, told = names.language, []
    for series in dict.fromkeys(point.series for point in points):
        own = [point for point in points if point.series == series]
        years = sorted(point.year for point in own)
        key = "entry.point" if len(own) == 1 else "entry.points" if years[0] < years[-1] else "entry.points_at"
        count = say(key, language, count=len(own), first=f"{years[0]:g}", last=f"{years[-1]:g}")
        titles = list(dict.fromkeys(plain(point.source_title) for point in own))
        if len(titles) > MOST_SOURCES:
            more = say("entry.and_more", language, count=len(titles) - MOST_SOURCES)
            titles = [*titles[:MOST_SOURCES], more]
        told.append(f"{code(series)}: {count}, {_trusts(own, names)} ({'; '.join(titles)})")
    return "; ".join(told)


def _trusts(points: Iterable[Point], names: Names) -> str:
    """Count values by how far they are trusted; one word where it is the same of all."""
    counts = Counter(point.confidence for point in points)
    found = [each for each in CONFIDENCES if counts[each]]
    if len(found) == 1:
        return say("past.trusts", names.language, told=_trust(found[0], names))
    told = [say("past.count", names.language, count=counts[each], confidence=_trust(each, names)) for each in found]
    return say("past.trusts", names.language, told=(", " if names.language == "en" else "、").join(told))
