"""Shares of members that meet each target, as bars with their intervals; of many scenarios as shaded numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from simulator.report.batch.medians import as_runs, shares_of
from simulator.report.batch.outcome import BatchResults, TargetShare
from simulator.report.batch.told import (
    broken_notes,
    interval_notes,
    interval_text,
    members_text,
    sample_note,
    share_text,
    word_of_share,
)
from simulator.report.frame import MARGIN, caveats
from simulator.report.grouping import Block, Row
from simulator.report.layout import text_width
from simulator.report.palette import FAINT, INK, VERDICT_COLOURS
from simulator.report.target_sheet import NARROW, SIZE, Filling, Sheet, target_sheets
from simulator.report.verdict_cells import SIGNS
from simulator.report.words import Language, say

__all__ = ["bars_figures"]

# Width of a scenario's column by how many there are; with more, numbers alone.
_CELLS = {1: 4.0, 2: 2.6, 3: 2.2, 4: 1.9}
_NUMBER = 0.86  # room for "63 (60–67)" beside a bar
_HEIGHT = 0.115
_SEGMENTS = ("met", "too_close", "undecided", "missed")
_MISSED = "#e3e6ea"
_SHADE = (0.0, 0.62, 0.45)  # of the verdict met
_DARK = 0.6


@dataclass
class _Drawn:
    """What is gathered while the rows of a page are drawn: many shapes are fast when they are added at once."""

    boxes: dict[str, list[Rectangle]] = field(default_factory=dict)
    whiskers: list[list[tuple[float, float]]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    def clear(self) -> None:
        """Forget it: the next page begins."""
        self.boxes.clear()
        self.whiskers.clear()
        self.words.clear()


def bars_figures(results: BatchResults, language: Language) -> Iterator[Figure]:
    """Draw the shares of all scenarios, on as many pages as it takes. Figures are saved by `frame.save`."""
    runs, drawn = as_runs(results), _Drawn()
    wide = len(results.outcomes) in _CELLS

    def tally(block: Block, position: int) -> str:
        """Count the targets that half of the members or more meet."""
        shares = [shares_of(results, row)[position].p_met for row in block.rows]
        counted = [share for share in shares if share is not None]
        return f"{sum(share >= 0.5 for share in counted)}/{len(counted)}"

    def draw(sheet: Sheet, row: Row, y: float) -> None:
        """Draw one target."""
        for position, share in enumerate(shares_of(results, row)):
            (_draw_bar if wide else _draw_number)(sheet, share, (sheet.centre(position), y), drawn)

    filling = Filling(
        title=say("batch.bars", language),
        subtitle=members_text(results, language),
        notes=(
            sample_note(results, language),
            *(interval_notes(results, language) if wide else ()),
            *broken_notes(results, language),
            *caveats(runs, language),
        ),
        cell=_CELLS.get(len(results.outcomes), NARROW),
        tally=tally,
        draw=draw,
        key=lambda sheet, y: _finish(sheet, y, drawn, wide),
        foot="batch.left_out",
    )
    return target_sheets(runs, language, filling)


def _draw_bar(sheet: Sheet, share: TargetShare, centre: tuple[float, float], drawn: _Drawn) -> None:
    """Draw one share as a bar: met from the left, then what could not be told, missed up to the right end."""
    x, y = centre
    left, width = x - 0.5 * sheet.cell + 0.08, sheet.cell - _NUMBER - 0.16
    counted = share.counted
    if counted is None or share.p_met is None:
        _write_word(sheet, share, (left, y), drawn, "left")
        return
    along = left
    for word in _SEGMENTS:
        size = width * getattr(counted, word) / counted.n
        if size:
            box = Rectangle((along, y - 0.5 * _HEIGHT), size, _HEIGHT)
            drawn.boxes.setdefault(word, []).append(box)
        along += size
    if share.p_low is not None and share.p_high is not None:
        ends = (left + width * share.p_low, left + width * share.p_high)
        drawn.whiskers.append([(ends[0], y), (ends[1], y)])
        drawn.whiskers += [[(end, y - 0.03), (end, y + 0.03)] for end in ends]
    sheet.write(left + width + 0.07, y, interval_text(share), fontsize=7.5)


def _draw_number(sheet: Sheet, share: TargetShare, centre: tuple[float, float], drawn: _Drawn) -> None:
    """Write one share as a number on a shade."""
    x, y = centre
    if share.p_met is None:
        _write_word(sheet, share, (x, y), drawn, "center")
        return
    half = 0.5 * sheet.cell - 0.02
    box = Rectangle((x - half, y - 0.085), 2 * half, 0.17, facecolor=(*_SHADE, 0.06 + 0.9 * share.p_met), linewidth=0)
    sheet.axes.add_patch(box)
    drawn.boxes.setdefault("numbers", [])
    colour = "white" if share.p_met > _DARK else INK
    sheet.write(x, y, share_text(share.p_met), ha="center", color=colour, fontsize=7)


def _write_word(sheet: Sheet, share: TargetShare, place: tuple[float, float], drawn: _Drawn, side: str) -> None:
    """Write the verdict of what is not counted: history's, or that the scenario fixes the variable."""
    word = word_of_share(share)
    if word == "not_modelled":
        return
    observed = "*" if share.basis == "observed" else ""
    text = (
        say(f"verdict.{word}", sheet.language) + observed
        if side == "left"
        else SIGNS[word].replace("-", "−") + observed
    )
    drawn.words.add(word)
    sheet.write(*place, text, ha=side, color=VERDICT_COLOURS[word], fontsize=7.5)


