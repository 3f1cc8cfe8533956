"""Reachability maps: on a plane of two swept inputs, where each target is met, and where all are met together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from simulator.report.batch.axis import axis_formatter, axis_text
from simulator.report.batch.contours import draw_level, fine, together
from simulator.report.batch.cuts import is_own, own_value
from simulator.report.batch.medians import as_runs, asked_of
from simulator.report.batch.outcome import BatchResults
from simulator.report.batch.page import Page, new_page, panel_axes, size_of, write_panel_title
from simulator.report.batch.plane import Plane
from simulator.report.batch.reach_notes import MOST_DOTS, lines_of, panel_words, planes_note, reach_notes
from simulator.report.batch.told import broken_notes, members_text, sample_note, share_text
from simulator.report.font import figure_style
from simulator.report.frame import caveats
from simulator.report.grouping import target_text
from simulator.report.layout import spread, wrap
from simulator.report.palette import FAINT, INK, VERDICT_COLOURS, line_style
from simulator.report.words import Language, say

__all__ = ["reach_figure"]

_LABEL_SIZE = 7.5
_LABEL_ROW = 0.135
_BADGE = 9.0  # of a number on a line, from the frame, in points
_SHORT = 24  # what is asked is not broken into lines where it has fewer characters
_INDENT = 18.0  # of labels from the axes, in points
_DASHED, _DOTTED = (4.0, 2.0), (1.0, 1.6)
_MOST_NUMBERS = 13
_MOST = 0.9
_FEW_DOTS = 300
_AIR = 0.28  # around points at which shares are written, against their span
_POINT_SIZE, _POINT_ROW = 6.8, 8.2  # points
_GREEN = VERDICT_COLOURS["met"]


@dataclass(frozen=True)
class _Line:
    """One target's line. parts: (point, 2) each. words: in lines, beside the axes. is_drawn: it is there to lead to."""

    parts: tuple[np.ndarray, ...]
    words: tuple[str, ...]
    colour: str
    is_drawn: bool = True

    def end(self, right: float) -> float | None:
        """Height at which it leaves the axes on the right; None where it does not."""
        points = np.concatenate(self.parts)
        last = points[np.argmax(points[:, 0])]
        return float(last[1]) if np.isclose(last[0], right) else None


def reach_figure(results: BatchResults, planes: tuple[Sequence[Plane], int], language: Language) -> Figure:
    """Draw planes, a panel each. planes: as `planes_of` gives them. Figures are saved by `frame.save`."""
    drawn, total = planes
    runs = as_runs(results)
    notes = [*caveats(runs, language), *broken_notes(results, language)]
    if any(plane.is_drawn for plane in drawn):
        notes.insert(0, sample_note(results, language))
    if len(drawn) < total:
        notes.append(planes_note(results, planes, language))
    page = Page(
        title=say("batch.reach", language),
        subtitle=members_text(results, language),
        notes=notes,
        panels=len(drawn),
        columns=1 if len(drawn) == 1 else 2,
        row=6.06 if len(drawn) == 1 else 4.76,
        left=0.72,
        bottom=0.62,
        right=3.2 if len(drawn) == 1 else 1.95,
        swatches=(("+", INK, say("batch.reach_base", language)),)
        if any(_base(results, each) is not None for each in drawn)
        else (),
        foot=reach_notes(results, drawn, language),
    )
    with figure_style():
        figure = new_page(page)
        for number, plane in enumerate(drawn):
            axes = panel_axes(figure, page, number)
            write_panel_title(axes, page, *panel_words(results, drawn, number, language))
            _draw(axes, results, plane, (page, language))
    return figure


def _draw(axes: Axes, results: BatchResults, plane: Plane, how: tuple[Page, Language]) -> None:
    """Draw one plane."""
    _frame(axes, results, plane, how[1])
    if plane.is_coarse:
        _label(axes, _write_shares(axes, results, plane, how))
    else:
        _label(axes, _draw_lines(axes, results, plane, how))
        _draw_points(axes, plane)
    own = _base(results, plane)
    if own is not None:
        axes.plot(*own, marker="+", markersize=11, markeredgewidth=1.8, color=INK, zorder=6, clip_on=False)


