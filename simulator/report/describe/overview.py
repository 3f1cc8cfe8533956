"""The picture of the whole model: sectors as boxes, arrows for what passes between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, hypot, sqrt

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
# How far beyond the upper and the lower row the columns stand, so that no arrow of a row passes below them.
ASIDE = BOX[0] + 0.15
# Arrows beyond which the weakest are left out, so that each can be followed.
MOST_ARROWS = 45
# How far arrows go straight from a box before they turn, in parts of their length; the air before their heads, inches.
OUT, ROOM = 0.38, 0.03

Point = tuple[float, float]


@dataclass(frozen=True)
class _Place:
    """Where a box stands. centre: inches. inward: the direction of the middle of the picture from its side."""

    centre: Point
    inward: Point

    def port(self, share: float) -> Point:
        """Return a point of the side that faces the middle. share: how far along it, rightwards or downwards."""
        (x, y), (dx, dy) = self.centre, self.inward
        if dy:
            return x + (share - 0.5) * BOX[0], y + dy * BOX[1] / 2
        return x + dx * BOX[0] / 2, y + (share - 0.5) * BOX[1]

    def turn(self, other: _Place) -> float:
        """Return by which arrows of a side are put in order, so that they do not cross where they leave it."""
        dx, dy = other.centre[0] - self.centre[0], other.centre[1] - self.centre[1]
        along, across = (dx, dy * self.inward[1]) if self.inward[1] else (dy, dx * self.inward[0])
        # a longer way along the same side bows deeper
        return -atan2(across + 0.05 * along**2, along)


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
        places = {
            group: _Place((corner[0] + x, corner[1] + y), inward)
            for group, ((x, y), inward) in zip(groups, ring, strict=True)
        }
        _links(canvas, places, kept)
        for each in description.sectors:
            _box(canvas, places[each.group.name].centre, (description, each), names)
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


def _ring(n: int) -> tuple[list[tuple[Point, Point]], Point]:
    """Place n boxes round a rectangle, clockwise from its upper left corner.

    Returns: places, each with the direction of the middle; and width and height.
    """
    above = max(2, round(n / 6)) if n > 3 else max(n, 1)
    beside = max(0, -(-(n - 2 * above) // 2)) if n > 3 else 0
    aside = ASIDE if beside else 0.0
    width, height = APART[0] * max(above - 1, 1), APART[1] * (beside + 1)
    row = [aside + width * each / max(above - 1, 1) for each in range(above)]
    places: list[tuple[Point, Point]] = [((x, 0.0), (0.0, 1.0)) for x in row]
    places += [((width + 2 * aside, APART[1] * (each + 1)), (-1.0, 0.0)) for each in range(beside)]
    places += [((x, height), (0.0, -1.0)) for x in reversed(row)]
    places += [((0.0, APART[1] * (beside - each)), (1.0, 0.0)) for each in range(beside)]
    return places[:n], (width + 2 * aside, height)


def _links(canvas: Canvas, places: Mapping[str, _Place], links: Mapping[tuple[str, str], int]) -> None:
    """Draw arrows from box to box through the middle; each leaves and enters on the side that faces it."""
    ends: dict[str, list[tuple[float, tuple[str, str], str]]] = {group: [] for group in places}
    for link in links:
        for group, other in (link, link[::-1]):
            ends[group].append((places[group].turn(places[other]), link, other))
    ports: dict[tuple[str, tuple[str, str]], Point] = {}
    for group, own in ends.items():
        for number, (_, link, _) in enumerate(sorted(own)):
            ports[group, link] = places[group].port((number + 1) / (len(own) + 1))
    for link, count in sorted(links.items(), key=lambda each: each[1]):
        start, end = (ports[group, link] for group in link)
        away = OUT * max(hypot(end[0] - start[0], end[1] - start[1]), 0.8)
        (dx, dy), (to_dx, to_dy) = (places[group].inward for group in link)
        course = [start, (start[0] + away * dx, start[1] + away * dy), (end[0] + away * to_dx, end[1] + away * to_dy)]
        canvas.curve([*course, (end[0] + ROOM * to_dx, end[1] + ROOM * to_dy)], 0.4 + 0.6 * sqrt(count))


def _box(canvas: Canvas, centre: Point, of: tuple[Description, Sector], names: Names) -> None:
    description, sector = of
    kinds = [description.model.variables[each].kind for each in sector.variables]
    stocks = kinds.count("stock")
    canvas.box((centre[0] - BOX[0] / 2, centre[1] - BOX[1] / 2), BOX, fill="#f4f6f9")
    canvas.fitted((centre[0], centre[1] - 0.1), names.sector(sector), BOX[0] - 0.12, Style(9.0, align="center"))
    told = say("picture.box", names.language, stocks=stocks, others=len(kinds) - stocks)
    canvas.fitted((centre[0], centre[1] + 0.11), told, BOX[0] - 0.12, Style(7.5, FAINT, "center"))
