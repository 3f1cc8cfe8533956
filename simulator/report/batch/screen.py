"""What a batch prints when it is done: shares and medians by target, how far they can be trusted, of what they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simulator.report.batch.medians import as_runs, shares_of
from simulator.report.batch.outcome import BatchResults, TargetShare
from simulator.report.batch.sheets import SUMMARY_COLUMNS, summary_cells
from simulator.report.batch.told import (
    broken_notes,
    interval_notes,
    interval_text,
    members_text,
    quantile_note,
    sample_note,
    share_text,
    word_of_share,
)
from simulator.report.columns import Column, laid_out, table_of
from simulator.report.digits import rounded
from simulator.report.frame import caveats
from simulator.report.grouping import Block, Row, blocks, restated, target_text, tolerance_note, unmodelled
from simulator.report.outcome import Results
from simulator.report.rows import plain
from simulator.report.screen import page_width, rendered
from simulator.report.verdict_cells import COLOURS, SIGNS, asked_text, sections, year_text
from simulator.report.visible import in_every_text, visible
from simulator.report.words import Language, say

__all__ = ["batch_text", "summary_rows"]

_MOST_WITH_INTERVALS = 4
_LEAST_NAME, _LEAST_ASKED = 30, 18
_INDENT, _BETWEEN = 6, 3  # of what stands below a target
_NUMBER = 3  # width of a share: "100", ">99"
_HALF = 0.5
_COUNTED = ("by_all", "by_most", "by_some", "by_none")

Entries = Sequence[Text | Row]


def batch_text(results: BatchResults, language: Language, width: int | None = None) -> str:
    """Write what a batch found.

    width:   of the page; None takes the terminal's, 0 as much as the table needs, as where there is no terminal.
    Returns: text with colours as escape sequences; whoever prints it takes them out where there is no terminal.
    """
    width = page_width() if width is None else width
    results = in_every_text(results, visible)
    runs = as_runs(results)
    made = blocks(runs)
    parts: list[RenderableType] = [Text(members_text(results, language), style="bold"), ""]
    if made:
        entries = tuple(sections(made, language))
        parts += [_table(results, runs, entries, language, width), *_numbered(results, language), ""]
        parts += [_counts(results, made, language), ""]
    parts += [Text(line, style="yellow") for line in (sample_note(results, language), *broken_notes(results, language))]
    return rendered(Group(*parts, *(Text(line, style="dim") for line in _notes(results, runs, language))), width)


def summary_rows(results: BatchResults) -> list[dict[str, str | int | float | bool | None]]:
    """Give one row a scenario and target: the columns of summary.csv, then both names.

    A number that is not finite is None.
    """
    rows = []
    for outcome in results.outcomes:
        for share in outcome.shares:
            target = results.case.targets[share.target]
            cells = map(plain, summary_cells(outcome.scenario.name, target, share))
            row = dict(zip(SUMMARY_COLUMNS, cells, strict=True))
            rows.append(row | {"name_en": target.name_en, "name_zh": target.name_zh})
    return rows


def _table(results: BatchResults, runs: Results, entries: Entries, language: Language, width: int) -> RenderableType:
    """Lay the table out: with a document where the page has room for it, else below each target."""
    names = tuple(
        entry if isinstance(entry, Text) else Text("    " + target_text(entry.target, language)) for entry in entries
    )
    asked = _cells(entries, lambda row: Text(asked_text(row, runs, language)))
    years = _cells(entries, lambda row: Text(year_text(row.target.year)))
    columns = [
        Column(say("table.target", language), names, floor=_LEAST_NAME),
        Column(say("table.asked", language), asked, floor=_LEAST_ASKED),
        Column(say("table.year", language), years, right=True),
    ]
    if len(results.outcomes) > 1:
        columns += _scenario_columns(results, entries, language)
    else:
        columns += _own_columns(results, entries, language)
    found = laid_out(columns, width)
    return _below(columns, entries, width) if found is None else found


def _own_columns(results: BatchResults, entries: Entries, language: Language) -> list[Column]:
    """Make the columns of the only scenario: shares, median, spread, and what could not be told, where there is any."""
    writers: list[tuple[str, Callable[[TargetShare], Text]]] = [
        ("share", lambda share: _share_cell(share, language, True)),
        ("median", lambda share: Text(_median(share))),
        ("spread", lambda share: Text(_ends(share), style="dim")),
    ]
    for word in ("too_close", "undecided"):
        if any(share.counted is not None and getattr(share.counted, word) for share in results.outcomes[0].shares):
            writers.append((word, _counter(word)))
    return [
        Column(
            say(f"batch.{heading}", language),
            _cells(entries, lambda row, write=write: write(shares_of(results, row)[0])),  # type: ignore[misc]
            right=True,
        )
        for heading, write in writers
    ]


def _scenario_columns(results: BatchResults, entries: Entries, language: Language) -> list[Column]:
    """Make a column a scenario: shares, with their intervals where there are few; of many the numbers alone."""
    few = len(results.outcomes) <= _MOST_WITH_INTERVALS
    made = []
    for position, outcome in enumerate(results.outcomes):
        cells = tuple(
            Text("")
            if isinstance(entry, Text)
            else _share_cell(shares_of(results, entry)[position], language, few, short=not few)
            for entry in entries
        )
        made.append(Column(outcome.scenario.title_in(language) if few else str(position + 1), cells, right=True))
    return made


def _cells(entries: Entries, write: Callable[[Row], Text]) -> tuple[Text, ...]:
    """Write the cells of a column; nothing beside headings."""
    return tuple(Text("") if isinstance(entry, Text) else write(entry) for entry in entries)


def _share_cell(share: TargetShare, language: Language, interval: bool, short: bool = False) -> Text:
    """Write the share of members that meet a target, or the word for what is not counted. short: a word's sign."""
    word = word_of_share(share)
    if share.p_met is None:
        text = SIGNS[word] if short else say(f"verdict.{word}", language)
        return Text(text + ("*" if share.basis == "observed" else ""), style=COLOURS.get(word, "dim"))
    colour = "green" if share.p_met >= _HALF else "red"
    text = interval_text(share) if interval else share_text(share.p_met)
    return Text(text, style=COLOURS[word] if word in ("too_close", "undecided") else colour)


