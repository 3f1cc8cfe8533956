"""What every figure has around its axes: title, unit, what it is conditional on, the key to its marks, its sources."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from simulator.report.font import figure_style
from simulator.report.layout import shorten, wrap
from simulator.report.marks import Mark
from simulator.report.outcome import Results, label_text
from simulator.report.palette import FAINT, INK, SHAPES, VERDICT_COLOURS
from simulator.report.panel import mark_filling
from simulator.report.words import Language, say
from simulator.target.history import Point

__all__ = [
    "DOTS",
    "MARGIN",
    "NOTE_HEIGHT",
    "caveats",
    "note_lines",
    "save",
    "write_foot",
    "write_head",
    "write_key",
    "write_notes",
]

MARGIN = 0.16  # inches
DOTS = 180  # an inch
_NOTE_SIZE = 8.0
NOTE_HEIGHT = _NOTE_SIZE / 72 * 1.4

_TALLIES = {
    "met": "figure.met_by_all",
    "some": "figure.met_by_some",
    "missed": "figure.met_by_none",
    "untold": "figure.untold",
    "imposed": "verdict.imposed",
}


def caveats(results: Results, language: Language) -> tuple[str, ...]:
    """Word what scenarios impose and where one broke off; empty where the model produced everything."""
    said = []
    for outcome in results.outcomes:
        labels = [results.label(each.name) for each in outcome.scenario.impositions]
        names = [
            label_text(label, language) if label else each.name
            for label, each in zip(labels, outcome.scenario.impositions, strict=True)
        ]
        if names:
            joined = say("note.and", language).join(names)
            title = outcome.scenario.title_in(language)
            said.append(say("note.conditional_scenario", language, scenario=title, names=joined))
        broken = outcome.numerics.non_finite
        if broken is not None:
            title, (name, time) = outcome.scenario.title_in(language), broken
            said.append(say("note.non_finite", language, scenario=title, variable=name, time=f"{time:.10g}"))
    return tuple(said)


def write_head(figure: Figure, title: str, subtitle: str, notes: Sequence[str]) -> float:
    """Write title, subtitle and notes from the top left corner.

    Returns: inches taken from the top.
    """
    width, height = figure.get_size_inches()
    top = 0.14
    for text, size, colour in ((title, 13.0, INK), (subtitle, 9.0, FAINT)):
        if text:
            shown = shorten(text, size, width - 2 * MARGIN)
            line = figure.text(MARGIN / width, 1 - top / height, shown, fontsize=size, color=colour, va="top")
            if size > 10:
                line.set_path_effects([withStroke(linewidth=0.35, foreground=INK)])
            top += size / 72 * 1.42
    return write_notes(figure, note_lines(notes, width), top)


def note_lines(notes: Sequence[str], width: float) -> tuple[str, ...]:
    """Break notes into lines for a figure of a width in inches, two lines a note at most."""
    return tuple(line for note in notes for line in wrap(note, _NOTE_SIZE, width - 2 * MARGIN, 2))


def write_notes(figure: Figure, lines: Sequence[str], top: float) -> float:
    """Write what the figure is conditional on, from `top` inches below the upper edge.

    Returns: inches taken from the top.
    """
    width, height = figure.get_size_inches()
    for line in lines:
        place = (MARGIN / width, 1 - top / height)
        figure.text(*place, line, fontsize=_NOTE_SIZE, color=VERDICT_COLOURS["imposed"], va="top")
        top += NOTE_HEIGHT
    return top


def write_key(figure: Figure, marks: Sequence[Mark], history: Sequence[Point], language: Language) -> None:
    """Write the key to marks and dots at the bottom left: only what the figure shows."""
    handles: list[Line2D] = []
    readings = [reading for reading in SHAPES if any(mark.reading == reading for mark in marks)]
    for reading in readings:
        words = say("figure.target", language, reading=say(f"reading.{reading}", language))
        handles.append(_swatch(SHAPES[reading], FAINT, words))
    for tally, word in _TALLIES.items():
        if any(mark.verdict == tally for mark in marks):
            swatch = _swatch("s", FAINT, say(word, language))
            swatch.set(**mark_filling(tally), markeredgecolor="white")
            handles.append(swatch)
    if any(mark.derived for mark in marks):
        small = _swatch(SHAPES[readings[0]], FAINT, say("figure.derived", language))
        small.set_markersize(3.5)
        handles.append(small)
    if history:
        weak = any(point.confidence == "low" for point in history)
        dot = _swatch("o", "white", say("figure.history_weak" if weak else "figure.history_short", language))
        dot.set_markeredgecolor(INK)
        handles.append(dot)
    if not handles:
        return
    width, height = figure.get_size_inches()
    figure.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.1 / width, 0.24 / height),
        ncols=len(handles),
        frameon=False,
        fontsize=7.5,
        labelcolor=FAINT,
        handletextpad=0.15,
        columnspacing=1.1,
        borderpad=0,
        borderaxespad=0,
    )


def write_foot(figure: Figure, history: Sequence[Point], language: Language, named: bool = True) -> None:
    """Write the sources of the history that the figure shows, on one line at the bottom. named: or count them."""
    titles = list(dict.fromkeys(point.source_title for point in history))
    if not titles:
        return
    width, height = figure.get_size_inches()
    text = say("note.count_of_sources", language, count=len(titles))
    if named:
        text = say("note.sources", language, sources=("; " if language == "en" else "；").join(titles))
    shown = shorten(text, 6.5, width - 2 * MARGIN)
    figure.text(MARGIN / width, 0.09 / height, shown, fontsize=6.5, color="#989da4", va="bottom")


def save(figure: Figure, folder: Path, name: str, vector: bool = True) -> tuple[Path, ...]:
    """Write a figure as PNG (180 dots an inch); the same figure gives the same bytes.

    vector:  write it as SVG too (letters as outlines), which takes as long again.
    Returns: the files.
    """
    files = [folder / f"{name}.png"]
    with figure_style():
        figure.savefig(files[0], dpi=DOTS, metadata={"Software": None}, pil_kwargs={"compress_level": 3})
        if vector:
            files.append(folder / f"{name}.svg")
            figure.savefig(files[1], metadata={"Date": None, "Creator": None})
    return tuple(files)


def _swatch(marker: str, colour: str, words: str) -> Line2D:
    """Make one entry of the key."""
    return Line2D(
        [], [], linestyle="", marker=marker, markersize=5.5, markerfacecolor=colour, markeredgecolor=colour, label=words
    )
