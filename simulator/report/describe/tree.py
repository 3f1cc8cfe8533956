"""One variable on the screen: what the document says of it, and what it follows from, some levels deep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.model.origin import is_parameter, origin_of
from simulator.report.describe.behind import behind_lines
from simulator.report.describe.constants import given_text
from simulator.report.describe.entry import entry_lines
from simulator.report.describe.equation import equation_lines
from simulator.report.describe.names import Names
from simulator.report.describe.outcome import Description
from simulator.report.describe.table import unmarked
from simulator.report.describe.years import run_text
from simulator.report.words import Language, say

__all__ = ["LEVELS", "variable_text"]

# How many levels of causes are written out.
LEVELS = 2
_ANCHOR = re.compile(r'<a id="[^"]*"></a>')
_LINK = re.compile(r"(?<!!)\[((?:\\.|[^\]\\])*)\]\(#[^)]*\)")


def variable_text(description: Description, number: int, language: Language, levels: int = LEVELS) -> str:
    """Write a variable and the tree of what it reads: each with its equation, value or source.

    A variable that stands in the tree already is named again without its causes.
    """
    names = Names(description, language)
    own = [_plain(line) for line in entry_lines(names, number) if not line.startswith("| --- |")]
    seen = {number}
    tree = list(_causes(description, names, (number, "", levels), seen))
    heading = say("tree.title", language, levels=levels)
    behind = [_plain(line) for line in behind_lines(names, number) if not line.startswith("| --- |")]
    text = "\n".join([*own, heading, "", *(tree or [say("tree.none", language)]), "", *behind])
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _causes(description: Description, names: Names, place: tuple[int, str, int], seen: set[int]) -> Iterator[str]:
    """Yield the lines of what a variable reads. place: the variable, the room before its lines, levels left."""
    number, room, levels = place
    structure = description.structure
    causes = structure.causes(number)
    begun = description.started_by(number)
    for cause in dict.fromkeys([*causes, *description.tables.get(number, ()), *begun]):
        variable = description.model.variables[cause]
        sign = causes.get(cause, "")
        mark = f"({'−' if sign == '-' else sign}) " if sign else ""
        again = cause in seen
        element = _only_element(description, cause, number)
        which = "" if element is None else variable.element_names[element].removeprefix(variable.name)
        yield f"{room}{mark}{names.of(cause)}{which}{_told(description, names, (cause, element), again)}"
        if not again:
            place_of = f"{description.shown}:{variable.line}"
            if not is_parameter(variable):
                yield from (f"{room}    {line}" for line in equation_lines(variable, place_of, names.language))
            seen.add(cause)
            if levels > 1:
                yield from _causes(description, names, (cause, room + "        ", levels - 1), seen)


def _only_element(description: Description, cause: int, reader: int) -> int | None:
    """Find the one element of an array that its reader reads; None where it reads several, or through a delay."""
    variable = description.model.variables[cause]
    read = description.structure.course.elements_read(cause, reader)
    return read[0] if len(read) == 1 and variable.size > 1 and not is_parameter(variable) else None


def _told(description: Description, names: Names, place: tuple[int, int | None], again: bool) -> str:
    """Write what a cause is: a number with its unit and source, or what a variable, or one element, is in the run."""
    number, element = place
    variable = description.model.variables[number]
    if again:
        return f" ({say('tree.again', names.language)})"
    if not is_parameter(variable):
        said = run_text(names, number, element)
        return f": {said}" if said else ""
    origin = say(f"origin.{origin_of(variable)}", names.language)
    return unmarked(f" = {given_text(names, number)} [{origin}] {' '.join(names.about(variable))}").rstrip()


def _plain(line: str) -> str:
    """Take the marks of Markdown out of a line."""
    line = _LINK.sub(lambda found: found[1], _ANCHOR.sub("", line.removeprefix("#### ")))
    return unmarked(re.sub(r"`{3,}(text)?|(?<!\\)`|\*\*", "", line))
