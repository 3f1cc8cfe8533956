"""Measuring and placing text: widths in the shipped typeface, shortening, wrapping, labels that do not overlap."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from simulator.report.font import font_files

__all__ = ["shorten", "spread", "text_width", "wrap"]

# A size in points at which the widths of characters are told finely enough for all.
MEASURED_AT = 12.0


def text_width(text: str, size: float) -> float:
    """Width of one line, in inches. size: points."""
    return sum(_advances(text, size))


def shorten(text: str, size: float, width: float) -> str:
    """Cut a line to a width in inches, behind a word where there is one, with an ellipsis where something was cut."""
    if text_width(text, size) <= width:
        return text
    kept = _fitting(text, size, width - text_width("…", size))
    return text[: _break(text, kept)].rstrip(" ,;:，；：、") + "…"


def wrap(text: str, size: float, width: float, most: int = 3) -> tuple[str, ...]:
    """Break a text into lines of at most `width` inches: at spaces, or anywhere in Chinese; the last is shortened."""
    lines: list[str] = []
    rest = text.strip()
    while rest:
        if len(lines) == most - 1 or text_width(rest, size) <= width:
            return (*lines, shorten(rest, size, width))
        place = _break(rest, max(1, _fitting(rest, size, width)))
        lines.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return tuple(lines)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Move positions as little as needed so that neighbours keep a gap and all stay between low and high.

    Returns: one position each, in the order given. Where there is no room for all, the gap shrinks.
    Source: ours; pool adjacent violators on the positions less their rank times the gap.
    """
    if not wanted:
        return ()
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    top = high - gap * (len(wanted) - 1)
    pools: list[tuple[float, int]] = []
    for rank, place in enumerate(order):
        mean, count = wanted[place] - rank * gap, 1
        while pools and pools[-1][0] >= mean:
            before, n_before = pools.pop()
            mean, count = (before * n_before + mean * count) / (n_before + count), n_before + count
        pools.append((mean, count))
    level = [min(max(mean, low), top) for mean, count in pools for _ in range(count)]
    placed = [0.0] * len(wanted)
    for rank, place in enumerate(order):
        placed[place] = level[rank] + rank * gap
    return tuple(placed)


def _advances(text: str, size: float) -> list[float]:
    """Width of each character, in inches; one that no font has is as wide as a missing one."""
    return [size * _advance(each) for each in text]


@cache
def _advance(character: str) -> float:
    """Width of a character set in one point, in inches: without hinting it grows with the size."""
    fonts = [get_font(str(path)) for path in font_files()]
    font = next((font for font in fonts if font.get_char_index(ord(character))), fonts[0])
    font.set_size(MEASURED_AT, 72)
    glyph = font.load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance / 65536 / 72 / MEASURED_AT)


def _fitting(text: str, size: float, width: float) -> int:
    """Count the characters from the start that fit into a width in inches."""
    return sum(1 for end in accumulate(_advances(text, size)) if end <= width)


def _break(text: str, fitting: int) -> int:
    """Find where to break a line of which `fitting` characters fit."""
    if fitting in (0, len(text)):
        return fitting
    for place in range(fitting, 0, -1):
        before, after = text[place - 1], text[place]
        if before == " " or after == " " or (before in "-/" and not after.isdigit()):
            return place
        if _is_wide(before) and _is_wide(after) and after not in "，。、；：）》”%":
            return place
    return fitting


def _is_wide(character: str) -> bool:
    """Tell a Chinese character or sign, between which a line may break."""
    return ord(character) >= 0x2E80
