"""What a document about a model is made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import nan

from simulator.model.glossary import NO_GLOSSARY, Glossary
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.model.source import Group
from simulator.model.syntax import key_of
from simulator.report.outcome import Case
from simulator.scenario.levers import Lever
from simulator.structure.found import Structure
from simulator.target.history import Point
from simulator.target.register import Target
from simulator.target.yearly import Shown, Yearly, shown_run

__all__ = ["Description", "Fitted", "Sector"]


# Years of targets that are told of every variable.
MOST_ASKED = 3
# A name in an equation: in quotes, or letters with blanks between.
_WORD = re.compile(r'"[^"]*"|\w[\w\s$\']*')


@dataclass(frozen=True)
class Fitted:
    """A constant that calibration frees. low, high: in its model unit."""

    low: float
    high: float
    source: str


@dataclass(frozen=True)
class Sector:
    """A group of variables. group: empty name where the file has none. variables: numbers, in the file's order."""

    group: Group
    variables: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Description:
    """A model with all that is known of it.

    name:   as commands spell it. shown: the path of its file, as a reader finds it.
    case:   labels, targets, history, levers; None for a bare model.
    fitted: what calibration frees, by element name. given: constants of the run that differ from the model's.
    """

    name: str
    shown: str
    model: Model
    structure: Structure
    glossary: Glossary = NO_GLOSSARY
    case: Case | None = None
    fitted: Mapping[str, Fitted] = field(default_factory=dict)
    given: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def sectors(self) -> tuple[Sector, ...]:
        """The sectors that have variables, in the file's order."""
        groups = {group.name: group for group in self.model.groups}
        members: dict[str, list[int]] = {name: [] for name in groups}
        for number, variable in enumerate(self.model.variables):
            if not variable.hidden:
                members.setdefault(variable.group, []).append(number)
        return tuple(
            Sector(groups.get(name, Group(name)), tuple(numbers)) for name, numbers in members.items() if numbers
        )

    @cached_property
    def labels(self) -> dict[int, tuple[Label, ...]]:
        """Variable -> its labels: of itself, of its elements, of the growth of its total."""
        found: dict[int, list[Label]] = {}
        for label in self.case.labels if self.case else ():
            number = self.number(label.of or label.variable)
            if number is not None:
                found.setdefault(number, []).append(label)
        return {number: tuple(labels) for number, labels in found.items()}

    @cached_property
    def levers(self) -> dict[int, tuple[Lever, ...]]:
        """Variable -> the levers that are its elements."""
        found: dict[int, list[Lever]] = {}
        for lever in self.case.levers if self.case else ():
            number = self.number(lever.name)
            if number is not None:
                found.setdefault(number, []).append(lever)
        return {number: tuple(levers) for number, levers in found.items()}

    @cached_property
    def tables(self) -> dict[int, tuple[int, ...]]:
        """Variable -> the tables (lookups) that its equations call."""
        known = {key_of(each.name): number for number, each in enumerate(self.model.variables) if each.kind == "lookup"}
        found: dict[int, tuple[int, ...]] = {}
        for number, variable in enumerate(self.model.variables):
            words = {key_of(word) for text in variable.texts for word in _WORD.findall(text)}
            called = tuple(known[word] for word in sorted(words) if word in known and known[word] != number)
            if called:
                found[number] = called
        return found

    @cached_property
    def table_readers(self) -> dict[int, tuple[int, ...]]:
        """Table -> the variables that call it."""
        found: dict[int, list[int]] = {}
        for number, tables in self.tables.items():
            for table in tables:
                found.setdefault(table, []).append(number)
        return {table: tuple(numbers) for table, numbers in found.items()}

    def number(self, name: str) -> int | None:
        """Return the variable that a name, also of an element, means; None where it is none of the model."""
        key = key_of(name)
        if key in self.model.numbers:
            return self.model.numbers[key]
        found = self.model.elements.get(key)
        return None if found is None else found[0]

    @property
    def yearly(self) -> Yearly | None:
        """What the run gives a year, as verdicts see it; None for a bare model."""
        return None if self.run is None else self.run.yearly

    @cached_property
    def run(self) -> Shown | None:
        """The run as history sees it; None for a bare model."""
        if self.case is None:
            return None
        return shown_run(self.structure.course.run, self.case.labels, self.model.units)

    def value(self, label: Label, time: float) -> float:
        """Return the shown value of a label at a time: of a whole year, or, of what has one, of a part of a year."""
        return nan if self.run is None else float(self.run.at(label.variable, time)[0])

    @cached_property
    def judged(self) -> frozenset[int]:
        """The variables that decide a target by the model."""
        return frozenset(number for number in self.labels for each in self.targets(number) if each.is_modelled)

    def before(self, variable: int) -> tuple[int, ...]:
        """Return all that a variable follows from directly: what it reads, the tables it calls, what it starts from."""
        graph = self.structure.graph
        return (*graph.reads[variable], *self.tables.get(variable, ()), *graph.starts[variable])

    def started_by(self, variable: int) -> tuple[int, ...]:
        """Return what only the initial value of a variable reads."""
        return tuple(each for each in self.structure.graph.starts[variable] if not self.model.variables[each].hidden)

    def begun(self, variable: int) -> tuple[int, ...]:
        """Return the variables whose initial value reads a variable."""
        return tuple(each for each in self.structure.graph.starts_of[variable] if not self.model.variables[each].hidden)

    @cached_property
    def asked_years(self) -> frozenset[float]:
        """The years of which most targets by the model ask."""
        targets = self.case.targets if self.case else ()
        counts = Counter(float(each.year) for each in targets if each.is_modelled and each.year is not None)
        return frozenset(year for year, _ in counts.most_common(MOST_ASKED))

    def points_of(self, name: str) -> tuple[Point, ...]:
        """Return what history has of a label."""
        return self.case.history.of(name) if self.case else ()

    def targets_of(self, name: str) -> tuple[Target, ...]:
        """Return the targets by the model that a label decides by itself or with others."""
        targets = self.case.targets if self.case else ()
        return tuple(each for each in targets if each.is_modelled and name in each.variables)

    def points(self, variable: int) -> tuple[Point, ...]:
        """Return what history has of a variable."""
        names = {label.variable for label in self.labels.get(variable, ())}
        return tuple(point for point in self.case.history.points if point.variable in names) if self.case else ()

    def targets(self, variable: int) -> tuple[Target, ...]:
        """Return the targets that a variable decides by itself or with others."""
        names = {label.variable for label in self.labels.get(variable, ())}
        return tuple(each for each in self.case.targets if names & set(each.variables)) if self.case else ()

    def sector_of(self, variable: int) -> str | None:
        """Name the sector of a variable, which for the inside of a delay is that of what reads it, if anything does."""
        own = self.model.variables[variable]
        if not own.hidden:
            return own.group
        return next((self.model.variables[each].group for each in self.structure.readers(variable)), None)
