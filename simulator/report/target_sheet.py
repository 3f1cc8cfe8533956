"""Pages of targets: what each asks on the left, a column a scenario on the right; binding and expected apart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from simulator.report.font import figure_style
from simulator.report.frame import MARGIN, note_lines, write_head
from simulator.report.grouping import (
    Block,
    Row,
    blocks,
    restated,
    target_asked,
    target_text,
    tolerance_note,
    unmodelled,
)
from simulator.report.layout import shorten, text_width, wrap
from simulator.report.outcome import Results
from simulator.report.paging import Heights, Part, divided
from simulator.report.palette import FAINT, INK, RULE, line_style
from simulator.report.words import Language, say

__all__ = ["NARROW", "SIZE", "WIDE", "Filling", "Sheet", "target_sheets"]

SIZE, _SMALL = 8.0, 7.0
WIDE, NARROW = 0.98, 0.4  # a column in inches: with room for a name, or with a slanted one above
_ROW, _GROUP, _BLOCK, _KEY = 0.205, 0.26, 0.36, 0.3
_LINE = 0.135  # each further line of a row
_COLUMNS = (3.1, 1.85, 0.46, 1.15)  # name, asked, year, document: inches
_SLANTED = 1.9  # longest slanted name, in inches
_TALLEST = 2.0  # of a page, in its widths


@dataclass(frozen=True)
class Sheet:
    """The page: axes in inches from the top left corner, and what is written on them. cell: width of a column."""

    axes: Axes
    results: Results
    language: Language
    cell: float

    @property
    def wide(self) -> bool:
        """Tell whether columns have room for names and values."""
        return self.cell >= WIDE

    @property
    def width(self) -> float:
        """Width of the table with its margins, in inches."""
        return 2 * MARGIN + sum(_COLUMNS) + len(self.results.outcomes) * self.cell

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """Write text whose middle is at a height."""
        given: dict[str, Any] = {"fontsize": SIZE, "color": INK, "va": "center_baseline", **style}
        self.axes.text(x, y, text, **given)

    def rule(self, y: float, width: float) -> None:
        """Draw a line across."""
        self.axes.plot([MARGIN, self.width - MARGIN], [y, y], color=RULE, linewidth=width, zorder=0)

    def centre(self, position: int) -> float:
        """Middle of a scenario's column, in inches from the left."""
        return MARGIN + sum(_COLUMNS) + (position + 0.5) * self.cell


@dataclass(frozen=True)
class Filling:
    """What the columns of scenarios hold.

    title, subtitle, notes: above the page. cell: width of a column in inches.
    tally: what stands in a scenario's column beside the heading of a kind; position: of the scenario.
    draw:  draws one target, around a height. key: explains what a page shows, in a line around a height.
    foot:  key of the words that say what tallies count and how many targets are left out.
    """

    title: str
    subtitle: str
    notes: Sequence[str]
    cell: float
    tally: Callable[[Block, int], str]
    draw: Callable[[Sheet, Row, float], None]
    key: Callable[[Sheet, float], None]
    foot: str = "figure.left_out"


def target_sheets(results: Results, language: Language, filling: Filling) -> Iterator[Figure]:
    """Draw pages with a row for every modelled target that restates nothing, none taller than twice its width."""
    page = _page_width(results, filling.cell, language)
    foot = _foot_lines(results, page, language, filling.foot)
    subtitles = len(wrap(filling.subtitle, 9.0, page - 2 * MARGIN, 2))
    head = 0.44 + 0.18 * subtitles + len(note_lines(filling.notes, page)) * 0.16
    head += _header_height(results, filling.cell, language)
    around = head + _KEY + len(foot) * 0.14 + 0.24
    heights = Heights(_BLOCK, _GROUP, lambda row: _row_height(row, results, language))
    for parts in divided(blocks(results), heights, _TALLEST * page - around):
        groups = [group for part in parts for group in part.groups]
        rows = sum(heights.row(row) for group in groups for row in group.rows)
        size = page, around + rows + len(parts) * _BLOCK + len(groups) * _GROUP
        with figure_style():
            figure = Figure(figsize=size)
            axes = figure.add_axes((0, 0, 1, 1))
            axes.set(xlim=(0, page), ylim=(size[1], 0))
            axes.set_axis_off()
            write_head(figure, filling.title, filling.subtitle, filling.notes)
            sheet = Sheet(axes, results, language, filling.cell)
            _write_header(sheet, head)
            y = head
            for part in parts:
                y = _write_part(sheet, part, y, filling)
            filling.key(sheet, y + 0.62 * _KEY)
            for number, line in enumerate(foot):
                sheet.write(MARGIN, y + _KEY + 0.12 + 0.14 * number, line, fontsize=_SMALL, color=FAINT)
        yield figure


