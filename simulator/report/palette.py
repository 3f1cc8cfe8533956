"""Colours and shapes of figures: told apart in print, on screen, and by colour-blind eyes.

Lines take no colour of a verdict. Smallest distance between two line colours in CIELAB: 27 with any of the three kinds
of colour blindness (Machado et al. 2009), 55 without. Source: ours; the verdicts' green and vermilion are of Okabe and
Ito (2008), Color Universal Design.
"""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["FAINT", "INK", "LINE_COLOURS", "RULE", "SHAPES", "VERDICT_COLOURS", "LineStyle", "line_style"]

INK = "#26282b"
FAINT = "#767b83"
RULE = "#d5d8dc"

LINE_COLOURS = ("#30353c", "#3550dc", "#d27a9c", "#9a8c00", "#2fa8e4")
_DASHES: tuple[tuple[float, ...], ...] = ((), (4.0, 1.6), (1.2, 1.4))

VERDICT_COLOURS: Mapping[str, str] = {
    "met": "#009e73",
    "some": "#8fd0bb",
    "missed": "#d55e00",
    "too_close": "#e0a100",
    "undecided": "#8a8f98",
    "untold": "#8a8f98",
    "imposed": "#5b6bb5",
    "not_modelled": "#eceef0",
}

SHAPES: Mapping[str, str] = {"at_least": "^", "at_most": "v", "within": "D"}


@dataclass(frozen=True)
class LineStyle:
    """How one scenario is drawn. dashes: lengths of line and gap in line widths; empty: solid."""

    colour: str
    dashes: tuple[float, ...]


def line_style(position: int) -> LineStyle:
    """Style of the scenario at a position: five colours solid, then dashed, then dotted, then from the start."""
    colour = LINE_COLOURS[position % len(LINE_COLOURS)]
    return LineStyle(colour, _DASHES[position // len(LINE_COLOURS) % len(_DASHES)])
