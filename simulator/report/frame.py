"""What every figure has around its axes: title, unit, what it is conditional on; and how it is saved."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from simulator.report.font import figure_style
from simulator.report.layout import wrap
from simulator.report.outcome import Results, label_text
from simulator.report.palette import FAINT, INK, VERDICT_COLOURS
from simulator.report.words import Language, say

__all__ = [
    "DOTS",
    "MARGIN",
    "NOTE_HEIGHT",
    "caveats",
    "note_lines",
    "save",
    "write_head",
    "write_notes",
]

MARGIN = 0.16  # inches
DOTS = 150  # an inch
_NOTE_SIZE = 8.0
_NOTE_LINES = 8  # of one note; a longer one is no note
NOTE_HEIGHT = _NOTE_SIZE / 72 * 1.4


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
    """Write title, subtitle and notes from the top left corner; a title has two lines at most.

    Returns: inches taken from the top.
    """
    width, height = figure.get_size_inches()
    top = 0.14
    for text, size, colour in ((title, 13.0, INK), (subtitle, 9.0, FAINT)):
        if text:
            for shown in wrap(text, size, width - 2 * MARGIN, 2):
                line = figure.text(MARGIN / width, 1 - top / height, shown, fontsize=size, color=colour, va="top")
                if size > 10:
                    line.set_path_effects([withStroke(linewidth=0.35, foreground=INK)])
                top += size / 72 * 1.42
    return write_notes(figure, note_lines(notes, width), top)


def note_lines(notes: Sequence[str], width: float) -> tuple[str, ...]:
    """Break notes into lines for a figure of a width in inches."""
    room = 0.975 * (width - 2 * MARGIN)  # small letters are drawn on whole dots, wider than they are measured
    return tuple(line for note in notes for line in wrap(note, _NOTE_SIZE, room, _NOTE_LINES))


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


def save(figure: Figure, folder: Path, name: str, vector: bool = True) -> tuple[Path, ...]:
    """Write a figure as PNG (150 dots an inch); the same figure gives the same bytes.

    vector:  write it as SVG too (letters as outlines), which takes as long again.
    Returns: the files.
    """
    files = [folder / f"{name}.png"]
    with figure_style():
        figure.savefig(files[0], dpi=DOTS, metadata={"Software": None}, pil_kwargs={"compress_level": 1})
        if vector:
            files.append(folder / f"{name}.svg")
            figure.savefig(files[1], metadata={"Date": None, "Creator": None})
    return tuple(files)
