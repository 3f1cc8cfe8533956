"""The verdict table of a terminal: targets down, scenarios across, then the counts and what the numbers depend on."""

import math
import shlex
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from simulator.report.columns import Column, laid_out, table_of
from simulator.report.digits import signed
from simulator.report.frame import caveats
from simulator.report.grouping import Block, Row, blocks, restated, target_text, tolerance_note, unmodelled, word_of
from simulator.report.outcome import Results
from simulator.report.stacked import stacked
from simulator.report.verdict_cells import (
    COLOURS,
    MOST_WORDED,
    SIGNS,
    asked_text,
    lined_up,
    sections,
    sign_text,
    value_text,
    word_text,
    year_text,
)
from simulator.report.words import Language, say

__all__ = ["verdict_table"]

_MOST_REASONS = 3
_LEAST_NAME, _LEAST_ASKED = 30, 18


def verdict_table(results: Results, language: Language, width: int) -> RenderableType:
    """Lay the verdicts of a report out: a column for everything where the page has room, else lines below each target.

    width: of the page in characters; 0 for as much as is needed.
    """
    made = blocks(results)
    parts: list[RenderableType] = []
    if made:
        tables = (laid_out(columns, width) for columns in _layouts(results, made, language))
        table = next((each for each in tables if each is not None), None)
        parts.append(stacked(results, made, language, width) if table is None else table)
        if len(results.outcomes) > MOST_WORDED:
            parts += ["", *_sign_key(results, language)]
        parts += ["", _summary(results, made, language), ""]
    return Group(*parts, *(Text(line, style="dim") for line in _notes(results, made, language)))


def _layouts(results: Results, made: Sequence[Block], language: Language) -> Iterator[list[Column]]:
    """Give the columns of every layout in question, the roomiest first."""
    entries = tuple(sections(made, language))
    columns = _what_is_asked(results, entries, language)
    document = _column("document", entries, lambda row: Text(row.target.document), language)
    if len(results.outcomes) > MOST_WORDED:
        signs = [
            Column(str(position + 1), _cells(entries, partial(_sign, position=position)), right=True)
            for position in range(len(results.outcomes))
        ]
        yield [*columns, *signs]
    elif len(results.outcomes) > 1:
        words = [_words(results, made, entries, language, position) for position in range(len(results.outcomes))]
        yield [*columns, document, *words]
        yield [*columns, *words]
    else:
        value = _column("value", entries, lambda row: Text(value_text(row.verdicts[0])), language, right=True)
        margin = _column("margin", entries, lambda row: Text(signed(row.verdicts[0].margin)), language, right=True)
        word = _column("verdict", entries, lambda row: word_text(row.verdicts[0], language), language)
        reached = _column("first_year", entries, lambda row: Text(year_text(row.verdicts[0].first_year)), language)
        yield [*columns, value, margin, word, reached, document]
        yield [*columns, value, margin, word, reached]


def _what_is_asked(results: Results, entries: Sequence[Text | Row], language: Language) -> list[Column]:
    """Make the first columns of every layout: name, what is asked, year. Headings of sections stand in the first."""
    names = tuple(
        entry if isinstance(entry, Text) else Text("    " + target_text(entry.target, language)) for entry in entries
    )
    asked = _cells(entries, lambda row: Text(asked_text(row, results, language)))
    return [
        Column(say("table.target", language), names, floor=_LEAST_NAME),
        Column(say("table.asked", language), asked, floor=_LEAST_ASKED),
        _column("year", entries, lambda row: Text(year_text(row.target.year)), language, right=True),
    ]


def _words(
    results: Results, made: Sequence[Block], entries: Sequence[Text | Row], language: Language, position: int
) -> Column:
    """Make the column of one of a few scenarios: word, value and margin."""
    cells = iter(lined_up([row.verdicts[position] for block in made for row in block.rows], language))
    title = results.outcomes[position].scenario.title_in(language)
    return Column(title, _cells(entries, lambda row: next(cells)))