def _finish(sheet: Sheet, y: float, drawn: _Drawn, wide: bool) -> None:
    """Add what was gathered, and explain it."""
    for word, boxes in drawn.boxes.items():
        if boxes:
            colour = _MISSED if word == "missed" else VERDICT_COLOURS[word]
            sheet.axes.add_collection(PatchCollection(boxes, facecolor=colour, linewidth=0))
    sheet.axes.add_collection(LineCollection(drawn.whiskers, colors=INK, linewidths=0.9))
    shares = [verdict for outcome in sheet.results.outcomes for verdict in outcome.verdicts]
    entries: list[tuple[str, str]] = []
    if wide:
        names = {"met": "batch.bar_met", "missed": "batch.bar_missed"}
        for word in _SEGMENTS:
            if drawn.boxes.get(word):
                entries.append((word, say(names.get(word, f"verdict.{word}"), sheet.language)))
        if drawn.whiskers:
            entries.append(("whisker", say("batch.whisker", sheet.language)))
    else:
        entries.append(("", say("batch.numbers", sheet.language)))
        for word in (each for each in SIGNS if each in drawn.words):
            entries.append(("", f"{SIGNS[word].replace('-', '−')}  {say(f'verdict.{word}', sheet.language)}"))
    if any(each.basis == "observed" for each in shares):
        entries.append(("", say("table.observed", sheet.language)))
    _write_key(sheet, y, entries)
    drawn.clear()


def _write_key(sheet: Sheet, y: float, entries: Sequence[tuple[str, str]]) -> None:
    """Write a key. entries: what is shown, empty for words alone, and its words."""
    x = MARGIN
    for word, text in entries:
        if word == "whisker":
            sheet.axes.plot([x, x + 0.22], [y, y], color=INK, linewidth=0.9)
            sheet.axes.plot(
                [x, x], [y - 0.03, y + 0.03], [x + 0.22] * 2, [y - 0.03, y + 0.03], color=INK, linewidth=0.9
            )
        elif word:
            colour = _MISSED if word == "missed" else VERDICT_COLOURS[word]
            sheet.axes.add_patch(Rectangle((x, y - 0.5 * _HEIGHT), 0.22, _HEIGHT, facecolor=colour, linewidth=0))
        start = x + (0.28 if word else 0.0)
        sheet.write(start, y, text, color=FAINT)
        x = start + text_width(text, SIZE) + 0.25
