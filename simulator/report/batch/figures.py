"""All figures of a batch, drawn and written: those that its members have something to say for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from matplotlib.figure import Figure

from simulator.report.batch.bars import bars_figures
from simulator.report.batch.fan import fan_figure, fans_figure
from simulator.report.batch.histograms import histograms_figure
from simulator.report.batch.medians import banded
from simulator.report.batch.outcome import BatchResults
from simulator.report.batch.plane import planes_of
from simulator.report.batch.reach import reach_figure
from simulator.report.batch.scatter import clouds_of, scatter_figure
from simulator.report.font import drawable
from simulator.report.frame import save
from simulator.report.headline import headline_labels, headline_pages, page_name
from simulator.report.visible import in_every_text
from simulator.report.words import Language

__all__ = ["BATCH_FIGURES", "BATCH_FIGURE_KINDS", "write_batch_figures"]

BATCH_FIGURES = ("reach", "bars", "fans", "histograms", "scatter")
# "variables": a fan chart of each headline variable besides, a file each.
BATCH_FIGURE_KINDS = (*BATCH_FIGURES, "variables")
# Scatters have too many dots for a drawing of lines, charts of variables are too many files.
_AS_LINES = ("reach", "bars", "fans")
_OF_A_VARIABLE = "fan-"


def write_batch_figures(
    results: BatchResults, language: Language, folder: Path, kinds: tuple[str, ...] = BATCH_FIGURES
) -> tuple[Path, ...]:
    """Draw figures and write each as PNG, those that are asked for in print as SVG too.

    folder:  is made when there is something to write.
    kinds:   of `BATCH_FIGURE_KINDS`. A map needs two swept inputs and stored members; a scatter stored members, a
             target on which they disagree, and more than a sweep that is mapped; bars and histograms a target that
             is counted; fans variables with bands.
    Returns: the files, most telling first.
    """
    written: list[Path] = []
    for name, figure in _drawn(results, language, kinds):
        folder.mkdir(parents=True, exist_ok=True)
        written.extend(save(figure, folder, name, vector=name.partition("-")[0] in _AS_LINES))
    return tuple(written)


def _drawn(results: BatchResults, language: Language, kinds: tuple[str, ...]) -> Iterator[tuple[str, Figure]]:
    """Draw one figure after the other, each under its file name. Members are read under the inputs' own names."""
    planes = planes_of(results) if "reach" in kinds else ((), 0)
    is_mapped = bool(planes[0]) and all(each.kind == "swept" for each in results.batch.inputs)
    clouds = clouds_of(results) if "scatter" in kinds and not is_mapped else ()
    results = in_every_text(results, drawable)
    counted = any(share.p_met is not None for outcome in results.outcomes for share in outcome.shares)
    has_bands = bool(results.outcomes[0].bands.names)
    if planes[0]:
        yield "reach", reach_figure(results, planes, language)
    if "bars" in kinds and counted:
        for number, figure in enumerate(bars_figures(results, language), start=1):
            yield page_name("bars", number), figure
    if "fans" in kinds and has_bands:
        for number, labels in enumerate(headline_pages(banded(results)), start=1):
            yield page_name("fans", number), fans_figure(results, labels, language)
    if "histograms" in kinds and counted:
        yield "histograms", histograms_figure(results, language)
    if clouds:
        yield "scatter", scatter_figure(results, clouds, language)
    if "variables" in kinds and has_bands:
        taken: set[str] = set()
        for label in headline_labels(banded(results)):
            name = _OF_A_VARIABLE + re.sub(r"[^0-9A-Za-z]+", "-", label.variable).strip("-")
            unique = name if name.casefold() not in taken else f"{name}-{len(taken)}"
            taken.add(unique.casefold())
            yield unique, fan_figure(results, label, language)
