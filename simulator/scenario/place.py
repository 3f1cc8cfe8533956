"""Where a word stands in a file, and what is wrong there."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.errors import ScenarioError, unknown_name

__all__ = ["Fault", "Place", "raise_all", "unknown"]


@dataclass(frozen=True)
class Place:
    """A file as the user knows it, with line and column counted from 1; 0 where they are not known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write file:line:column, as far as known."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def at_line(self) -> str:
        """Write file:line, as far as known."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True)
class Fault:
    """One fault: its place, and `what. nearest or expected. what to do.` in `text`."""

    place: Place
    text: str

    def __str__(self) -> str:
        """Write the message."""
        return f"{self.place}: {self.text}"


def unknown(place: Place, kind: str, name: str, known: Iterable[str]) -> Fault:
    """Word a name that is not known, with the nearest ones, as every room does."""
    return Fault(place, unknown_name("", kind, name, known).removeprefix(": "))


def raise_all(faults: Iterable[Fault]) -> None:
    """Raise every fault at once, file by file in the order of first mention, from top to bottom of each.

    Raises: ScenarioError when there is any fault; a fault found twice is told once.
    """
    gathered = tuple(dict.fromkeys(faults))
    files = tuple(dict.fromkeys(each.place.file for each in gathered))
    in_order = sorted(gathered, key=lambda each: (files.index(each.place.file), each.place.line, each.place.column))
    if in_order:
        raise ScenarioError(*map(str, in_order))
