"""One figure a variable: every scenario's trajectory with history, targets and verdicts."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from simulator.model.labels import Label
from simulator.report.digits import rounded
from simulator.report.font import figure_style
from simulator.report.foot import TALLIES, Foot, foot_height, write_foot
from simulator.report.frame import caveats, write_head
from simulator.report.layout import spread, text_width, wrap
from simulator.report.marks import marks_of
from simulator.report.outcome import Outcome, Results, label_text
from simulator.report.palette import line_style
from simulator.report.panel import Fans, Panel, draw_panel, history_shown
from simulator.report.unit_words import unit_text
from simulator.report.words import Language

__all__ = ["trajectory_figure"]

_WIDTH, _HEIGHT = 7.2, 4.3
_LABEL_SIZE = 8.5
_LABEL_ROOM = 1.5


def trajectory_figure(results: Results, label: Label, language: Language, fans: Fans | None = None) -> Figure:
    """Draw one variable. fans: of a batch. Figures are saved by `frame.save`."""
    fans = fans or Fans("", "", (), tallies=TALLIES)
    unit = unit_text(label.unit, language)
    with figure_style():
        figure = Figure(figsize=(_WIDTH, _HEIGHT))
        marks = marks_of(results, label)
        foot = Foot(marks, history_shown(results, label), language, tallies=fans.tallies)
        subtitle = " · ".join(filter(None, (unit, fans.subtitle)))
        notes = (*caveats(results, language), *fans.notes)
        top = write_head(figure, label_text(label, language), subtitle, notes)
        names = [outcome.scenario.title_in(language) for outcome in results.outcomes]
        room = min(_LABEL_ROOM, max(text_width(name, _LABEL_SIZE) for name in names)) + 0.75
        left, bottom = 0.62, 0.42 + foot_height(foot, _WIDTH)
        size = ((_WIDTH - left - room) / _WIDTH, (_HEIGHT - bottom - top - 0.14) / _HEIGHT)
        axes = figure.add_axes((left / _WIDTH, bottom / _HEIGHT, *size))
        draw_panel(axes, results, label, Panel(language, ribbons=fans.ribbons.get(label.variable, ())))
        _label_lines(axes, results, label, language)
        write_foot(figure, foot)
    return figure


def _label_lines(axes: Axes, results: Results, label: Label, language: Language) -> None:
    """Write each scenario's name and last value at the right end of its line."""
    low, high = axes.get_ylim()
    ends = [float(outcome.yearly.of(label.variable)[-1, 0]) for outcome in results.outcomes]
    values = [rounded(end) for end in ends]
    lines = [wrap(outcome.scenario.title_in(language), _LABEL_SIZE, _LABEL_ROOM, 2) for outcome in results.outcomes]
    gap = (high - low) * max(map(len, lines)) * _LABEL_SIZE * 1.3 / 72 / (axes.get_position().height * _HEIGHT)
    shown = [min(max(_last_finite(outcome, label, low), low), high) for outcome in results.outcomes]
    indent = 12 + 72 * max(text_width(value, _LABEL_SIZE) for value in values)
    for position, place in enumerate(spread(shown, gap, low, high)):
        colour = line_style(position).colour
        last = float(results.outcomes[position].yearly.years[-1])
        if np.isfinite(ends[position]) and abs(place - ends[position]) > 0.3 * gap:
            edge = axes.get_xlim()[1] + 0.012 * (last - axes.get_xlim()[0])
            lead = Line2D([last, edge], [ends[position], place], color=colour, linewidth=0.6, alpha=0.7)
            lead.set_clip_on(False)
            axes.add_line(lead)
        for text, offset in ((values[position], 7.0), ("\n".join(lines[position]), 7.0 + indent)):
            axes.annotate(
                text,
                (1.0, place),
                xycoords=("axes fraction", "data"),
                xytext=(offset, 0),
                textcoords="offset points",
                fontsize=_LABEL_SIZE,
                color=colour,
                va="center_baseline",
                linespacing=1.05,
                annotation_clip=False,
            )


def _last_finite(outcome: Outcome, label: Label, otherwise: float) -> float:
    """Find the last value that is a finite number: where a line that breaks off ends."""
    values = outcome.yearly.of(label.variable)[:, 0]
    finite = values[np.isfinite(values)]
    return float(finite[-1]) if finite.size else otherwise
