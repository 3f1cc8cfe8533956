"""Scenarios side by side: small panels, one a variable, with targets and history."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from simulator.model.labels import Label
from simulator.report.font import figure_style
from simulator.report.foot import TALLIES, Foot, foot_height, write_foot
from simulator.report.frame import (
    MARGIN,
    NOTE_HEIGHT,
    caveats,
    note_lines,
    write_head,
    write_notes,
)
from simulator.report.layout import text_width, wrap
from simulator.report.marks import Mark, marks_of
from simulator.report.outcome import Results, label_text
from simulator.report.palette import FAINT, INK
from simulator.report.panel import Fans, Panel, draw_panel, history_shown
from simulator.report.scenario_names import key_height, write_names
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, say

__all__ = ["comparison_figure"]

_WIDTH = 11.2
_COLUMNS = 4
_ROW = 2.06
_AXES = (0.46, 0.3, 0.1, 0.47)  # left, bottom, right, top: inches of a panel around its axes
_TITLE_SIZES = (8.5, 7.5, 6.5)  # of letters, points
_COVERED = 0.045  # of the values of a panel: as much as half a mark takes
_HEAD, _SUBTITLE, _AIR = 0.46, 0.18, 0.1


def comparison_figure(
    results: Results, labels: Sequence[Label], language: Language, fans: Fans | None = None
) -> Figure:
    """Draw one page of variables. fans: of a batch. Figures are saved by `frame.save`."""
    fans = fans or _plain(results, language)
    columns = min(_COLUMNS, len(labels))
    rows = -(-len(labels) // columns)
    notes = note_lines((*caveats(results, language), *fans.notes), _WIDTH)
    titles = tuple(outcome.scenario.title_in(language) for outcome in results.outcomes)
    names = key_height(titles, _WIDTH)
    head = _HEAD + (_SUBTITLE if fans.subtitle else 0.0) + names + len(notes) * NOTE_HEIGHT + 0.12
    marks = [mark for label in labels for mark in _marks_seen(results, label, fans)]
    history = [point for label in labels for point in history_shown(results, label)]
    foot = Foot(marks, history, language, len(labels) == 1, fans.tallies)
    with figure_style():
        figure = Figure(figsize=(_WIDTH, head + rows * _ROW + foot_height(foot, _WIDTH) + _AIR))
        top = write_head(figure, fans.title, fans.subtitle, ())
        write_names(figure, titles, top)
        write_notes(figure, notes, top + names)
        for position, label in enumerate(labels):
            row, column = divmod(position, columns)
            width = (_WIDTH - 2 * MARGIN) / columns
            axes = _panel_axes(figure, (MARGIN + column * width, head + row * _ROW, width))
            draw_panel(axes, results, label, Panel(language, True, fans.ribbons.get(label.variable, ())))
            _write_title(axes, label, language)
        write_foot(figure, foot)
    return figure


def _plain(results: Results, language: Language) -> Fans:
    """Say what stands around single runs."""
    kind = "comparison" if len(results.outcomes) > 1 else "overview"
    return Fans(say(f"figure.{kind}", language), "", (), tallies=TALLIES)


def _marks_seen(results: Results, label: Label, fans: Fans) -> list[Mark]:
    """Find the marks of a panel; without what a document leaves open where the mark itself covers it."""
    marks = marks_of(results, label)
    edges = [edge for each in fans.ribbons.get(label.variable, ()) for edge in (each.low, each.high)]
    lines = [outcome.yearly.of(label.variable)[:, 0] for outcome in results.outcomes]
    values = np.concatenate([*lines, *edges, [mark.value for mark in marks]])
    told = values[np.isfinite(values)]
    size = float(np.ptp(told)) if told.size else 0.0
    return [replace(mark, tolerance=mark.tolerance if mark.tolerance > _COVERED * size else 0.0) for mark in marks]


def _panel_axes(figure: Figure, place: tuple[float, float, float]) -> Axes:
    """Make the axes of one panel. place: inches from the left, inches from the top, width in inches."""
    height = float(figure.get_size_inches()[1])
    from_left, from_top, width = place
    left, bottom, right, top = _AXES
    corner = ((from_left + left) / _WIDTH, (height - from_top - _ROW + bottom) / height)
    return figure.add_axes((*corner, (width - left - right) / _WIDTH, (_ROW - bottom - top) / height))


def _write_title(axes: Axes, label: Label, language: Language) -> None:
    """Write a panel's variable, on two lines and smaller where it is long, and behind it, fainter, its unit."""
    room = float(axes.get_position().width) * _WIDTH + _AXES[0]
    unit = unit_text(label.unit, language)
    beside = room - text_width(unit, 7) - 0.1
    name = label_text(label, language)
    size = next((each for each in _TITLE_SIZES if len(wrap(name, each, beside, 3)) <= 2), _TITLE_SIZES[-1])
    lines = wrap(name, size, beside, 2)
    start = -(_AXES[0] - 0.04) * 72
    place: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "baseline"}
    for number, line in enumerate(reversed(lines)):
        axes.annotate(line, (0, 1), xytext=(start, 7 + 10.5 * number), fontsize=size, color=INK, **place)
    along = start + (text_width(lines[-1], size) + 0.07) * 72
    axes.annotate(unit, (0, 1), xytext=(along, 7), fontsize=7, color=FAINT, **place)
