"""One variable on the screen: what the document says of it, and what it follows from, some levels deep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.model.origin import is_parameter, origin_of
from simulator.report.describe.entry import about, entry_lines, run_text
from simulator.report.describe.equation import equation_lines
from simulator.report.describe.names import Names
from simulator.report.describe.outcome import Description
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
    own = [_plain(line) for line in entry_lines(description, names, number)]
    seen = {number}
    tree = list(_causes(description, names, (number, "", levels), seen))
    heading = say("tree.title", language, levels=levels)
    text = "\n".join([*own, heading, "", *(tree or [say("tree.none", language)])])
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _causes(description: Description, names: Names, place: tuple[int, str, int], seen: set[int]) -> Iterator[str]:
    """Yield the lines of what a variable reads. place: the variable, the room before its lines, levels left."""
    number, room, levels = place
    structure = description.structure
    causes = structure.causes(number)
    begins = [each for each in structure.graph.starts[number] if not description.model.variables[each].hidden]
    for cause in dict.fromkeys([*causes, *description.tables.get(number, ()), *begins]):
        variable = description.model.variables[cause]
        sign = causes.get(cause, "")
        mark = f"({'−' if sign == '-' else sign}) " if sign else ""
        again = cause in seen
        yield f"{room}{mark}{names.of(cause)}{_told(description, names, cause, again)}"
        if not again:
            place_of = f"{description.shown}:{variable.line}"
            if not is_parameter(variable):
                yield from (f"{room}    {line}" for line in equation_lines(variable, place_of, names.language))
            seen.add(cause)
            if levels > 1:
                yield from _causes(description, names, (cause, room + "        ", levels - 1), seen)


def _told(description: Description, names: Names, number: int, again: bool) -> str:
    """Write what a cause is: a number with its unit and source, or what a variable is in the run."""
    variable = description.model.variables[number]
    if again:
        return f" ({say('tree.again', names.language)})"
    if not is_parameter(variable):
        said = run_text(description, number, names.language)
        return f": {said}" if said else ""
    lines = equation_lines(variable, f"{description.shown}:{variable.line}", names.language)
    value = _value(lines, variable.name)
    unit = names.unit(variable.unit).replace("`", "")
    source = " ".join(about(description, names, variable))
    origin = say(f"origin.{origin_of(variable)}", names.language)
    return f" = {value} {unit} [{origin}] {source}".rstrip()


def _value(lines: list[str], name: str) -> str:
    """Write a number, several, or the points of a table on one line, without the name where there is one of them."""
    whole: list[str] = []
    for line in lines:
        if line.startswith("    ") and whole:
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line.strip())
    if len(whole) > 1:
        return "; ".join(whole)
    told = "".join(whole)
    return told.removeprefix(name).removeprefix(" = ").strip()


def _plain(line: str) -> str:
    """Take the marks of Markdown out of a line."""
    line = _LINK.sub(lambda found: found[1].replace("\\", ""), _ANCHOR.sub("", line))
    return line.replace("```text", "").replace("```", "").replace("**", "").replace("`", "").removeprefix("#### ")
