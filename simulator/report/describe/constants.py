"""Constants and tables as rows: value, range, where the number comes from, who reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.model.limits import NO_LIMITS
from simulator.model.model import Variable
from simulator.model.origin import is_parameter, origin_of
from simulator.report.describe.equation import value_text
from simulator.report.describe.names import Names, number_text, slug
from simulator.report.describe.outcome import Description
from simulator.report.describe.table import code, plain, table_lines
from simulator.report.unit_words import unit_text
from simulator.report.words import choose, say

__all__ = ["constant_lines", "given_text", "handle_facts", "is_tabled", "range_text", "source_text"]

# Readers that are named in a row.
MOST_READERS = 6


def is_tabled(description: Description, number: int) -> bool:
    """Tell whether a variable is a row of the table of its sector: a constant or table without history or target."""
    is_given = description.model.variables[number].kind in ("constant", "lookup")
    return is_given and not description.labels.get(number)


def constant_lines(names: Names, numbers: Sequence[int]) -> list[str]:
    """Write constants and tables of a sector as a table."""
    rows = [_row(names, number) for number in numbers]
    headings = [say(f"constants.{key}", names.language) for key in ("name", "value", "range", "source", "readers")]
    return table_lines(headings, rows) if rows else []


def _row(names: Names, number: int) -> tuple[str, ...]:
    description = names.description
    variable = description.model.variables[number]
    shown = names.of(number)
    also = f" {code(variable.name)}" if shown != variable.name else ""
    name = f'<a id="v-{slug(variable.name)}"></a>{plain(shown)}{also} (:{variable.line})'
    facts = "".join(f" {title}: {text}." for title, text in handle_facts(names, number))
    readers = description.structure.readers(number) or description.table_readers.get(number, ())
    readers = tuple(dict.fromkeys((*readers, *description.begun(number))))
    more = len(readers) - MOST_READERS
    listed = names.listed(readers[:MOST_READERS])
    listed += f", {say('entry.and_more', names.language, count=more)}" if more > 0 else ""
    return name, given_text(names, number), _ends(variable), source_text(names, number) + facts, listed


def given_text(names: Names, number: int) -> str:
    """Write the value of a constant, or the points of a table, with the unit."""
    variable = names.description.model.variables[number]
    value = value_text(variable, f"{names.description.shown}:{variable.line}", names.language)
    unit = unit_text(variable.unit, names.language)
    if unit.startswith(("1 per ", "1/")):
        return plain(f"{value}{unit[1:]}")
    times = "× " if unit[:1].isdigit() else ""
    return plain(f"{value} {times}{unit}".strip())


def _ends(variable: Variable) -> str:
    """Write the ends of a range; an open one is left out."""
    if variable.limits == NO_LIMITS:
        return ""
    return " – ".join("" if each is None else number_text(each) for each in variable.limits).strip()


def range_text(names: Names, variable: Variable) -> str:
    """Write the range of a variable; empty where it has none."""
    low, high = variable.limits
    if low is None and high is None:
        return ""
    ends = {"low": low if low is None else number_text(low), "high": high if high is None else number_text(high)}
    key = "range" if None not in (low, high) else "from" if high is None else "to"
    return say(f"entry.{key}", names.language, **ends)


def source_text(names: Names, number: int) -> str:
    """Write where a number comes from, and what is said of it."""
    variable = names.description.model.variables[number]
    origin = f"**{say(f'origin.{origin_of(variable)}', names.language)}**" if is_parameter(variable) else ""
    return " ".join(filter(None, (origin, *names.about(variable))))


def handle_facts(names: Names, number: int) -> Iterable[tuple[str, str]]:
    """Yield by which lever a constant is moved, and whether calibration frees it."""
    description, language = names.description, names.language
    for lever in description.levers.get(number, ()):
        ends = {key: number_text(getattr(lever, key)) for key in ("low", "high", "default")}
        label = plain(choose(lever.en, lever.zh, language))
        yield say("entry.lever", language), say("entry.lever_told", language, label=label, **ends)
    for element in description.model.variables[number].element_names:
        fitted = description.fitted.get(element)
        if fitted is not None:
            ends = {"low": number_text(fitted.low), "high": number_text(fitted.high)}
            told = say("entry.fitted_told", language, source=plain(fitted.source), **ends)
            yield say("entry.fitted", language), f"{code(element)} {told}" if "[" in element else told
