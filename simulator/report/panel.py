"""One variable on one pair of axes: scenarios as lines, history as dots, targets as marks, the imposed as a band."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor, log10
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simulator.model.labels import Label
from simulator.report.callouts import Callout, write_callouts
from simulator.report.digits import printed
from simulator.report.marks import Mark, marks_of
from simulator.report.outcome import Outcome, Results
from simulator.report.palette import INK, SHAPES, VERDICT_COLOURS, line_style
from simulator.report.words import Language, say
from simulator.target.history import Point

__all__ = ["Fans", "Panel", "Ribbon", "draw_panel", "history_shown", "mark_filling", "scenario_line"]

_BIG = 1e6  # from there on numbers of an axis have no room beside it
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SIZES = {False: 8.0, True: 6.4}  # of marks, in points; smaller where the place is derived


@dataclass(frozen=True)
class Ribbon:
    """An area between two lines, under everything else. low, high: (year,), shown unit; nan where there is none."""

    years: np.ndarray
    low: np.ndarray
    high: np.ndarray
    colour: str
    opacity: float


@dataclass(frozen=True)
class Fans:
    """What turns a figure of trajectories into one of many members.

    title, subtitle: in the place of the figure's own; empty: that of the figure. notes: said below.
    ribbons:         variable -> what is drawn around its lines.
    tallies:         the keys of the words for what marks tell, as `foot.TALLIES`.
    """

    title: str
    subtitle: str
    notes: tuple[str, ...]
    ribbons: Mapping[str, tuple[Ribbon, ...]] = field(default_factory=dict)
    tallies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Panel:
    """How a panel is drawn. compact: one of many on a page, with thinner lines and smaller marks."""

    language: Language
    compact: bool = False
    ribbons: tuple[Ribbon, ...] = ()

    @property
    def scale(self) -> float:
        """Size of lines and marks against a panel that stands alone."""
        return 0.78 if self.compact else 1.0


def draw_panel(axes: Axes, results: Results, label: Label, panel: Panel) -> None:
    """Draw one variable. axes: empty, drawn inside `figure_style`."""
    marks = marks_of(results, label)
    for each in panel.ribbons:
        axes.fill_between(each.years, each.low, each.high, color=each.colour, alpha=each.opacity, linewidth=0, zorder=1)
    _draw_imposed(axes, results, label, panel)
    for position, outcome in enumerate(results.outcomes):
        axes.add_line(scenario_line(outcome, label, position, panel))
    _draw_history(axes, results, label, panel)
    _frame(axes, results, label, (marks, panel.ribbons))
    places = _side_by_side(axes, marks, panel)
    for mark, year in zip(marks, places, strict=True):
        _draw_mark(axes, mark, year, panel)
    _write_marks(axes, marks, places, panel)


def scenario_line(outcome: Outcome, label: Label, position: int, panel: Panel) -> Line2D:
    """Make the line of one scenario; it is thin where the scenario fixes the variable, for the model said nothing."""
    style = line_style(position)
    width = (1.2 if label.variable in outcome.imposed else 2.0) * panel.scale
    line = Line2D(outcome.yearly.years, outcome.yearly.of(label.variable)[:, 0], color=style.colour, linewidth=width)
    if style.dashes:
        line.set_dashes(style.dashes)
    line.set_zorder(3 - 0.01 * position)
    return line


def _draw_imposed(axes: Axes, results: Results, label: Label, panel: Panel) -> None:
    """Shade the years in which some scenario fixes this very variable."""
    starts = [_imposed_from(outcome) for outcome in results.outcomes if label.variable in outcome.imposed]
    if not starts:
        return
    last = float(results.outcomes[0].yearly.years[-1])
    axes.axvspan(min(starts), last, color=VERDICT_COLOURS["imposed"], alpha=0.08, linewidth=0, zorder=0)
    axes.text(
        min(starts) + 0.2,
        0.985,
        say("figure.imposed_span", panel.language),
        transform=axes.get_xaxis_transform(),
        fontsize=8 * panel.scale,
        color=VERDICT_COLOURS["imposed"],
        va="top",
        zorder=6,
    )


def _imposed_from(outcome: Outcome) -> float:
    """First year in which a scenario fixes anything."""
    first = float(outcome.yearly.years[0])
    starts = [
        each.path[0][0] if each.path else (first if each.start is None else each.start)
        for each in outcome.scenario.impositions
    ]
    return max(first, min(starts, default=first))


def history_shown(results: Results, label: Label) -> tuple[Point, ...]:
    """Choose the points of history that lie within the figure's years."""
    low, high = _year_limits(results)
    return tuple(point for point in results.case.history.of(label.variable) if low <= point.year <= high)


def _year_limits(results: Results) -> tuple[float, float]:
    """First and last time of the figure: the years of the run with some air."""
    years = results.outcomes[0].yearly.years
    air = 0.02 * (float(years[-1] - years[0]) or 1.0)
    return float(years[0]) - air, float(years[-1]) + air


