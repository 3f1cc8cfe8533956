"""The directions of a sweep, and at which points of the further ones its planes are drawn: the scenario's own first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from simulator.report.batch.axis import axis_scale
from simulator.report.batch.outcome import BatchResults
from simulator.scenario.scenario import Scenario

__all__ = ["Axis", "axes_of", "beside", "cuts_of", "is_own", "own_value"]

_SAME = 1e-9  # relative; less is what rounding leaves
_MOST_COMBINATIONS = 100_000  # among so many at most it is chosen


@dataclass(frozen=True)
class Axis:
    """One direction of a sweep.

    inputs: places of the inputs that move together, the one that names it first.
    values: (point,), ascending, of that one, in the numbers of its axis.
    """

    inputs: tuple[int, ...]
    values: np.ndarray


def axes_of(results: BatchResults) -> tuple[Axis, ...]:
    """Find the directions of the sweep, in the order of its inputs; inputs that move together are one."""
    inputs = results.batch.inputs
    groups: dict[tuple[str, int], list[int]] = {}
    for place, each in enumerate(inputs):
        if each.kind == "swept":
            groups.setdefault(("", each.zipped) if each.zipped >= 0 else (each.name, -1), []).append(place)
    made = []
    for group in groups.values():
        first = next((place for place in group if len(set(inputs[place].values)) == len(inputs[place].values)), None)
        if first is not None:
            order = (first, *(place for place in group if place != first))
            made.append(Axis(order, np.sort(np.array(inputs[first].values)) * axis_scale(inputs[first])))
    return tuple(made) if len(made) == len(groups) else ()


def beside(results: BatchResults, axis: Axis, value: float) -> tuple[float, ...]:
    """Give what the further inputs of an axis have where the first one has a value, each in the numbers of its axis."""
    first, *others = (results.batch.inputs[place] for place in axis.inputs)
    order = np.argsort(first.values)
    along = np.array(first.values)[order] * axis_scale(first)
    return tuple(float(np.interp(value, along, np.array(each.values)[order] * axis_scale(each))) for each in others)


def own_value(results: BatchResults, scenario: int, place: int) -> float | None:
    """Give what a scenario itself has for an input, in the numbers of its axis; None where that is no one number."""
    given = results.batch.inputs[place]
    own = {"add": 0.0, "multiply": 1.0}.get(given.act)
    if own is None and results.bases:
        own = results.bases[scenario][place]
    if own is None and given.act == "value":
        own = _setting(results.outcomes[scenario].scenario, given.of)
    return None if own is None else own * axis_scale(given)


def is_own(results: BatchResults, scenario: int, axis: Axis, value: float) -> bool:
    """Tell whether a scenario itself has what the inputs of an axis have where the first one has a value."""
    for place, wanted in zip(axis.inputs, (value, *beside(results, axis, value)), strict=True):
        own = own_value(results, scenario, place)
        if own is None or not np.isclose(own, wanted, rtol=_SAME, atol=_SAME):
            return False
    return True


def cuts_of(results: BatchResults, swept: Sequence[Axis], most: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Choose where planes are drawn: scenario, and the points of all axes but the first two.

    Of many scenarios some, evenly spread; of each the combination nearest to its own values, then, as far as there
    is room, those that are farthest from all that are chosen.
    """
    count = len(results.outcomes)
    chosen = np.unique(np.linspace(0, count - 1, min(most, count)).round().astype(int)).tolist()
    each = most // len(chosen)
    return tuple((scenario, cut) for scenario in chosen for cut in _combinations(results, swept[2:], scenario, each))


def _combinations(results: BatchResults, further: Sequence[Axis], scenario: int, most: int) -> list[tuple[int, ...]]:
    """Choose points of further axes: the own one first where it is known, the others in the order of the sweep."""
    if not further:
        return [()]
    sizes = [axis.values.size for axis in further]
    step = max(1, round(np.prod(sizes, dtype=float) / _MOST_COMBINATIONS))
    every = np.array([cut for number, cut in enumerate(product(*map(range, sizes))) if number % step == 0])
    places = every / np.maximum(1, np.array(sizes) - 1)
    own = [own_value(results, scenario, axis.inputs[0]) for axis in further]
    known = [0.0 if each is None else each for each in own]
    nearest = [int(np.argmin(np.abs(axis.values - each))) for axis, each in zip(further, known, strict=True)]
    distance = np.abs(every - nearest).sum(axis=1) if None not in own else np.arange(len(every))
    chosen = [int(np.argmin(distance))]
    while len(chosen) < min(most, len(every)):
        apart = np.min([np.linalg.norm(places - places[each], axis=1) for each in chosen], axis=0)
        chosen.append(int(np.argmax(apart)))
    order = [chosen[0], *sorted(chosen[1:])] if None not in own else sorted(chosen)
    return [tuple(every[each].tolist()) for each in order]


def _setting(scenario: Scenario, name: str) -> float | None:
    """Give the number that a scenario sets a constant to; None where it sets none, or a path."""
    values = [each.value for each in scenario.settings if each.name == name]
    return next((value for value in values if isinstance(value, float)), None)
