"""What is wrong with a figure on paper: texts that leave it or are cut, a page that is too tall."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

__all__ = ["faults_of", "watched"]

# A page is no taller than so many of its widths.
TALLEST = 2.05
# Small letters are drawn on whole dots: so many may stick out.
DOTS = 2.0


def faults_of(figure: Figure) -> list[str]:
    """Word each text that leaves the page or is cut, and a page that is too tall. The figure is drawn as it is."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    width, height = figure.get_size_inches() * figure.dpi
    found = [f"{height / width:.2f} times as tall as wide"] if height > TALLEST * width else []
    for text in _drawn(figure, renderer):
        words = text.get_text().strip()
        box = text.get_window_extent(renderer)
        if box.x0 < -DOTS or box.y0 < -DOTS or box.x1 > width + DOTS or box.y1 > height + DOTS:
            found.append(f"leaves the page: {words}")
        if "…" in words:
            found.append(f"is cut: {words}")
    return found


def _drawn(figure: Figure, renderer: RendererBase) -> list[Text]:
    """Draw a figure and gather the texts that this draws; ticks beyond an axis are none."""
    drawn: list[Text] = []
    draw = Text.draw

    def noting(text: Text, *how: Any) -> None:
        if text.get_visible() and text.get_text().strip():
            drawn.append(text)
        draw(text, *how)

    with patch.object(Text, "draw", noting):
        figure.draw(renderer)
    return drawn


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """Gather what is wrong with every figure that is saved, by its title."""
    found: dict[str, list[str]] = {}
    save = Figure.savefig

    def saving(figure: Figure, *places: Any, **how: Any) -> None:
        title = next((text.get_text() for text in figure.texts), str(len(found)))
        found[title] = faults_of(figure)
        save(figure, *places, **how)

    monkeypatch.setattr(Figure, "savefig", saving)
    yield found
