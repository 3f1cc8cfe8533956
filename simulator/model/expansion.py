"""Replace calls of macros by variables of their own, hidden, before names are resolved.

A call takes the subscripts of the equation that it stands in, so an arrayed equation has one instance for each element,
and so has each element over which SUM goes.

Source: Vensim Reference Manual, Macros; XMILE 1.0, section 4.8.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.model.calls import wrong_count
from simulator.model.dialect import OUTPUT_MARK
from simulator.model.macro import EVERYWHERE, Macro, unknown_names, without_recursion
from simulator.model.reduce import reduced_names
from simulator.model.source import Component, Definition
from simulator.model.syntax import Call, Curve, Name, Number, Syntax, changed, key_of, parts_of

# Calls inside calls of macros; more would only be a typing error.
MOST_INSTANCES = 100_000


@dataclass(frozen=True, eq=False)
class Expanded:
    """definitions: of the model, with those of every instance. faults: worded."""

    definitions: tuple[Definition, ...]
    faults: tuple[str, ...]


def expand_macros(definitions: Iterable[Definition], macros: Iterable[Macro], known: Iterable[str]) -> Expanded:
    """Replace every call of a macro by the variables of an instance of its own. known: names of ranges and elements."""
    expansion = _Expansion({key_of(each.name): each for each in macros}, tuple(definitions))
    everywhere = EVERYWHERE | {key_of(each) for each in known}
    for macro in expansion.macros.values():
        expansion.faults += unknown_names(macro, everywhere)
    expansion.faults += without_recursion(expansion.macros)
    expansion.run()
    return Expanded(tuple(expansion.definitions.values()), tuple(dict.fromkeys(expansion.faults)))


class _Expansion:
    """Goes through the equations; those of an instance are gone through in their turn."""

    def __init__(self, macros: dict[str, Macro], definitions: tuple[Definition, ...]) -> None:
        self.macros = macros
        self.definitions = {key_of(each.name): each for each in definitions}
        self.faults: list[str] = []
        self._lookups = {key for key, each in self.definitions.items() if _is_lookup(each)}
        self._pending = list(self.definitions)
        self._instances = 0
        self._taken = {key.partition(" ")[0] for key in self.definitions if key.startswith("#")}

    def run(self) -> None:
        """Replace the calls of every definition, also of those that come to it on the way."""
        for key in self._pending:  # grows
            definition = self.definitions[key]
            parts = tuple(_Caller(self, definition, part).replaced() for part in definition.components)
            self.definitions[key] = replace(self.definitions[key], components=parts)

    def add(self, definition: Definition) -> None:
        """Add a definition, to be gone through as well."""
        key = key_of(definition.name)
        self.definitions[key] = definition
        if _is_lookup(definition):
            self._lookups.add(key)
        self._pending.append(key)

    def is_handed_on(self, node: Syntax) -> bool:
        """Tell whether an argument stands for the input as it is: a number, a lookup, a variable without elements.

        What has to be known before a run, such as the order of a delay, is thus known inside a macro too.
        """
        if isinstance(node, Number):
            return True
        if not isinstance(node, Name):
            return False
        definition = self.definitions.get(node.key)
        if definition is None:
            return node.key == "time"
        scalar = not node.subscripts and not any(part.subscripts for part in definition.components)
        return scalar or node.key in self._lookups

    def next_prefix(self, macro: Macro) -> str:
        """Name the next instance; no variable of the model begins alike."""
        self._instances += 1
        while f"#{self._instances}" in self._taken:
            self._instances += 1
        return f"#{self._instances} {macro.name}"

    @property
    def is_full(self) -> bool:
        """Tell whether there are more instances than any model has."""
        return self._instances >= MOST_INSTANCES


def _is_lookup(definition: Definition) -> bool:
    return any(
        isinstance(part.syntax, Curve) or (isinstance(part.syntax, Call) and part.syntax.function == "with lookup")
        for part in definition.components
    )


class _Caller:
    """One equation that may call macros."""

    def __init__(self, expansion: _Expansion, definition: Definition, part: Component) -> None:
        self._expansion = expansion
        self._definition = definition
        self._part = part

    def replaced(self) -> Component:
        """Return the equation without calls of macros."""
        if not self._expansion.macros and ":" not in self._part.passage.text:
            return self._part
        return replace(self._part, syntax=changed(self._part.syntax, self._node))

    def _node(self, node: Syntax) -> Syntax:
        if not isinstance(node, Call):
            return node
        macro = self._expansion.macros.get(node.function)
        if macro is None:
            if Name(OUTPUT_MARK) in node.arguments:
                self._fault(node.function, f"has a colon in {node.function.upper()}, which is no macro with outputs")
                return Number(float("nan"))
            return node
        given, names = list(node.arguments), []
        if Name(OUTPUT_MARK) in given:
            mark = given.index(Name(OUTPUT_MARK))
            given, names = given[:mark], given[mark + 1 :]
        missing = len(macro.inputs) - len(given)
        if not 0 <= missing <= len(macro.defaults):
            least = len(macro.inputs) - len(macro.defaults)
            counts = " or ".join(map(str, range(least, len(macro.inputs) + 1)))
            self._fault(macro.name, f"calls {wrong_count(macro.name, len(given), counts)}")
            return Number(float("nan"))
        if len(names) > len(macro.outputs) or not all(isinstance(each, Name) for each in names):
            known = ", ".join(macro.outputs) or "none"
            self._fault(macro.name, f"names {len(names)} outputs of {macro.name}. Expected names for {known}")
            return Number(float("nan"))
        if self._expansion.is_full:
            self._fault(macro.name, f"calls {macro.name} once too often: there are {MOST_INSTANCES:,} calls before it")
        if not macro.definitions or macro.broken or self._expansion.is_full:
            return Number(float("nan"))
        given += macro.defaults[len(macro.defaults) - missing :]
        return self._instance(macro, given, [each for each in names if isinstance(each, Name)])

    def _fault(self, word: str, message: str) -> None:
        where = self._part.passage.where(self._part.passage.find(word) or 0)
        name = self._definition.shown
        self._expansion.faults.append(f"{where}: {name!r} {message}. Correct its equation.")

    def _instance(self, macro: Macro, given: list[Syntax], names: list[Name]) -> Syntax:
        """Add the variables of one instance; return its value."""
        part, prefix = self._part, self._expansion.next_prefix(macro)
        reduced = tuple(reduced_names(Call(macro.name, tuple(given))))
        subscripts = (*part.subscripts, *reduced)
        exceptions = tuple((*group, *reduced) for group in part.exceptions)
        place = _Instance(prefix, subscripts, {})
        for name, argument in zip(macro.inputs, given, strict=True):
            if self._expansion.is_handed_on(argument) or _is_special(macro, name):
                place.names[key_of(name)] = argument
                continue
            local = f"{prefix}.{name}"
            place.names[key_of(name)] = Name(key_of(local))
            own = Component(subscripts, exceptions, _free(argument), part.passage)
            self._expansion.add(Definition(local, "", "", (own,), hidden=True))
        place.names.update({key: Name(key_of(f"{prefix}.{each.name}")) for key, each in macro.own.items()})
        for each in macro.definitions:
            parts = tuple(place.component(own, exceptions) for own in each.components)
            self._expansion.add(Definition(f"{prefix}.{each.name}", each.unit, each.documentation, parts, hidden=True))
        for label, output in zip(names, macro.outputs, strict=False):
            self._output(label, Name(key_of(f"{prefix}.{output}"), part.subscripts))
        seen = tuple(f"{each}!" for each in reduced)
        return Name(key_of(f"{prefix}.{macro.name}"), (*part.subscripts, *seen))

    def _output(self, name: Name, value: Name) -> None:
        """Define a variable of the model that a call names for one of its outputs."""
        part = self._part
        own = Component(name.subscripts or part.subscripts, part.exceptions, value, part.passage)
        shown = part.passage.spelling(name.key) or name.key
        before = self._expansion.definitions.get(name.key)
        parts = (*before.components, own) if before else (own,)
        whole = before or Definition(shown, "", "", (), group=self._definition.group)
        self._expansion.add(replace(whole, components=parts, hidden=self._definition.hidden))


def _is_special(macro: Macro, name: str) -> bool:
    """Tell whether a macro calls an input or subscripts it, so that the argument has to take its place."""
    key = key_of(name)
    nodes = [node for each in macro.definitions for part in each.components for node in parts_of(part.syntax)]
    return any(
        (isinstance(node, Call) and node.function == key)
        or (isinstance(node, Name) and node.key == key and bool(node.subscripts))
        for node in nodes
    )


def _free(argument: Syntax) -> Syntax:
    """Take the marks off the ranges over which the call is reduced: the instance has them as subscripts."""
    names = {f"{name}!" for name in reduced_names(argument)}

    def bare(node: Syntax) -> Syntax:
        if isinstance(node, Name | Call) and names & set(node.subscripts):
            return replace(node, subscripts=tuple(each.rstrip("!") for each in node.subscripts))
        return node

    return changed(argument, bare) if names else argument


@dataclass(frozen=True, eq=False)
class _Instance:
    """One instance. subscripts: of each of its variables. names: key inside the macro -> what stands for it."""

    prefix: str
    subscripts: tuple[str, ...]
    names: dict[str, Syntax]

    def component(self, part: Component, exceptions: tuple[tuple[str, ...], ...]) -> Component:
        """Return an equation of the macro as one of the instance."""
        excluded = [(*group, *part.subscripts) for group in exceptions]
        excluded += [(*self.subscripts, *group) for group in part.exceptions]
        subscripts = (*self.subscripts, *part.subscripts)
        return Component(subscripts, tuple(excluded), changed(part.syntax, self._node), part.passage)

    def _node(self, node: Syntax) -> Syntax:
        if isinstance(node, Name):
            return self._name(node)
        if not isinstance(node, Call):
            return node
        meant = self.names.get(node.function)
        if isinstance(meant, Name):
            called = self._name(Name(node.function, node.subscripts))
            assert isinstance(called, Name)
            return Call(called.key, node.arguments, called.subscripts, by_name=True)
        return replace(node, function=_outside(node.function)) if node.function.endswith("$") else node

    def _name(self, node: Name) -> Syntax:
        meant = self.names.get(node.key)
        if meant is None:
            return replace(node, key=_outside(node.key)) if node.key.endswith("$") else node
        if not isinstance(meant, Name):
            return meant
        own = self.subscripts if meant.key.startswith(key_of(self.prefix)) else meant.subscripts
        return Name(meant.key, (*own, *node.subscripts))


def _outside(key: str) -> str:
    """Return the variable of the model that `name$` means."""
    return key_of(key.removesuffix("$"))
