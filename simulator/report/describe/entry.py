"""What the document says of one variable."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.model.model import Variable
from simulator.model.origin import TIME_SETTINGS, is_parameter, origin_of
from simulator.report.describe.equation import equation_lines
from simulator.report.describe.names import Names, number_text, slug
from simulator.report.describe.outcome import Description
from simulator.report.describe.table import plain
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, choose, say
from simulator.target.history import Point

__all__ = ["about", "entry_lines", "facts", "history_text", "run_text"]

# Readers of a number that everything uses, beyond which the rest is counted.
MOST_LISTED = 15
# Sources named for one variable.
MOST_SOURCES = 4


def entry_lines(description: Description, names: Names, number: int) -> list[str]:
    """Write one variable in Markdown, with an anchor before it."""
    variable = description.model.variables[number]
    place = f"{description.shown}:{variable.line}"
    shown = names.of(number)
    also = f" · `{variable.name}`" if shown != variable.name else ""
    lines = [f'<a id="v-{slug(variable.name)}"></a>', "", f"#### {plain(shown)}{also}", ""]
    lines += [f"{heading(names, variable)}; `{place}`", ""]
    texts = equation_lines(variable, place, names.language)
    if texts:
        lines += ["```text", *texts, "```", ""]
    lines += [f"{each}\n" for each in about(description, names, variable)]
    told = [f"- {title}: {text}" for title, text in facts(description, names, number)]
    return [*lines, *told, ""] if told else lines


def heading(names: Names, variable: Variable) -> str:
    """Write kind, dimensions, unit, range and origin of a variable."""
    language = names.language
    parts = [say(f"kind.{variable.kind}", language)]
    if variable.dimensions:
        dimensions = " × ".join(f"{each.name} ({len(each)})" for each in variable.dimensions)
        parts.append(say("entry.by", language, dimensions=dimensions))
    if variable.unit:
        parts.append(names.unit(variable.unit))
    low, high = variable.limits
    ends = {"low": low if low is None else number_text(low), "high": high if high is None else number_text(high)}
    if low is not None or high is not None:
        key = "range" if None not in (low, high) else "from" if high is None else "to"
        parts.append(say(f"entry.{key}", language, **ends))
    if is_parameter(variable):
        parts.append(f"**{say(f'origin.{origin_of(variable)}', language)}**")
    return (", " if language == "en" else "，").join(parts)


def about(description: Description, names: Names, variable: Variable) -> Iterator[str]:
    """Yield what is said about a variable: in Chinese from the glossary, and then the model's own text with a note."""
    entry = description.glossary.of(variable.name) if names.language == "zh" else None
    if entry is not None and entry.about_zh:
        yield plain(entry.about_zh)
        if is_parameter(variable) and variable.documentation:
            yield plain(variable.documentation)  # sources are quoted as they are
    elif variable.documentation:
        note = say("describe.untranslated", "zh") if names.language == "zh" else ""
        yield f"{plain(variable.documentation)}{note}"


def facts(description: Description, names: Names, number: int) -> Iterator[tuple[str, str]]:
    """Yield what is known of a variable besides its text: what it does in the run, causes, history, targets, lever."""
    language, graph, structure = names.language, description.structure.graph, description.structure
    variable = description.model.variables[number]
    said = run_text(description, number, language)
    if said:
        yield say("entry.runs", language), said
    if number in structure.constants:
        own = structure.constants[number]
        told = say("entry.gathers", language)
        if own is not None:
            told = f"{number_text(own)} {_time_unit(description, names)}".strip()
        yield say("entry.answer", language), told
    causes, starts = structure.causes(number), _shown(description, graph.starts[number])
    tables = description.tables.get(number, ())
    if causes or tables:
        yield say("entry.reads", language), _listed(names, (*causes, *tables), causes)
    if starts:
        yield say("entry.starts", language), _listed(names, starts)
    readers = structure.readers(number) or description.table_readers.get(number, ())
    if readers:
        yield say("entry.feeds", language), _listed(names, readers)
    elif not graph.starts_of[number] and variable.name.upper() not in TIME_SETTINGS:
        yield say("entry.feeds", language), say("entry.unused", language)
    begun = _shown(description, graph.starts_of[number])
    if begun:
        yield say("entry.begins", language), _listed(names, begun)
    loops = structure.loops_of(number)
    if loops:
        yield say("entry.loops", language), ", ".join(f"[{each}](#loop-{each})" for each in loops)
    yield from _case_facts(description, names, number)


