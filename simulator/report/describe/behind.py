"""The constants on which a variable depends in the end, the nearest first."""

from __future__ import annotations

from simulator.model.origin import is_parameter, origin_of
from simulator.report.describe.constants import given_text, source_text
from simulator.report.describe.names import Names
from simulator.report.describe.outcome import Description
from simulator.report.describe.table import table_lines
from simulator.report.words import say

__all__ = ["MOST_BEHIND", "behind_lines", "constants_behind"]

# Constants behind one variable that are listed; the rest is counted.
MOST_BEHIND = 15


def constants_behind(description: Description, number: int) -> dict[int, int]:
    """Find the constants and tables that a variable follows from, but for definitions.

    Returns: constant -> over how many equations it gets there, the nearest first.
    """
    found: dict[int, int] = {}
    level, seen, away = [number], {number}, 0
    while level:
        away += 1
        level = list(dict.fromkeys(cause for each in level for cause in description.before(each) if cause not in seen))
        seen.update(level)
        variables = {each: description.model.variables[each] for each in level}
        found |= {each: away for each, own in variables.items() if is_parameter(own) and origin_of(own) != "definition"}
    return found


def behind_lines(names: Names, number: int) -> list[str]:
    """Write the nearest constants behind a variable as a table; nothing where none is."""
    found, language = constants_behind(names.description, number), names.language
    if not found:
        return []
    nearest = list(found.items())[:MOST_BEHIND]
    rows = [(names.link(each), given_text(names, each), str(away), source_text(names, each)) for each, away in nearest]
    headings = [say(f"behind.{key}", language) for key in ("constant", "value", "away", "source")]
    told = say("behind.told", language, shown=len(nearest), count=len(found), equations=nearest[-1][1])
    return [told, "", *table_lines(headings, rows)]