def _draw_history(axes: Axes, results: Results, label: Label, panel: Panel) -> None:
    """Draw history as hollow dots, fainter where the source is weak."""
    edges = {"high": INK, "medium": INK, "low": "#a3a8af"}
    for point in history_shown(results, label):
        axes.plot(
            point.year,
            point.value,
            marker="o",
            markersize=4.6 * panel.scale,
            markerfacecolor="white",
            markeredgecolor=edges[point.confidence],
            markeredgewidth=1.0 * panel.scale,
            clip_on=False,
            zorder=4,
        )


def _frame(axes: Axes, results: Results, label: Label, drawn: tuple[tuple[Mark, ...], tuple[Ribbon, ...]]) -> None:
    """Set the limits so that lines, dots, marks and ribbons are inside with some air, and few round ticks."""
    marks, ribbons = drawn
    axes.set_xlim(*_year_limits(results))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    values = [outcome.yearly.of(label.variable)[:, 0] for outcome in results.outcomes]
    history = [point.value for point in history_shown(results, label)]
    targets = [each for mark in marks for each in mark.band]
    edges = [edge for each in ribbons for edge in (each.low, each.high)]
    every = np.concatenate([*values, history, targets, *edges])
    every = every[np.isfinite(every)]
    low, high = (float(every.min()), float(every.max())) if every.size else (0.0, 1.0)
    air = 0.09 * ((high - low) or abs(high) or 1.0)
    axes.set_ylim(low - air, high + air)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, min_n_ticks=3, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(_big_numbers if max(abs(low), abs(high)) >= _BIG else _numbers))


def _numbers(value: float, _: object) -> str:
    """Write a number of an axis."""
    return printed(round(value, 10))


def _big_numbers(value: float, _: object) -> str:
    """Write a number of an axis with a power of ten, where all digits would run off the figure: 1.5×10⁸."""
    if value == 0:
        return "0"
    power = floor(log10(abs(value)) + 1e-9)
    return f"{printed(round(value / 10.0**power, 6))}×10{str(power).translate(_RAISED)}"


def _side_by_side(axes: Axes, marks: tuple[Mark, ...], panel: Panel) -> tuple[float, ...]:
    """Find where along the years each mark is drawn: at its year, or beside others that would cover it."""
    if not marks:
        return ()
    to_points = 72 / axes.figure.dpi
    size = _SIZES[False] * panel.scale
    places = axes.transData.transform([(mark.year, mark.value) for mark in marks]) * to_points
    groups: list[list[int]] = []
    for position, place in enumerate(places):
        near = groups and np.abs(place - places[groups[-1][-1]]).max() < 0.8 * size
        if not near:
            groups.append([])
        groups[-1].append(position)
    for group in groups:
        places[group, 0] += (np.arange(len(group)) - (len(group) - 1) / 2) * size
    return tuple(axes.transData.inverted().transform(places / to_points)[:, 0].tolist())


def _draw_mark(axes: Axes, mark: Mark, year: float, panel: Panel) -> None:
    """Draw one target: a triangle that points to where the line should be, a diamond for a band, a rule for a span.

    What the document leaves open is a short line from the mark. year: where the mark stands, its own or close by.
    """
    colour = INK if mark.verdict == "some" else VERDICT_COLOURS[mark.verdict]
    if mark.from_year is not None:
        axes.plot([mark.from_year, mark.year], [mark.value] * 2, color=colour, linewidth=1.3 * panel.scale, zorder=4.5)
    if mark.tolerance:
        axes.plot([year] * 2, mark.band, color=colour, linewidth=1.3 * panel.scale, zorder=4.5)
    size = _SIZES[mark.derived] * (1.0 if mark.reading != "within" else 0.78)
    axes.plot(
        year,
        mark.value,
        marker=SHAPES[mark.reading],
        markersize=size * panel.scale,
        markeredgecolor="white",
        markeredgewidth=(0.5 if mark.derived else 0.8) * panel.scale,
        clip_on=False,
        zorder=5,
        **mark_filling(mark.verdict),
    )


def mark_filling(verdict: str) -> dict[str, Any]:
    """Fill a mark with its verdict's colour; half and half where only some scenarios meet the target."""
    if verdict == "some":
        halves = {"markerfacecolor": VERDICT_COLOURS["met"], "markerfacecoloralt": VERDICT_COLOURS["missed"]}
        return {"fillstyle": "left", **halves}
    return {"markerfacecolor": VERDICT_COLOURS[verdict]}


def _write_marks(axes: Axes, marks: tuple[Mark, ...], places: tuple[float, ...], panel: Panel) -> None:
    """Write beside each mark what is asked, first away from the side on which the line passes."""
    callouts = []
    for mark, year in zip(marks, places, strict=True):
        line_above = (mark.reading == "at_least") == (mark.verdict == "met")
        side = (0, -1) if line_above else (0, 1)
        callouts.append(Callout(year, mark.value, mark.text, 6.0 * panel.scale, side))
    write_callouts(axes, callouts, 6.5 if panel.compact else 7.5, INK)
