"""A figure in inches, counted from its upper left corner, and the shapes of stock-and-flow pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Polygon
from matplotlib.path import Path

from simulator.report.frame import write_head
from simulator.report.layout import shorten, text_width
from simulator.report.palette import INK, RULE

__all__ = ["CENTRED", "SMALL", "Canvas", "Style"]

SMALL, LEAST = 8.0, 6.0  # points
_STOCK = "#eaf1fb"
_FLOW = "#4a6fa5"
PAPER = "#ffffff"
_SHADES = ("#98a4b3", "#5f7391", "#2f4a75")


@dataclass(frozen=True)
class Style:
    """How a line is written. size: points. align: left, center or right of its place."""

    size: float = SMALL
    colour: str = INK
    align: Literal["left", "center", "right"] = "left"


PLAIN, CENTRED = Style(), Style(align="center")


class Canvas:
    """A figure with axes in inches; y counts downwards."""

    def __init__(self, width: float, height: float, title: str, notes: str) -> None:
        """Make a figure with a title and a line below it; `top` is where drawing may begin."""
        self.figure = Figure((width, height))
        self.width, self.height = width, height
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)
        self.axes.axis("off")
        self.top = write_head(self.figure, title, notes, ()) + 0.12

    def text(self, place: tuple[float, float], text: str, style: Style = PLAIN) -> None:
        """Write a line. place: x, and y at its middle."""
        self.axes.text(*place, text, fontsize=style.size, color=style.colour, ha=style.align, va="center")

    def fitted(self, place: tuple[float, float], text: str, room: float, style: Style = CENTRED) -> None:
        """Write a line in letters small enough for a width; in the smallest, shortened to it."""
        size = style.size
        while size > LEAST and text_width(text, size) > room:
            size -= 0.25
        self.text(place, shorten(text, size, room), replace(style, size=size))

    def box(self, corner: tuple[float, float], size: tuple[float, float], fill: str = PAPER, edge: str = INK) -> None:
        """Draw a box with round corners. corner: its upper left."""
        style = "round,pad=0,rounding_size=0.05"
        shape = FancyBboxPatch(corner, *size, boxstyle=style, facecolor=fill, edgecolor=edge, linewidth=1, zorder=3)
        self.axes.add_patch(shape)

    def stock(self, corner: tuple[float, float], size: tuple[float, float]) -> None:
        """Draw the box of a stock."""
        shape = FancyBboxPatch(corner, *size, boxstyle="square,pad=0", facecolor=_STOCK, edgecolor=INK, linewidth=1.3)
        shape.set_zorder(3)
        self.axes.add_patch(shape)

    def small_stock(self, x: float, y: float) -> None:
        """Draw a stock that stands in another row."""
        corner, size = (x - 0.09, y - 0.075), (0.18, 0.15)
        shape = FancyBboxPatch(corner, *size, boxstyle="square,pad=0", facecolor=_STOCK, edgecolor=INK, linewidth=1)
        self.axes.add_patch(shape)

    def cloud(self, x: float, y: float) -> None:
        """Draw what lies outside the model."""
        for dx, dy, radius in ((-0.07, 0.02, 0.07), (0.0, -0.04, 0.085), (0.08, 0.02, 0.065)):
            self.axes.add_patch(Circle((x + dx, y + dy), radius, facecolor=RULE, edgecolor="none"))

    def pipe(self, start: float, end: float, y: float) -> None:
        """Draw a flow from one x to another, with a valve in its middle and a head at its end."""
        for dy in (-0.022, 0.022):
            self.axes.plot([start, end - 0.08], [y + dy, y + dy], color=_FLOW, linewidth=1.1, solid_capstyle="butt")
        head = [(end - 0.11, y - 0.065), (end, y), (end - 0.11, y + 0.065)]
        middle = (start + end) / 2
        valve = [(middle + dx, y + dy) for dy in (-0.07, 0.07) for dx in (-0.07, 0.07)]
        self.axes.add_patch(Polygon(head, closed=True, facecolor=_FLOW, edgecolor="none"))
        self.axes.add_patch(Polygon(valve, closed=True, facecolor=PAPER, edgecolor=_FLOW, linewidth=1.1))

    def arrow(self, start: tuple[float, float], end: tuple[float, float], width: float = 1.0) -> None:
        """Draw a straight arrow, darker the wider."""
        self.curve((start, end), width)

    def curve(self, course: Sequence[tuple[float, float]], width: float = 1.0) -> None:
        """Draw an arrow, darker the wider. course: its ends, or these with two points between that bend it."""
        codes = [Path.MOVETO, *[Path.CURVE4 if len(course) > 2 else Path.LINETO] * (len(course) - 1)]
        shape = FancyArrowPatch(
            path=Path(course, codes),
            arrowstyle=f"-|>,head_width={2 + width},head_length={3 + width}",
            linewidth=width,
            color=_SHADES[min(int(width), len(_SHADES)) - 1],
            mutation_scale=1,
        )
        self.axes.add_patch(shape)
