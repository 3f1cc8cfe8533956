"""The battery as text for a terminal or a pipe: a row a check, below it what it found."""

from collections.abc import Sequence
from itertools import groupby

from rich.cells import set_cell_size
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from simulator.check import STATUSES, Finding, Result
from simulator.report.check.told import finding_text, name_text, said_text
from simulator.report.columns import Column, laid_out
from simulator.report.screen import page_width, rendered
from simulator.report.words import Language, say

__all__ = ["check_text", "tally"]

# Findings of one check that are written out.
_SHOWN = 10
_STATUS = 14  # width of the longest status
_STYLES = {"passed": "green", "failed": "bold red", "weak": "yellow", "skipped": "dim"}


def check_text(model: str, results: Sequence[Result], language: Language, width: int | None = None) -> str:
    """Write what every check found.

    width: of the page; None takes the terminal's, 0 as much as is needed, as where there is no terminal.
    """
    width = page_width() if width is None else width
    parts: list[RenderableType] = [Text(say("check.heading", language, model=model), style="bold")]
    for part, group in groupby(results, key=lambda each: each.part):
        parts += ["", Text(say(f"check.part.{part}", language), style="bold")]
        for result in group:
            parts += [_row(result, language, width), *_findings(result, language)]
    parts += ["", Text(say("check.tally", language, **tally(results)), style="bold")]
    return rendered(Group(*parts), width)


def tally(results: Sequence[Result]) -> dict[str, int]:
    """Count checks by status."""
    return {status: sum(each.status == status for each in results) for status in STATUSES}


def _row(result: Result, language: Language, width: int) -> RenderableType:
    """Write one check: status, name, what it did."""
    status = say(f"check.status.{result.status}", language)
    own = "" if result.name == result.part else name_text(result, language)
    told = said_text(result.told, language)
    cells = (status, f"{own}: {told}" if own and language == "en" else f"{own}：{told}" if own else told)
    columns = [
        Column("", (Text(set_cell_size(cells[0], _STATUS), style=_STYLES[result.status]),)),
        Column("", (Text(cells[1]),), floor=24),
    ]
    table = laid_out(columns, width)
    if table is None:
        return Text("  ".join(cells))
    table.show_header = False
    return Padding(table, (0, 0, 0, 2))


def _findings(result: Result, language: Language) -> list[RenderableType]:
    """Write what a check found, its faults first."""
    ordered = sorted(result.findings, key=lambda each: (each.note, bool(each.weakness)))
    lines = [_line(each, result, language) for each in ordered[:_SHOWN]]
    if len(ordered) > _SHOWN:
        lines.append(say("check.more", language, count=len(ordered) - _SHOWN))
    return [Padding(Text(line), (0, 0, 0, 6)) for line in lines]


def _line(finding: Finding, result: Result, language: Language) -> str:
    """Write one finding: where, what, what is wrong with it."""
    text = finding_text(finding, language)
    place = f"{finding.where}: " if finding.where else ""
    named = finding.told.key.startswith("expect") or finding.subject == result.name
    return f"{place}{text}" if named else f"{place}{finding.subject}: {text}"
