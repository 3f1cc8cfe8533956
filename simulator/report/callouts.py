"""Short texts beside points of a panel, each where it covers the least of lines, dots and other texts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.transforms import BboxBase
from numpy.typing import NDArray

from simulator.report.layout import text_width

__all__ = ["Callout", "write_callouts"]

Points = NDArray[np.float64]

_OFF_PAGE = 1000.0  # what a square point beyond the page costs: rather anything else
# Above, below, left, right, then the four corners; what comes first wins where nothing is covered.
_SIDES = ((0, 1), (0, -1), (-1, 0), (1, 0), (-1, 1), (1, -1), (-1, -1), (1, 1))


@dataclass(frozen=True)
class Callout:
    """A text that belongs to a point. gap: distance from the point's centre, in points. side: the one to try first."""

    x: float
    y: float
    text: str
    gap: float
    side: tuple[int, int] = (0, 1)


@dataclass(frozen=True)
class _Box:
    """A rectangle in points: where a text would stand."""

    left: float
    bottom: float
    right: float
    top: float

    def covers(self, points: Points) -> int:
        """Count the points inside. points: (2, n)."""
        inside = (points[0] > self.left) & (points[0] < self.right)
        return int((inside & (points[1] > self.bottom) & (points[1] < self.top)).sum())

    def beyond(self, other: "_Box") -> float:
        """Area outside another box, in square points."""
        return (self.right - self.left) * (self.top - self.bottom) - self.overlap(other)

    def overlap(self, other: "_Box") -> float:
        """Area shared with another box, in square points."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(width, 0.0) * max(height, 0.0)


def write_callouts(axes: Axes, callouts: Sequence[Callout], size: float, colour: str) -> None:
    """Write texts beside their points. size: of the letters, in points. Limits and size of the axes are final."""
    figure = axes.figure
    to_points = 72 / figure.dpi
    frame = axes.get_window_extent()
    bounds = _box_of(frame, to_points)
    page = _box_of(figure.bbox, to_points)
    inked = _inked(axes) * to_points
    places = [axes.transData.transform((each.x, each.y)) * to_points for each in callouts]
    taken = [_around(float(x), float(y), each.gap) for (x, y), each in zip(places, callouts, strict=True)]
    for (x, y), each in zip(places, callouts, strict=True):
        sides = (each.side, *(side for side in _SIDES if side != each.side))
        boxes = [_beside(x, y, each, side, size) for side in sides]
        costs = [_cost(box, inked, taken, bounds) + 0.5 * rank for rank, box in enumerate(boxes)]
        costs = [cost + _OFF_PAGE * box.beyond(page) for cost, box in zip(costs, boxes, strict=True)]
        best = boxes[int(np.argmin(costs))]
        taken.append(best)
        middle = ((best.left + best.right) / 2 / to_points, (best.bottom + best.top) / 2 / to_points)
        across, up = axes.transData.inverted().transform(middle)
        axes.text(
            across,
            up,
            each.text,
            fontsize=size,
            color=colour,
            ha="center",
            va="center_baseline",
            path_effects=[withStroke(linewidth=2.0, foreground="white")],
            zorder=6,
        )


def _box_of(frame: BboxBase, to_points: float) -> _Box:
    """Take a box of pixels in points."""
    return _Box(*(float(edge) * to_points for edge in (frame.x0, frame.y0, frame.x1, frame.y1)))


def _inked(axes: Axes) -> Points:
    """(2, n), pixels. Points along every line of the axes, dense enough that no text slips between two."""
    parts = [np.empty((2, 0))]
    for line in axes.get_lines():
        x, y = np.asarray(line.get_xdata(), dtype=float), np.asarray(line.get_ydata(), dtype=float)
        if x.size > 1:
            fine = np.linspace(0, x.size - 1, 12 * x.size)
            x, y = np.interp(fine, np.arange(x.size), x), np.interp(fine, np.arange(y.size), y)
        finite = np.isfinite(x) & np.isfinite(y)
        parts.append(axes.transData.transform(np.stack([x[finite], y[finite]], axis=1)).T)
    return np.concatenate(parts, axis=1)


def _beside(x: float, y: float, callout: Callout, side: tuple[int, int], size: float) -> _Box:
    """Place a text's box on one side of its point."""
    width, height = text_width(callout.text, size) * 72 + 2, size * 1.05
    centre_x = x + side[0] * (callout.gap + width / 2) * (0.8 if side[1] else 1.0)
    centre_y = y + side[1] * (callout.gap + height / 2) * (0.8 if side[0] else 1.0)
    return _Box(centre_x - width / 2, centre_y - height / 2, centre_x + width / 2, centre_y + height / 2)


def _around(x: float, y: float, gap: float) -> _Box:
    """Take the room of the mark itself."""
    return _Box(x - 0.7 * gap, y - 0.7 * gap, x + 0.7 * gap, y + 0.7 * gap)


def _cost(box: _Box, inked: Points, taken: Sequence[_Box], bounds: _Box) -> float:
    """Weigh what a box would cover: points of lines, other texts and marks, and what sticks out of the axes."""
    return 4.0 * box.covers(inked) + 3.0 * sum(box.overlap(other) for other in taken) + 0.5 * box.beyond(bounds)
