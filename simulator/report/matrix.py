"""The verdict matrix: targets down, scenarios across; binding and expected apart, a sign and a colour a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import BoxStyle, FancyBboxPatch

from simulator.report.digits import rounded
from simulator.report.font import figure_style
from simulator.report.frame import MARGIN, caveats, note_lines, write_head
from simulator.report.grouping import (
    Block,
    Row,
    blocks,
    restated,
    target_asked,
    target_text,
    tolerance_note,
    unmodelled,
    word_of,
)
from simulator.report.layout import shorten, text_width, wrap
from simulator.report.outcome import Results
from simulator.report.palette import FAINT, INK, RULE, VERDICT_COLOURS, line_style
from simulator.report.words import Language, say
from simulator.target.verdict import Verdict

__all__ = ["matrix_figure"]

_SIZE, _SMALL = 8.0, 7.0
_ROW, _GROUP, _BLOCK, _KEY = 0.205, 0.26, 0.36, 0.3
_LINE = 0.135  # each further line of a row
_COLUMNS = (3.1, 1.85, 0.46, 1.15)  # name, asked, year, document: inches
_WIDE, _NARROW, _WIDE_MOST = 0.98, 0.4, 5
_SLANTED = 1.9  # longest slanted name, in inches
_SHOWN = ("met", "missed", "too_close", "undecided", "imposed")
_STROKES = {
    "met": (((-0.035, 0.0), (-0.01, 0.026), (0.038, -0.028)),),
    "missed": (((-0.028, -0.028), (0.028, 0.028)), ((-0.028, 0.028), (0.028, -0.028))),
    "too_close": (((-0.035, -0.014), (0.035, -0.014)), ((-0.035, 0.014), (0.035, 0.014))),
    "undecided": (),
    "imposed": (((-0.035, 0.0), (0.035, 0.0)),),
}


@dataclass(frozen=True)
class _Sheet:
    """The page: axes in inches from the top left corner, and what is written on them."""

    axes: Axes
    results: Results
    language: Language
    cell: float

    @property
    def wide(self) -> bool:
        """Tell whether cells have room for values."""
        return self.cell == _WIDE

    @property
    def width(self) -> float:
        """Width of the table with its margins, in inches."""
        return 2 * MARGIN + sum(_COLUMNS) + len(self.results.outcomes) * self.cell

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """Write text whose middle is at a height."""
        given: dict[str, Any] = {"fontsize": _SIZE, "color": INK, "va": "center_baseline", **style}
        self.axes.text(x, y, text, **given)

    def rule(self, y: float, width: float) -> None:
        """Draw a line across."""
        self.axes.plot([MARGIN, self.width - MARGIN], [y, y], color=RULE, linewidth=width, zorder=0)

    def centre(self, position: int) -> float:
        """Middle of a scenario's column, in inches from the left."""
        return MARGIN + sum(_COLUMNS) + (position + 0.5) * self.cell


def matrix_figure(results: Results, language: Language) -> Figure:
    """Draw the verdicts of all scenarios. Figures are saved by `frame.save`."""
    cell = _WIDE if len(results.outcomes) <= _WIDE_MOST else _NARROW
    page = _page_width(results, cell, language)
    made = blocks(results)
    rows = sum(
        _BLOCK + len(block.groups) * _GROUP + sum(_row_height(row, results, language) for row in block.rows)
        for block in made
    )
    notes = caveats(results, language)
    foot = _foot_lines(results, page, language)
    header = _header_height(results, cell, language)
    with figure_style():
        head = 0.44 + len(note_lines(notes, page)) * 0.16 + header
        figure = Figure(figsize=(page, head + rows + _KEY + len(foot) * 0.14 + 0.24))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, page), ylim=(figure.get_size_inches()[1], 0))
        axes.set_axis_off()
        write_head(figure, say("figure.matrix", language), "", notes)
        sheet = _Sheet(axes, results, language, cell)
        _write_header(sheet, head)
        y = head
        for block in made:
            y = _write_block(sheet, block, y)
        _write_key(sheet, y + 0.62 * _KEY)
        for number, line in enumerate(foot):
            sheet.write(MARGIN, y + _KEY + 0.12 + 0.14 * number, line, fontsize=_SMALL, color=FAINT)
    return figure


def _page_width(results: Results, cell: float, language: Language) -> float:
    """Width of the page, in inches; a slanted name may stick out of the table."""
    table = 2 * MARGIN + sum(_COLUMNS) + len(results.outcomes) * cell
    if cell == _WIDE:
        return table
    widths = [min(_SLANTED, text_width(each.scenario.title_in(language), _SIZE)) for each in results.outcomes]
    starts = [MARGIN + sum(_COLUMNS) + (position + 0.5) * cell for position in range(len(widths))]
    ends = [start + 0.6 * width + MARGIN for start, width in zip(starts, widths, strict=True)]  # 0.6 > cos 55°
    return max(table, *ends)


def _header_height(results: Results, cell: float, language: Language) -> float:
    """Height that the scenarios' names need: lines where columns are wide, slanted text where they are narrow."""
    titles = [outcome.scenario.title_in(language) for outcome in results.outcomes]
    if cell == _WIDE:
        return 0.14 + 0.15 * max(len(wrap(title, _SIZE, cell - 0.08, 3)) for title in titles)
    return 0.16 + 0.82 * min(_SLANTED, max(text_width(title, _SIZE) for title in titles))


