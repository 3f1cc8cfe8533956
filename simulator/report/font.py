"""The typeface of every figure, carried by the program: Chinese is right on a machine without any Chinese font.

Noto Sans SC comes with the package pylopdf-fonts-zh-cn (SIL Open Font License 1.1). Characters that it lacks, such as a
subscript 2, are taken from DejaVu Sans, which comes with matplotlib. No font of the machine is used: the typeface is
registered under a name of our own, so a font of the same name that happens to be installed cannot take its place.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from matplotlib import font_manager, get_data_path, rc_context

from simulator.report.palette import FAINT, INK, RULE
from simulator.report.visible import visible

__all__ = ["FAMILIES", "drawable", "figure_style", "font_files", "missing_characters"]

FAMILIES = ("simulator sans", "simulator sans fallback")


def font_files() -> tuple[Path, Path]:
    """Give the files of the typeface and of its fallback, in the order in which characters are looked up."""
    return pylopdf_fonts_zh_cn.sans_path(), Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


def missing_characters(text: str) -> str:
    """Find the characters of a text that no shipped font can draw, each once."""
    fonts = [font_manager.get_font(str(path)) for path in font_files()]
    known = "".join(each for each in set(text) if any(font.get_char_index(ord(each)) for font in fonts))
    return "".join(dict.fromkeys(each for each in text if each not in known and not each.isspace()))


def drawable(text: str) -> str:
    """Write a text so that a figure can show it: no control characters, and an empty square for what no font has."""
    shown = visible(text)
    return shown if shown.isascii() else shown.translate(dict.fromkeys(map(ord, missing_characters(shown)), "□"))


@contextmanager
def figure_style() -> Iterator[None]:
    """Draw and save figures in the shipped typeface; matplotlib's own settings are restored afterwards."""
    _register()
    with rc_context(_SETTINGS):
        yield


def _register() -> None:
    """Make the shipped fonts known to matplotlib, once a process."""
    known = {entry.name for entry in font_manager.fontManager.ttflist}
    for family, path in zip(FAMILIES, font_files(), strict=True):
        if family not in known:
            entry = font_manager.ttfFontProperty(font_manager.get_font(str(path)))
            font_manager.fontManager.ttflist.append(replace(entry, name=family))


# Typed loosely: matplotlib's own type lists every setting by name.
_SETTINGS: dict[Any, Any] = {
    "font.family": list(FAMILIES),
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": RULE,
    "axes.labelcolor": FAINT,
    "axes.linewidth": 0.8,
    "axes.unicode_minus": True,
    "axes.formatter.useoffset": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#e8eaed",
    "grid.linewidth": 0.7,
    "xtick.color": RULE,
    "ytick.color": RULE,
    "xtick.labelcolor": FAINT,
    "ytick.labelcolor": FAINT,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "lines.solid_capstyle": "round",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.fonttype": "path",
    "svg.hashsalt": "simulator",
}
