"""The verdict matrix: targets down, scenarios across; binding and expected apart, a sign and a colour a verdict."""

from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import BoxStyle, FancyBboxPatch

from simulator.report.digits import rounded
from simulator.report.frame import MARGIN, caveats
from simulator.report.grouping import Block, Row, blocks, word_of
from simulator.report.layout import text_width
from simulator.report.outcome import Results
from simulator.report.palette import FAINT, INK, VERDICT_COLOURS
from simulator.report.target_sheet import NARROW, SIZE, WIDE, Filling, Sheet, target_sheets
from simulator.report.words import Language, say
from simulator.target.verdict import Verdict

__all__ = ["matrix_figures"]

_WIDE_MOST = 5
_SHOWN = ("met", "missed", "too_close", "undecided", "imposed")
_STROKES = {
    "met": (((-0.035, 0.0), (-0.01, 0.026), (0.038, -0.028)),),
    "missed": (((-0.028, -0.028), (0.028, 0.028)), ((-0.028, 0.028), (0.028, -0.028))),
    "too_close": (((-0.035, -0.014), (0.035, -0.014)), ((-0.035, 0.014), (0.035, 0.014))),
    "undecided": (),
    "imposed": (((-0.035, 0.0), (0.035, 0.0)),),
}


def matrix_figures(results: Results, language: Language) -> Iterator[Figure]:
    """Draw the verdicts of all scenarios, on as many pages as it takes. Figures are saved by `frame.save`."""
    filling = Filling(
        title=say("figure.matrix", language),
        subtitle="",
        notes=caveats(results, language),
        cell=WIDE if len(results.outcomes) <= _WIDE_MOST else NARROW,
        tally=_tally,
        draw=_draw_cells,
        key=_write_key,
    )
    return target_sheets(results, language, filling)


def _tally(block: Block, position: int) -> str:
    """Count what is met among what is judged."""
    counts = block.counts(position)
    return f"{counts['met']}/{len(block.rows) - counts['imposed']}"


def _draw_cells(sheet: Sheet, row: Row, y: float) -> None:
    """Draw what every scenario makes of a target."""
    for position, verdict in enumerate(row.verdicts):
        _draw_cell(sheet, verdict, (sheet.centre(position), y))


def _draw_cell(sheet: Sheet, verdict: Verdict, centre: tuple[float, float]) -> None:
    """Draw one verdict: filled where the model gives it, outlined where history or the scenario does; its value."""
    word = word_of(verdict)
    if word == "not_modelled":
        return
    x, y = centre
    if sheet.wide:
        x -= 0.5 * sheet.cell - 0.16
        sheet.write(centre[0] + 0.5 * sheet.cell - 0.1, y, rounded(verdict.value), ha="right", color=INK, fontsize=SIZE)
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


def _write_key(sheet: Sheet, y: float) -> None:
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
            x += 0.42 + text_width(text, SIZE)
