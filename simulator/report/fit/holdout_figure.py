"""Hold-out by series: the model beyond the cut with its band, what was observed, and the best naive forecast."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from simulator.report.digits import rounded
from simulator.report.fit.figure import write_key
from simulator.report.fit.grid import frame_axes, panel_axes, start_page, write_title
from simulator.report.fit.holdout_screen import band_notes, summary_text, warnings
from simulator.report.fit.outcome import Tested, Testing
from simulator.report.font import drawable, figure_style
from simulator.report.outcome import label_text
from simulator.report.palette import FAINT, INK, LINE_COLOURS
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, say

__all__ = ["holdout_figure"]

_MODEL, _NAIVE = LINE_COLOURS[1], LINE_COLOURS[3]


def holdout_figure(done: Tested, test: Testing, language: Language) -> Figure:
    """Draw one cut. Figures are saved by `frame.save`."""
    title = drawable(say("holdout.title", language, model=done.case.model, cut=str(test.cut)))
    with figure_style():
        page = start_page(
            len(test.series),
            title,
            summary_text(done, test, language),
            [drawable(each) for each in (*warnings(test, language), *band_notes(done, test, language))],
        )
        write_key(page, _key(done, test, language))
        for position in range(len(test.series)):
            _draw(panel_axes(page, position), (done, test, position), language)
    return page.figure


def _key(done: Tested, test: Testing, language: Language) -> list[tuple[Line2D | Patch, str]]:
    hollow = Line2D([], [], marker="o", linestyle="none", markerfacecolor="white", markeredgecolor=INK, markersize=4)
    full = Line2D([], [], marker="o", linestyle="none", color=INK, markersize=4)
    band = say("holdout.band", language, share=f"{100 * done.share:.0f}", members=f"{test.members:,}")
    return [
        (Line2D([], [], color=_MODEL, linewidth=1.6), say("holdout.median", language)),
        (Patch(facecolor=_MODEL, alpha=0.2), band),
        (Line2D([], [], color=_NAIVE, linewidth=1.2, dashes=(2.0, 1.4)), say("holdout.best", language)),
        (hollow, say("holdout.past", language)),
        (full, say("holdout.after", language)),
    ]


def _draw(axes: Axes, drawn: tuple[Tested, Testing, int], language: Language) -> None:
    """Draw one series, by its place."""
    done, test, position = drawn
    series = test.series[position]
    each, best = series.observation, series.best
    label = next(label for label in done.case.labels if label.variable == each.variable)
    years, (low, line, high) = test.years.astype(float), test.bands[position]
    times, values = (np.array([getattr(point, name) for point in each.points]) for name in ("year", "value"))
    past = series.past.points if series.past else ()
    after = years >= test.cut
    axes.fill_between(years[after], low[after], high[after], color=_MODEL, alpha=0.12, linewidth=0, zorder=1)
    axes.vlines(times, series.low, series.high, color=_MODEL, alpha=0.35, linewidth=4.0, zorder=2)
    axes.axvline(test.cut, color=FAINT, linewidth=0.7, dashes=(2.0, 2.0), zorder=1)
    axes.plot(years, line, color=_MODEL, linewidth=1.6, zorder=3)
    if best:
        begin = [(point.year, point.value) for point in past[-1:]]
        path = np.array([*begin, *zip(times, best.values, strict=True)])
        axes.plot(path[:, 0], path[:, 1], color=_NAIVE, linewidth=1.2, dashes=(2.0, 1.4), zorder=3)
    for points, face in ((past, "white"), (each.points, INK)):
        spots = [(point.year, point.value) for point in points]
        axes.plot(
            [year for year, _ in spots],
            [value for _, value in spots],
            marker="o",
            linestyle="none",
            markersize=3.4,
            markerfacecolor=face,
            markeredgecolor=INK,
            markeredgewidth=0.8,
            zorder=4,
        )
    seen = np.array([point.value for point in past])
    band = (low[after], high[after], series.low, series.high)
    frame_axes(axes, (years[0], years[-1]), (line, *band, values, best.values if best else values, seen))
    naive = say("holdout.none", language)
    if best:
        naive = f"{say(f'holdout.{best.kind}', language)} {rounded(best.statistics.rmse)}"
    told = say("holdout.errors", language, model=rounded(series.model.statistics.rmse), naive=naive)
    below = " · ".join(filter(None, (unit_text(label.unit, language), told)))
    write_title(axes, drawable(label_text(label, language)), below)
