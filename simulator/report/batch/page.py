"""A page of small panels: title, names of scenarios and notes above, panels in rows, a line of words below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from simulator.report.frame import MARGIN, NOTE_HEIGHT, note_lines, write_head, write_notes
from simulator.report.layout import text_width, wrap
from simulator.report.palette import FAINT, INK
from simulator.report.scenario_names import key_height, write_names

__all__ = ["Page", "new_page", "panel_axes", "size_of", "write_panel_title"]

WIDTH = 11.2
_AXES = (0.46, 0.42, 0.14, 0.72)  # left, bottom, right, top: inches of a panel around its axes
_HEAD, _LINE, _AIR = 0.4, 0.18, 0.14
_TITLE_SIZE, _BELOW_SIZE = 8.5, 7.5
_FOOT_SIZE, _FOOT_ROW = 7.5, 0.16
_FULL = 0.965 * (WIDTH - 2 * MARGIN)  # small letters are drawn on whole dots, wider than they are measured


@dataclass(frozen=True)
class Page:
    """What a page has around its panels.

    scenarios: named above, in the colours of their lines; empty: not named. foot: said below.
    swatches:  (marker, colour, words): the key, between panels and foot.
    panels:    how many there are. columns: in a row. row: height of one, in inches.
    left, bottom, right: room around its axes, in inches.
    """

    title: str
    subtitle: str
    notes: Sequence[str]
    panels: int
    columns: int = 4
    row: float = 2.06
    left: float = _AXES[0]
    bottom: float = _AXES[1]
    right: float = _AXES[2]
    scenarios: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    swatches: tuple[tuple[str, str, str], ...] = ()

    @property
    def head(self) -> float:
        """Height above the panels, in inches."""
        lines = len(wrap(self.subtitle, 9.0, WIDTH - 2 * MARGIN, 2))
        notes = len(note_lines(self.notes, WIDTH)) * NOTE_HEIGHT
        return _HEAD + lines * _LINE + key_height(self.scenarios, WIDTH) + notes + 0.1

    @property
    def height(self) -> float:
        """Height of the page, in inches."""
        rows = -(-self.panels // self.columns)
        below = len(self.foot_lines) + bool(self.swatches)
        return self.head + rows * self.row + below * _FOOT_ROW + _AIR

    @property
    def foot_lines(self) -> tuple[str, ...]:
        """The foot, broken into lines."""
        return tuple(line for text in self.foot for line in wrap(text, _FOOT_SIZE, _FULL, 4))


def new_page(page: Page) -> Figure:
    """Make a page with everything but its panels. Inside `figure_style`."""
    figure = Figure(figsize=(WIDTH, page.height))
    top = write_head(figure, page.title, page.subtitle, ())
    if page.scenarios:
        write_names(figure, page.scenarios, top)
    write_notes(figure, note_lines(page.notes, WIDTH), top + key_height(page.scenarios, WIDTH))
    for number, line in enumerate(reversed(page.foot_lines)):
        place = (MARGIN / WIDTH, (0.09 + number * _FOOT_ROW) / page.height)
        figure.text(*place, line, fontsize=_FOOT_SIZE, color=FAINT, va="bottom")
    _write_swatches(figure, page)
    return figure


def _write_swatches(figure: Figure, page: Page) -> None:
    """Write the key."""
    level = (0.09 + (len(page.foot_lines) + 0.5) * _FOOT_ROW) / page.height
    along = MARGIN
    for marker, colour, words in page.swatches:
        place = ([(along + 0.06) / WIDTH], [level])
        figure.add_artist(
            Line2D(*place, linestyle="", marker=marker, markersize=5, color=colour, transform=figure.transFigure)
        )
        figure.text((along + 0.17) / WIDTH, level, words, fontsize=_FOOT_SIZE, color=FAINT, va="center_baseline")
        along += 0.17 + text_width(words, _FOOT_SIZE) + 0.2


def panel_axes(figure: Figure, page: Page, number: int) -> Axes:
    """Make the axes of a panel."""
    row, column = divmod(number, page.columns)
    width = (WIDTH - 2 * MARGIN) / page.columns
    top = _AXES[3]
    left, below = MARGIN + column * width + page.left, page.head + (row + 1) * page.row - page.bottom
    corner = (left / WIDTH, 1 - below / page.height)
    return figure.add_axes(
        (*corner, (width - page.left - page.right) / WIDTH, (page.row - page.bottom - top) / page.height)
    )


def size_of(axes: Axes) -> tuple[float, float]:
    """Width and height of axes, in inches."""
    extent, dots = axes.get_window_extent(), axes.figure.dpi
    return float(extent.width / dots), float(extent.height / dots)


def write_panel_title(axes: Axes, page: Page, title: str, below: str, ends: Sequence[tuple[str, str]] = ()) -> None:
    """Write what a panel shows, fainter below it more, and at the right end of that texts in their colours.

    A long text is broken into two lines.

    ends: (text, colour), from left to right.
    """
    room = (WIDTH - 2 * MARGIN) / page.columns - 0.1
    start = -(page.left - 0.04) * 72
    place: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "baseline"}
    used = sum(text_width(text, _BELOW_SIZE) + 0.06 for text, _ in ends)
    fainter = wrap(below, _BELOW_SIZE, room - used - 0.1, 2)
    lift = 10.5 + 1.25 * _BELOW_SIZE * len(fainter)
    titles = wrap(title, _TITLE_SIZE, room, 2)
    for lines, size, colour, low in ((titles, _TITLE_SIZE, INK, lift), (fainter, _BELOW_SIZE, FAINT, 8.0)):
        for number, line in enumerate(lines, start=1):
            height = low + 1.25 * size * (len(lines) - number)
            axes.annotate(line, (0, 1), xytext=(start, height), fontsize=size, color=colour, **place)
    along = start + (room - used) * 72
    for text, colour in ends:
        axes.annotate(text, (0, 1), xytext=(along, 8), fontsize=_BELOW_SIZE, color=colour, **place)
        along += (text_width(text, _BELOW_SIZE) + 0.06) * 72
