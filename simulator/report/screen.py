"""Tables as text for a terminal or a pipe: verdicts, the register, a scenario explained."""

import re
import shutil
import sys
from collections.abc import Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simulator.report.columns import Column, laid_out, table_of
from simulator.report.digits import rounded
from simulator.report.grouping import KINDS, target_asked
from simulator.report.outcome import Case, Results, label_text
from simulator.report.unit_words import unit_text
from simulator.report.verdict_table import verdict_table
from simulator.report.visible import in_every_text, visible
from simulator.report.words import Language, choose, say
from simulator.scenario.batch import Batch
from simulator.scenario.explain import EXPLAINED_KINDS, Explained
from simulator.scenario.resolve import MODEL_DEFAULT
from simulator.scenario.scenario import Scenario
from simulator.target import Target, trend_of

__all__ = ["explained_text", "page_width", "rendered", "targets_text", "verdicts_text"]


_PLAIN = str.maketrans({"−": "-", "₂": "2", "²": "2", "³": "3", "\xa0": " "})
_TRAILING = re.compile(r"(?:\x1b\[[0-9;]*m| )+$")


def verdicts_text(results: Results, language: Language, width: int | None = None) -> str:
    """Write the verdicts of a report.

    width:   of the page; None takes the terminal's, 0 as much as the table needs, as where there is no terminal.
    Returns: text with colours as escape sequences; whoever prints it takes them out where there is no terminal.
    """
    width = page_width() if width is None else width
    return rendered(verdict_table(in_every_text(results, visible), language, width), width)


def targets_text(case: Case, language: Language, width: int | None = None) -> str:
    """Write the register: what is modelled with its variable and measure, then what is not, and why.

    width: as in `verdicts_text`.
    """
    width = page_width() if width is None else width
    case = in_every_text(case, visible)
    modelled = [target for target in case.targets if target.is_modelled]
    trends = [target for target in case.targets if target.basis == "trend"]
    others = [target for target in case.targets if target.basis == "none"]
    names = {label.variable: label_text(label, language) for label in case.labels}
    parts: list[RenderableType] = []
    for kind, chosen in (("modelled", modelled), ("trend", trends), ("unmodelled", others)):
        if not chosen:
            continue
        heading = say(f"register.{kind}", language, count=len(chosen), total=len(case.targets))
        told = [_told(case, each, names, language) for each in chosen]
        cells = [(*_register_cells(case, target, language), text) for target, text in zip(chosen, told, strict=True)]
        table = laid_out(_register_columns(cells, kind, language), width) or _register_below(cells)
        parts += [Text(heading, style="bold"), "", table, ""]
    titles = dict.fromkeys((target.document, target.document_title) for target in case.targets)
    parts += [Text(f"{code}  {title}", style="dim") for code, title in titles]
    return rendered(Group(*parts), width)


def explained_text(
    told: Scenario | Batch, values: Sequence[Explained], language: Language, width: int | None = None
) -> str:
    """Write every value of a scenario, or every input of a batch and the values of its scenarios, and what set it.

    width: as in `verdicts_text`.
    """
    width = page_width() if width is None else width
    values = in_every_text(tuple(values), visible)
    parts: list[RenderableType] = [Text(visible(told.title_in(language)), style="bold")]
    parts += [Text(visible(line)) for line in told.description_in(language).splitlines()]
    # A batch's own parts, then scenario by scenario, then what all of them leave alone.
    order = {(value.kind == "default", value.scenario): None for value in values}
    for last, scenario in sorted(order, key=lambda each: each[0]):
        for kind in EXPLAINED_KINDS:
            rows = [value for value in values if (value.kind, value.scenario) == (kind, scenario)]
            if not rows or (kind == "default") != last:
                continue
            heading = say(f"explain.{kind}", language) + (f" · {scenario}" if scenario else "")
            parts += ["", Text(heading, style="bold"), _explained_table(rows, kind == "default", language, width)]
    return rendered(Group(*parts), width)


