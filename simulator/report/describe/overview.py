"""The picture of the whole model: sectors as boxes, arrows for what passes between them."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from matplotlib.figure import Figure

from simulator.report.describe.canvas import Canvas, Style
from simulator.report.describe.document import sector_links
from simulator.report.describe.names import Names
from simulator.report.describe.outcome import Description, Sector
from simulator.report.font import figure_style
from simulator.report.palette import FAINT
from simulator.report.words import say

__all__ = ["overview_figure"]

BOX = (1.8, 0.5)
APART = (2.1, 0.82)
# Arrows beyond which the weakest are left out, so that each can be followed.
MOST_ARROWS = 45
# How far arrows bow towards the middle: between boxes of one side, and across.
BESIDE, ACROSS = 0.42, 0.1

Point = tuple[float, float]


def overview_figure(description: Description, names: Names) -> Figure:
    """Draw the sectors round a rectangle, in the file's order, with arrows that are wider the more passes."""
    groups = [each.group.name for each in description.sectors]
    links = sector_links(description)
    least, kept = _strongest(links)
    ring, (width, height) = _ring(len(groups))
    with figure_style():
        key = "picture.strongest" if least > 1 else "picture.every"
        told = say(key, names.language, least=least)
        size = max(width + BOX[0] + 0.5, 7.0), height + BOX[1] + 1.2
        canvas = Canvas(*size, say("picture.overview", names.language), told)
        corner = (size[0] - width) / 2, canvas.top + BOX[1] / 2 + 0.05
        places = {group: (corner[0] + x, corner[1] + y) for group, (x, y) in zip(groups, ring, strict=True)}
        centre = corner[0] + width / 2, corner[1] + height / 2
        for (source, reader), count in sorted(kept.items(), key=lambda each: each[1]):
            _link(canvas, (places[source], places[reader]), count, centre)
        for each in description.sectors:
            _box(canvas, places[each.group.name], (description, each), names)
    return canvas.figure


def _strongest(links: Mapping[tuple[str, str], int]) -> tuple[int, dict[tuple[str, str], int]]:
    """Choose the links that are drawn: the strongest, and the strongest into each sector. Returns: the least kept."""
    counts = sorted(links.values(), reverse=True)
    least = counts[MOST_ARROWS] + 1 if len(counts) > MOST_ARROWS else 1
    best: dict[str, tuple[str, str]] = {}
    for link, count in links.items():
        if link[1] not in best or count > links[best[link[1]]]:
            best[link[1]] = link
    kept = {link: count for link, count in links.items() if count >= least or link in best.values()}
    return least, kept


def _ring(n: int) -> tuple[list[Point], Point]:
    """Place n boxes round a rectangle, clockwise from its upper left corner. Returns: places, and width and height."""
    above = max(2, round(n / 5)) if n > 3 else max(n, 1)
    beside = max(0, -(-(n - 2 * above) // 2)) if n > 3 else 0
    width, height = APART[0] * max(above - 1, 1), APART[1] * (beside + 1)
    places = [(width * each / max(above - 1, 1), 0.0) for each in range(above)]
    places += [(width + 0.6, APART[1] * (each + 1)) for each in range(beside)]
    places += [(width * (1 - each / max(above - 1, 1)), height) for each in range(above)]
    places += [(-0.6, APART[1] * (beside - each)) for each in range(beside)]
    shifted = [(x + 0.6, y) for x, y in places[:n]] if beside else places[:n]
    return shifted, (width + 1.2 if beside else width, height)


def _link(canvas: Canvas, ends: tuple[Point, Point], count: int, centre: Point) -> None:
    """Draw an arrow from box to box that bows towards the middle; the way back is another line."""
    (x, y), (to_x, to_y) = ends
    dx, dy = to_x - x, to_y - y
    on_one_side = abs(dx) < BOX[0] or abs(dy) < BOX[1]
    # the side of the arrow on which the middle lies
    turn = dx * (centre[1] - (y + to_y) / 2) - dy * (centre[0] - (x + to_x) / 2)
    bend = (BESIDE if on_one_side else ACROSS) * (1.0 if (x, y) < (to_x, to_y) else 0.7)
    bend *= 1 if turn > 0 else -1
    middle = ((x + to_x) / 2 - bend * dy, (y + to_y) / 2 + bend * dx)
    first, last = _edge((x, y), middle, 0.02), _edge((to_x, to_y), middle, 0.05)
    canvas.arrow(first, last, 0.4 + 0.6 * sqrt(count), bend)


def _edge(centre: Point, towards: Point, room: float) -> Point:
    """Return where a line from the centre of a box leaves it, a little outside."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    far = float("inf")
    reach = min((BOX[0] / 2 + room) / abs(dx) if dx else far, (BOX[1] / 2 + room) / abs(dy) if dy else far)
    return centre[0] + dx * reach, centre[1] + dy * reach


def _box(canvas: Canvas, centre: Point, of: tuple[Description, Sector], names: Names) -> None:
    description, sector = of
    kinds = [description.model.variables[each].kind for each in sector.variables]
    stocks = kinds.count("stock")
    canvas.box((centre[0] - BOX[0] / 2, centre[1] - BOX[1] / 2), BOX, fill="#f4f6f9")
    canvas.fitted((centre[0], centre[1] - 0.1), names.sector(sector), BOX[0] - 0.12, Style(9.0, align="center"))
    told = say("picture.box", names.language, stocks=stocks, others=len(kinds) - stocks)
    canvas.fitted((centre[0], centre[1] + 0.11), told, BOX[0] - 0.12, Style(7.5, FAINT, "center"))
