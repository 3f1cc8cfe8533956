"""What a variable is in the years that a reader looks for, in the unit in which it is shown, its history beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor

import numpy as np

from simulator.model.labels import Label
from simulator.report.describe.names import Names, number_text
from simulator.report.describe.outcome import Description
from simulator.report.describe.past import beside_lines, past_rows
from simulator.report.describe.table import plain, table_lines
from simulator.report.unit_words import unit_text
from simulator.report.words import choose, say
from simulator.target.history import Point
from simulator.target.measure import measure, needed_years
from simulator.target.register import Target

__all__ = ["grid", "run_text", "target_value", "year_lines"]

# Steps of the grid of years, and how many of them a run is divided into at most.
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
MOST_STEPS = 7


def grid(first: float, last: float) -> list[float]:
    """Choose round times of a run: 2010, 2015, ... of one from 2010 to 2035; its ends where it is too short or long."""
    step = next((each for each in _STEPS if (last - first) / each <= MOST_STEPS), 0)
    found = [float(each * step) for each in range(ceil(first / step), floor(last / step) + 1)] if step else []
    return found if len(found) > 1 else [first, last]


def run_text(names: Names, number: int, element: int | None = None) -> str:
    """Write what a variable, of an array the sum or one element, is at round times and in years of targets."""
    description, language = names.description, names.language
    variable = description.model.variables[number]
    if variable.kind in ("constant", "lookup"):
        return ""
    settings, course = description.model.settings, description.structure.course
    every = course.of(course.run_values, number)
    values = every.sum(axis=1) if element is None else every[:, element]
    times = grid(settings.initial_time, settings.final_time)
    ends = {times[each] for each in (0, len(times) // 2, len(times) - 1)}
    chosen = sorted(ends | {each for each in description.asked_years if each <= settings.final_time})
    places = [int(np.argmin(np.abs(course.run_times - time))) for time in chosen]
    told = [
        say("entry.at", language, value=number_text(float(values[place])), time=f"{course.run_times[place]:g}")
        for place in places
        if np.isfinite(values[place])
    ]
    if not told:
        return ""
    whole = f" ({say('entry.sum', language)})" if variable.size > 1 and element is None else ""
    return (", " if language == "en" else "；").join(told) + whole


def year_lines(names: Names, number: int) -> list[str]:
    """Write a table for each label of a variable: what the model gives at round years and those of targets and history.

    Returns: lines of Markdown, none where nothing of it has a label.
    """
    return [line for label in names.description.labels.get(number, ()) for line in _table(names, label)]


def _table(names: Names, label: Label) -> list[str]:
    description, language = names.description, names.language
    points = [point for point in description.points_of(label.variable) if np.isfinite(point.value)]
    times = _times(description, label, points)
    unit = unit_text(label.unit, language)
    kind = say(f"years.{label.yearly}", language)
    name = plain(choose(label.en, label.zh, language))
    heading = (", " if language == "en" else "，").join(filter(None, (name, plain(unit), kind)))
    rows = [[say("years.model", language), *(_text(description.value(label, time)) for time in times)]]
    rows += past_rows(names, points, times)
    return [*table_lines([heading, *(f"{time:g}" for time in times)], rows), *beside_lines(names, label, points)]


def _times(description: Description, label: Label, points: Iterable[Point]) -> Sequence[float]:
    """Choose the years of a table: round ones of the run, those that targets ask for, those of history."""
    settings = description.model.settings
    found = set(grid(settings.initial_time, settings.final_time)) | {point.year for point in points}
    for target in description.targets_of(label.variable):
        ends = needed_years(target)
        found |= {float(each) for each in (*ends[:1], *ends[-1:])}
    return sorted(each for each in found if each <= settings.final_time)


def _text(value: float) -> str:
    return number_text(value) if np.isfinite(value) else ""


def target_value(description: Description, target: Target) -> str:
    """Write what the run gives where a target asks, as its verdict has it; empty where it is not modelled."""
    if description.yearly is None or not target.is_modelled:
        return ""
    return _text(float(measure(target, description.yearly)[0]))
