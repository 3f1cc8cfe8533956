"""Members by the two inputs that decide a target most, in the colours of their verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from scipy.stats import rankdata

from simulator.report.batch.axis import axis_formatter, axis_scale, axis_text
from simulator.report.batch.contested import divided
from simulator.report.batch.medians import asked_of
from simulator.report.batch.members import drawn_members
from simulator.report.batch.outcome import BatchResults
from simulator.report.batch.page import Page, new_page, panel_axes, size_of, write_panel_title
from simulator.report.batch.told import members_text, sample_note, share_text
from simulator.report.font import figure_style
from simulator.report.grouping import target_text
from simulator.report.layout import wrap
from simulator.report.palette import VERDICT_COLOURS, line_style
from simulator.report.words import Language, say
from simulator.scenario.batch import Input
from simulator.target.verdict import VERDICTS

__all__ = ["MOST_DRAWN", "Cloud", "clouds_of", "scatter_figure", "strongest"]

MOST_DRAWN = 2000
_MOST_PANELS = 6
_LEAST_MEMBERS = 30
_CLEAR = 0.1  # a weaker rank correlation is not told from none
_WEAK = "#a3a8af"
_MARKERS = {"missed": "x", "met": "o", "too_close": "D", "undecided": "+"}
_LABEL_SIZE = 7.5
_LEFT = 0.84


@dataclass(frozen=True)
class Cloud:
    """Members of one scenario, as one target sees them.

    scenario, target: places among the outcomes and in the register.
    numbers:          (input, member). margin: (member,), the target's unit. verdict: (member,), places in VERDICTS.
    """

    scenario: int
    target: int
    numbers: np.ndarray
    margin: np.ndarray
    verdict: np.ndarray


def clouds_of(results: BatchResults, most: int = _MOST_PANELS) -> tuple[Cloud, ...]:
    """Draw members for targets on which they disagree, the most contested first; none where all agree or few are."""
    if results.members is None or len(results.batch.inputs) < 2 or results.n_members < _LEAST_MEMBERS:
        return ()
    chosen = divided(results, most)
    names = [each.name for each in results.batch.inputs]
    made: dict[tuple[int, int], Cloud] = {}
    for position in dict.fromkeys(position for position, _ in chosen):
        own = {target: results.case.targets[target].id for place, target in chosen if place == position}
        columns = [*names, *(f"{each}_{what}" for each in own.values() for what in ("margin", "verdict"))]
        scenario = results.outcomes[position].scenario.name
        read = drawn_members(results.members, scenario, columns, MOST_DRAWN, results.batch.sample.seed)
        for target, name in own.items() if read else ():
            numbers = np.stack([read[each].astype(float) for each in names])
            made[position, target] = Cloud(
                position, target, numbers, read[f"{name}_margin"].astype(float), read[f"{name}_verdict"]
            )
    return tuple(made[each] for each in chosen if each in made)


def scatter_figure(results: BatchResults, clouds: Sequence[Cloud], language: Language) -> Figure:
    """Draw clouds, a panel each. Figures are saved by `frame.save`."""
    of_several = (say("batch.scatter_scenario", language),) if len(results.outcomes) > 1 else ()
    shown = [word for word in _MARKERS if any((cloud.verdict == VERDICTS.index(word)).any() for cloud in clouds)]
    page = Page(
        title=say("batch.scatter", language),
        subtitle=members_text(results, language),
        notes=(sample_note(results, language),),
        panels=len(clouds),
        columns=min(3, len(clouds)),
        row=3.26,
        left=_LEFT,
        bottom=0.66,
        swatches=tuple((_MARKERS[word], VERDICT_COLOURS[word], say(f"verdict.{word}", language)) for word in shown),
        foot=(say("batch.scatter_key", language, count=f"{MOST_DRAWN:,}"), *of_several),
    )
    with figure_style():
        figure = new_page(page)
        for number, cloud in enumerate(clouds):
            target, outcome = results.case.targets[cloud.target], results.outcomes[cloud.scenario]
            axes = panel_axes(figure, page, number)
            met = f"{share_text(outcome.shares[cloud.target].p_met)} {say('batch.met_share', language)}"
            ends = [(met, VERDICT_COLOURS["met"])]
            if len(results.outcomes) > 1:
                ends.insert(0, (outcome.scenario.title_in(language), line_style(cloud.scenario).colour))
            write_panel_title(
                axes, page, target_text(target, language), asked_of(results, cloud.target, language), ends
            )
            _draw(axes, cloud, results.batch.inputs, language)
    return figure


def strongest(cloud: Cloud) -> tuple[tuple[int, float], ...]:
    """Rank inputs by how strongly they go with the margin.

    Returns: (input, rank correlation), the strongest first; an input that does not vary has none and comes last.
    Source: Spearman (1904), The proof and measurement of association between two things, AJP 15, 72-101.
    """
    told = np.isfinite(cloud.margin)
    if told.sum() < 2:
        return tuple((place, 0.0) for place in range(len(cloud.numbers)))
    margin = rankdata(cloud.margin[told])
    found = []
    for numbers in cloud.numbers:
        ranks = rankdata(numbers[told])
        spread = float(np.std(ranks) * np.std(margin))
        covered = float(np.mean((ranks - ranks.mean()) * (margin - margin.mean())))
        found.append(covered / spread if spread > 0 else 0.0)
    return tuple(
        (place, found[place]) for place in sorted(range(len(found)), key=lambda each: (-abs(found[each]), each))
    )


def _draw(axes: Axes, cloud: Cloud, inputs: Sequence[Input], language: Language) -> None:
    """Draw the members of one target."""
    (across, along), (up, along_up) = strongest(cloud)[:2]
    for place, correlation, axis, room in ((across, along, axes.xaxis, 2.9), (up, along_up, axes.yaxis, 1.75)):
        rank = f"ρ = {correlation:.2f}".replace("-", "−").replace(" ", "\xa0")
        text = f"{rank} · {axis_text(inputs[place], language)}"
        is_clear = abs(correlation) >= _CLEAR
        if not is_clear:
            text = f"{say('batch.no_clear' if place == across else 'batch.no_second', language)} · {text}"
        lines = "\n".join(wrap(text, _LABEL_SIZE, room, 2))
        axis.set_label_text(lines, fontsize=_LABEL_SIZE)
        if not is_clear:
            axis.label.set_color(_WEAK)
        axis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(axis_formatter(inputs[place]))
    axes.yaxis.set_label_coords(-(_LEFT - 0.04) / size_of(axes)[0], 0.5)
    axes.yaxis.label.set_verticalalignment("top")  # turned: its first line at the left end, away from the numbers
    axes.grid(False)
    axes.spines["left"].set_visible(True)
    x = cloud.numbers[across] * axis_scale(inputs[across])
    y = cloud.numbers[up] * axis_scale(inputs[up])
    for word, marker in _MARKERS.items():
        own = cloud.verdict == VERDICTS.index(word)
        if own.any():
            filled = {"linewidths": 0} if marker in "oD" else {"linewidths": 0.7}
            axes.scatter(
                x[own], y[own], s=9, marker=marker, color=VERDICT_COLOURS[word], alpha=0.7, rasterized=True, **filled
            )
