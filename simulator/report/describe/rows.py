"""What a description says as rows for other programs: variables, links, loops."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.model.model import constant_values
from simulator.model.origin import is_parameter, origin_of
from simulator.report.describe.outcome import Description
from simulator.structure.found import Dominance, FoundLoop

__all__ = ["described_rows", "dominance_rows", "link_rows", "loop_rows", "variable_rows"]

Row = dict[str, Any]


def described_rows(description: Description) -> Row:
    """Return everything that `--json` prints."""
    return {
        "model": description.name,
        "variables": variable_rows(description),
        "links": link_rows(description),
        "loops": loop_rows(description),
    }


def variable_rows(description: Description) -> list[Row]:
    """Return one row a variable that the model file shows."""
    model = description.model
    values: dict[int, list[float]] = {}
    for equation in model.equations:
        if equation.kind == "constant":
            values.setdefault(equation.variable, []).extend(map(float, constant_values(equation)))
    rows = []
    for sector in description.sectors:
        for number in sector.variables:
            variable = model.variables[number]
            entry = description.glossary.of(variable.name)
            rows.append(
                {
                    "variable": variable.name,
                    "zh": entry.zh if entry else "",
                    "sector": variable.group,
                    "kind": variable.kind,
                    "dimensions": [each.name for each in variable.dimensions],
                    "unit": variable.unit,
                    "low": variable.limits[0],
                    "high": variable.limits[1],
                    "values": values.get(number, []),
                    "origin": origin_of(variable) if is_parameter(variable) else "",
                    "line": variable.line,
                    "equations": list(variable.texts),
                    "documentation": variable.documentation,
                    "history": len(description.points(number)),
                    "targets": [each.id for each in description.targets(number)],
                    "loops": list(description.structure.loops_of(number)),
                }
            )
    return rows


def link_rows(description: Description) -> list[Row]:
    """Return one row a link; the inside of a delay has the name of what it is in, with a number before it."""
    names = [each.name for each in description.model.variables]
    signs = description.structure.signs
    return [
        {"from": names[source], "to": names[reader], "polarity": each.polarity}
        for (source, reader), each in sorted(signs.items())
    ]


def loop_rows(description: Description) -> list[Row]:
    """Return one row a loop: those with a name first, then the independent ones."""
    structure = description.structure
    named = [
        {"expected": own.polarity, "en": own.en, "zh": own.zh, **_loop_row(description, each), "name": own.id}
        for own, each in zip(structure.named, structure.named_loops, strict=True)
    ]
    return [*named, *(_loop_row(description, each) for each in structure.loops)]


def _loop_row(description: Description, loop: FoundLoop) -> Row:
    names = [each.name for each in description.model.variables]
    return {
        "name": loop.name,
        "polarity": loop.polarity,
        "reinforcing": None if np.isnan(loop.balance) else loop.balance,
        "delay": loop.delay.known,
        "gathering": [names[each] for each in loop.delay.gathering],
        "variables": [names[each] for each in loop.way],
    }


def dominance_rows(description: Description, found: Dominance) -> list[Row]:
    """Return one row a loop and time: its share in what all loops through a variable do; negative where balancing."""
    names = [each.name for each in description.model.variables]
    rows = []
    for place, loop in enumerate(found.loops):
        for time, share in zip(found.scores.times, found.scores.relative[:, place], strict=True):
            way = " > ".join(names[each] for each in loop.way)
            rows.append(
                {
                    "variable": names[found.variable],
                    "at": names[found.at],
                    "loop": loop.name or way,
                    "way": way,
                    "polarity": loop.polarity,
                    "time": float(time),
                    "share": None if np.isnan(share) else float(share),
                }
            )
    return rows
