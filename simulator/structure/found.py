"""Everything that is found of a model's structure, in one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from simulator.model.model import Model
from simulator.structure.course import Course, course_of
from simulator.structure.cycles import feedback_groups, independent_loops, loops_through, turned_to
from simulator.structure.delay import LoopDelay, delay_of, time_constants
from simulator.structure.graph import Graph, graph_of
from simulator.structure.named import NamedLoop, marks_in
from simulator.structure.polarity import LinkSign, balance_of, link_signs, loop_signs, polarity_of
from simulator.structure.score import Scores, scores_of
from simulator.structure.strength import link_strengths

__all__ = ["Dominance", "FoundLoop", "Structure", "structure_of"]

# Variables before one that are looked at for loops at work.
MOST_TRIED = 12


@dataclass(frozen=True)
class FoundLoop:
    """A loop of the equations.

    way:      its variables in order, the inside of delays among them. name: the id its authors gave it, or empty.
    polarity: R, B, ? where it is the one and the other in the run, 0 where it is broken all the time.
    balance:  the share of the time at which it is reinforcing.
    """

    way: tuple[int, ...]
    polarity: str
    balance: float
    delay: LoopDelay
    name: str = ""


@dataclass(frozen=True, eq=False)
class Dominance:
    """Which loops drive a variable over time.

    variable: the one asked for. at: the one whose loops are shown: itself, or the nearest before it with loops at work.
    scores:   of all loops compared, see Scores; loops: the same, described.
    """

    variable: int
    at: int
    scores: Scores
    loops: tuple[FoundLoop, ...]


@dataclass(frozen=True, eq=False)
class Structure:
    """What is found. groups: variables that feed one another. named: the loops of the authors.

    marks: loop id -> the variables whose texts name it.
    """

    model: Model
    graph: Graph
    course: Course
    groups: tuple[tuple[int, ...], ...]
    named: tuple[NamedLoop, ...]
    marks: dict[str, tuple[int, ...]]

    @cached_property
    def signs(self) -> dict[tuple[int, int], LinkSign]:
        """The sign of every link (variable that is read, variable that reads)."""
        return link_signs(self.course)

    @cached_property
    def strengths(self) -> dict[tuple[int, int], float]:
        """What part of a rise every link passes on."""
        return link_strengths(self.course)

    @cached_property
    def constants(self) -> dict[int, float | None]:
        """How long each stock takes to answer."""
        return time_constants(self.course)

    @cached_property
    def loops(self) -> tuple[FoundLoop, ...]:
        """The shortest independent loop set of all groups; a loop that has a name carries it."""
        return tuple(self.loop(way) for group in self.groups for way in independent_loops(self.graph.feeds, group))

    @cached_property
    def named_loops(self) -> tuple[FoundLoop, ...]:
        """(named,), what the equations make of the loops of the authors."""
        return tuple(self.loop(each.way) for each in self.named)

    def loop(self, way: tuple[int, ...]) -> FoundLoop:
        """Describe a loop."""
        signs = loop_signs(self.course, way)
        own = turned_to(way, min(way))
        name = next((each.id for each in self.named if turned_to(each.way, min(each.way)) == own), "")
        return FoundLoop(way, polarity_of(signs), balance_of(signs), delay_of(way, self.constants), name)

    def causes(self, variable: int) -> dict[int, str]:
        """Return what a variable reads while running, with the polarity; the inside of delays and smooths is passed."""
        found: dict[int, str] = {}
        waiting, seen = [(variable, "+")], {variable}
        while waiting:
            node, sign = waiting.pop(0)
            for source in self.graph.reads[node]:
                link = self.signs.get((source, node))  # none where random numbers are drawn
                own = _through(link.polarity if link else "0", sign)
                if not self.model.variables[source].hidden:
                    found[source] = own if found.get(source, own) == own else "?"
                elif source not in seen:
                    seen.add(source)
                    waiting.append((source, own))
        return found

    def readers(self, variable: int) -> tuple[int, ...]:
        """Return what reads a variable while running; the inside of delays and smooths is passed."""
        found: dict[int, None] = {}
        waiting, seen = [variable], {variable}
        while waiting:
            for reader in self.graph.feeds[waiting.pop(0)]:
                if not self.model.variables[reader].hidden:
                    found[reader] = None
                elif reader not in seen:
                    seen.add(reader)
                    waiting.append(reader)
        return tuple(found)

    def loops_of(self, variable: int) -> tuple[str, ...]:
        """Name the loops of the authors that a variable lies on, or whose mark its text carries."""
        on = [each.id for each in self.named if variable in each.way]
        marked = [identity for identity, variables in self.marks.items() if variable in variables]
        return tuple(dict.fromkeys([*on, *marked]))

    def dominance(self, variable: int) -> Dominance | None:
        """Find which loops drive a variable: the independent loops, those named and the shortest through it.

        Where it is in none, or none through it is at work in the run, the nearest variable before it is taken for which
        that is otherwise.

        Returns: None where nothing before it is in a loop.
        """
        first = None
        for at in islice(self._before(variable), MOST_TRIED):
            ways = [each.way for each in (*self.named_loops, *self.loops) if at in each.way]
            own = dict.fromkeys(turned_to(way, at) for way in (*ways, *loops_through(self.graph.feeds, at)))
            scores = scores_of(self.course, list(own))
            found = Dominance(variable, at, scores, tuple(self.loop(way) for way in scores.loops))
            first = first or found
            if np.isfinite(scores.relative).any():
                return found
        return first

    def _before(self, variable: int) -> Iterator[int]:
        """Yield the variables in a loop, the variable itself and what is before it, the nearest first."""
        inside = {node for group in self.groups for node in group if not self.model.variables[node].hidden}
        level, seen = [variable], {variable}
        while level:
            yield from sorted((node for node in level if node in inside), key=lambda node: -len(self.graph.feeds[node]))
            level = list(
                dict.fromkeys(other for node in level for other in self.graph.reads[node] if other not in seen)
            )
            seen.update(level)


def _through(first: str, second: str) -> str:
    """Combine the polarities of two links that follow one another."""
    if "0" in (first, second):
        return "0"
    if "?" in (first, second):
        return "?"
    return "+" if first == second else "-"


def structure_of(
    model: Model,
    graph: Graph | None = None,
    named: Sequence[NamedLoop] = (),
    given: Mapping[str, float] | None = None,
    integrals: Sequence[str] = (),
) -> Structure:
    """Find the structure of a model.

    graph: of the model, where it is there already. named: its authors' loops. given: constants of the run, by element.
    integrals: variables whose integral the run keeps as well.
    """
    links, course = graph or graph_of(model), course_of(model, given=given, integrals=integrals)
    return Structure(model, links, course, feedback_groups(links.feeds), tuple(named), marks_in(model))
