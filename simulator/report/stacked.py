"""The verdict table of a narrow page: each target with what it asks, its verdicts on the lines below."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from simulator.report.grouping import Block, Row, target_text
from simulator.report.outcome import Results
from simulator.report.verdict_cells import MOST_WORDED, asked_text, lined_up, sections, sign_text, year_text
from simulator.report.words import Language, say

__all__ = ["stacked"]

_NAME, _BELOW = 2, 4  # indents


def stacked(results: Results, made: Sequence[Block], language: Language, width: int) -> RenderableType:
    """Lay verdicts out one below the other. width: of the page in characters."""
    rows = [row for block in made for row in block.rows]
    columns = [
        lined_up([row.verdicts[position] for row in rows], language) for position in range(len(results.outcomes))
    ]
    parts: list[RenderableType] = []
    number = 0
    for entry in sections(made, language):
        if isinstance(entry, Text):
            parts.append(Text(entry.plain.strip(), style=entry.style))
            continue
        parts.append(Padding(_head(entry, results, language, width), (0, 0, 0, _NAME)))
        cells = [column[number] for column in columns]
        parts += [Padding(line, (0, 0, 0, _BELOW)) for line in _verdicts(entry, cells, results, language, width)]
        number += 1
    return Group(*parts)


def _head(row: Row, results: Results, language: Language, width: int) -> Text:
    """Write a target and, behind it or on a line of its own, what it asks."""
    name = Text(target_text(row.target, language))
    pieces = (asked_text(row, results, language), year_text(row.target.year), row.target.document)
    asked = Text("  ".join(filter(None, pieces)), style="dim")
    fits = name.cell_len + 2 + asked.cell_len <= width - _NAME
    return Text.assemble(name, "  " if fits else "\n", asked)


def _verdicts(row: Row, cells: Sequence[Text], results: Results, language: Language, width: int) -> Iterator[Text]:
    """Write the verdicts on one target: a line a scenario, or a sign each where there are many."""
    if len(cells) > MOST_WORDED:
        signs = (Text.assemble(f"{number}", sign_text(each)) for number, each in enumerate(row.verdicts, start=1))
        yield Text("  ").join(signs)
        return
    titles = [Text(outcome.scenario.title_in(language)) for outcome in results.outcomes]
    longest = max(title.cell_len for title in titles)
    room = min(longest, max(width - _BELOW - 2 - cells[0].cell_len, 8))
    for title, cell, verdict in zip(titles, cells, row.verdicts, strict=True):
        if len(cells) > 1:
            title.truncate(room, overflow="ellipsis", pad=True)
            yield Text.assemble(title, "  ", cell)
        elif verdict.first_year is None:
            yield cell
        else:
            reached = say("table.reached", language, year=verdict.first_year)
            yield Text.assemble(cell, "  ", (reached, "dim"))
