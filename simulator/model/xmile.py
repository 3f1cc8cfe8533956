"""The layout of an XMILE file: dimensions, variables with their equations, time settings.

Source: XMILE 1.0 (OASIS), chapters 2 to 4; files of Stella 10 that put variables beside each other are read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.errors import ModelError
from simulator.model.markup import Element
from simulator.model.passage import Passage
from simulator.model.source import Group, SubscriptRange
from simulator.model.submodel import Connection, Module
from simulator.model.syntax import key_of, spelled
from simulator.model.xmile_variable import VARIABLES, VariableReader, XmileVariable


@dataclass(frozen=True, eq=False)
class XmileModel:
    """One model of a file.

    modules: the models that it uses.
    groups:  its groups (Stella: sectors) in the file's order, each with the keys of its variables.
    """

    name: str
    variables: tuple[XmileVariable, ...]
    modules: tuple[Module, ...]
    groups: tuple[tuple[Group, frozenset[str]], ...] = ()

    def group_of(self, key: str) -> str:
        """Name the first group that a variable is in, or nothing."""
        return next((group.name for group, members in self.groups if key in members), "")


@dataclass(frozen=True, eq=False)
class XmileMacro:
    """A macro. inputs: names with what they are when a call leaves them out. equation: of its value."""

    name: str
    inputs: tuple[tuple[str, str], ...]
    equation: Passage | None
    variables: tuple[XmileVariable, ...]
    passage: Passage


class XmileText:
    """Splits a file. ranges, models, macros, settings (name, passage) and faults (worded) are what it finds.

    The first of the models is the outermost one.

    Raises: ModelError where the file is of another kind.
    """

    def __init__(self, root: Element) -> None:
        self.faults: list[str] = []
        self.ranges: list[SubscriptRange] = []
        self.macros: list[XmileMacro] = []
        self.settings: list[tuple[str, Passage]] = []
        self.method, self.unit, self.reciprocal, self.settings_place = "euler", "", False, root.where()
        if root.tag != "xmile":
            raise ModelError(f"{root.where()}: the root is <{root.tag}>. Expected <xmile>. Export the model again.")
        self._dimensions(root)
        self._settings(root)
        self._reader = VariableReader(self.ranges, _behaviours(root), self.faults)
        self._reader.refuse(root)
        self.macros = [self._macro(each) for each in root.all("macro")]
        found = [(model, self._model(model)) for model in root.all("model")]
        filled = [each for _, each in found if each.variables or each.modules]
        unnamed = [each for each in filled if not each.name]
        first = next(iter(unnamed or filled), XmileModel("", (), ()))
        self.models = [first, *(each for each in filled if each is not first)]
        used = {key_of(module.model) for each in self.models for module in each.modules}
        for model, each in found:
            if each in self.models[1:] and key_of(each.name) not in used:
                self.faults.append(
                    f"{model.where()}: a second <model> that no <module> uses. "
                    "Expected a <module> of its name, or one model that holds all variables. Rewrite the model."
                )

    @property
    def variables(self) -> list[XmileVariable]:
        """All variables of all models."""
        return [variable for model in self.models for variable in model.variables]

    def _model(self, model: Element) -> XmileModel:
        specs = model.one("sim_specs")
        if specs is not None:
            self.faults.append(
                f"{specs.where()}: <sim_specs> of one model alone, which this release does not run. "
                "Nearest: the same settings for all models. Remove it."
            )
        variables: list[XmileVariable] = []
        modules: list[Module] = []
        for holder in [model, *model.all("variables")]:
            self._reader.refuse(holder)
            for element in holder.all(*VARIABLES):
                self._reader.refuse(element)
                variables += self._reader.read(element)
            modules += [self._module(each) for each in holder.all("module")]
        return XmileModel(
            spelled(model.attributes.get("name", "")), tuple(variables), tuple(modules), tuple(_groups(model))
        )

    def _module(self, element: Element) -> Module:
        name = spelled(element.attributes.get("name", ""))
        connections = []
        for each in element.all("connect"):
            to, source = (spelled(each.attributes.get(end, "")) for end in ("to", "from"))
            if to and source:
                connections.append(Connection(to, source, each.where()))
            else:
                self.faults.append(
                    f"{each.where()}: <connect> without both ends. Expected to=... and from=.... Add them."
                )
        model = element.attributes.get("model_name", "") or name
        return Module(name, spelled(model), tuple(connections), element.where())

    def _macro(self, element: Element) -> XmileMacro:
        name = spelled(element.attributes.get("name", ""))
        if not name:
            self.faults.append(f"{element.where()}: <macro> without a name. Expected name=... in it. Name it.")
        if element.one("sim_specs") is not None:
            self.faults.append(
                f"{element.where()}: macro {name!r} with <sim_specs> of its own, which this release does not run. "
                "Nearest: those of the model. Remove them."
            )
        variables: list[XmileVariable] = []
        for each in (each for holder in element.all("variables") for each in holder.all(*VARIABLES)):
            self._reader.refuse(each)
            variables += self._reader.read(each)
        inputs = [(each.passage().text, each.attributes.get("default", "")) for each in element.all("parm")]
        equation = element.one("eqn")
        return XmileMacro(
            name,
            tuple((spelled(each), default) for each, default in inputs),
            equation.passage() if equation else None,
            tuple(variables),
            element.passage(),
        )

    def _dimensions(self, root: Element) -> None:
        for holder in root.all("dimensions"):
            for element in holder.all("dim"):
                name = spelled(element.attributes.get("name", ""))
                elements = tuple(spelled(each.attributes.get("name", "")) for each in element.all("elem"))
                size = element.attributes.get("size", "")
                if not elements and size.isdecimal():
                    elements = tuple(str(number + 1) for number in range(min(int(size), 100_000)))
                if not name or not all(elements) or not elements:
                    self.faults.append(
                        f"{element.where()}: dimension {name!r} without elements. Expected <elem name=...>. Add them."
                    )
                    continue
                self.ranges.append(SubscriptRange(name, elements, (), element.passage()))

    def _settings(self, root: Element) -> None:
        specs = root.one("sim_specs")
        if specs is None:
            self.faults.append(f"{root.where()}: no <sim_specs>. Expected start, stop and dt in it. Add it.")
            return
        self.settings_place = specs.where()
        self.method = specs.attributes.get("method", "euler").strip().lower()
        self.unit = specs.attributes.get("time_units", "")
        for tag, name in (("start", "INITIAL TIME"), ("stop", "FINAL TIME"), ("dt", "TIME STEP")):
            element = specs.one(tag)
            if element is not None:
                self.settings.append((name, element.passage()))
        step = specs.one("dt")
        self.reciprocal = step is not None and step.attributes.get("reciprocal", "").lower() == "true"


def _groups(model: Element) -> Iterator[tuple[Group, frozenset[str]]]:
    """Yield the groups of a model, wherever they stand: beside the variables or in a view."""
    for element in (each for each in model.walk() if each.tag == "group"):
        name = spelled(element.attributes.get("name", ""))
        named = [each.attributes.get("name", "") or each.passage().text for each in element.all("var", "entity")]
        if name and named:
            yield Group(name, element.text_of("doc")), frozenset(key_of(each) for each in named)


def _behaviours(root: Element) -> dict[str, bool]:
    """Return which kinds of variable the file's own behaviour keeps from becoming negative."""
    holder = root.one("behavior")
    found = dict.fromkeys(VARIABLES, False)
    if holder is not None:
        everything = holder.one("non_negative") is not None
        for kind in ("stock", "flow"):
            inner = holder.one(kind)
            found[kind] = everything or (inner is not None and inner.one("non_negative") is not None)
    return found
