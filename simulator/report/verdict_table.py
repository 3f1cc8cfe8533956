"""The verdict table of a terminal: targets down, scenarios across, then the counts and what the numbers depend on."""

import math
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simulator.report.digits import rounded, signed
from simulator.report.frame import caveats
from simulator.report.grouping import (
    Block,
    Row,
    blocks,
    restated,
    target_asked,
    target_text,
    tolerance_note,
    unmodelled,
    word_of,
)
from simulator.report.outcome import Results
from simulator.report.words import Language, say
from simulator.target.verdict import Verdict

__all__ = ["table_of", "verdict_table"]

_COLOURS = {"met": "green", "missed": "red", "too_close": "yellow", "undecided": "magenta", "imposed": "blue"}
_SIGNS = {"met": "+", "missed": "-", "too_close": "~", "undecided": "?", "imposed": "=", "not_modelled": " "}
_WORDS = tuple(_COLOURS)
_MOST_WORDED = 4  # more scenarios than this get a sign each instead of a word and numbers
_MOST_REASONS = 3
_ROOMY = 130


def verdict_table(results: Results, language: Language, width: int) -> RenderableType:
    """Lay the verdicts of a report out. width: of the page in characters; 0 for as much as is needed."""
    made = blocks(results)
    parts: list[RenderableType] = []
    if made:
        if len(results.outcomes) == 1:
            parts.append(_single(results, made, language))
        elif len(results.outcomes) <= _MOST_WORDED:
            parts.append(_worded(results, made, language, not width or width >= _ROOMY))
        else:
            parts.append(_signed(results, made, language))
        parts += ["", _summary(results, made, language), ""]
    return Group(*parts, *(Text(line, style="dim") for line in _notes(results, made, language)))


def table_of(headings: Iterable[tuple[str, str]]) -> Table:
    """Make an empty table without lines. headings: (text, left or right)."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for text, side in headings:
        table.add_column(text, justify="right" if side == "right" else "left", overflow="fold", vertical="bottom")
    return table


def _sections(table: Table, made: Sequence[Block], language: Language) -> Iterable[Row]:
    """Give every row, writing the headings of kinds and sectors between them."""
    for number, block in enumerate(made):
        if number:
            table.add_row("")
        table.add_row(Text(say(f"binding.{block.kind}", language), style="bold"))
        for group in block.groups:
            table.add_row(Text(f"  {say(f'sector.{group.sector}', language)}", style="italic dim"))
            yield from group.rows


def _name(row: Row, language: Language) -> Padding:
    """Indent a target's name, its further lines too."""
    return Padding(Text(target_text(row.target, language)), (0, 0, 0, 4))


def _single(results: Results, made: Sequence[Block], language: Language) -> Table:
    """One scenario: a column for every number."""
    left = [say(f"table.{each}", language) for each in ("target", "asked")]
    right = [say(f"table.{each}", language) for each in ("year", "value", "margin")]
    last = [say(f"table.{each}", language) for each in ("verdict", "first_year", "document")]
    table = table_of([*((each, "left") for each in left), *((each, "right") for each in right)])
    for each in last:
        table.add_column(each, vertical="bottom")
    for row in _sections(table, made, language):
        verdict = row.verdicts[0]
        table.add_row(
            _name(row, language),
            target_asked(row.target, results.case.labels, language),
            _year(row.target.year),
            _value(verdict),
            signed(verdict.margin),
            _word(verdict, language),
            _year(verdict.first_year),
            row.target.document,
        )
    return table


def _worded(results: Results, made: Sequence[Block], language: Language, roomy: bool) -> Table:
    """A few scenarios: word, value and margin of each in one column."""
    headings = [(say("table.target", language), "left"), (say("table.asked", language), "left")]
    headings += [(say("table.year", language), "right")]
    headings += [(say("table.document", language), "left")] if roomy else []
    table = table_of([*headings, *((outcome.scenario.title_in(language), "left") for outcome in results.outcomes)])
    columns = [
        _columned([row.verdicts[position] for block in made for row in block.rows], language)
        for position in range(len(results.outcomes))
    ]
    for number, row in enumerate(_sections(table, made, language)):
        document = [row.target.document] if roomy else []
        cells = [column[number] for column in columns]
        asked = target_asked(row.target, results.case.labels, language)
        table.add_row(_name(row, language), asked, _year(row.target.year), *document, *cells)
    return table


