"""History matching as text for a terminal or a pipe, and as JSON."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from simulator.report.fit.match_figures import match_summary, match_title
from simulator.report.fit.match_rows import Row, history_rows, summary_rows
from simulator.report.fit.matched import HistoryMatch, input_text
from simulator.report.fit.screen import fit_table, number
from simulator.report.outcome import label_text
from simulator.report.screen import page_width, rendered
from simulator.report.unit_words import unit_text
from simulator.report.visible import visible
from simulator.report.words import Language, in_both, say

__all__ = ["how_text", "match_content", "match_text"]

# Of so many inputs the table tells; summary.csv has all.
_SHOWN = 20
_LARGE = 1000.0


def match_text(done: HistoryMatch, language: Language, width: int | None = None) -> str:
    """Write a matching. width: of the page; None takes the terminal's, 0 as much as the tables need."""
    width = page_width() if width is None else width
    rows = list(summary_rows(done))
    told = list(history_rows(done))
    inside = sum(row["inside_90"] == "yes" for row in told)
    parts: list[RenderableType] = [
        Text(visible(match_title(done, language)), style="bold"),
        Text(match_summary(done, language)),
        Text(how_text(done, language)),
        *(Text(visible(say(key, language, **values)), style="yellow") for key, values in done.notes),
        Text(say("match.fit", language, inside=inside, points=len(told))),
        "",
    ]
    if done.headlines:
        parts += [Text(say("match.headlines", language), style="bold"), _headlines(done, rows, language, width), ""]
    parts += [
        Text(say("match.inputs", language), style="bold"),
        _inputs(done, rows, language, width),
        "",
        Text(say("match.structure", language), style="dim"),
    ]
    return rendered(Group(*parts), width)


def how_text(done: HistoryMatch, language: Language) -> str:
    """Word what was computed, and how far it can be trusted."""
    posterior = done.posterior
    bank = posterior.prepared.bank
    return say(
        "match.how",
        language,
        runs=f"{posterior.matched.n_runs:,}",
        bank=f"{bank.scores.shape[1] + bank.n_broken:,}",
        accepted=f"{100 * posterior.matched.accepted:.0f}",
        remembered=f"{posterior.remembered:.2f}",
        agreement=f"{posterior.agreement:.3f}",
        misfit=f"{posterior.misfit:.2f}",
    )


def match_content(done: HistoryMatch) -> dict[str, object]:
    """Give a matching as JSON has it."""
    return {
        "name": done.asked.name,
        "model": done.asked.case.model,
        "until": done.asked.until,
        "members": done.n_members,
        "effective": done.effective,
        "settled": done.posterior.is_settled,
        "misfit": done.posterior.misfit,
        "notes": [in_both(each) for each in done.notes],
        "summary": list(summary_rows(done)),
        "fit": list(history_rows(done)),
    }


def _headlines(done: HistoryMatch, rows: list[Row], language: Language, width: int) -> RenderableType:
    headings = ("match.variable:left", "match.year", "match.before", "match.after", "match.unit:left", "match.narrowed")
    cells = []
    for row in rows:
        if row["kind"] == "headline":
            label = done.label(str(row["name"]))
            spreads = (_spread(row, "prior", language), _spread(row, "posterior", language))
            last = (unit_text(label.unit, language), _narrowed(row))
            cells.append((label_text(label, language), str(row["year"]), *spreads, *last))
    return fit_table(headings, cells, language, width)


def _inputs(done: HistoryMatch, rows: list[Row], language: Language, width: int) -> RenderableType:
    headings = ("match.input:left", "match.before", "match.after", "match.unit:left", "match.narrowed")
    seen = [row for row in rows if row["seen"] == "yes"]
    seen.sort(key=lambda row: -float(row["narrowed"] or 0.0))
    cells = []
    for row in seen[:_SHOWN]:
        spreads = (_spread(row, "prior", language), _spread(row, "posterior", language))
        unit = unit_text(str(row["unit"]), language)
        cells.append((input_text(done.asked, str(row["name"]), language), *spreads, unit, _narrowed(row)))
    return fit_table(headings, cells, language, width)


def _spread(row: Row, when: str, language: Language) -> str:
    """Word a median and its 80 % interval."""
    numbers = {word: _digits(row[f"{when}_{quantile}"]) for word, quantile in _INTERVAL}
    return say("match.spread", language, **numbers)


_INTERVAL = (("low", "q10"), ("middle", "q50"), ("high", "q90"))


def _digits(value: object) -> str:
    """Write a number with four digits, more where it is large."""
    if not isinstance(value, int | float):
        return number(None)
    return f"{value:,.0f}" if abs(value) >= _LARGE else f"{value:.4g}"


def _narrowed(row: Row) -> str:
    share = row["narrowed"]
    return f"{100 * share:.0f} %" if isinstance(share, float) else number(None)
