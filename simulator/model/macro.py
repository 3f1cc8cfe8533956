"""Macros as a file defines them, and what can be wrong with one.

Inside a macro stand its inputs and its own variables; `name$` is a variable of the model. Time and the time settings
may be written with or without the `$`.

Source: Vensim Reference Manual, Macros; XMILE 1.0, section 4.8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from simulator.errors import unknown_name
from simulator.model.dialect import OUTPUT_MARK
from simulator.model.passage import Passage
from simulator.model.source import Component, Definition
from simulator.model.syntax import Call, Name, Syntax, key_of, parts_of

# What every model knows, inside a macro too.
EVERYWHERE = frozenset(
    {"time", "time step", "initial time", "final time", "saveper", "dt", "starttime", "stoptime", "pi", "inf", "nan"}
)


@dataclass(frozen=True, eq=False)
class Macro:
    """A macro as the file defines it.

    inputs:   names. defaults: of the last inputs, what they are when a call leaves them out.
    outputs:  names of its variables that a call may give further names to.
    passage:  its header, for the places of faults. broken: keys of its variables that are at fault already.
    """

    name: str
    inputs: tuple[str, ...]
    defaults: tuple[Syntax, ...]
    outputs: tuple[str, ...]
    definitions: tuple[Definition, ...]
    passage: Passage
    broken: frozenset[str] = frozenset()

    @property
    def own(self) -> dict[str, Definition]:
        """Its variables by key."""
        return {key_of(each.name): each for each in self.definitions}


def unknown_names(macro: Macro, everywhere: frozenset[str]) -> Iterator[str]:
    """Word every name of a macro that is neither its own nor marked as one of the model."""
    inside = {key_of(each) for each in macro.inputs} | macro.own.keys() | macro.broken
    if key_of(macro.name) not in inside:
        yield (
            f"{macro.passage.where()}: macro {macro.name!r} has no equation for {macro.name!r}. "
            "Expected one: it is the value of a call. Add it."
        )
    for output in macro.outputs:
        if key_of(output) not in macro.own.keys() | macro.broken:
            yield (
                f"{macro.passage.where()}: macro {macro.name!r} has no equation for its output {output!r}. "
                "Expected one. Add it."
            )
    for definition in macro.definitions:
        for part in definition.components:
            for node in parts_of(part.syntax):
                key = node.key if isinstance(node, Name) else ""
                if key and key not in inside | everywhere and not key.endswith("$") and key != OUTPUT_MARK:
                    shown = part.passage.spelling(key) or key
                    names = [*macro.inputs, *(each.name for each in macro.definitions)]
                    told = unknown_name("", f"variable of macro {macro.name!r}", shown, names).removeprefix(": ")
                    where = part.passage.where(part.passage.find(key) or 0)
                    yield f"{where}: {told} A variable of the model is written {shown}$."


def _called(macro: Macro, macros: Mapping[str, Macro]) -> dict[str, tuple[Definition, Component]]:
    """Return the macros that a macro calls, each with where it does so first."""
    found: dict[str, tuple[Definition, Component]] = {}
    for definition in macro.definitions:
        for part in definition.components:
            for node in parts_of(part.syntax):
                if isinstance(node, Call) and node.function in macros:
                    found.setdefault(node.function, (definition, part))
    return found


def without_recursion(macros: dict[str, Macro]) -> list[str]:
    """Word every macro that comes back to itself; take it out, so that calls of it end."""
    called = {key: _called(macro, macros) for key, macro in macros.items()}
    faults = []
    for key in list(macros):
        trail = _way_back(key, called)
        if trail:
            part = called[key][trail[1]][1]
            shown = " -> ".join(macros[each].name for each in trail)
            faults.append(
                f"{part.passage.where(part.passage.find(trail[1]) or 0)}: macro {macros[key].name!r} calls itself: "
                f"{shown}. Expected macros that end. Write the equations out."
            )
            macros[key] = replace(macros[key], definitions=())
    return faults


def _way_back(start: str, called: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return the shortest way from a macro back to itself, or nothing."""
    ways = [[start]]
    seen = set()
    for way in ways:
        for each in called[way[-1]]:
            if each == start:
                return [*way, each]
            if each not in seen:
                seen.add(each)
                ways.append([*way, each])
    return []
