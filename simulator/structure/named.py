"""The loops that a model's authors name: read from loops.csv, found in the equations and in the model's texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import Faults, ModelError, unknown_name
from simulator.model.model import Model
from simulator.model.syntax import key_of
from simulator.model.table import Row, choice, read_table, required
from simulator.structure.cycles import shortest_way
from simulator.structure.graph import Graph

__all__ = ["ARROW", "LOOP_COLUMNS", "NamedLoop", "marks_in", "read_loops"]

LOOP_COLUMNS = ("id", "en", "zh", "polarity", "variables")
ARROW = ">"
_OTHER_ARROWS = ("＞", "→", "»")
_ID = r"[A-Za-z]{1,3}\d+"
_MARK = re.compile(rf"\bloops?\s+({_ID}(?:(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+){_ID})*)")


@dataclass(frozen=True)
class NamedLoop:
    """A loop that the authors name.

    en, zh:    what it says, a sentence or a chain of words.
    polarity:  R or B, as its authors expect it.
    variables: those that the file names, in order. way: all that lie on the loop, those between included.
    where:     "path:line" of its row.
    """

    id: str
    en: str
    zh: str
    polarity: str
    variables: tuple[int, ...]
    way: tuple[int, ...]
    where: str = ""


def read_loops(path: Path, model: Model, graph: Graph) -> tuple[NamedLoop, ...]:
    """Read loops.csv and find every loop in the equations. variables: names in order, `>` between them.

    From one variable to the next the shortest way through the equations is taken that meets no variable twice.

    Returns: the loops in the file's order; none where there is no such file.
    Raises:  ModelError with every fault of the file: an unknown variable, a link that the equations do not have.
    """
    if not path.exists():
        return ()
    faults = Faults()
    reader = _Reader(model, graph, faults)
    found: dict[str, NamedLoop] = {}
    for row in read_table(path, "a list of loops", LOOP_COLUMNS, faults):
        loop = reader.loop(row)
        if loop.id in found:
            before = found[loop.id].where
            faults.add(f"{row.where}: loop {loop.id!r} stands already at {before}. Expected once. Remove one.")
        elif loop.id:
            found[loop.id] = loop
    faults.raise_as(ModelError)
    return tuple(found.values())


class _Reader:
    """Reads rows against a model. faults: gathers."""

    def __init__(self, model: Model, graph: Graph, faults: Faults) -> None:
        self._model, self._graph, self._faults = model, graph, faults
        shown = [(number, each.name) for number, each in enumerate(model.variables) if not each.hidden]
        self._numbers = {key_of(name): number for number, name in shown}

    def loop(self, row: Row) -> NamedLoop:
        """Read one row; its way is empty where it has a fault."""
        faults, numbers = self._faults, []
        identity, polarity = required(row, "id", faults), choice(row, "polarity", ("R", "B"), faults)
        en, zh = required(row, "en", faults), required(row, "zh", faults)
        written = [each.strip() for each in required(row, "variables", faults).split(ARROW) if each.strip()]
        for name in written:
            if any(arrow in name for arrow in _OTHER_ARROWS):
                told = f"variables {name!r} has another arrow than {ARROW}"
                faults.add(f"{row.where}: {told}. Expected names with {ARROW} between them. Write it so.")
            elif key_of(name) in self._numbers:
                numbers.append(self._numbers[key_of(name)])
            else:
                shown = [self._name(number) for number in self._numbers.values()]
                faults.add(unknown_name(row.where, "variable of the model", name, shown))
        way: tuple[int, ...] = ()
        if not written and row["variables"].strip():
            told = f"variables {row['variables']!r} name none"
            faults.add(f"{row.where}: {told}. Expected names with {ARROW} between them. Write them.")
        elif len(set(numbers)) < len(numbers):
            again = next(each for place, each in enumerate(numbers) if each in numbers[:place])
            told = f"{self._name(again)!r} stands twice in loop {identity}. Expected each variable once"
            faults.add(f"{row.where}: {told}. Remove one; the way back to the first is implied.")
        elif len(numbers) == len(written):
            way = self._way(f"{row.where}: loop {identity}", tuple(numbers))
        return NamedLoop(identity, en, zh, polarity, tuple(numbers), way, row.where)

    def _way(self, place: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """Complete a loop with the variables between those named."""
        way: list[int] = []
        for source, reader in zip(numbers, (*numbers[1:], *numbers[:1]), strict=True):
            part = shortest_way(self._graph.feeds, source, reader, avoid={*numbers, *way} - {reader})
            if part is None:
                ends = f"{self._name(source)!r} to {self._name(reader)!r}"
                read = [each for each in self._graph.feeds[source] if not self._model.variables[each].hidden]
                readers = ", ".join(repr(self._name(each)) for each in read[:5]) or "nothing"
                told = f"no way from {ends} in the equations. What reads the first: {readers}"
                self._faults.add(f"{place}: {told}. Correct the row or the model.")
                continue
            way += part[:-1]
        return tuple(way)

    def _name(self, number: int) -> str:
        return self._model.variables[number].name


def marks_in(model: Model) -> dict[str, tuple[int, ...]]:
    """Find the loops that texts of variables name, as in "(loop R1)" or "loops B4, R3": id -> variables, rising."""
    found: dict[str, list[int]] = {}
    for number, variable in enumerate(model.variables):
        for mark in _MARK.finditer(variable.documentation):
            for identity in re.findall(_ID, mark.group(1)):
                if number not in found.setdefault(identity, []):
                    found[identity].append(number)
    return {identity: tuple(found[identity]) for identity in sorted(found, key=_natural)}


def _natural(identity: str) -> tuple[Sequence[str | int], ...]:
    return tuple((int(part),) if part.isdigit() else (part,) for part in re.findall(r"\d+|\D+", identity))