def _explained_table(rows: Sequence[Explained], short: bool, language: Language, width: int) -> Table:
    """Write values of a scenario. short: without where they come from."""
    headings = ("explain.name", "explain.value", "explain.unit", "explain.where", "explain.overrode")
    cells = [
        (
            *(row.name, row.value, unit_text(row.unit, language), _place(row.where, language)),
            "; ".join(f"{each.value} ({_place(each.where, language)})" for each in row.overrode),
        )
        for row in rows
    ]
    columns = [
        Column(say(heading, language), tuple(map(Text, texts)), floor=floor)
        for heading, floor, texts in zip(headings, (16, 8, 8, None, 18), zip(*cells, strict=True), strict=True)
    ][: 3 if short else None]
    table = laid_out(columns, width)
    if table is None:
        table = table_of((column.heading, "left") for column in columns)
        for texts in cells:
            table.add_row(*map(Text, texts[: len(columns)]))
    return table


def _place(where: str, language: Language) -> str:
    """Write where a value comes from."""
    return say("explain.model_default", language) if where == MODEL_DEFAULT else where


def rendered(content: RenderableType, width: int) -> str:
    """Turn tables into text, in signs that a Chinese console (GBK) has too."""
    written = StringIO()
    console = Console(
        file=written,
        width=width or 4000,
        force_terminal=True,
        color_system="standard",
        markup=False,  # names such as capacity[wind] are not markup
        emoji=False,
        highlight=False,
    )
    console.print(content)
    lines = written.getvalue().translate(_PLAIN).splitlines()
    return "\n".join(_TRAILING.sub(_styles_alone, line) for line in lines) + "\n"


def _styles_alone(trailing: re.Match[str]) -> str:
    """Keep the escape sequences at the end of a line, not the spaces."""
    return trailing[0].replace(" ", "")


def page_width() -> int:
    """Width of the terminal that is written to; 0 when there is none, as for a file or a pipe."""
    if sys.stdout is None or sys.stdout.closed or not sys.stdout.isatty():
        return 0
    return shutil.get_terminal_size(fallback=(0, 24)).columns


def _register_columns(cells: Sequence[tuple[str, ...]], kind: str, language: Language) -> list[Column]:
    """Make the columns of the register. kind: modelled or unmodelled."""
    last = "table.variable" if kind == "modelled" else "table.reason_heading"
    headings = ("table.target", "table.asked", "table.year", "table.kind", "table.document", last)
    floors = (30, 18, None, None, None, 24)
    return [
        Column(say(heading, language), tuple(map(Text, texts)), heading == "table.year", floor)
        for heading, floor, texts in zip(headings, floors, zip(*cells, strict=True), strict=True)
    ]


def _register_below(cells: Sequence[tuple[str, ...]]) -> RenderableType:
    """Write the register for a page too narrow for its columns: below each target what it asks, and of what."""
    lines: list[RenderableType] = []
    for name, *asked, told in cells:
        below = "  ".join(filter(None, asked))
        lines += [Text(name), *(Padding(Text(each, style="dim"), (0, 0, 0, 4)) for each in (below, told) if each)]
    return Group(*lines)


def _register_cells(case: Case, target: Target, language: Language) -> tuple[str, str, str, str, str]:
    """Write what a row of the register asks."""
    return (
        choose(target.name_en, target.name_zh, language),
        target_asked(target, case.labels, language),
        "" if target.year is None else str(target.year),
        say(f"binding.short.{KINDS[target.binding]}", language),
        target.document,
    )


def _told(case: Case, target: Target, names: dict[str, str], language: Language) -> str:
    """Write by what a target is judged, which rates stand beside it, or why nothing is said."""
    if target.is_modelled:
        return _measured(target, names, language)
    reason = choose(target.reason, target.reason_zh, language)
    if target.basis == "none":
        return reason
    trend = trend_of(target, case.history)
    unit = unit_text(trend.unit, language)
    rates = (("required_rate", trend.required), ("past_rate", trend.past))
    texts = (f"{say(f'table.{name}', language)} {rounded(rate)} {unit}" for name, rate in rates if rate is not None)
    return "; ".join(texts) + f" ({reason})"


def _measured(target: Target, names: dict[str, str], language: Language) -> str:
    """Write which variable a target asks of, by which measure, and what it restates."""
    span = "" if target.from_year is None else f" {target.from_year}-{target.year}"
    measure = say(f"measure.{target.measure}", language) + span
    text = say("register.measure", language, variable=names.get(target.variable, target.variable), measure=measure)
    return f"{text} (= {target.restates})" if target.restates else text
