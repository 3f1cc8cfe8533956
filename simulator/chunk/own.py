"""What a base scenario itself has for each input of a batch, so that members can be told from it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulator.chunk.work import Work
from simulator.ensemble import vary
from simulator.scenario.batch import Input
from simulator.scenario.schedule import Schedule

__all__ = ["own_numbers"]


def own_numbers(work: Work, number: int) -> tuple[float | None, ...]:
    """Return the scenario's own number for each input.

    number:  of the scenario.
    Returns: a constant's value, and the mean rate at which an imposed variable grows where nothing imposes it; None
             where there is no one number, as for a path, or for what is added or multiplied.
    """
    return tuple(_own(work, number, each) for each in work.case.batch.inputs)


def _own(work: Work, number: int, each: Input) -> float | None:
    scenario = work.case.batch.scenarios[number]
    if each.act == "growth":
        return _own_growth(work, number, each.of)
    if each.act != "value":
        return None
    own = {setting.name: setting.value for setting in scenario.settings}.get(
        each.of, work.case.model.constants[each.of]
    )
    return None if isinstance(own, Schedule) else float(own)


def _own_growth(work: Work, number: int, name: str) -> float | None:
    """Run the scenario without that imposition, and with nothing varied."""
    case, scenario = work.case, work.case.batch.scenarios[number]
    (imposition,) = (each for each in scenario.impositions if each.name == name)
    begin, end = imposition.start, case.years[1]
    if begin is None or begin != int(begin) or name not in {label.variable for label in case.labels}:
        return None
    others = tuple(each for each in scenario.impositions if each is not imposition)
    varied = vary(work.programs, replace(scenario, impositions=others), (), (case.labels, case.labels))
    saved = varied.program.begin(varied.inputs, case.clock).members(varied.values(np.empty((0, 1))))
    yearly = work.evaluator(number).table(varied.program.compiled, saved, case.labels)
    first, last = (float(yearly.at(name, year)[0]) for year in (int(begin), end))
    if not (first > 0 and last > 0 and end > begin):
        return None
    return float((last / first) ** (1.0 / (end - begin)) - 1.0)
