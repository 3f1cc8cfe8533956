"""What the cells of a verdict table say: words in their colours, values, margins, what is asked."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from simulator.report.digits import rounded, signed
from simulator.report.grouping import Block, Row, target_asked, word_of
from simulator.report.outcome import Results
from simulator.report.words import Language, say
from simulator.target.verdict import Verdict

__all__ = [
    "COLOURS",
    "MOST_WORDED",
    "SIGNS",
    "asked_text",
    "lined_up",
    "sections",
    "sign_text",
    "value_text",
    "word_text",
    "year_text",
]

COLOURS = {"met": "green", "missed": "red", "too_close": "yellow", "undecided": "magenta", "imposed": "blue"}
SIGNS = {"met": "+", "missed": "-", "too_close": "~", "undecided": "?", "imposed": "=", "not_modelled": " "}
MOST_WORDED = 4  # more scenarios than this get a sign each instead of a word and numbers


def sections(made: Sequence[Block], language: Language) -> Iterator[Text | Row]:
    """Give every row, and before it the headings of its kind and sector where they change."""
    for number, block in enumerate(made):
        if number:
            yield Text("")
        yield Text(say(f"binding.{block.kind}", language), style="bold")
        for group in block.groups:
            yield Text(f"  {say(f'sector.{group.sector}', language)}", style="italic dim")
            yield from group.rows


def word_text(verdict: Verdict, language: Language) -> Text:
    """Write a verdict in its colour."""
    word = word_of(verdict)
    return Text(say(f"verdict.{word}", language), style=COLOURS.get(word, "dim"))


def sign_text(verdict: Verdict) -> Text:
    """Write a verdict as one sign."""
    word = word_of(verdict)
    return Text(SIGNS[word], style=COLOURS.get(word, ""))


def value_text(verdict: Verdict) -> str:
    """Write a value; a star marks what history gives."""
    return rounded(verdict.value) + ("*" if verdict.basis == "observed" else "")


def year_text(year: int | None) -> str:
    """Write a year, or nothing."""
    return "" if year is None else str(year)


def asked_text(row: Row, results: Results, language: Language) -> str:
    """Write what a row asks, with the number that another variable came to."""
    return target_asked(row.target, results.case.labels, language, row.verdicts)


def lined_up(verdicts: Sequence[Verdict], language: Language) -> list[Text]:
    """Write a scenario's cells with words, values and margins each under one another."""
    words = [word_text(verdict, language) for verdict in verdicts]
    values = [value_text(verdict) for verdict in verdicts]
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