def _column(
    heading: str, entries: Sequence[Text | Row], write: Callable[[Row], Text], language: Language, right: bool = False
) -> Column:
    """Make a column that is never narrowed."""
    return Column(say(f"table.{heading}", language), _cells(entries, write), right=right)


def _cells(entries: Sequence[Text | Row], write: Callable[[Row], Text]) -> tuple[Text, ...]:
    """Write the cells of a column; nothing beside headings."""
    return tuple(Text("") if isinstance(entry, Text) else write(entry) for entry in entries)


def _sign(row: Row, position: int) -> Text:
    """Write the verdict on one of many scenarios."""
    return sign_text(row.verdicts[position])


def _sign_key(results: Results, language: Language) -> list[Text]:
    """Explain signs and numbers."""
    key = "   ".join(f"{SIGNS[word]} {say(f'verdict.{word}', language)}" for word in COLOURS)
    titles = [outcome.scenario.title_in(language) for outcome in results.outcomes]
    return [Text(key, style="dim"), *(Text(f"{number:>2} {title}") for number, title in enumerate(titles, start=1))]


def _summary(results: Results, made: Sequence[Block], language: Language) -> Table:
    """Count the verdicts of each scenario, binding and expected apart."""
    found = {word for block in made for row in block.rows for word in map(word_of, row.verdicts)}
    words = [word for word in COLOURS if word in found or word in ("met", "missed")]
    headings = [(say("table.summary", language), "left"), ("", "left")]
    table = table_of([*headings, *((say(f"verdict.{word}", language), "right") for word in words)])
    for position, outcome in enumerate(results.outcomes):
        for number, block in enumerate(made):
            counts = block.counts(position)
            name = Text(outcome.scenario.title_in(language), style="bold") if number == 0 else Text("")
            numbers = [Text(str(counts[word]), style=COLOURS[word] if counts[word] else "dim") for word in words]
            table.add_row(name, say(f"binding.short.{block.kind}", language), *numbers)
    return table


def _notes(results: Results, made: Sequence[Block], language: Language) -> list[str]:
    """Say what the numbers depend on, and what is left out."""
    verdicts = [verdict for block in made for row in block.rows for verdict in row.verdicts]
    total, left_out, repeated = len(results.case.targets), unmodelled(results), restated(results)
    notes = list(caveats(results, language))
    if len(results.outcomes) <= MOST_WORDED and any(verdict.basis == "observed" for verdict in verdicts):
        notes.append(say("table.observed", language))
    notes += [note for note in (tolerance_note(results, language),) if note]
    reasons = dict.fromkeys(verdict.reason for verdict in verdicts if verdict.verdict == "undecided" and verdict.reason)
    notes += [say("table.reason", language, reason=reason) for reason in list(reasons)[:_MOST_REASONS]]
    if len(reasons) > _MOST_REASONS:
        notes.append(say("table.more_reasons", language, count=len(reasons) - _MOST_REASONS))
    if not made:
        notes.append(say("table.nothing", language, total=total))
    imposed = sum(verdict.basis == "imposed" for verdict in verdicts)
    if imposed:
        notes.append(say("table.imposed", language, count=imposed))
    if repeated:
        notes.append(say("table.restated", language, count=repeated))
    if left_out:
        command = f"simulator targets {shlex.quote(results.outcomes[0].scenario.model)}"
        notes.append(say("table.not_modelled", language, count=left_out, total=total, command=command))
        trends = sum(verdict.basis == "trend" for verdict in results.outcomes[0].verdicts)
        notes += [say("table.trend", language, count=trends)] if trends else []
    errors = [outcome.numerics.numerical_error for outcome in results.outcomes]
    worst = max((error for error in errors if math.isfinite(error)), default=math.nan)
    solver = results.outcomes[0].numerics.solver
    notes.append(say("note.solver", language, solver=solver, error=f"{worst:.1e}"))
    titles = dict.fromkeys((row.target.document, row.target.document_title) for block in made for row in block.rows)
    return [*notes, *(f"{code}  {title}" for code, title in titles)]
