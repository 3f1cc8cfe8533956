"""Which runs a file of checks asks for: scenarios it starts from, what `when` changes in them, what `vary` varies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from simulator.scenario.find import find_scenario, scenario_names
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.merge import ScenarioTree, read_scenario
from simulator.scenario.names import ModelNames
from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault, Place, unknown
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe
from simulator.scenario.resolve import settle
from simulator.scenario.scenario import Scenario
from simulator.scenario.spelling import normal, spelled

__all__ = ["Outset", "RunsReader"]

_WHEN = ("from", "set", "impose")


@dataclass(frozen=True)
class Outset:
    """What a test starts from. base: its place among the scenarios. tree: with what `when` changes."""

    base: int
    tree: ScenarioTree


@dataclass
class RunsReader:
    """Reads runs and gathers faults and scenarios on the way.

    shown: the file as the user knows it. model: the model's name; empty for a bare model, which has no scenarios.
    """

    shown: str
    model: str
    names: ModelNames
    faults: list[Fault] = field(default_factory=list)
    trees: dict[str, ScenarioTree] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = replace(self.names, levers={})  # an extreme lies outside a lever's range on purpose

    def start(self, reference: Scalar | None) -> None:
        """Read the scenario that the battery runs; None takes the model as it stands."""
        if reference is None or self._tree(reference) is None:
            layer = Layer(
                self.shown, identity="the model itself", model=Scalar(self.model, self.model, Place(self.shown))
            )
            self.trees[""] = ScenarioTree(self.model or "model", (layer,))

    @property
    def bases(self) -> tuple[Scenario, ...]:
        """The scenarios that nothing is changed in."""
        return tuple(self._settled(tree) for tree in self.trees.values())

    def outset(self, node: Node | None, name: str) -> Outset:
        """Read `when`; its names and values are judged with the members."""
        fields: dict[str, Node] = {}
        if isinstance(node, Pairs):
            for key, value in node.pairs:
                if key.text not in _WHEN:
                    self.faults.append(unknown(key.place, "key of when", key.text, _WHEN))
                fields[key.text] = value
        elif node is not None:
            self._refuse(node, f"when is {describe(node)}", "a map with set, impose or from")
        reference = fields.get("from")
        tree = next(iter(self.trees.values()))
        if isinstance(reference, Scalar):
            tree = self._tree(reference) or tree
        elif reference is not None:
            self._refuse(reference, f"from is {describe(reference)}", "the name of a scenario")
        place = list(self.trees.values()).index(tree)
        settings = tuple(each for entry in self._entries(fields, "set") for each in self._elements(entry))
        layer = Layer(self.shown, settings=settings, impositions=tuple(self._entries(fields, "impose")))
        changed = replace(tree, name=name, layers=(*tree.layers, layer))
        return Outset(place, changed)

    def members(self, outset: Outset, vary: Node | None) -> tuple[tuple[Mapping[str, float], Scenario], ...]:
        """Resolve a test's runs, one for each value of what is varied."""
        if vary is None:
            return (({}, self._settled(outset.tree)),)
        if not isinstance(vary, Pairs) or len(vary.pairs) != 1 or not isinstance(vary.pairs[0][1], Items):
            self._refuse(vary, f"vary is {describe(vary)}", "one constant with a list of values")
            return ()
        key, values = vary.pairs[0]
        assert isinstance(values, Items)
        name = spelled(key.text, self.names.constants)
        if name is None:
            self.faults.append(unknown(key.place, "constant", key.text, self.names.constants))
            return ()
        if len(values.items) < 2:
            self._refuse(values, f"{name} has {len(values.items)} value", "two or more")
        found = []
        for item in values.items:
            number = bare_number(item, name)
            if isinstance(number, Fault):
                self.faults.append(number)
                continue
            layer = Layer(self.shown, settings=(Entry(key, item),))
            tree = replace(outset.tree, layers=(*outset.tree.layers, layer))
            found.append(({name: number}, self._settled(tree)))
        if len({number for given, _ in found for number in given.values()}) < len(found):
            self._refuse(values, f"{name} has a value twice", "each once")
        return tuple(found)

    def _settled(self, tree: ScenarioTree) -> Scenario:
        scenario, faults = settle(tree, self.names)
        self.faults += faults
        return scenario

    def _tree(self, reference: Scalar) -> ScenarioTree | None:
        """Read a scenario, once."""
        if reference.text in self.trees:
            return self.trees[reference.text]
        if not self.model:
            told = "scenarios speak of a city's model, and this is a bare one. Expected none. Remove it."
            self.faults.append(Fault(reference.place, told))
            return None
        found = find_scenario(reference.text)
        if isinstance(found, Fault):
            self.faults.append(unknown(reference.place, "scenario", reference.text, scenario_names()))
            return None
        tree = read_scenario(found.path)
        if tree.model.text != self.model:
            told = f"scenario {reference.text!r} is of the model {tree.model.text!r}"
            advice = f"Copy it under another name with `model: {self.model}`, or remove it here"
            self.faults.append(Fault(reference.place, f"{told}. Expected a scenario of {self.model!r}. {advice}."))
            return None
        self.trees[reference.text] = tree
        return tree

    def _entries(self, fields: Mapping[str, Node], key: str) -> Iterator[Entry]:
        """Yield the lines of set or impose."""
        node = fields.get(key)
        if isinstance(node, Pairs):
            yield from (Entry(name, value) for name, value in node.pairs)
        elif node is not None:
            self._refuse(node, f"{key} is {describe(node)}", "a map of names and values")

    def _elements(self, entry: Entry) -> Iterator[Entry]:
        """Yield a line for each element that it means: an array's name, or a name with * in it, means several."""
        wanted = normal(entry.name.text)
        if spelled(entry.name.text, self.names.constants) is None:
            form = re.escape(wanted).replace(r"\*", ".*") + (r"(\[.*)?" if "*" not in wanted else "")
            meant = [name for name in self.names.constants if re.fullmatch(form, normal(name))]
            if meant:
                yield from (Entry(replace(entry.name, text=name, value=name), entry.value) for name in meant)
                return
        yield entry

    def _refuse(self, node: Node, what: str, expected: str) -> None:
        self.faults.append(Fault(node.place, f"{what}. Expected {expected}. Correct it."))
