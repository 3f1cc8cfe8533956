"""How the document names variables and sectors, and where a link to them leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from simulator.model.model import Variable
from simulator.model.origin import is_parameter
from simulator.model.syntax import key_of
from simulator.report.describe.outcome import Description, Sector
from simulator.report.describe.table import code, plain
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, say

__all__ = ["Names", "number_text", "slug"]

# What the program makes inside a variable.
_INSIDE = ("smooth", "delay", "initial")


def slug(name: str) -> str:
    """Write a name so that a link can hold it."""
    return re.sub(r"[^\w]+", "-", key_of(name)).strip("-")


def number_text(value: float) -> str:
    """Write a number with four digits."""
    return f"{value:.4g}" if abs(value) < 1e6 else f"{value:.3e}"


class Names:
    """Names in one language."""

    def __init__(self, description: Description, language: Language) -> None:
        self.description, self.language = description, language

    def of(self, variable: int) -> str:
        """Name a variable: in Chinese by the glossary, else by its label, else as the model does."""
        own = self.description.model.variables[variable]
        if own.hidden:
            return self._inside(own.name.partition(" ")[2])
        if self.language == "en":
            return own.name
        entry = self.description.glossary.of(own.name)
        if entry is not None:
            return entry.zh
        labels = self.description.labels.get(variable, ())
        return next((each.zh for each in labels if key_of(each.variable) == key_of(own.name) and each.zh), own.name)

    def _inside(self, name: str) -> str:
        """Name what the program made inside a variable, such as the first stage of a delay: after that variable."""
        words = name.split()
        for end in range(len(words) - 1, 0, -1):
            owner = self.description.number(" ".join(words[:end]))
            if owner is not None and words[end] in _INSIDE:
                return " ".join((self.of(owner), say(f"inside.{words[end]}", self.language), *words[end + 1 :]))
        return name

    def sector(self, sector: Sector) -> str:
        """Name a sector."""
        return self.group(sector.group.name)

    def group(self, name: str) -> str:
        """Name a sector by the name of its group."""
        if not name:
            return say("sector.none", self.language)
        entry = self.description.glossary.of_group(name) if self.language == "zh" else None
        return entry.zh if entry else name

    def link(self, variable: int) -> str:
        """Name a variable with a link to its place in the document."""
        own = self.description.model.variables[variable]
        return f"[{plain(self.of(variable))}](#v-{slug(own.name)})"

    def listed(self, variables: Iterable[int], sign: dict[int, str] | None = None) -> str:
        """Name several with links, each with a sign where there is one. What is hidden is named as what it is in."""
        marks = sign or {}
        return ", ".join(f"{self.link(each)}{_mark(marks.get(each, ''))}" for each in variables)

    def unit(self, unit: str) -> str:
        """Write a unit as the model does, with the reader's words where they differ."""
        told = unit_text(unit, self.language)
        if not unit:
            return ""
        return code(unit) if not told or told == unit else f"{code(unit)} ({plain(told)})"

    def about(self, variable: Variable) -> Iterator[str]:
        """Yield what is said about a variable: in Chinese from the glossary, then the model's own text with a note."""
        entry = self.description.glossary.of(variable.name) if self.language == "zh" else None
        if entry is not None and entry.about_zh:
            yield plain(entry.about_zh)
            if is_parameter(variable) and variable.documentation:
                yield plain(variable.documentation)  # sources are quoted as they are
        elif variable.documentation:
            note = say("describe.untranslated", "zh") if self.language == "zh" else ""
            yield f"{plain(variable.documentation)}{note}"

    def way(self, way: Iterable[int], short: bool = False) -> str:
        """Write a loop or a chain of causes: names with arrows, what is hidden left out. short: without links."""
        every = tuple(way)
        shown = [each for each in every if not self.description.model.variables[each].hidden]
        if not shown:  # the inside of a delay
            return "; ".join(self.of(each) for each in every)
        return " → ".join(self.of(each) if short else self.link(each) for each in shown)


def _mark(sign: str) -> str:
    return f" ({'−' if sign == '-' else sign})" if sign else ""