def _draw_lines(axes: Axes, results: BatchResults, plane: Plane, how: tuple[Page, Language]) -> list[_Line]:
    """Draw where targets are just met, and fill where they are met together."""
    page, language = how
    surfaces = [fine(plane.x.values, plane.y.values, level) for level in plane.levels]
    _fill(axes, plane)
    lines: list[_Line] = []
    for number, place in enumerate(lines_of(results, plane)):
        style = line_style(number)
        if plane.is_drawn:
            found = draw_level(axes, surfaces[place], plane.level, style.colour, ())
            draw_level(axes, surfaces[place], _MOST, style.colour, _DASHED)
        else:
            found = draw_level(axes, surfaces[place], plane.level, style.colour, style.dashes)
        if found:
            words = _words(results, plane.targets[place], (len(lines) + 1, page.right, language))
            lines.append(_Line(found, words, style.colour))
    for target, level in zip(plane.imposed, plane.imposed_levels, strict=True):
        surface = fine(plane.x.values, plane.y.values, level)
        found = draw_level(axes, surface, 0.0, VERDICT_COLOURS["imposed"], _DOTTED)
        if found and len(lines) < _MOST_NUMBERS:
            words = _words(results, target, (len(lines) + 1, page.right, language))
            lines.append(_Line(found, words, VERDICT_COLOURS["imposed"]))
    return lines


def _draw_points(axes: Axes, plane: Plane) -> None:
    """Mark the points that were run."""
    across, up = (each.ravel() for each in np.meshgrid(plane.x.values, plane.y.values))
    size = 4.0 if across.size <= _FEW_DOTS else 2.0
    if across.size <= MOST_DOTS:
        axes.plot(
            across,
            up,
            linestyle="",
            marker=".",
            markersize=size,
            color=FAINT,
            markeredgewidth=0,
            clip_on=False,
            zorder=2,
        )


def _write_shares(axes: Axes, results: BatchResults, plane: Plane, how: tuple[Page, Language]) -> list[_Line]:
    """Write at every point the shares of members, in percent: of all targets together, then of each by its number."""
    page, language = how
    for low, high, limit in (
        (plane.x.values[0], plane.x.values[-1], axes.set_xlim),
        (plane.y.values[0], plane.y.values[-1], axes.set_ylim),
    ):
        limit(low - _AIR * (high - low), high + _AIR * (high - low))
    chosen = lines_of(results, plane)
    for place in np.ndindex(plane.levels.shape[1:]):
        point = (float(plane.x.values[place[1]]), float(plane.y.values[place[0]]))
        axes.plot(*point, marker="o", markersize=3.5, color=FAINT, zorder=3)
        told = [(f"{number}: {share_text(float(plane.levels[each][place]))}", line_style(number - 1).colour)
                for number, each in enumerate(chosen, start=1)]  # fmt: skip
        if plane.joint is not None and plane.met_somewhere.any():
            told.insert(0, (say("batch.reach_all", language, share=share_text(float(plane.joint[place]))), _GREEN))
        for row, (text, colour) in enumerate(told):
            down = ((len(told) - 1) / 2 - row) * _POINT_ROW
            offset: dict[str, Any] = {"xytext": (5, down), "textcoords": "offset points", "va": "center"}
            axes.annotate(text, point, fontsize=_POINT_SIZE, color=colour, **offset)
    right = axes.get_xlim()[1]
    lines = []
    for number, each in enumerate(chosen, start=1):
        words = _words(results, plane.targets[each], (number, page.right, language))
        middle = np.array([[right, float(np.mean(axes.get_ylim()))]])
        lines.append(_Line((middle,), words, line_style(number - 1).colour, False))
    return lines


def _words(results: BatchResults, target: int, how: tuple[int, float, Language]) -> tuple[str, ...]:
    """Word what a line is, in lines. how: its number, the room beside the axes in inches, the language."""
    number, room, language = how
    asked = asked_of(results, target, language)
    joined = asked.replace(" ", "\xa0") if len(asked) < _SHORT else asked
    name = f"{number}  {target_text(results.case.targets[target], language)}  {joined}"
    return wrap(name, _LABEL_SIZE, room - 0.42, 3)


def _frame(axes: Axes, results: BatchResults, plane: Plane, language: Language) -> None:
    """Set limits, ticks and names of the axes."""
    inputs = results.batch.inputs
    width, height = size_of(axes)
    for axis, side, room in ((plane.x, axes.xaxis, width), (plane.y, axes.yaxis, height)):
        named, others = inputs[axis.inputs[0]], [inputs[place] for place in axis.inputs[1:]]
        text = axis_text(named, language, others)
        side.set_label_text("\n".join(wrap(text, 8.5, room, 2)), fontsize=8.5)
        side.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
        side.set_major_formatter(axis_formatter(named))
    axes.set(xlim=(plane.x.values[0], plane.x.values[-1]), ylim=(plane.y.values[0], plane.y.values[-1]))
    axes.grid(True, axis="both")
    axes.spines[["left", "top", "right"]].set_visible(True)


