"""Fan charts: the median of members by year, half of them in a dark band, nine of ten in a light one."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from simulator.model.labels import Label
from simulator.report.batch.medians import banded
from simulator.report.batch.outcome import BatchResults
from simulator.report.batch.told import broken_notes, members_text, sample_note
from simulator.report.comparison import comparison_figure
from simulator.report.foot import TALLIES
from simulator.report.palette import line_style
from simulator.report.panel import Fans, Ribbon
from simulator.report.trajectories import trajectory_figure
from simulator.report.words import Language, say

__all__ = ["fan_figure", "fans_figure", "fans_of"]

# With more scenarios than these, bands would hide one another: light ones alone, then none.
_MOST_DARK, _MOST_LIGHT = 1, 3
_LIGHT, _DARK, _AMONG_OTHERS = 0.16, 0.24, 0.13
_MEMBERS = {"met": "batch.met_by_all", "some": "batch.met_by_some", "missed": "batch.met_by_none"}


def fans_figure(results: BatchResults, labels: Sequence[Label], language: Language) -> Figure:
    """Draw one page of variables. Figures are saved by `frame.save`."""
    return comparison_figure(banded(results), labels, language, fans_of(results, language))


def fan_figure(results: BatchResults, label: Label, language: Language) -> Figure:
    """Draw one variable. Figures are saved by `frame.save`."""
    return trajectory_figure(banded(results), label, language, fans_of(results, language))


def fans_of(results: BatchResults, language: Language) -> Fans:
    """Make what turns figures of trajectories into fan charts."""
    count = len(results.outcomes)
    if count <= _MOST_DARK:
        key = say("batch.fan_bands", language)
    elif count <= _MOST_LIGHT:
        key = say("batch.fan_light", language)
    else:
        key = say("batch.fan_medians", language, count=count)
    return Fans(
        title=say("batch.fans", language),
        subtitle=f"{members_text(results, language)} · {key}",
        notes=(sample_note(results, language), *broken_notes(results, language)),
        ribbons={name: _ribbons(results, name) for name in results.outcomes[0].bands.names},
        tallies={**TALLIES, **_MEMBERS},
    )


def _ribbons(results: BatchResults, name: str) -> tuple[Ribbon, ...]:
    """Make the bands of one variable, of every scenario that has it."""
    count = len(results.outcomes)
    if count > _MOST_LIGHT:
        return ()
    made: list[Ribbon] = []
    for position, outcome in enumerate(results.outcomes):
        if name not in outcome.bands.names:
            continue
        lowest, lower, _, upper, highest = outcome.bands.values[:, :, outcome.bands.names.index(name)]
        colour, years = line_style(position).colour if count > 1 else _ALONE, outcome.bands.years
        made.append(Ribbon(years, lowest, highest, colour, _LIGHT if count <= _MOST_DARK else _AMONG_OTHERS))
        if count <= _MOST_DARK:
            made.append(Ribbon(years, lower, upper, colour, _DARK))
    return tuple(made)


# The bands of a single scenario, whose line is dark.
_ALONE = "#3550dc"
