"""Fields of a file of checks, one by one: maps with known keys, texts, numbers, parts such as 0.5 %."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.check.said import Words
from simulator.scenario.fields import known_of, pairs_of, refuse, text_of
from simulator.scenario.layer import Entry
from simulator.scenario.number import bare_number, number
from simulator.scenario.place import Fault
from simulator.scenario.read import Node, Pairs, describe, number_of

__all__ = ["LANGUAGES", "FieldReader"]

LANGUAGES = ("en", "zh")


@dataclass
class FieldReader:
    """Reads fields and adds their faults to a list."""

    faults: list[Fault]

    def of(self, node: Node | None, known: Sequence[str], kind: str) -> Mapping[str, Node]:
        """Read a map with known keys; nothing is an empty one."""
        if node is None:
            return {}
        if not isinstance(node, Pairs):
            self.refuse(node, f"there is {describe(node)}", f"a map with {', '.join(known)}")
            return {}
        return known_of(node, kind, known, self.faults)

    def entries(self, node: Node | None, what: str) -> Iterator[Entry]:
        """Yield the lines of a map of names."""
        return (Entry(name, value) for name, value in pairs_of(node, what, "a map of names", self.faults))

    def text(self, node: Node | None, what: str) -> str:
        """Read a text; nothing is an empty one."""
        return "" if node is None else text_of(node, what, self.faults)

    def words(self, node: Node | None, what: str) -> Words:
        """Read a text in both languages."""
        found = self.of(node, LANGUAGES, f"language of {what}")
        if isinstance(node, Pairs) and set(found) != set(LANGUAGES):
            self.refuse(node, f"{what} is {describe(node)}", "{en: ..., zh: ...}")
        return tuple((language, self.text(value, what)) for language, value in found.items())

    def either(self, node: Node | None, what: str) -> Words:
        """Read a text in both languages, or one that stands for both; nothing is an empty one."""
        if isinstance(node, Pairs):
            found = self.words(node, what)
        else:
            text = self.text(node, what)
            found = tuple((language, text) for language in LANGUAGES)
        return found if all(text for _, text in found) else ()

    def number(self, node: Node | None, what: str, default: float) -> float:
        """Read a number without a unit."""
        if node is None:
            return default
        found = bare_number(node, what)
        if isinstance(found, Fault):
            self.faults.append(found)
            return default
        return found

    def count(self, node: Node | None, what: str, default: int) -> int:
        """Read a whole number of 1 or more."""
        if node is None:
            return default
        found = self.number(node, what, default)
        if not (found >= 1 and float(found).is_integer()):
            self.refuse(node, f"{what} is {describe(node)}", "a whole number of 1 or more")
            return default
        return round(found)

    def part(self, node: Node | None, what: str, default: float) -> float:
        """Read a positive part: 0.005 or 0.5 %."""
        if node is None:
            return default
        found = number(node, what, "1")
        if isinstance(found, Fault):
            self.faults.append(found)
            return default
        if not 0 < found < 1:
            self.refuse(node, f"{what} is {describe(node)}", "more than 0 and less than 1, such as 0.5 %")
        return found

    def years(self, node: Node | None) -> Iterator[tuple[float, str]]:
        """Yield years with a text each."""
        for entry in self.entries(node, "left_out"):
            year, why = number_of(entry.name.text), self.text(entry.value, "why")
            if year is None:
                self.refuse(entry.name, f"a year is {describe(entry.name)}", "a number")
            elif why:
                yield float(year), why

    def refuse(self, node: Node, what: str, expected: str) -> None:
        """Word one fault."""
        self.faults.append(refuse(node.place, what, expected, "Correct it"))
