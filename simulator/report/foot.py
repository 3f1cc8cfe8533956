"""What stands below the axes of a figure: the key to its marks and dots, then the sources of its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from simulator.report.frame import MARGIN
from simulator.report.layout import text_width, wrap
from simulator.report.marks import Mark
from simulator.report.palette import FAINT, INK, SHAPES
from simulator.report.panel import mark_filling
from simulator.report.words import Language, say
from simulator.target.history import Point

__all__ = ["TALLIES", "Foot", "foot_height", "write_foot"]

_KEY_SIZE, _SOURCE_SIZE = 7.5, 6.5
_KEY_ROW, _SOURCE_ROW, _BOTTOM = 0.19, 0.125, 0.09  # inches
_SAMPLE, _GAP = 0.14, 0.17
_MOST_LINES = 3
_OWN = "own computation"  # as tables of history call what no source says

# What a mark tells, and the key of the words for it.
TALLIES: Mapping[str, str] = {
    "met": "figure.met_by_all",
    "some": "figure.met_by_some",
    "missed": "figure.met_by_none",
    "untold": "figure.untold",
    "imposed": "verdict.imposed",
}


@dataclass(frozen=True)
class Foot:
    """What a foot has to explain.

    marks, history: what the figure shows.
    named:          name the sources of history, or count them.
    tallies:        the keys of the words for what marks tell.
    """

    marks: Sequence[Mark]
    history: Sequence[Point]
    language: Language
    named: bool = True
    tallies: Mapping[str, str] = field(default_factory=lambda: TALLIES)


def foot_height(foot: Foot, width: float) -> float:
    """Height that a foot needs in a figure of a width; both in inches. 0 where there is nothing to explain."""
    rows, lines = len(_key_rows(foot, width)), len(_source_lines(foot, width))
    return _BOTTOM + lines * _SOURCE_ROW + rows * _KEY_ROW if rows or lines else 0.0


def write_foot(figure: Figure, foot: Foot) -> None:
    """Write the key and, below it, the sources: only what the figure shows."""
    width, height = figure.get_size_inches()
    level = _BOTTOM
    for line in reversed(_source_lines(foot, width)):
        figure.text(MARGIN / width, level / height, line, fontsize=_SOURCE_SIZE, color="#989da4", va="bottom")
        level += _SOURCE_ROW
    for row in reversed(_key_rows(foot, width)):
        along = MARGIN
        for swatch in row:
            _write_entry(figure, swatch, along, level + 0.5 * _KEY_ROW)
            along += _entry_width(swatch)
        level += _KEY_ROW


def _write_entry(figure: Figure, swatch: Line2D, along: float, level: float) -> None:
    """Write one entry of the key: its sample and its words. along, level: inches from the lower left corner."""
    width, height = figure.get_size_inches()
    swatch.set_data([(along + 0.4 * _SAMPLE) / width], [level / height])
    swatch.set_transform(figure.transFigure)
    figure.add_artist(swatch)
    place = ((along + _SAMPLE) / width, level / height)
    words = str(swatch.get_label())
    figure.text(*place, words, fontsize=_KEY_SIZE, color=FAINT, va="center_baseline")


def _entry_width(swatch: Line2D) -> float:
    """Width of one entry of the key with the gap behind it, in inches."""
    return _SAMPLE + text_width(str(swatch.get_label()), _KEY_SIZE) + _GAP


def _key_rows(foot: Foot, width: float) -> list[list[Line2D]]:
    """Break the entries of the key into rows of a figure of a width in inches."""
    rows: list[list[Line2D]] = []
    used = 0.0
    for swatch in _entries(foot):
        if not rows or used + _entry_width(swatch) > width - 2 * MARGIN:
            rows.append([])
            used = 0.0
        rows[-1].append(swatch)
        used += _entry_width(swatch)
    return rows


def _entries(foot: Foot) -> list[Line2D]:
    """Make the entries of the key, in their order."""
    made: list[Line2D] = []
    readings = [reading for reading in SHAPES if any(mark.reading == reading for mark in foot.marks)]
    for reading in readings:
        words = say("figure.target", foot.language, reading=say(f"reading.{reading}", foot.language))
        made.append(_swatch(SHAPES[reading], FAINT, words))
    for tally, word in foot.tallies.items():
        if any(mark.verdict == tally for mark in foot.marks):
            swatch = _swatch("s", FAINT, say(word, foot.language))
            swatch.set(**mark_filling(tally), markeredgecolor="white")
            made.append(swatch)
    if any(mark.tolerance for mark in foot.marks):
        made.append(_swatch("|", FAINT, say("figure.tolerance", foot.language)))
        made[-1].set(markersize=8, markeredgewidth=1.3)
    if any(mark.derived for mark in foot.marks):
        made.append(_swatch(SHAPES[readings[0]], FAINT, say("figure.derived", foot.language)))
        made[-1].set_markersize(4.0)
    if foot.history:
        weak = any(point.confidence == "low" for point in foot.history)
        made.append(
            _swatch("o", "white", say("figure.history_weak" if weak else "figure.history_short", foot.language))
        )
        made[-1].set_markeredgecolor(INK)
    return made


def _swatch(marker: str, colour: str, words: str) -> Line2D:
    """Make the sample of one entry."""
    swatch = Line2D([], [], linestyle="", marker=marker, markersize=5.5, label=words)
    swatch.set(markerfacecolor=colour, markeredgecolor=colour)
    return swatch


def _source_lines(foot: Foot, width: float) -> tuple[str, ...]:
    """Word the sources; where not all fit on the lines, say how many more there are."""
    titles = list(dict.fromkeys(_title(point, foot.language) for point in foot.history))
    if not titles:
        return ()
    joint = "; " if foot.language == "en" else "；"
    if foot.named:
        for count in range(len(titles), 0, -1):
            shown = titles[:count]
            if count < len(titles):
                shown.append(say("note.more_sources", foot.language, count=len(titles) - count))
            text = say("note.sources", foot.language, sources=joint.join(shown))
            lines = wrap(text, _SOURCE_SIZE, width - 2 * MARGIN, _MOST_LINES + 1)
            if len(lines) <= _MOST_LINES:
                return lines
    return (say("note.count_of_sources", foot.language, count=len(titles)),)


def _title(point: Point, language: Language) -> str:
    """Name a source in its own language; what is our own in the reader's."""
    if language == "zh" and point.source_title.startswith(_OWN):
        return say("source.own", language)
    return point.source_title