def _counter(word: str) -> Callable[[TargetShare], Text]:
    """Write the share of members with one verdict."""

    def write(share: TargetShare) -> Text:
        counted = share.counted
        n_such = 0 if counted is None else getattr(counted, word)
        return Text(share_text(n_such / counted.n) if counted and n_such else "", style=COLOURS[word])

    return write


def _median(share: TargetShare) -> str:
    """Write a median."""
    return "" if share.spread is None else rounded(share.spread.quantiles[2])


def _ends(share: TargetShare) -> str:
    """Write the quantiles between which nine of ten members are."""
    if share.spread is None or share.counted is None or not math.isfinite(share.spread.quantiles[0]):
        return ""
    return f"{rounded(share.spread.quantiles[0])} – {rounded(share.spread.quantiles[-1])}"


def _below(columns: Sequence[Column], entries: Entries, width: int) -> RenderableType:
    """Write the table for a page too narrow for its columns: below each target what would stand beside it."""
    lines: list[RenderableType] = []
    for number, entry in enumerate(entries):
        lines.append(columns[0].cells[number])
        if isinstance(entry, Text):
            continue
        beside = [_piece(column, number) for column in columns[1:] if column.cells[number].plain]
        numbered = sum(column.heading.isdigit() and bool(column.cells[number].plain) for column in columns)
        split = len(beside) - numbered  # numbered scenarios stand on lines of their own
        broken = (*_filled(beside[:split], width - _INDENT), *_filled(beside[split:], width - _INDENT))
        lines += [Padding(line, (0, 0, 0, _INDENT)) for line in broken]
    return Group(*lines)


