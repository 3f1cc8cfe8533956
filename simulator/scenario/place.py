"""Where a word stands in a file, and what is wrong there."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.errors import ScenarioError
from simulator.scenario.slip import slip
from simulator.scenario.spelling import nearest

__all__ = ["Fault", "Place", "raise_all", "unknown"]

# As many names are listed when none of them is near.
_FEW = 20


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


def unknown(place: Place, kind: str, name: str, known: Iterable[str], *, seen: str = "") -> Fault:
    """Word a name that is not known: what was mistyped, else the nearest names, else all if they are few.

    seen: where a long list of them can be seen, for the message.
    """
    mistyped = slip(name)
    if mistyped:
        return Fault(place, mistyped)
    names = sorted(set(known), key=str.casefold)
    near = nearest(name, names)
    if near:
        told = f"Nearest: {', '.join(map(repr, near))}"
    elif not names:
        return Fault(place, f"no {kind} {name!r}. There is no {kind} at all. Remove it.")
    elif len(names) <= _FEW:
        told = f"Expected one of {', '.join(map(repr, names))}"
    else:
        told = f"No {kind} has a name like it{f'; {seen}' if seen else ''}"
    return Fault(place, f"no {kind} {name!r}. {told}. Rename or remove it.")


def raise_all(faults: Iterable[Fault]) -> None:
    """Raise every fault at once, file by file in the order of first mention, from top to bottom of each.

    Raises: ScenarioError when there is any fault; a fault found twice is told once.
    """
    gathered = tuple(dict.fromkeys(faults))
    files = tuple(dict.fromkeys(each.place.file for each in gathered))
    in_order = sorted(gathered, key=lambda each: (files.index(each.place.file), each.place.line, each.place.column))
    if in_order:
        raise ScenarioError(*map(str, in_order))
