"""Small multiples of series on one page: places of panels, their titles, axes with few round ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simulator.report.digits import printed
from simulator.report.frame import MARGIN, NOTE_HEIGHT, note_lines, write_head
from simulator.report.layout import wrap
from simulator.report.palette import FAINT, INK

__all__ = ["PER_PAGE", "Page", "frame_axes", "panel_axes", "start_page", "write_title"]

PER_PAGE = 24
_WIDTH = 11.2
_COLUMNS = 4
_ROW = 2.26
_AXES = (0.5, 0.3, 0.12, 0.72)  # left, bottom, right, top: inches of a panel around its axes
_HEAD, _SUBTITLE, _KEY, _AIR = 0.44, 0.2, 0.26, 0.12


@dataclass(frozen=True, eq=False)
class Page:
    """A figure with room for panels. head: inches from the top to the first row; key: to the middle of the key."""

    figure: Figure
    columns: int
    head: float
    key: float


def start_page(count: int, title: str, subtitle: str, notes: Sequence[str]) -> Page:
    """Begin a page of so many panels; inside `figure_style`."""
    columns = min(_COLUMNS, max(count, 1))
    rows = -(-max(count, 1) // columns)
    lines = note_lines(notes, _WIDTH)
    head = _HEAD + _SUBTITLE + len(lines) * NOTE_HEIGHT + _KEY + 0.12
    figure = Figure(figsize=(_WIDTH, head + rows * _ROW + _AIR))
    top = write_head(figure, title, subtitle, notes)
    return Page(figure, columns, head, top + 0.13)


def panel_axes(page: Page, position: int) -> Axes:
    """Make the axes of a panel, row by row."""
    row, column = divmod(position, page.columns)
    total, height = page.figure.get_size_inches().tolist()
    width = (total - 2 * MARGIN) / page.columns
    left, bottom, right, top = _AXES
    x, y = MARGIN + column * width + left, height - page.head - (row + 1) * _ROW + bottom
    size = (width - left - right, _ROW - bottom - top)
    return page.figure.add_axes((x / total, y / height, size[0] / total, size[1] / height))


def write_title(axes: Axes, title: str, below: str) -> None:
    """Write a panel's title, and beneath it in grey what it is of, each on two lines where it is long."""
    width = axes.get_position().width * _WIDTH + 0.4
    lift = 8.0
    for text, size, colour in ((below, 7.0, FAINT), (title, 9.0, INK)):
        for line in reversed(wrap(text, size, width, 2)):
            axes.annotate(
                line,
                (0.0, 1.0),
                xycoords="axes fraction",
                xytext=(-24, lift),
                textcoords="offset points",
                fontsize=size,
                color=colour,
                annotation_clip=False,
            )
            lift += 1.25 * size
        lift += 2.0


def frame_axes(axes: Axes, years: tuple[float, float], drawn: Sequence[np.ndarray]) -> None:
    """Set limits around what is drawn, with some air, and few round ticks."""
    air = 0.03 * ((years[1] - years[0]) or 1.0)
    axes.set_xlim(years[0] - air, years[1] + air)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    every = np.concatenate([np.ravel(each) for each in drawn])
    every = every[np.isfinite(every)]
    low, high = (float(every.min()), float(every.max())) if every.size else (0.0, 1.0)
    room = 0.09 * ((high - low) or abs(high) or 1.0)
    axes.set_ylim(low - room, high + room)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, min_n_ticks=3, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: printed(round(value, 10))))
