"""All pictures of a description, drawn and written small: a document shows dozens of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from matplotlib.figure import Figure
from PIL import Image

from simulator.report.describe.document import picture_name
from simulator.report.describe.dominance import dominance_figure
from simulator.report.describe.names import Names
from simulator.report.describe.outcome import Description
from simulator.report.describe.overview import overview_figure
from simulator.report.describe.sector import sector_figure
from simulator.report.font import figure_style
from simulator.report.words import Language
from simulator.structure.found import Dominance

__all__ = ["write_pictures"]

DOTS = 96  # an inch
COLOURS = 64  # of a picture; lines and letters need few


def write_pictures(
    description: Description, language: Language, folder: Path, dominance: Iterable[Dominance | None]
) -> tuple[Path, ...]:
    """Draw the overview, every sector, and which loops drive some variables. Returns: the files, PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, figure in _drawn(description, Names(description, language), dominance):
        drawn = BytesIO()
        with figure_style():
            figure.savefig(drawn, format="png", dpi=DOTS, metadata={"Software": None})
        path = folder / f"{name}.png"
        Image.open(drawn).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        written.append(path)
    return tuple(written)


def _drawn(
    description: Description, names: Names, dominance: Iterable[Dominance | None]
) -> Iterator[tuple[str, Figure]]:
    """Draw one figure after the other, each under its file name."""
    language = names.language
    yield picture_name("", language), overview_figure(description, names)
    for sector in description.sectors:
        yield picture_name(sector.group.name or "none", language), sector_figure(description, sector, names)
    for found in dominance:
        if found is not None:
            name = f"loops {description.model.variables[found.variable].name}"
            yield picture_name(name, language), dominance_figure(found, names)
