"""Modules: models inside models become one list of definitions, each name with the way to it, `module.variable`.

A name in a model is its own variable; `module.name` a variable of a module in it; `.name` one of the outermost model.
An input takes the value of what is connected to it, and its own equation where nothing is.

Source: XMILE 1.0, sections 4.7 and 2.2.3 (qualified names). Stella writes both ends of a connection as seen from the
model that holds the modules, and writes it with the module it comes from as well as with the one it goes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from simulator.errors import unknown_name
from simulator.model.macro import EVERYWHERE
from simulator.model.source import Component, Definition
from simulator.model.syntax import Call, Name, Syntax, changed, key_of

# Deeper than any model; a module inside itself is found before.
MOST_MODULES = 10_000


@dataclass(frozen=True)
class Connection:
    """What an input takes. to, source: names as written. where: the place."""

    to: str
    source: str
    where: str


@dataclass(frozen=True)
class Module:
    """A model used inside another. model: its name."""

    name: str
    model: str
    connections: tuple[Connection, ...]
    where: str


@dataclass(frozen=True, eq=False)
class Submodel:
    """One model of a file, its names not yet resolved.

    broken:     keys of variables at fault already.
    dimensions: of each variable by key.
    stocks:     keys of the variables that cannot be connected.
    unset:      keys of the inputs without an equation, each with its fault.
    """

    name: str
    definitions: tuple[Definition, ...]
    modules: tuple[Module, ...]
    broken: frozenset[str] = frozenset()
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stocks: frozenset[str] = frozenset()
    unset: Mapping[str, str] = field(default_factory=dict)

    @property
    def own(self) -> frozenset[str]:
        """Keys of its variables."""
        return frozenset(key_of(each.name) for each in self.definitions) | self.broken


@dataclass(frozen=True, eq=False)
class Joined:
    """definitions: of all models. faults: worded. broken: keys of the variables at fault."""

    definitions: tuple[Definition, ...]
    faults: tuple[str, ...]
    broken: frozenset[str]


@dataclass(frozen=True, eq=False)
class _Place:
    """A model where it is used. prefix: `module.` for each module on the way, as it is spelled."""

    prefix: str
    model: Submodel

    @property
    def key(self) -> str:
        """The way to it, folded as names are."""
        return key_of(self.prefix)


def join_models(models: Iterable[Submodel], known: Iterable[str]) -> Joined:
    """Join the models of a file. models: the first is the outermost one. known: names of ranges and elements."""
    return _Joining(list(models), frozenset(key_of(each) for each in known)).joined()


class _Joining:
    """Goes through the models where they are used, so that each name can be looked up from each place."""

    def __init__(self, models: list[Submodel], known: frozenset[str]) -> None:
        self._models = {key_of(each.name): each for each in reversed(models[1:])}
        self._known = known | EVERYWHERE
        self._faults: list[str] = []
        self._used: set[str] = set()
        self._places = list(self._walk(_Place("", models[0]), ()))
        self._stocks = {f"{place.key}{key}" for place in self._places for key in place.model.stocks}
        self._all = {f"{place.key}{key}" for place in self._places for key in place.model.own}
        self._sources: dict[str, str] = {}
        self._attempted: set[str] = set()
        for place in self._places:
            for module in place.model.modules:
                for connection in module.connections:
                    self._connect(place, module, connection)

    def joined(self) -> Joined:
        """Return the definitions of all places."""
        found = [each for place in self._places for each in self._definitions(place)]
        broken = {f"{place.key}{key}" for place in self._places for key in place.model.broken}
        return Joined(tuple(found), tuple(dict.fromkeys(self._faults)), frozenset(broken))

    def _walk(self, place: _Place, trail: tuple[str, ...]) -> Iterator[_Place]:
        """Yield a model and those inside it."""
        yield place
        for module in place.model.modules:
            key = key_of(module.model)
            inner = self._models.get(key)
            if inner is None:
                names = ", ".join(repr(each.name) for each in self._models.values()) or "none"
                self._faults.append(
                    f"{module.where}: module {module.name!r} without <model name={module.model!r}>. "
                    f"Models that may be named: {names}. Add it or rename the module."
                )
            elif key in trail:
                self._faults.append(f"{module.where}: module {module.name!r} holds itself. Expected an end. Remove it.")
            elif len(self._used) < MOST_MODULES:
                self._used.add(f"{place.key}{key_of(module.name)}")
                yield from self._walk(_Place(f"{place.prefix}{module.name}.", inner), (*trail, key))
            else:
                self._faults.append(
                    f"{module.where}: module {module.name!r} is one too many: there are {MOST_MODULES:,} before it. "
                    "Expected fewer. Remove some."
                )

    def _connect(self, place: _Place, module: Module, connection: Connection) -> None:
        """Note what an input takes; a connection that is written twice is noted once."""
        if key_of(module.model) not in self._models:
            return
        to, own = key_of(connection.to).removeprefix("."), f"{place.key}{key_of(module.name)}."
        inside, outside = f"{own}{to}", f"{place.key}{to}"
        target = inside if inside in self._all else outside if "." in to and outside in self._all else ""
        if not target:
            self._faults.append(unknown_name(connection.where, "input", connection.to, self._shown(own)))
            return
        self._attempted.add(target)
        if target in self._stocks:
            self._faults.append(
                f"{connection.where}: {connection.to!r} is a stock. Expected an auxiliary or a flow. Correct it."
            )
        written = key_of(connection.source)
        source = self._found(place, written) or self._found(place, written.removeprefix("."))
        if source is None:
            names = [*self._shown(place.key), *self._shown("")]
            self._faults.append(unknown_name(connection.where, "variable", connection.source, names))
        elif self._sources.setdefault(target, source) != source:
            self._faults.append(
                f"{connection.where}: {connection.to!r} is connected twice. Expected one variable. Remove one."
            )

    def _shown(self, prefix: str) -> list[str]:
        """Return the names below a place, as seen from there."""
        found = [f"{place.prefix}{each.name}" for place in self._places for each in place.model.definitions]
        return [name[len(prefix) :] for name in found if key_of(name).startswith(prefix)]

    def _found(self, place: _Place, key: str) -> str | None:
        """Return the variable that a qualified name means in a model, or None."""
        if key.startswith("."):
            return key[1:] if key[1:] in self._all else None
        return next((each for each in (f"{place.key}{key}", key) if each in self._all), None)

    def _definitions(self, place: _Place) -> Iterator[Definition]:
        names = _Names(self, place)
        for definition in place.model.definitions:
            key = key_of(definition.name)
            group = definition.group or place.prefix.removesuffix(".")  # a module is a sector of its own
            name, source = f"{place.prefix}{definition.name}", self._sources.get(f"{place.key}{key}")
            if source is not None:
                passage = definition.components[0].passage
                taken = Component(place.model.dimensions.get(key, ()), (), Name(source), passage)
                yield replace(definition, name=name, components=(taken,), group=group)
                continue
            if key in place.model.unset and f"{place.key}{key}" not in self._attempted:
                self._faults.append(place.model.unset[key])
            parts = tuple(replace(part, syntax=changed(part.syntax, names.node)) for part in definition.components)
            yield replace(definition, name=name, components=parts, group=group)

    def meaning(self, place: _Place, key: str) -> str | None:
        """Return the variable that a name in a model means; None where it is none of any model."""
        if key in place.model.own:
            return f"{place.key}{key}"
        if "." in key:
            return self._found(place, key)
        return None if key in self._known or not place.prefix else f"{place.key}{key}"  # which is then not there


class _Names:
    """Puts the way to it before each name of a model."""

    def __init__(self, joining: _Joining, place: _Place) -> None:
        self._joining = joining
        self._place = place

    def node(self, node: Syntax) -> Syntax:
        """Return a node with its names as seen from outside."""
        if isinstance(node, Name):
            meant = self._joining.meaning(self._place, node.key)
            return Name(meant or node.key, self._subscripts(node.subscripts))
        if isinstance(node, Call):
            own = node.function in self._place.model.own or "." in node.function
            meant = self._joining.meaning(self._place, node.function) if own else None
            return Call(meant or node.function, node.arguments, self._subscripts(node.subscripts), node.by_name)
        return node

    def _subscripts(self, subscripts: tuple[str, ...]) -> tuple[str, ...]:
        """A subscript may be a variable whose value is the number of an element."""
        prefix, own = self._place.prefix, self._place.model.own
        return tuple(f"{prefix}{each}" if prefix and key_of(each) in own else each for each in subscripts)
