"""The picture of which loops drive a variable over time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from simulator.report.describe.loop_part import MOST_LOOPS, loop_titles
from simulator.report.describe.names import Names
from simulator.report.font import figure_style
from simulator.report.frame import MARGIN, write_head
from simulator.report.layout import wrap
from simulator.report.palette import INK
from simulator.report.words import say
from simulator.structure.found import Dominance

__all__ = ["dominance_figure"]

# Areas: told apart in print and by colour-blind eyes (Okabe and Ito 2008), the rest grey.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
REST = "#c9cdd2"
WIDTH, PLOT = 9.0, 2.9
_SIZE = 8.0
_LINE = _SIZE / 72 * 1.35
_GAP = 0.09


def dominance_figure(found: Dominance, names: Names) -> Figure:
    """Draw shares of loops over time, reinforcing above zero, balancing below, the loops named beneath."""
    language = names.language
    at, asked = names.of(found.at), names.of(found.variable)
    chosen = found.scores.largest(MOST_LOOPS)
    legend = _legend(found, chosen.loops, names)
    below = sum(map(len, legend)) * _LINE + _GAP * len(legend) + 0.45
    notes = [say("matter.through", language, variable=asked, at=at)] if found.at != found.variable else []
    with figure_style():
        height = 1.0 + 0.2 * len(notes) + PLOT + below
        figure = Figure((WIDTH, height))
        title = say("matter.title", language, variable=asked)
        top = write_head(figure, title, say("matter.told", language, variable=at), notes)
        corner = (0.75 / WIDTH, below / height)
        axes = figure.add_axes((*corner, 1 - 0.95 / WIDTH, (height - top - 0.1 - below) / height))
        _areas(axes, found, chosen.loops)
        place = below - 0.42
        for number, lines in enumerate(legend):
            colour = COLOURS[number] if number < len(chosen.loops) else REST
            _swatch(figure, place, colour)
            for line in lines:
                figure.text((MARGIN + 0.3) / WIDTH, place / height, line, fontsize=_SIZE, color=INK, va="top")
                place -= _LINE
            place -= _GAP
    return figure


def _legend(found: Dominance, chosen: Sequence[tuple[int, ...]], names: Names) -> list[tuple[str, ...]]:
    """Break the names of the loops into lines."""
    ways = {each.way: each for each in found.loops}
    room = WIDTH - 2 * MARGIN - 0.4
    shown = [ways[way] for way in chosen]
    titles = zip(shown, loop_titles(shown, names), strict=True)
    told = [title if each.name else f"{each.polarity}: {title}" for each, title in titles]
    legend = [wrap(each, _SIZE, room, 2) for each in told]
    others = len(found.loops) - len(chosen)
    return [*legend, (say("matter.rest", names.language, count=others),)] if others else legend


def _swatch(figure: Figure, top: float, colour: str) -> None:
    """Draw the colour of a loop before its name. top: inches from the lower edge."""
    width, height = figure.get_size_inches()
    corner = (MARGIN / width, (top - 0.125) / height)
    shape = Rectangle(corner, 0.2 / width, 0.11 / height, color=colour, linewidth=0)
    shape.set_transform(figure.transFigure)
    figure.add_artist(shape)


def _areas(axes: Axes, found: Dominance, chosen: Sequence[tuple[int, ...]]) -> None:
    """Stack shares from zero, up for reinforcing and down for balancing."""
    scores = found.scores
    places = [scores.loops.index(way) for way in chosen]
    rest = [place for place in range(len(scores.loops)) if place not in places]
    up, down = np.zeros(len(scores.times)), np.zeros(len(scores.times))
    own = [(scores.relative[:, place].clip(0), scores.relative[:, place].clip(None, 0)) for place in places]
    rests = scores.relative[:, rest].clip(0).sum(axis=1), scores.relative[:, rest].clip(None, 0).sum(axis=1)
    edges = scores.times
    for number, (above, under) in enumerate([*own, rests]):
        colour = COLOURS[number] if number < len(places) else REST
        for base, share in ((up, above), (down, under)):
            part = 100 * np.nan_to_num(share)
            axes.fill_between(edges, base, base + part, color=colour, linewidth=0, step="mid")
            base += part
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xlim(edges[0], edges[-1])
    axes.set_ylim(-100, 100)
    axes.set_yticks([-100, -50, 0, 50, 100], ["B 100 %", "B 50 %", "0", "R 50 %", "R 100 %"])