def _fill(axes: Axes, plane: Plane) -> None:
    """Fill where all targets that are met somewhere are met together."""
    surface = together(plane)
    if surface is None:
        return
    x, y, heights = surface.x, surface.y, surface.heights
    levels = ((plane.level, 0.16),) if plane.joint is None else ((plane.level, 0.14), (_MOST, 0.2))
    for number, (level, opacity) in enumerate(levels):
        if np.nanmax(heights) < level:
            continue
        top = max(float(np.nanmax(heights)), level) + 1.0
        axes.contourf(x, y, heights, levels=[level, top], colors=[_GREEN], alpha=opacity, zorder=0.5)
        if number == 0:
            hatched = axes.contourf(x, y, heights, levels=[level, top], colors="none", hatches=["///"], zorder=0.6)
            hatched.set_edgecolor((0.0, 0.62, 0.45, 0.35))
            hatched.set_linewidth(0.0)


def _label(axes: Axes, lines: Sequence[_Line]) -> None:
    """Write beside the axes what each line is: at its right end where it has one, else at the top; and number it."""
    if not lines:
        return
    low, high = axes.get_ylim()
    left, right = axes.get_xlim()
    width, height = size_of(axes)
    gap = max(len(line.words) for line in lines) * _LABEL_ROW + 0.05
    ends = [line.end(right) for line in lines]
    wanted = [high if end is None else end for end in ends]
    gap *= (high - low) / height
    places = spread(wanted, gap, low, high - 0.5 * gap)  # what stands above the axes is not written over
    beside = right + (right - left) / width * (_INDENT - 3) / 72
    for line, end, place in zip(lines, ends, places, strict=True):
        if end is not None and line.is_drawn:
            lead = Line2D([right, beside], [end, place], color=line.colour, linewidth=0.8, clip_on=False)
            axes.add_line(lead)
        axes.annotate(
            "\n".join(line.words),
            xy=(right, place),
            xytext=(_INDENT, 0),
            textcoords="offset points",
            fontsize=_LABEL_SIZE,
            color=line.colour,
            va="center",
            linespacing=1.15,
            annotation_clip=False,
        )
    _number(axes, [line for line in lines if line.is_drawn])


def _number(axes: Axes, lines: Sequence[_Line]) -> None:
    """Write the number of each line on it, where it is nearest to the upper right corner and to no other number."""
    taken: list[np.ndarray] = []
    frame = axes.get_window_extent()
    corner = np.array([frame.x1, frame.y1])
    inset = _BADGE * axes.figure.dpi / 72
    for number, line in enumerate(lines, start=1):
        places = [axes.transData.transform(part) for part in line.parts]
        fine_places = np.concatenate([np.linspace(*ends, 40) for part in places for ends in pairwise(part)])
        outside = np.maximum(inset - (fine_places - [frame.x0, frame.y0]), inset - (corner - fine_places)).max(axis=1)
        cost = np.hypot(*(corner - fine_places).T) + 50.0 * np.maximum(outside, 0.0)
        for other in taken:
            cost += 1e4 * (np.hypot(*(fine_places - other).T) < 2 * inset)
        best = fine_places[np.argmin(cost)]
        taken.append(best)
        across, up = axes.transData.inverted().transform(best).tolist()
        axes.text(
            across,
            up,
            str(number),
            fontsize=7,
            color="white",
            ha="center",
            va="center",
            bbox={"boxstyle": "circle,pad=0.25", "facecolor": line.colour, "edgecolor": "white", "linewidth": 0.8},
            zorder=6,
        )


def _base(results: BatchResults, plane: Plane) -> tuple[float, float] | None:
    """Find the scenario's own values on a plane; None where it lies beside or outside, or there is no one number."""
    found = []
    for axis in (plane.x, plane.y):
        own = own_value(results, plane.scenario, axis.inputs[0])
        inside = own is not None and axis.values[0] <= own <= axis.values[-1]
        if own is None or not inside or not is_own(results, plane.scenario, axis, own):
            return None
        found.append(own)
    if not all(is_own(results, plane.scenario, axis, value) for axis, value in plane.fixed):
        return None
    return found[0], found[1]
