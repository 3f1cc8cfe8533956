"""Fit by series: the model's line through the observed values, each with two errors of observation to each side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from simulator.fit import SeriesFit
from simulator.model.labels import Label
from simulator.report.digits import rounded
from simulator.report.fit.grid import PER_PAGE, Page, frame_axes, panel_axes, start_page, write_title
from simulator.report.fit.outcome import Calibrated
from simulator.report.font import drawable, figure_style
from simulator.report.frame import MARGIN
from simulator.report.outcome import label_text
from simulator.report.palette import INK, LINE_COLOURS
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, say

__all__ = ["fit_figures", "summary_text", "title_text", "write_key"]

_MODEL = LINE_COLOURS[1]
_BAR = "#9aa0a8"


def fit_figures(done: Calibrated, language: Language) -> Iterator[Figure]:
    """Draw all series, so many a page. Figures are saved by `frame.save`."""
    for first in range(0, len(done.series), PER_PAGE):
        chosen = done.series[first : first + PER_PAGE]
        with figure_style():
            notes = [say(key, language, **values) for key, values in done.notes]
            page = start_page(len(chosen), drawable(title_text(done, language)), summary_text(done, language), notes)
            write_key(page, _key(language, any(np.any(each.levels != 0.0) for each in chosen)))
            for position, series in enumerate(chosen):
                _draw(panel_axes(page, position), done, series, language)
        yield page.figure


def title_text(done: Calibrated, language: Language) -> str:
    """Word what is fitted."""
    if done.asked.until is None:
        return say("calibration.title", language, model=done.asked.case.model)
    return say("calibration.title_until", language, model=done.asked.case.model, year=str(done.asked.until))


def summary_text(done: Calibrated, language: Language) -> str:
    """Word how the search went."""
    points = sum(len(each.observation.points) for each in done.series)
    return say(
        "calibration.summary",
        language,
        parameters=len(done.asked.calibration.parameters),
        points=points,
        series=len(done.series),
        square=rounded(2.0 * done.found.loss / max(points, 1)),
        agreeing=done.found.agreeing,
        refined=len(done.found.losses),
        screened=f"{done.found.screened:,}",
    )


def write_key(page: Page, key: Sequence[tuple[Artist, str]]) -> None:
    """Say above the panels what lines and dots are."""
    width, height = page.figure.get_size_inches().tolist()
    legend = page.figure.legend(
        [line for line, _ in key],
        [text for _, text in key],
        loc="center left",
        bbox_to_anchor=((MARGIN - 0.05) / width, 1.0 - page.key / height),
        ncols=len(key),
        frameon=False,
        fontsize=8,
        handlelength=1.8,
        columnspacing=1.6,
    )
    legend.set_in_layout(False)


def _key(language: Language, has_levels: bool) -> list[tuple[Line2D, str]]:
    dot = Line2D([], [], marker="o", linestyle="none", markerfacecolor="white", markeredgecolor=INK, markersize=4)
    key = [
        (Line2D([], [], color=_MODEL, linewidth=1.6), say("calibration.model", language)),
        (dot, say("calibration.observed", language)),
    ]
    if has_levels:
        dashed = Line2D([], [], color=_MODEL, linewidth=1.2, dashes=(2.0, 1.4))
        key.insert(1, (dashed, say("calibration.model_level", language)))
    return key


def _draw(axes: Axes, done: Calibrated, series: SeriesFit, language: Language) -> None:
    """Draw one series."""
    each = series.observation
    label = next(label for label in done.asked.case.labels if label.variable == each.variable)
    years, line = done.yearly.years.astype(float), done.yearly.of(each.variable)[:, 0]
    times = np.array([point.year for point in each.points])
    values = np.array([point.value for point in each.points])
    errors = 2.0 * np.array(each.errors)
    axes.plot(years, line, color=_MODEL, linewidth=1.6, zorder=3)
    for _, rows in groupby(range(len(times)), key=lambda row: each.offsets[row]):
        own = list(rows)
        if each.offsets[own[0]] >= 0:
            raised = (series.model + series.levels)[own]
            axes.plot(times[own], raised, color=_MODEL, linewidth=1.2, dashes=(2.0, 1.4), zorder=3)
    axes.vlines(times, values - errors, values + errors, color=_BAR, linewidth=1.1, zorder=2)
    axes.plot(
        times,
        values,
        marker="o",
        linestyle="none",
        markersize=3.4,
        markerfacecolor="white",
        markeredgecolor=INK,
        markeredgewidth=0.8,
        zorder=4,
    )
    frame_axes(axes, (years[0], years[-1]), (line, values - errors, values + errors, series.model + series.levels))
    write_title(axes, drawable(label_text(label, language)), drawable(_below(series, label, language)))


def _below(series: SeriesFit, label: Label, language: Language) -> str:
    """Word unit, error and name of a series."""
    told = series.statistics
    if label.unit == "%" or not np.isfinite(told.mape):
        error = say("calibration.rmse", language, value=rounded(told.mean))
    else:
        error = say("calibration.mape", language, value=rounded(told.mape))
    few = "" if told.is_enough else say("calibration.few", language, n=told.n)
    name = "" if series.observation.name == series.observation.variable else series.observation.name
    return " · ".join(filter(None, (unit_text(label.unit, language), error, few, name)))
