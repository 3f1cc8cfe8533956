"""How strongly variables follow from others: what part of a rise arrives, link by link, and the strongest single path.

A path says where a number comes from and about how much it matters; what arrives over several paths, one against
another or round a loop, it does not add up.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log

import numpy as np

from simulator.structure.course import Course
from simulator.structure.polarity import raised

__all__ = ["Path", "link_strengths", "strongest_paths"]

# Digits of a path's length that count: paths alike but for rounding are ordered by their links.
_DIGITS = 9
# What a link passes on at least, so that a path through one that is not at work in this run can still be told.
LEAST = 1e-9


@dataclass(frozen=True)
class Path:
    """The strongest path from a variable to another. links: how many that count. strength: what part arrives."""

    links: int
    strength: float


def link_strengths(course: Course) -> dict[tuple[int, int], float]:
    """Find what part of a rise of what is read arrives at the reader: 1 where it rises by the same part of itself.

    A stock gathers what its net flow changes by for half of the run. Means over the run of at most 1 each.
    """
    model = course.model
    half = (model.settings.final_time - model.settings.initial_time) / 2
    found = {}
    for source, reader in course.links:
        effect = np.nan_to_num(course.passed_on(source, reader, raised(course, source)), posinf=0.0, neginf=0.0)
        moved = np.abs(effect).sum(axis=1) * (half if model.variables[reader].kind == "stock" else 1.0)
        size = np.abs(np.nan_to_num(course.of(course.values, reader))).sum(axis=1)
        with np.errstate(all="ignore"):
            part = np.where(moved > 0, np.minimum(moved / size, 1.0), 0.0)
        found[source, reader] = float(part.mean())
    return found


def strongest_paths(
    variable: int,
    before: Callable[[int], Iterable[int]],
    strengths: Mapping[tuple[int, int], float],
    counts: Callable[[int], bool],
) -> dict[int, Path]:
    """Find the strongest path to a variable from everything it follows from, the strongest first.

    before:    gives what a variable follows from directly. strengths: of links; one that is not in it passes all on, as
               an initial value or a table does.
    counts:    whether a link into a variable counts; the inside of a delay does not.
    Source:    Dijkstra (1959), A note on two problems in connexion with graphs, Numer. Math. 1.
    """
    found: dict[int, Path] = {}
    waiting = [(0.0, 0, variable)]
    while waiting:
        cost, links, node = heapq.heappop(waiting)
        if node in found:
            continue
        found[node] = Path(links, float(np.exp(-cost)))
        for cause in before(node):
            if cause not in found:
                own = max(strengths.get((cause, node), 1.0), LEAST)
                heapq.heappush(waiting, (round(cost - log(own), _DIGITS), links + counts(node), cause))
    del found[variable]
    return found
