"""What a model file says, equation by equation, before names are resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from simulator.model.limits import NO_LIMITS, Limits
from simulator.model.passage import FileText, Passage
from simulator.model.syntax import External, Syntax, key_of


@dataclass(frozen=True, slots=True, eq=False)
class Component:
    """One equation of a variable: the subscripts on its left side, the ones it excludes, its right side.

    passage: the equation in the file, for the places of faults.
    text:    the equation as people read it, where the passage alone is not.
    """

    subscripts: tuple[str, ...]
    exceptions: tuple[tuple[str, ...], ...]
    syntax: Syntax
    passage: Passage
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A variable as the file defines it; `name` is spelled as it is shown.

    hidden: it belongs to a call of a macro.
    limits: the range that the file gives it.
    group:  the group (sector) that it stands in, or empty.
    """

    name: str
    unit: str
    documentation: str
    components: tuple[Component, ...]
    hidden: bool = False
    limits: Limits = NO_LIMITS
    group: str = ""

    @property
    def shown(self) -> str:
        """Its name in a message: that of an instance's variable without the number of the instance."""
        return self.name.partition(" ")[2] if self.hidden else self.name


@dataclass(frozen=True, slots=True)
class Group:
    """A group of variables, a sector of the model, and what the file says about it."""

    name: str
    documentation: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class SubscriptRange:
    """A named list of elements or other ranges.

    mappings: the ranges it maps to, each with the elements that correspond, or none where the order does.
    listed:   where its elements stand when they are in a file.
    """

    name: str
    elements: tuple[str, ...]
    mappings: tuple[tuple[str, tuple[str, ...]], ...]
    passage: Passage
    listed: External | None = None


@dataclass(frozen=True, eq=False)
class SourceModel:
    """A parsed model file.

    method:  the integration method that its settings name.
    faults:  what could not be read, worded.
    broken:  keys of the variables that faults are about; what refers to them is not at fault.
    nicknames: names such as ?data for files, from its settings.
    repairs: what was put right on reading, worded.
    groups:  of variables, in the order of the file.
    """

    file: FileText
    method: str
    ranges: tuple[SubscriptRange, ...]
    definitions: tuple[Definition, ...]
    faults: tuple[str, ...] = ()
    broken: frozenset[str] = field(default_factory=frozenset)
    repairs: tuple[str, ...] = ()
    nicknames: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()

    @cached_property
    def _passages(self) -> Mapping[str, list[Passage]]:
        found: dict[str, list[Passage]] = {}
        for definition in self.definitions:
            found.setdefault(key_of(definition.name), []).extend(part.passage for part in definition.components)
        return found

    def where(self, name: str, word: str = "", number: int | None = None) -> str:
        """Name the place of a word in the equations of a variable, or of the variable where the word is not found.

        number: of the equation meant; None looks in all.
        """
        passages = self._passages.get(key_of(name), [])
        chosen = passages if number is None else passages[number : number + 1]
        for passage in chosen if word else []:
            position = passage.find(word)
            if position is not None:
                return passage.where(position)
        return chosen[0].where() if chosen else str(self.file.path)
