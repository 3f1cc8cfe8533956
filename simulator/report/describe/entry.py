"""What the document says of one variable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.model.model import Variable
from simulator.model.origin import TIME_SETTINGS, is_parameter, origin_of
from simulator.report.describe.constants import handle_facts, range_text
from simulator.report.describe.equation import equation_lines
from simulator.report.describe.names import Names, number_text, slug
from simulator.report.describe.past import history_text
from simulator.report.describe.table import code, fenced, plain, remark
from simulator.report.describe.years import run_text, target_value, year_lines
from simulator.report.grouping import target_asked
from simulator.report.unit_words import unit_text
from simulator.report.words import choose, say
from simulator.target.register import Target

__all__ = ["entry_lines", "facts"]

# Readers of a number that everything uses, beyond which the rest is counted.
MOST_LISTED = 15


def entry_lines(names: Names, number: int) -> list[str]:
    """Write one variable in Markdown, with an anchor in its heading: all that the document or a single look tells."""
    description = names.description
    variable = description.model.variables[number]
    place = f"{description.shown}:{variable.line}"
    shown = names.of(number)
    also = f" · {code(variable.name)}" if shown != variable.name else ""
    lines = [f'#### <a id="v-{slug(variable.name)}"></a>{plain(shown)}{also}', ""]
    lines += [f"{heading(names, variable)}; {code(place)}", ""]
    texts = equation_lines(variable, place, names.language)
    if texts:
        lines += fenced(texts)
    lines += [f"{each}\n" for each in names.about(variable)]
    lines += year_lines(names, number)
    told = [f"- {title}: {text}" for title, text in facts(names, number)]
    return [*lines, *told, ""] if told else lines


def heading(names: Names, variable: Variable) -> str:
    """Write kind, dimensions, unit, range and origin of a variable."""
    language = names.language
    parts = [say(f"kind.{variable.kind}", language)]
    if variable.dimensions:
        dimensions = " × ".join(f"{plain(each.name)} ({len(each)})" for each in variable.dimensions)
        parts.append(say("entry.by", language, dimensions=dimensions))
    parts += filter(None, (names.unit(variable.unit), range_text(names, variable)))
    if is_parameter(variable):
        parts.append(f"**{say(f'origin.{origin_of(variable)}', language)}**")
    return (", " if language == "en" else "，").join(parts)


def facts(names: Names, number: int) -> Iterator[tuple[str, str]]:
    """Yield what is known of a variable besides its text: what it does in the run, causes, history, targets, lever."""
    description, language, structure = names.description, names.language, names.description.structure
    graph = structure.graph
    variable = description.model.variables[number]
    said = run_text(names, number)
    own_label = any(each.variable == variable.name for each in description.labels.get(number, ()))
    if said and not own_label:
        yield say("entry.runs", language), said
    if number in structure.constants:
        own = structure.constants[number]
        told = say("entry.gathers", language)
        if own is not None:
            told = f"{number_text(own)} {_time_unit(names)}".strip()
        yield say("entry.answer", language), told
    causes, starts = structure.causes(number), description.started_by(number)
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
    begun = description.begun(number)
    if begun:
        yield say("entry.begins", language), _listed(names, begun)
    loops = structure.loops_of(number)
    if loops:
        listed = {each.id for each in structure.named}
        linked = [f"[{each}](#loop-{each})" if each in listed else each for each in loops]
        yield say("entry.loops", language), ", ".join(linked)
    yield from _case_facts(names, number)
    yield from handle_facts(names, number)


def _case_facts(names: Names, number: int) -> Iterator[tuple[str, str]]:
    """Yield what a city's tables say of a variable."""
    description, language = names.description, names.language
    points = description.points(number)
    if points:
        yield say("entry.history", language), history_text(points, names)
    targets = description.targets(number)
    if targets:
        told = [_target_text(names, each) for each in targets]
        yield say("entry.targets", language), ("; " if language == "en" else "；").join(told)
    reasons = _reasons(names, targets)
    if reasons:
        yield say("entry.reasons", language), " ".join(reasons)


def _reasons(names: Names, targets: Sequence[Target]) -> list[str]:
    """Write each remark of targets once; where there are several, behind what is asked in which year."""
    language = names.language
    asked: dict[str, dict[str, None]] = {}
    for each in targets:
        if each.reason:
            asked.setdefault(choose(each.reason, each.reason_zh, language), {})[_asked(names, each)] = None
    if len(asked) == 1:
        return [remark(text) for text in asked]
    colon, between = (": ", "; ") if language == "en" else ("：", "；")
    return [f"{between.join(found)}{colon}{remark(text)}" for text, found in asked.items()]


def _asked(names: Names, target: Target) -> str:
    """Write the year of a target and what it asks."""
    labels = names.description.case.labels if names.description.case else ()
    return ", ".join(filter(None, (str(target.year or ""), plain(target_asked(target, labels, names.language)))))


def _target_text(names: Names, target: Target) -> str:
    """Write a target with what it asks for and what the run gives."""
    description, language = names.description, names.language
    linked = plain(choose(target.name_en, target.name_zh, language))
    if target.is_modelled:
        linked = f"[{linked}](#t-{slug(target.id)})"
    found = target_value(description, target)
    parts = [_asked(names, target), found and say("entry.found", language, value=found)]
    return f"{linked} ({', '.join(filter(None, parts))})"


def _listed(names: Names, variables: tuple[int, ...], signs: dict[int, str] | None = None) -> str:
    told = names.listed(variables[:MOST_LISTED], signs)
    more = len(variables) - MOST_LISTED
    return told if more <= 0 else f"{told}, {say('entry.and_more', names.language, count=more)}"


def _time_unit(names: Names) -> str:
    unit = names.description.model.units.get("TIME STEP", "")
    return unit_text(unit, names.language) or unit