def _write_header(sheet: _Sheet, bottom: float) -> None:
    """Write the scenarios' names over their columns, in the colours of their lines."""
    for position, outcome in enumerate(sheet.results.outcomes):
        title, x = outcome.scenario.title_in(sheet.language), sheet.centre(position)
        style: dict[str, Any] = {"color": line_style(position).colour}
        if sheet.wide:
            lines = wrap(title, _SIZE, sheet.cell - 0.08, 3)
            for number, line in enumerate(reversed(lines)):
                sheet.write(x, bottom - 0.1 - 0.15 * number, line, ha="center", **style)
        else:
            shown = shorten(title, _SIZE, _SLANTED)
            turned = {"rotation": 55, "rotation_mode": "anchor", "ha": "left", "va": "baseline"}
            sheet.write(x, bottom - 0.06, shown, **turned, **style)


def _write_block(sheet: _Sheet, block: Block, y: float) -> float:
    """Write the targets of one kind, from a height down. Returns: the height below."""
    sheet.rule(y + 0.06, 0.9)
    middle = y + 0.06 + 0.5 * (_BLOCK - 0.06)
    sheet.write(MARGIN, middle, say(f"binding.{block.kind}", sheet.language), fontsize=9.5)
    for position in range(len(sheet.results.outcomes)):
        counts = block.counts(position)
        words = f"{counts['met']}/{len(block.rows) - counts['imposed']}"
        sheet.write(sheet.centre(position), middle, words, ha="center", color=FAINT, fontsize=_SIZE)
    y += _BLOCK
    for group in block.groups:
        words = say(f"sector.{group.sector}", sheet.language)
        sheet.write(MARGIN, y + 0.55 * _GROUP, words, color=FAINT, fontsize=_SMALL + 0.5)
        y += _GROUP
        for row in group.rows:
            height = _row_height(row, sheet.results, sheet.language)
            _write_row(sheet, row, y + 0.5 * height)
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
    return tuple(wrap(text, _SIZE, width - 0.1, 3) for text, width in zip(texts, _COLUMNS, strict=True))


def _row_height(row: Row, results: Results, language: Language) -> float:
    """Height of one target's row, in inches."""
    return _ROW + _LINE * (max(map(len, _row_cells(row, results, language))) - 1)


def _write_row(sheet: _Sheet, row: Row, y: float) -> None:
    """Write one target and its verdicts around a height."""
    x = MARGIN
    cells = _row_cells(row, sheet.results, sheet.language)
    for lines, width, colour in zip(cells, _COLUMNS, (INK, INK, FAINT, FAINT), strict=True):
        for number, line in enumerate(lines):
            sheet.write(x, y + _LINE * (number - (len(lines) - 1) / 2), line, color=colour)
        x += width
    for position, verdict in enumerate(row.verdicts):
        _draw_cell(sheet, verdict, (sheet.centre(position), y))


def _draw_cell(sheet: _Sheet, verdict: Verdict, centre: tuple[float, float]) -> None:
    """Draw one verdict: filled where the model gives it, outlined where history or the scenario does; its value."""
    word = word_of(verdict)
    if word == "not_modelled":
        return
    x, y = centre
    if sheet.wide:
        x -= 0.5 * sheet.cell - 0.16
        sheet.write(
            centre[0] + 0.5 * sheet.cell - 0.1, y, rounded(verdict.value), ha="right", color=INK, fontsize=_SIZE
        )
    draw_sign(sheet.axes, word, (x, y), filled=verdict.basis == "model")


def draw_sign(axes: Axes, word: str, centre: tuple[float, float], filled: bool) -> None:
    """Draw the sign of a verdict on axes in inches: a tick, a cross, two lines, a question or one line in a square."""
    colour, half = VERDICT_COLOURS[word], 0.068
    x, y = centre
    face = colour if filled else "white"
    style = BoxStyle("round", pad=0, rounding_size=0.025)
    box = FancyBboxPatch((x - half, y - half), 2 * half, 2 * half, style, facecolor=face, edgecolor=colour, lw=0.9)
    axes.add_patch(box)
    ink = "white" if filled else colour
    if not _STROKES[word]:
        axes.text(x, y, "?", fontsize=7.5, color=ink, ha="center", va="center_baseline")
    for stroke in _STROKES[word]:
        xs, ys = zip(*stroke, strict=True)
        axes.plot([x + each for each in xs], [y + each for each in ys], color=ink, linewidth=1.5)


def _write_key(sheet: _Sheet, y: float) -> None:
    """Explain the signs that the matrix shows."""
    verdicts = [verdict for block in blocks(sheet.results) for row in block.rows for verdict in row.verdicts]
    x = MARGIN + 0.08
    entries = [(word, True, say(f"verdict.{word}", sheet.language)) for word in _SHOWN[:-1]]
    entries.append(("imposed", False, say("verdict.imposed", sheet.language)))
    entries.append(("met", False, say("figure.observed", sheet.language)))
    words, observed = {word_of(verdict) for verdict in verdicts}, any(each.basis == "observed" for each in verdicts)
    for number, (word, filled, text) in enumerate(entries):
        if observed if number == len(entries) - 1 else word in words:
            draw_sign(sheet.axes, word, (x, y), filled)
            sheet.write(x + 0.14, y, text, color=FAINT)
            x += 0.42 + text_width(text, _SIZE)


def _foot_lines(results: Results, page: float, language: Language) -> Sequence[str]:
    """Word what is left out and what the documents are called, broken into lines."""
    codes = {row.target.document: row.target.document_title for block in blocks(results) for row in block.rows}
    documents = [f"{code}  {title}" for code, title in codes.items()]
    left_out = say("figure.left_out", language, count=unmodelled(results), restated=restated(results))
    opened = tolerance_note(results, language)
    texts = (left_out, opened, *documents)
    return [line for text in texts for line in wrap(text, _SMALL, page - 2 * MARGIN, 2)]
