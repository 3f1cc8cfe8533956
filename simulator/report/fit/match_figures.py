"""Figures of history matching: densities of inputs and headlines before and after, and bands over history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simulator.report.digits import printed
from simulator.report.fit.figure import write_key
from simulator.report.fit.grid import PER_PAGE, Page, frame_axes, panel_axes, start_page, write_title
from simulator.report.fit.match_rows import summary_rows
from simulator.report.fit.matched import HistoryMatch, SeriesBand, input_text
from simulator.report.font import drawable, figure_style
from simulator.report.outcome import label_text
from simulator.report.palette import FAINT, INK, LINE_COLOURS
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, say

__all__ = ["density_figure", "history_figures", "match_summary", "match_title", "outlook_figure"]

_AFTER, _BEFORE, _BAR = LINE_COLOURS[1], "#c3c7cd", "#9aa0a8"
_BARS = 40
Key = list[tuple[Line2D | Patch, str]]


def match_title(done: HistoryMatch, language: Language) -> str:
    """Word what is matched."""
    if done.asked.until is None:
        return say("match.title", language, model=done.asked.case.model)
    return say("match.title_until", language, model=done.asked.case.model, year=str(done.asked.until))


def match_summary(done: HistoryMatch, language: Language) -> str:
    """Word how many members there are and what they count."""
    prepared = done.posterior.prepared
    return say(
        "match.summary",
        language,
        members=f"{done.n_members:,}",
        effective=f"{done.effective:,.0f}",
        seen=int(prepared.seen.sum()),
        inputs=len(prepared.inputs),
        points=len(prepared.evidence.values),
        series=len(done.series),
    )


def history_figures(done: HistoryMatch, language: Language) -> Iterator[Figure]:
    """Draw bands over every series, so many a page. Figures are saved by `frame.save`."""
    for first in range(0, len(done.series), PER_PAGE):
        chosen = done.series[first : first + PER_PAGE]
        with figure_style():
            page = _page(done, language, "match.bands", len(chosen))
            dot = Line2D(
                [], [], marker="o", linestyle="none", markerfacecolor="white", markeredgecolor=INK, markersize=4
            )
            write_key(
                page,
                [
                    (Line2D([], [], color=_AFTER, linewidth=1.6), say("match.median", language)),
                    (Patch(color=_AFTER, alpha=0.25, linewidth=0), say("match.band_after", language)),
                    (Patch(color=_BEFORE, alpha=0.45, linewidth=0), say("match.band_before", language)),
                    (dot, say("match.observed", language)),
                ],
            )
            for position, series in enumerate(chosen):
                _draw_series(panel_axes(page, position), done, series, language)
        yield page.figure


def density_figure(done: HistoryMatch, language: Language) -> Figure:
    """Draw the inputs that history narrows most."""
    rows = [row for row in summary_rows(done) if row["kind"] != "headline" and row["seen"] == "yes"]
    order = sorted(range(len(rows)), key=lambda place: -float(rows[place]["narrowed"] or 0.0))[:PER_PAGE]
    names = [each.name for each in done.posterior.prepared.inputs]
    with figure_style():
        told = say("match.most", language, count=len(order), seen=len(rows))
        page = _page(done, language, "match.densities", len(order), (told,))
        write_key(page, _density_key(language))
        for position, place in enumerate(order):
            name = str(rows[place]["name"])
            number = names.index(name)
            both = (done.drawn[number], done.posterior.values[number])
            axes = panel_axes(page, position)
            _draw_densities(axes, both)
            below = _below(str(rows[place]["unit"]), rows[place]["narrowed"], language)
            write_title(axes, drawable(input_text(done.asked, name, language)), drawable(below))
    return page.figure


def outlook_figure(done: HistoryMatch, language: Language) -> Figure | None:
    """Draw the headlines; None where none is asked for."""
    if not done.headlines:
        return None
    narrowed = [row["narrowed"] for row in summary_rows(done) if row["kind"] == "headline"]
    shown = list(zip(done.headlines, narrowed, strict=True))[:PER_PAGE]
    with figure_style():
        page = _page(done, language, "match.outlook", len(shown))
        write_key(page, _density_key(language))
        for position, ((label, year), share) in enumerate(shown):
            axes = panel_axes(page, position)
            _draw_densities(axes, (done.before.at(label.variable, year), done.after.at(label.variable, year)))
            title = f"{label_text(label, language)}{'，' if language == 'zh' else ', '}{year}"
            write_title(axes, drawable(title), drawable(_below(label.unit, share, language)))
    return page.figure


def _page(done: HistoryMatch, language: Language, title: str, count: int, notes: Sequence[str] = ()) -> Page:
    """Begin a page; it says what the bands are conditional on."""
    said = [say(key, language, **values) for key, values in done.notes]
    heading = f"{match_title(done, language)} · {say(title, language)}"
    return start_page(
        count, drawable(heading), match_summary(done, language), [say("match.structure", language), *notes, *said]
    )


def _density_key(language: Language) -> Key:
    return [
        (Patch(color=_BEFORE, linewidth=0), say("match.density_before", language)),
        (Line2D([], [], color=_AFTER, linewidth=1.4), say("match.density_after", language)),
        (Line2D([], [], color=_AFTER, linewidth=3.0, solid_capstyle="butt"), say("match.interval", language)),
    ]


def _below(unit: str, narrowed: object, language: Language) -> str:
    """Word unit and narrowing of a panel."""
    shown = unit_text(unit, language)
    if not isinstance(narrowed, float):
        return shown
    told = say("match.narrowed_by", language, share=f"{100.0 * narrowed:.0f}")
    return " · ".join(filter(None, (shown, told)))


def _draw_series(axes: Axes, done: HistoryMatch, series: SeriesBand, language: Language) -> None:
    """Draw one series: bands by year, and what was observed, at the median of its free level."""
    each, last = series.observation, max(point.year for point in series.observation.points)
    years = done.after.years
    kept = years <= np.ceil(last)
    shown, drawn = years[kept].astype(float), []
    for yearly, colour, opacity in ((done.before, _BEFORE, 0.45), (done.after, _AFTER, 0.25)):
        low, middle, high = _band(yearly.of(each.variable)[kept])
        axes.fill_between(shown, low, high, color=colour, alpha=opacity, linewidth=0, zorder=1)
        drawn += [low, high]
    axes.plot(shown, middle, color=_AFTER, linewidth=1.6, zorder=3)
    levels = np.median(series.levelled - series.said, axis=1)
    times = np.array([point.year for point in each.points])
    values = np.array([point.value for point in each.points]) - levels
    errors = 2.0 * np.array(each.errors)
    axes.vlines(times, values - errors, values + errors, color=_BAR, linewidth=1.1, zorder=2)
    edges = {True: FAINT, False: INK}
    for moved in (False, True):
        own = (np.array(each.offsets) >= 0) == moved
        axes.plot(
            times[own],
            values[own],
            marker="o",
            linestyle="none",
            markersize=3.4,
            markerfacecolor="white",
            markeredgecolor=edges[moved],
            markeredgewidth=0.8,
            zorder=4,
        )
    frame_axes(axes, (shown[0], shown[-1]), (*drawn[2:], values - errors, values + errors))
    levelled = say("match.levelled", language) if any(offset >= 0 for offset in each.offsets) else ""
    below = " · ".join(filter(None, (unit_text(each.unit, language), levelled)))
    write_title(axes, drawable(label_text(done.label(each.variable), language)), drawable(below))


def _band(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (year,) quantiles of (year, member); nan where there is no value."""
    told = np.full((3, len(values)), np.nan)
    for row, each in enumerate(values):
        finite = each[np.isfinite(each)]
        if finite.size:
            told[:, row] = np.quantile(finite, (0.05, 0.5, 0.95))
    return told[0], told[1], told[2]


