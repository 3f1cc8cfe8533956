"""Surfaces over a plane, read between their points, and the lines on which they have a level."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from simulator.report.batch.plane import Plane

__all__ = ["Surface", "crossed", "draw_level", "fine", "most_at_once", "together"]

_FINE = 241
_TICK, _BETWEEN = 4.5, 26.0  # length of the ticks of a line, and their distance, in points


class Surface:
    """Heights on a fine grid. x, y: (across,), (up,), ascending. heights: (up, across); nan where there are none."""

    def __init__(self, x: np.ndarray, y: np.ndarray, heights: np.ndarray) -> None:
        self.x, self.y, self.heights = x, y, heights

    def slope(self, place: np.ndarray) -> np.ndarray:
        """(2, point): how the heights rise along x and y. place: (point, 2)."""
        across = np.clip(np.searchsorted(self.x, place[:, 0]), 2, self.x.size - 3)
        up = np.clip(np.searchsorted(self.y, place[:, 1]), 2, self.y.size - 3)
        along_x = self.heights[up, across + 2] - self.heights[up, across - 2]
        along_y = self.heights[up + 2, across] - self.heights[up - 2, across]
        widths = (self.x[across + 2] - self.x[across - 2], self.y[up + 2] - self.y[up - 2])
        return np.stack([along_x / widths[0], along_y / widths[1]])


def fine(x: np.ndarray, y: np.ndarray, heights: np.ndarray) -> Surface:
    """Read heights between the points of a grid, straight along x and then along y. Source: ours; bilinear."""
    fine_x, fine_y = np.linspace(x[0], x[-1], _FINE), np.linspace(y[0], y[-1], _FINE)
    rows = np.stack([np.interp(fine_x, x, row) for row in heights])
    columns = np.stack([np.interp(fine_y, y, column) for column in rows.T], axis=1)
    return Surface(fine_x, fine_y, columns)


def draw_level(
    axes: Axes, surface: Surface, level: float, colour: str, dashes: tuple[float, ...]
) -> tuple[np.ndarray, ...]:
    """Draw the line on which a surface has a level, with ticks towards where it is higher.

    Returns: the pieces of the line, (point, 2) each; none where there is none. Limits of the axes are final.
    """
    style = (0, dashes) if dashes else "solid"
    drawn = axes.contour(
        surface.x, surface.y, surface.heights, levels=[level], colors=[colour], linewidths=1.7, linestyles=[style]
    )
    parts = [np.asarray(part) for path in drawn.get_paths() for part in path.to_polygons(closed_only=False)]
    parts = [part for part in parts if len(part) > 1]
    for part in parts:
        _draw_ticks(axes, surface, part, colour)
    return tuple(parts)


def _draw_ticks(axes: Axes, surface: Surface, part: np.ndarray, colour: str) -> None:
    """Draw short strokes from a line to the side on which the surface is higher."""
    to_points = 72 / axes.figure.dpi
    places = axes.transData.transform(part) * to_points
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(places, axis=0).T))])
    if length[-1] < 0.5 * _BETWEEN:
        return
    wanted = np.arange(0.5 * _BETWEEN, length[-1], _BETWEEN)
    middle = np.stack([np.interp(wanted, length, places[:, each]) for each in (0, 1)], axis=1)
    slope = surface.slope(axes.transData.inverted().transform(middle / to_points)).T
    scale = axes.transData.transform([(1.0, 1.0)]) - axes.transData.transform([(0.0, 0.0)])
    upward = slope / scale  # a slope in pixels is one in numbers, against pixels a number
    size = np.hypot(*upward.T)
    told = np.isfinite(size) & (size > 0)
    ends = middle[told] + _TICK * upward[told] / size[told, np.newaxis]
    strokes = np.stack([middle[told], ends], axis=1) / to_points
    shown = [axes.transData.inverted().transform(stroke) for stroke in strokes]
    axes.add_collection(LineCollection(shown, colors=colour, linewidths=1.0), autolim=False)


def crossed(plane: Plane) -> dict[int, float]:
    """Find the targets that are met at some points of a plane and missed at others, each with its share of points."""
    shares = {}
    for place, heights in enumerate(plane.levels):
        told = heights[np.isfinite(heights)]
        shares[place] = float(np.mean(told >= plane.level)) if told.size else 0.0
    return {place: share for place, share in shares.items() if 0 < share < 1}


def most_at_once(plane: Plane) -> tuple[int, float, float]:
    """Find the point of the sweep at which most targets are met: how many, x, y; the first one among equals."""
    counts = (plane.levels >= plane.level).sum(axis=0)
    up, across = np.unravel_index(int(np.argmax(counts)), counts.shape)
    return int(counts.max()), float(plane.x.values[across]), float(plane.y.values[up])


def together(plane: Plane) -> Surface | None:
    """Make a surface that has at least the plane's level where all targets that are met somewhere are met together.

    Where nothing is drawn it is the least of their margins, each against its own size. None where none is met.
    """
    x, y = plane.x.values, plane.y.values
    if not plane.met_somewhere.any():
        return None
    if plane.joint is not None:
        return fine(x, y, plane.joint)
    surfaces = [fine(x, y, level) for level in plane.levels[plane.met_somewhere]]
    return Surface(surfaces[0].x, surfaces[0].y, np.min([_sized(each) for each in surfaces], axis=0))


def _sized(surface: Surface) -> np.ndarray:
    """Bring heights to their own size, so that those of several targets can be compared; nan counts as missed."""
    size = np.nanmax(np.abs(surface.heights), initial=0.0) or 1.0
    return np.where(np.isfinite(surface.heights), surface.heights / size, -1.0)
