"""The names of scenarios above a figure, each in the colour of its line, behind a piece of it."""

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from simulator.report.frame import MARGIN
from simulator.report.layout import text_width
from simulator.report.palette import line_style

__all__ = ["key_height", "write_names"]

_KEY_SIZE, _KEY_ROW, _SAMPLE = 9.0, 0.2, 0.3


def key_height(titles: Sequence[str], width: float) -> float:
    """Height that names need in a figure of a width, both in inches; 0 for none."""
    places = _places(titles, width)
    return (places[-1][1] + 1) * _KEY_ROW if places else 0.0


def write_names(figure: Figure, titles: Sequence[str], top: float) -> None:
    """Write names, from `top` inches below the upper edge."""
    width, height = (float(each) for each in figure.get_size_inches())
    for position, (along, row) in enumerate(_places(titles, width)):
        style = line_style(position)
        level = 1 - (top + (row + 0.5) * _KEY_ROW) / height
        ends = [along / width, (along + _SAMPLE) / width]
        sample = Line2D(ends, [level] * 2, color=style.colour, linewidth=2, transform=figure.transFigure, figure=figure)
        if style.dashes:
            sample.set_dashes(style.dashes)
        figure.add_artist(sample)
        start = (along + _SAMPLE + 0.07) / width
        figure.text(start, level, titles[position], fontsize=_KEY_SIZE, color=style.colour, va="center_baseline")


def _places(titles: Sequence[str], width: float) -> tuple[tuple[float, int], ...]:
    """Place names, as many on a line as fit: inches from the left, and line."""
    places: list[tuple[float, int]] = []
    along, row = MARGIN, 0
    for title in titles:
        own = _SAMPLE + 0.07 + text_width(title, _KEY_SIZE)
        if along > MARGIN and along + own > width - MARGIN:
            along, row = MARGIN, row + 1
        places.append((along, row))
        along += own + 0.28
    return tuple(places)
