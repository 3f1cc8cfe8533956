"""The constants on which a variable depends in the end, the strongest first."""

from __future__ import annotations

from simulator.model.origin import is_parameter, origin_of
from simulator.report.describe.constants import given_text, source_text
from simulator.report.describe.names import Names
from simulator.report.describe.outcome import Description
from simulator.report.describe.table import table_lines
from simulator.report.words import say
from simulator.structure.strength import Path, strongest_paths

__all__ = ["MOST_BEHIND", "behind_lines", "constants_behind"]

# Constants behind one variable that are listed; the rest is counted.
MOST_BEHIND = 15
# Levers among them that come first.
MOST_LEVERS = 5


def constants_behind(description: Description, number: int) -> dict[int, Path]:
    """Find the constants and tables that a variable follows from, but for definitions.

    Returns: constant -> the strongest path from it, the strongest first.
    """
    variables, structure = description.model.variables, description.structure
    paths = strongest_paths(number, description.before, structure.strengths, lambda each: not variables[each].hidden)
    kept = (each for each in paths if is_parameter(variables[each]) and origin_of(variables[each]) != "definition")
    return {each: paths[each] for each in kept}


def _part(strength: float) -> str:
    """Write a part in percent with two digits; one that hardly is there as such."""
    percent = 100 * strength
    return f"{percent:.0f} %" if percent >= 10 else f"{percent:.2g} %" if percent >= 0.01 else "< 0.01 %"


def behind_lines(names: Names, number: int) -> list[str]:
    """Write the constants behind a variable as a table, levers first, the strongest first; nothing where none is."""
    found, language = constants_behind(names.description, number), names.language
    if not found:
        return []
    levers = [each for each in found if each in names.description.levers][:MOST_LEVERS]
    others = [each for each in found if each not in levers][: MOST_BEHIND - len(levers)]
    chosen = [(each, found[each]) for each in (*levers, *others)]
    rows = [
        (
            names.link(each) + (say("behind.lever", language) if each in levers else ""),
            given_text(names, each),
            _part(path.strength),
            str(path.links),
            source_text(names, each),
        )
        for each, path in chosen
    ]
    headings = [say(f"behind.{key}", language) for key in ("constant", "value", "strength", "away", "source")]
    told = say("behind.told", language, shown=len(chosen), count=len(found))
    return [told, "", *table_lines(headings, rows)]
