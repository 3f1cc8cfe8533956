"""What is gathered while a model file is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from simulator.model.expansion import expand_macros
from simulator.model.limits import NO_LIMITS, Limits
from simulator.model.macro import Macro
from simulator.model.passage import FileText
from simulator.model.source import Definition, Group, SourceModel, SubscriptRange
from simulator.model.syntax import key_of


def _widest(first: Limits, second: Limits) -> Limits:
    """Join the ranges of a variable's equations: the least of them and the most; one that has none says nothing."""
    if NO_LIMITS in (first, second):
        return second if first == NO_LIMITS else first
    (low, high), (other_low, other_high) = first, second
    return (
        None if low is None or other_low is None else min(low, other_low),
        None if high is None or other_high is None else max(high, other_high),
    )


class Reading:
    """What is gathered while a file is read."""

    def __init__(self, file: FileText) -> None:
        self.file = file
        self.groups: list[Group] = []
        self.ranges: list[SubscriptRange] = []
        self.definitions: dict[str, Definition] = {}
        self.faults: list[str] = []
        self.broken: set[str] = set()
        self.repairs: list[str] = []

    def add(self, definition: Definition) -> None:
        """Add equations of a variable to those it has."""
        key = key_of(definition.name)
        first = self.definitions.get(key)
        if first is not None:
            definition = replace(
                first,
                unit=definition.unit or first.unit,
                documentation=definition.documentation or first.documentation,
                components=first.components + definition.components,
                limits=_widest(first.limits, definition.limits),
            )
        self.definitions[key] = definition

    def fault(self, name: str, message: str) -> None:
        """Keep a fault of a variable."""
        self.faults.append(message)
        self.broken.add(key_of(name))

    def model(self, method: str, macros: Iterable[Macro] = ()) -> SourceModel:
        """Return what was gathered, the calls of macros replaced by what they stand for."""
        known = [name for each in self.ranges for name in (each.name, *each.elements)]
        expanded = expand_macros(self.definitions.values(), macros, known)
        return SourceModel(
            self.file,
            method,
            tuple(self.ranges),
            expanded.definitions,
            (*self.faults, *expanded.faults),
            frozenset(self.broken),
            tuple(self.repairs),
            groups=tuple(self.groups),
        )