def _piece(column: Column, number: int) -> Text:
    """Write a cell behind its heading; those of numbered scenarios all as wide as one another."""
    cell = column.cells[number]
    if not column.heading.isdigit():
        return Text.assemble((f"{column.heading}  ", "dim"), cell)
    return Text.assemble((f"{column.heading:>2}: ", "dim"), " " * (_NUMBER - cell.cell_len), cell)


def _filled(pieces: Sequence[Text], width: int) -> list[Text]:
    """Put as many pieces on a line as it has room for, at least one."""
    lines: list[Text] = []
    for piece in pieces:
        if lines and lines[-1].cell_len + _BETWEEN + piece.cell_len <= width:
            lines[-1] = Text.assemble(lines[-1], " " * _BETWEEN, piece)
        else:
            lines.append(piece)
    return lines


def _numbered(results: BatchResults, language: Language) -> list[Text]:
    """Name the scenarios of numbered columns."""
    if len(results.outcomes) <= _MOST_WITH_INTERVALS:
        return []
    titles = [outcome.scenario.title_in(language) for outcome in results.outcomes]
    found = {word_of_share(share) for outcome in results.outcomes for share in outcome.shares if share.p_met is None}
    signs = [f"{SIGNS[word]} {say(f'verdict.{word}', language)}" for word in COLOURS if word in found]
    key = [Text("   ".join(signs), style="dim")] if signs else []
    return [Text(""), *key, *(Text(f"{number:>2} {title}") for number, title in enumerate(titles, start=1))]


def _counts(results: BatchResults, made: Sequence[Block], language: Language) -> Table:
    """Count targets by the share of members that meet them, binding and expected apart."""
    headings = [(say("batch.targets", language), "left"), ("", "left")]
    table = table_of([*headings, *((say(f"batch.{word}", language), "right") for word in _COUNTED)])
    for position, outcome in enumerate(results.outcomes):
        for number, block in enumerate(made):
            shares = [shares_of(results, row)[position].p_met for row in block.rows]
            counted = [share for share in shares if share is not None]
            numbers = (
                sum(share == 1 for share in counted),
                sum(_HALF <= share < 1 for share in counted),
                sum(0 < share < _HALF for share in counted),
                sum(share == 0 for share in counted),
            )
            name = Text(outcome.scenario.title_in(language), style="bold") if number == 0 else Text("")
            table.add_row(name, say(f"binding.short.{block.kind}", language), *map(str, numbers))
    return table


def _notes(results: BatchResults, runs: Results, language: Language) -> list[str]:
    """Say how shares are to be read, how far numbers can be trusted, and what is left out."""
    shares = [share for outcome in results.outcomes for share in outcome.shares]
    few = len(results.outcomes) <= _MOST_WITH_INTERVALS
    interval = few and any(share.p_low is not None for share in shares)
    notes = [say("batch.interval" if interval else "batch.no_interval", language)]
    notes += interval_notes(results, language) if interval else ()
    if any(share.counted and share.counted.too_close + share.counted.undecided for share in shares):
        notes.append(say("batch.not_met", language))
    notes += caveats(runs, language)
    if any(share.basis == "observed" for share in shares):
        notes.append(say("table.observed", language))
    imposed = sum(share.basis == "imposed" for share in shares)
    notes += [say("batch.imposed", language, count=imposed)] if imposed else []
    notes += [note for note in (tolerance_note(runs, language),) if note]
    left_out, repeated = unmodelled(runs), restated(runs)
    if repeated:
        notes.append(say("batch.restated", language, count=repeated))
    if left_out:
        notes.append(say("batch.unmodelled", language, count=left_out, total=len(results.case.targets)))
    told = results.numerics
    numbers = {"time_step": f"{told.time_step:g}", "sampled": told.sampled, "error": f"{told.numerical_error:.1e}"}
    notes.append(say("batch.numerics", language, solver=told.solver, engine=told.engine, **numbers))
    return [*notes, quantile_note(results, language)]