def _differ(low: float, high: float) -> bool:
    """Tell whether two ends are apart by more than rounding, so that a histogram has room between them."""
    return high - low > 1e-9 * max(abs(low), abs(high))


def _draw_densities(axes: Axes, both: tuple[np.ndarray, np.ndarray]) -> None:
    """Draw histograms before, filled, and after, as a line with its 80 % interval."""
    before, after = (each[np.isfinite(each)] for each in both)
    ends = np.array([np.quantile(each, (0.002, 0.998)) for each in (before, after)])
    low, high = float(ends[:, 0].min()), float(ends[:, 1].max())
    edges = np.linspace(low, high, _BARS + 1) if _differ(low, high) else np.array([low - 0.5, low + 0.5])
    heights, _ = np.histogram(before, edges, density=True)
    axes.stairs(heights, edges, fill=True, color=_BEFORE, zorder=1)
    fine = np.linspace(ends[1, 0], ends[1, 1], _BARS // 2 + 1) if _differ(*ends[1].tolist()) else edges
    inner, _ = np.histogram(after, fine, density=True)
    axes.stairs(inner, fine, color=_AFTER, linewidth=1.4, zorder=3)
    top = 1.08 * max(float(np.nanmax(heights)), float(np.nanmax(inner)))
    least, most = np.quantile(after, (0.1, 0.9)).tolist()
    axes.plot([least, most], [0.0, 0.0], color=_AFTER, linewidth=3.0, solid_capstyle="butt", zorder=4, clip_on=False)
    axes.set_ylim(0.0, top)
    air = 0.03 * (float(edges[-1]) - float(edges[0]))
    axes.set_xlim(float(edges[0]) - air, float(edges[-1]) + air)
    axes.set_yticks([])
    axes.grid(False)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: printed(round(value, 10))))