def _page_width(results: Results, cell: float, language: Language) -> float:
    """Width of the page, in inches; a slanted name may stick out of the table."""
    table = 2 * MARGIN + sum(_COLUMNS) + len(results.outcomes) * cell
    if cell >= WIDE:
        return table
    widths = [min(_SLANTED, text_width(each.scenario.title_in(language), SIZE)) for each in results.outcomes]
    starts = [MARGIN + sum(_COLUMNS) + (position + 0.5) * cell for position in range(len(widths))]
    ends = [start + 0.6 * width + MARGIN for start, width in zip(starts, widths, strict=True)]  # 0.6 > cos 55°
    return max(table, *ends)


def _header_height(results: Results, cell: float, language: Language) -> float:
    """Height that the scenarios' names need: lines where columns are wide, slanted text where they are narrow."""
    titles = [outcome.scenario.title_in(language) for outcome in results.outcomes]
    if cell >= WIDE:
        return 0.14 + 0.15 * max(len(wrap(title, SIZE, cell - 0.08, 3)) for title in titles)
    return 0.16 + 0.82 * min(_SLANTED, max(text_width(title, SIZE) for title in titles))


def _write_header(sheet: Sheet, bottom: float) -> None:
    """Write the scenarios' names over their columns, in the colours of their lines."""
    for position, outcome in enumerate(sheet.results.outcomes):
        title, x = outcome.scenario.title_in(sheet.language), sheet.centre(position)
        style: dict[str, Any] = {"color": line_style(position).colour}
        if sheet.wide:
            lines = wrap(title, SIZE, sheet.cell - 0.08, 3)
            for number, line in enumerate(reversed(lines)):
                sheet.write(x, bottom - 0.1 - 0.15 * number, line, ha="center", **style)
        else:
            shown = shorten(title, SIZE, _SLANTED)
            turned = {"rotation": 55, "rotation_mode": "anchor", "ha": "left", "va": "baseline"}
            sheet.write(x, bottom - 0.06, shown, **turned, **style)


def _write_part(sheet: Sheet, part: Part, y: float, filling: Filling) -> float:
    """Write targets of one kind, from a height down. Returns: the height below."""
    sheet.rule(y + 0.06, 0.9)
    middle = y + 0.06 + 0.5 * (_BLOCK - 0.06)
    sheet.write(MARGIN, middle, say(f"binding.{part.block.kind}", sheet.language), fontsize=9.5)
    for position in range(len(sheet.results.outcomes)):
        words = filling.tally(part.block, position)
        sheet.write(sheet.centre(position), middle, words, ha="center", color=FAINT, fontsize=SIZE)
    y += _BLOCK
    for group in part.groups:
        words = say(f"sector.{group.sector}", sheet.language)
        sheet.write(MARGIN, y + 0.55 * _GROUP, words, color=FAINT, fontsize=_SMALL + 0.5)
        y += _GROUP
        for row in group.rows:
            height = _row_height(row, sheet.results, sheet.language)
            _write_row(sheet, row, y + 0.5 * height)
            filling.draw(sheet, row, y + 0.5 * height)
            y += height
            sheet.rule(y, 0.35)
    return y


def _row_cells(row: Row, results: Results, language: Language) -> tuple[tuple[str, ...], ...]:
    """Word one target: the lines of its name, of what it asks, its year, its document."""
    target = row.target
    texts = (
        target_text(target, language),
        target_asked(target, results.case.labels, language, row.verdicts),
        "" if target.year is None else str(target.year),
        target.document,
    )
    return tuple(wrap(text, SIZE, width - 0.1, 3) for text, width in zip(texts, _COLUMNS, strict=True))


def _row_height(row: Row, results: Results, language: Language) -> float:
    """Height of one target's row, in inches."""
    return _ROW + _LINE * (max(map(len, _row_cells(row, results, language))) - 1)


def _write_row(sheet: Sheet, row: Row, y: float) -> None:
    """Write what one target asks, around a height."""
    x = MARGIN
    cells = _row_cells(row, sheet.results, sheet.language)
    for lines, width, colour in zip(cells, _COLUMNS, (INK, INK, FAINT, FAINT), strict=True):
        for number, line in enumerate(lines):
            sheet.write(x, y + _LINE * (number - (len(lines) - 1) / 2), line, color=colour)
        x += width


def _foot_lines(results: Results, page: float, language: Language, key: str) -> Sequence[str]:
    """Word what is left out and what the documents are called, broken into lines."""
    codes = {row.target.document: row.target.document_title for block in blocks(results) for row in block.rows}
    documents = [f"{code}  {title}" for code, title in codes.items()]
    left_out = say(key, language, count=unmodelled(results), restated=restated(results))
    opened = tolerance_note(results, language)
    texts = (left_out, opened, *documents)
    return [line for text in texts for line in wrap(text, _SMALL, page - 2 * MARGIN, 2)]
