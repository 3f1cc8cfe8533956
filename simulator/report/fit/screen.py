"""A calibration as text for a terminal or a pipe, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from simulator.model.labels import Label
from simulator.report.columns import Column, laid_out, table_of
from simulator.report.digits import rounded
from simulator.report.fit.figure import summary_text, title_text
from simulator.report.fit.matched import input_text
from simulator.report.fit.outcome import Calibrated
from simulator.report.fit.rows import fit_rows, identifiability_rows, parameter_rows, statistics_rows
from simulator.report.outcome import label_text
from simulator.report.screen import page_width, rendered
from simulator.report.unit_words import unit_text
from simulator.report.visible import in_every_text, visible
from simulator.report.words import Language, in_both, say

__all__ = ["calibrated_content", "calibrated_text", "fit_table", "number", "series_text"]


def calibrated_text(done: Calibrated, language: Language, width: int | None = None) -> str:
    """Write a calibration. width: of the page; None takes the terminal's, 0 as much as the tables need."""
    width = page_width() if width is None else width
    parts: list[RenderableType] = [
        Text(visible(title_text(done, language)), style="bold"),
        Text(summary_text(done, language)),
        *(Text(visible(say(key, language, **values)), style="yellow") for key, values in done.notes),
        "",
        Text(say("calibration.parameters", language), style="bold"),
        _parameters(done, language, width),
        "",
        Text(say("calibration.statistics", language), style="bold"),
        _statistics(done, language, width),
        "",
        Text(say("calibration.identifiability", language), style="bold"),
        *map(Text, _identifiability(done, language)),
        "",
        Text(visible(say("calibration.note.errors", language, file=done.asked.calibration.shown)), style="dim"),
    ]
    return rendered(Group(*parts), width)


def calibrated_content(done: Calibrated) -> dict[str, object]:
    """Give a calibration as JSON has it."""
    return {
        "name": done.asked.name,
        "model": done.asked.case.model,
        "until": done.asked.until,
        "converged": done.found.converged,
        "loss": done.found.loss,
        "agreeing": done.found.agreeing,
        "refined": len(done.found.losses),
        "notes": [in_both(each) for each in done.notes],
        "parameters": list(parameter_rows(done)),
        "statistics": list(statistics_rows(done)),
        "identifiability": list(identifiability_rows(done)),
        "fit": list(fit_rows(done)),
    }


def fit_table(headings: Sequence[str], rows: Sequence[Sequence[str]], language: Language, width: int) -> RenderableType:
    """Make a table whose columns are numbers but for the first ones, which end in `:left`. headings: keys of words."""
    lefts = [each.endswith(":left") for each in headings]
    said = [say(each.removesuffix(":left"), language) for each in headings]
    safe = in_every_text(tuple(tuple(row) for row in rows), visible)
    columns = [
        Column(heading, tuple(map(Text, cells)), not left, 12 if left else None)
        for heading, left, cells in zip(said, lefts, zip(*safe, strict=True) if safe else [()] * len(said), strict=True)
    ]
    table = laid_out(columns, width)
    if table is None:
        table = table_of((heading, "left" if left else "right") for heading, left in zip(said, lefts, strict=True))
        for row in safe:
            table.add_row(*map(Text, row))
    return table


def series_text(label: Label, name: str, language: Language) -> str:
    """Name a series by its variable; where it has a name of its own, with that."""
    text = label_text(label, language)
    return text if name == label.variable else f"{text} [{name}]"


def number(value: object) -> str:
    """Write a computed number; a dash where there is none."""
    return rounded(float(value)) if isinstance(value, int | float) else rounded(None)


def _parameters(done: Calibrated, language: Language, width: int) -> RenderableType:
    headings = (
        "calibration.parameter:left",
        "calibration.value",
        "calibration.error",
        "calibration.range",
        "calibration.unit:left",
        "calibration.at:left",
    )
    rows = []
    for row in parameter_rows(done):
        at = str(row["at_bound"]) or ("open" if row["told"] == "no" else "")
        span = f"{_digits(row['low'])} – {_digits(row['high'])}"
        numbers = (_digits(row["value"]), _digits(row["standard_error"]), span)
        told = say(f"calibration.at.{at}", language) if at else ""
        rows.append(
            (
                input_text(done.asked, str(row["parameter"]), language),
                *numbers,
                unit_text(str(row["unit"]), language),
                told,
            )
        )
    return fit_table(headings, rows, language, width)


def _digits(value: object) -> str:
    """Write a number with four digits, whatever its size; a dash where there is none."""
    return f"{float(value):.4g}" if isinstance(value, int | float) else "–"


def _statistics(done: Calibrated, language: Language, width: int) -> RenderableType:
    labels = {label.variable: label for label in done.asked.case.labels}
    keys = ("mape_heading", "rmspe_heading", "mean_heading", "theil_heading", "bias", "variance", "covariance")
    headings = (
        "calibration.series:left",
        "calibration.n",
        *(f"calibration.{key}" for key in keys),
    )
    rows = []
    for row in statistics_rows(done):
        label = labels[str(row["variable"])]
        mean = f"{number(row['mean_error'])} {unit_text(label.unit, language)}"
        if row["enough"] == "yes":
            shares = tuple(number(row[each]) for each in ("theil_u", "bias", "variance", "covariance"))
        else:
            shares = (say("calibration.too_few", language), "", "", "")
        errors = (number(row["mape"]), number(row["rmspe"]), mean)
        rows.append((series_text(label, str(row["series"]), language), str(row["n"]), *errors, *shares))
    return fit_table(headings, rows, language, width)


def _identifiability(done: Calibrated, language: Language) -> list[str]:
    """Say which parameters history cannot tell, or tell apart."""
    lines = []
    for row in identifiability_rows(done):
        kind, value = str(row["kind"]), row["value"]
        if kind == "direction" and value == float("inf"):
            kind = "never"
        parts = [each.partition(" (") for each in str(row["parameters"]).split("; ")]
        named = [f"{input_text(done.asked, name, language)}{sign}{rest}" for name, sign, rest in parts]
        told = {"value": number(value), "names": say("batch.or_semicolon", language).join(named)}
        lines.append(visible(say(f"calibration.kind.{kind}", language, **told)))
    return [say("calibration.all_told", language), *lines] if len(lines) == 1 else lines