def _columned(verdicts: Sequence[Verdict], language: Language) -> list[Text]:
    """Write a scenario's cells with words, values and margins each under one another."""
    words = [_word(verdict, language) for verdict in verdicts]
    values = [_value(verdict) for verdict in verdicts]
    margins = [f"({signed(verdict.margin)})" if verdict.margin is not None else "" for verdict in verdicts]
    word_width = max(word.cell_len for word in words)
    value_width, margin_width = (max(map(cell_len, texts)) for texts in (values, margins))
    cells = []
    for word, value, margin in zip(words, values, margins, strict=True):
        gap = word_width - word.cell_len + 1 + value_width - cell_len(value)
        cell = Text.assemble(word, " " * gap, value)
        cell.append(" " * (1 + margin_width - cell_len(margin)) + margin, style="dim")
        cells.append(cell)
    return cells


def _signed(results: Results, made: Sequence[Block], language: Language) -> Group:
    """Many scenarios: a number each over the columns, a sign a verdict, the key below."""
    headings = [(say("table.target", language), "left"), (say("table.asked", language), "left")]
    headings += [(say("table.year", language), "right")]
    headings += [(str(number), "right") for number in range(1, len(results.outcomes) + 1)]
    table = table_of(headings)
    for column in table.columns[3:]:
        column.no_wrap = True
    for row in _sections(table, made, language):
        signs = [Text(_SIGNS[word_of(each)], style=_COLOURS.get(word_of(each), "")) for each in row.verdicts]
        asked = target_asked(row.target, results.case.labels, language)
        table.add_row(_name(row, language), asked, _year(row.target.year), *signs)
    key = "   ".join(f"{_SIGNS[word]} {say(f'verdict.{word}', language)}" for word in _WORDS)
    names = [
        Text(f"{number:>2} {outcome.scenario.title_in(language)}")
        for number, outcome in enumerate(results.outcomes, start=1)
    ]
    return Group(table, "", Text(key, style="dim"), *names)


def _summary(results: Results, made: Sequence[Block], language: Language) -> Table:
    """Count the verdicts of each scenario, binding and expected apart."""
    found = {word for block in made for row in block.rows for word in map(word_of, row.verdicts)}
    words = [word for word in _WORDS if word in found or word in ("met", "missed")]
    headings = [(say("table.summary", language), "left"), ("", "left")]
    table = table_of([*headings, *((say(f"verdict.{word}", language), "right") for word in words)])
    for position, outcome in enumerate(results.outcomes):
        for number, block in enumerate(made):
            counts = block.counts(position)
            name = Text(outcome.scenario.title_in(language), style="bold") if number == 0 else Text("")
            numbers = [Text(str(counts[word]), style=_COLOURS[word] if counts[word] else "dim") for word in words]
            table.add_row(name, say(f"binding.short.{block.kind}", language), *numbers)
    return table


def _notes(results: Results, made: Sequence[Block], language: Language) -> list[str]:
    """Say what the numbers depend on, and what is left out."""
    verdicts = [verdict for block in made for row in block.rows for verdict in row.verdicts]
    total, left_out, repeated = len(results.case.targets), unmodelled(results), restated(results)
    notes = list(caveats(results, language))
    if len(results.outcomes) <= _MOST_WORDED and any(verdict.basis == "observed" for verdict in verdicts):
        notes.append(say("table.observed", language))
    notes += [note for note in (tolerance_note(results, language),) if note]
    reasons = dict.fromkeys(verdict.reason for verdict in verdicts if verdict.verdict == "undecided" and verdict.reason)
    notes += [say("table.reason", language, reason=reason) for reason in list(reasons)[:_MOST_REASONS]]
    if len(reasons) > _MOST_REASONS:
        notes.append(say("table.more_reasons", language, count=len(reasons) - _MOST_REASONS))
    if not made:
        notes.append(say("table.nothing", language, total=total))
    if repeated:
        notes.append(say("table.restated", language, count=repeated))
    if left_out:
        command = "simulator targets"
        notes.append(say("table.not_modelled", language, count=left_out, total=total, command=command))
    errors = [outcome.numerics.numerical_error for outcome in results.outcomes]
    worst = max((error for error in errors if math.isfinite(error)), default=math.nan)
    solver = results.outcomes[0].numerics.solver
    notes.append(say("note.solver", language, solver=solver, error=f"{worst:.1e}"))
    return notes


def _word(verdict: Verdict, language: Language) -> Text:
    """Write a verdict in its colour."""
    word = word_of(verdict)
    return Text(say(f"verdict.{word}", language), style=_COLOURS.get(word, "dim"))


def _value(verdict: Verdict) -> str:
    """Write a value; a star marks what history gives."""
    return rounded(verdict.value) + ("*" if verdict.basis == "observed" else "")


def _year(year: int | None) -> str:
    """Write a year, or nothing."""
    return "" if year is None else str(year)