def _case_facts(description: Description, names: Names, number: int) -> Iterator[tuple[str, str]]:
    """Yield what a city's tables say of a variable."""
    language = names.language
    points = description.points(number)
    if points:
        yield say("entry.history", language), history_text(points, names)
    targets = description.targets(number)
    if targets:
        linked = [f"[{plain(choose(each.name_en, each.name_zh, language))}](#t-{slug(each.id)})" for each in targets]
        yield say("entry.targets", language), (", " if language == "en" else "，").join(linked)
    for lever in description.levers.get(number, ()):
        ends = {key: number_text(getattr(lever, key)) for key in ("low", "high", "default")}
        label = plain(choose(lever.en, lever.zh, language))
        yield say("entry.lever", language), say("entry.lever_told", language, label=label, **ends)
    for element in description.model.variables[number].element_names:
        fitted = description.fitted.get(element)
        if fitted is not None:
            ends = {"low": number_text(fitted.low), "high": number_text(fitted.high)}
            told = say("entry.fitted_told", language, source=plain(fitted.source), **ends)
            yield say("entry.fitted", language), f"`{element}` {told}" if "[" in element else told


def history_text(points: tuple[Point, ...], names: Names) -> str:
    """Sum up the history of a variable, each series apart: how many values, of which years, from which sources."""
    language, told = names.language, []
    for variable in dict.fromkeys(point.variable for point in points):
        own = [point for point in points if point.variable == variable]
        years = sorted(point.year for point in own)
        first, last = f"{years[0]:g}", f"{years[-1]:g}"
        key = "entry.point" if len(own) == 1 else "entry.points"
        count = say(key, language, count=len(own), first=first, last=last)
        titles = list(dict.fromkeys(plain(point.source_title) for point in own))
        if len(titles) > MOST_SOURCES:
            more = say("entry.and_more", language, count=len(titles) - MOST_SOURCES)
            titles = [*titles[:MOST_SOURCES], more]
        told.append(f"{variable}: {count} ({'; '.join(titles)})")
    return "; ".join(told)


def run_text(description: Description, number: int, language: Language) -> str:
    """Write what a variable is at the beginning, the middle and the end of the run; of an array the sum."""
    variable, course = description.model.variables[number], description.structure.course
    if variable.kind in ("constant", "lookup"):
        return ""
    values = course.of(course.values, number).sum(axis=1)
    places = sorted({0, len(values) // 2, len(values) - 1})
    told = [
        say("entry.at", language, value=number_text(float(values[each])), time=f"{course.times[each]:.1f}")
        for each in places
        if np.isfinite(values[each])
    ]
    if not told:
        return ""
    whole = f" ({say('entry.sum', language)})" if variable.size > 1 else ""
    return (", " if language == "en" else "；").join(told) + whole


def _shown(description: Description, variables: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out what the program made."""
    return tuple(each for each in variables if not description.model.variables[each].hidden)


def _listed(names: Names, variables: tuple[int, ...], signs: dict[int, str] | None = None) -> str:
    told = names.listed(variables[:MOST_LISTED], signs)
    more = len(variables) - MOST_LISTED
    return told if more <= 0 else f"{told}, {say('entry.and_more', names.language, count=more)}"


def _time_unit(description: Description, names: Names) -> str:
    unit = description.model.units.get("TIME STEP", "")
    return unit_text(unit, names.language) or unit
