"""Histograms of what members reach in the years of targets, with the line that divides met from missed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simulator.report.batch.contested import contested, divided
from simulator.report.batch.medians import as_runs, asked_of
from simulator.report.batch.outcome import BatchResults, Spread, TargetShare
from simulator.report.batch.page import Page, new_page, panel_axes, write_panel_title
from simulator.report.batch.told import broken_notes, members_text, sample_note, share_text, word_of_share
from simulator.report.digits import printed
from simulator.report.font import figure_style
from simulator.report.frame import caveats
from simulator.report.grouping import target_text
from simulator.report.palette import FAINT, INK, VERDICT_COLOURS, line_style
from simulator.report.words import Language, say
from simulator.target.register import Target

__all__ = ["histograms_figure"]

_MOST, _MOST_SCENARIOS = 16, 5
_ROW = 1.96
_THIN, _THICKER = 1.0, 0.25  # of lines, points: later ones show beneath an equal earlier one
_NEUTRAL = "#aab1ba"


def histograms_figure(results: BatchResults, language: Language) -> Figure:
    """Draw the targets on which members agree least, and of many scenarios the first. Saved by `frame.save`."""
    shown = results.outcomes[:_MOST_SCENARIOS]
    chosen, told = _chosen(replace(results, outcomes=shown), language)
    notes = [sample_note(results, language), *broken_notes(results, language), *caveats(as_runs(results), language)]
    if len(shown) < len(results.outcomes):
        notes.append(say("batch.first_scenarios", language, count=len(shown), total=len(results.outcomes)))
    names = tuple(outcome.scenario.title_in(language) for outcome in shown) if len(shown) > 1 else ()
    page = Page(
        title=say("batch.histograms", language),
        subtitle=f"{members_text(results, language)} · {told}",
        notes=notes,
        panels=len(chosen),
        row=_ROW,
        left=0.16,
        scenarios=names,
        foot=(say("batch.histogram_key", language), *((say("batch.histogram_over", language),) if names else ())),
    )
    with figure_style():
        figure = new_page(page)
        for number, place in enumerate(chosen):
            target = results.case.targets[place]
            axes = panel_axes(figure, page, number)
            shares = [outcome.shares[place] for outcome in shown]
            good = VERDICT_COLOURS["met"]
            ends = [
                (share_text(share.p_met), line_style(position).colour if names else good)
                for position, share in enumerate(shares)
                if share.p_met is not None
            ]
            met = say("batch.met_share", language)
            write_panel_title(
                axes,
                page,
                target_text(target, language),
                asked_of(results, place, language),
                [*ends, (met, FAINT if names else good)],
            )
            _draw(axes, target, shares)
    return figure


def _chosen(results: BatchResults, language: Language) -> tuple[list[int], str]:
    """Choose targets, those on which members disagree where there are any, and say which they are."""
    total = len(contested(results, len(results.case.targets)))
    open_ones = divided(results, len(results.case.targets))
    chosen = [target for _, target in (open_ones or contested(results, _MOST))[:_MOST]]
    key = "batch.contested" if len(open_ones) > _MOST else "batch.divided" if open_ones else "batch.agreed"
    told = say("batch.every_target" if len(chosen) == total else key, language, count=len(chosen), total=total)
    return sorted(chosen), told


def _draw(axes: Axes, target: Target, shares: Sequence[TargetShare]) -> None:
    """Draw histograms over one another; a single one filled, in two colours. A value that all have is a thin mark."""
    axes.set_yticks([])
    axes.grid(False)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: printed(round(value, 8))))
    known = [(position, share, share.spread) for position, share in enumerate(shares) if share.spread is not None]
    told = [each for each in known if each[2].counts.size and each[2].counts.sum()]
    bounds = _bounds(target)
    if not told:
        axes.set_xticks([])
        return
    spread_out = [spread for _, _, spread in told if not _is_constant(spread)]
    tallest = max((float(_density(spread).max()) for spread in spread_out), default=1.0)
    for position, share, spread in told:
        style = line_style(position)
        over: dict[str, Any] = {"zorder": 3 - 0.01 * position, "linewidth": _THIN + _THICKER * position}
        if _is_constant(spread):
            colour = VERDICT_COLOURS.get(word_of_share(share), _NEUTRAL) if len(shares) == 1 else style.colour
            over["linewidth"] += _THIN
            axes.plot([spread.quantiles[2]] * 2, [0, tallest], color=colour, solid_capstyle="butt", **over)
        elif len(shares) == 1:
            _fill(axes, spread.edges, _density(spread), bounds)
        else:
            axes.stairs(_density(spread), spread.edges, color=style.colour, **over)
    lines = [each for each in bounds if math.isfinite(each)] if target.target_value is not None else []
    for each in lines:
        axes.axvline(each, color=INK, linewidth=1.1, zorder=4)
    constant = [spread.quantiles[2] for _, _, spread in told if _is_constant(spread)]
    every = np.concatenate([*(spread.edges for spread in spread_out), constant, lines])
    low, high = float(every.min()), float(every.max())
    air = 0.04 * ((high - low) or abs(high) or 1.0)
    axes.set(xlim=(low - air, high + air), ylim=(0, 1.08 * tallest))


def _is_constant(spread: Spread) -> bool:
    """Tell whether all members have one value: what width its only bin has then means nothing."""
    low, high = spread.quantiles[0], spread.quantiles[-1]
    return np.count_nonzero(spread.counts) == 1 and math.isclose(low, high, rel_tol=1e-12)


def _density(spread: Spread) -> np.ndarray:
    """Share of members in each bin, against its width: scenarios have bins of their own."""
    widths = np.diff(spread.edges)
    safe = np.where(widths > 0, widths, 1.0)
    heights: np.ndarray = spread.counts / spread.counts.sum() / safe
    return heights


def _bounds(target: Target) -> tuple[float, float]:
    """Between which values a target is met."""
    if target.target_value is None:
        return -math.inf, math.inf
    low = -math.inf if target.reading == "at_most" else target.target_value - target.tolerance
    high = math.inf if target.reading == "at_least" else target.target_value + target.tolerance
    return low, high


def _fill(axes: Axes, edges: np.ndarray, heights: np.ndarray, bounds: tuple[float, float]) -> None:
    """Fill bins, cut at the bounds: what is met in one colour, what is missed in another."""
    low, high = bounds
    cuts = [each for each in bounds if edges[0] < each < edges[-1]]
    points = np.unique(np.concatenate([edges, cuts]))
    boxes: dict[str, list[Rectangle]] = {"met": [], "missed": [], "neutral": []}
    for left, right in pairwise(points.tolist()):
        middle = (left + right) / 2
        bin_of = min(int(np.searchsorted(edges, middle, side="right")) - 1, heights.size - 1)
        word = "met" if low <= middle <= high else "missed"
        boxes["neutral" if not np.isfinite(bounds).any() else word].append(
            Rectangle((left, 0), right - left, heights[bin_of])
        )
    for word, each in boxes.items():
        if each:
            colour = VERDICT_COLOURS.get(word, _NEUTRAL)
            axes.add_collection(PatchCollection(each, facecolor=colour, edgecolor="face", linewidth=0.5))
