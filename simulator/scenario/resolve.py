"""A scenario as written, and the names of a model, to a resolved scenario."""

import sys
from dataclasses import dataclass, field, replace

from simulator.scenario.batch_words import batch_words, of_a_batch, without_ranges
from simulator.scenario.imposed import read_imposed
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.merge import ScenarioTree
from simulator.scenario.names import ModelNames
from simulator.scenario.naming import constant_named, imposable_named
from simulator.scenario.place import Fault, raise_all
from simulator.scenario.read import Node, Pairs, number_of
from simulator.scenario.scenario import Earlier, Imposition, Scenario, Setting, imposed_text
from simulator.scenario.schedule import Value, extremes, value_text
from simulator.scenario.written import apply, read_written

__all__ = ["MODEL_DEFAULT", "resolve", "settle"]

MODEL_DEFAULT = "model default"

# Years further than this before or after the run are slips.
_FAR = 100.0


def resolve(tree: ScenarioTree, known: ModelNames) -> Scenario:
    """Give every name its value, from the first layer to the last.

    Raises: ScenarioError with every fault of the tree's outline, of its names and of its values at once; one of them
    where it is a batch.
    """
    faults = [of_a_batch(layer, tree.own.shown) for layer in tree.layers if batch_words(layer)]
    # Ranges are told once, as what makes a batch, and not again as what is no rate.
    scenario, more = settle(replace(tree, layers=tuple(map(without_ranges, tree.layers))), known)
    raise_all([*faults, *more])
    return scenario


def settle(tree: ScenarioTree, known: ModelNames) -> tuple[Scenario, tuple[Fault, ...]]:
    """Resolve a scenario without looking at keys of a batch. Returns: what could be resolved, and every fault."""
    resolution = _Resolution(known, list(tree.faults))
    for layer in tree.layers:
        resolution.set_layer(layer)
        resolution.impose_layer(layer)
    scenario = Scenario(
        name=tree.name,
        model=tree.model.text,
        settings=tuple(sorted(resolution.settings.values(), key=lambda each: each.name.casefold())),
        impositions=tuple(sorted(resolution.impositions.values(), key=lambda each: each.name.casefold())),
        title=tree.own.title,
        description=tree.own.description,
        sources=tuple(layer.shown for layer in tree.layers if layer.identity),
    )
    return scenario, tuple(resolution.faults)


@dataclass
class _Resolution:
    """Values so far, layer by layer."""

    known: ModelNames
    faults: list[Fault]
    settings: dict[str, Setting] = field(default_factory=dict)
    impositions: dict[str, Imposition] = field(default_factory=dict)

    def set_layer(self, layer: Layer) -> None:
        """Apply one layer's `set`."""
        named: dict[str, Entry] = {}
        for entry in layer.settings:
            name = self._found(constant_named(entry.name, self.known))
            if name is not None and not self._twice(entry, named.get(name)):
                named[name] = entry
                self._set(name, entry)

    def impose_layer(self, layer: Layer) -> None:
        """Apply one layer's `impose`."""
        named: dict[str, Entry] = {}
        for entry in layer.impositions:
            name = self._found(imposable_named(entry.name, self.known))
            if name is not None and not self._twice(entry, named.get(name)):
                named[name] = entry
                self._impose(name, entry)

    def _set(self, name: str, entry: Entry) -> None:
        """Apply one line of `set`."""
        written = read_written(entry.value, name, self.known.unit_of(name), self.faults)
        if written is None or self._has_strange_years(entry.value, name):
            return
        before = self.settings.get(name)
        parent = before.value if before else self.known.constants[name]
        value = apply(written, parent, name)
        if isinstance(value, Fault):
            self.faults.append(value)
            return
        earlier = Earlier(value_text(parent), before.where if before else MODEL_DEFAULT)
        overrode = (*(before.overrode if before else ()), earlier)
        self.settings[name] = Setting(name, value, entry.name.place.at_line, overrode)
        self._judge_range(name, value, entry)

    def _impose(self, name: str, entry: Entry) -> None:
        """Apply one line of `impose`."""
        unit = self.known.imposable[name]
        imposed = read_imposed(entry.value, name, unit, self.known.period, self.faults)
        if imposed is None or self._has_strange_years(entry.value, name):
            return
        before = self.impositions.get(name)
        overrode = (*before.overrode, Earlier(imposed_text(before), before.where)) if before else ()
        self.impositions[name] = Imposition(name, unit, *imposed, entry.name.place.at_line, overrode)

    def _found(self, name: str | Fault) -> str | None:
        """Keep a name, or its fault."""
        if isinstance(name, Fault):
            self.faults.append(name)
            return None
        return name

    def _twice(self, entry: Entry, first: Entry | None) -> bool:
        """Refuse two spellings of one name in one file; on the command line the later one counts."""
        if first is None or not entry.name.place.line:
            return False
        told = f"{entry.name.text!r} is the same name as {first.name.text!r} in line {first.name.place.line}"
        self.faults.append(Fault(entry.name.place, f"{told}. Expected it once. Remove one of the two."))
        return True

    def _has_strange_years(self, node: Node, name: str) -> bool:
        """Refuse years so far from the run that they can only be mistyped; nearer ones may serve a path's slope."""
        if self.known.period is None or not isinstance(node, Pairs):
            return False
        first, last = self.known.period
        found = False
        for key, value in node.pairs:
            year = number_of(key.text)
            if year is not None and not first - _FAR <= year <= last + _FAR:
                span = f"{first - _FAR:g} to {last + _FAR:g}; the run is from {first:g} to {last:g}"
                told = f"{name} has a value for the year {key.text}. Expected {span}. Correct the year."
                self.faults.append(Fault(key.place, told))
                found = True
            found = self._has_strange_years(value, name) or found
        return found

    def _judge_range(self, name: str, value: Value, entry: Entry) -> None:
        """Refuse a value outside its lever's range, at any time, and a number that is not finite."""
        lever = self.known.levers.get(name)
        low, high = (lever.low, lever.high) if lever else (-sys.float_info.max, sys.float_info.max)
        for time, each in extremes(value, self.known.period):
            if not low <= each <= high:
                when = "" if time is None else f" in {time:g}"
                span = f"{value_text(low)} to {value_text(high)}" if lever else "a finite number"
                told = f"{name} is {value_text(each)}{when}. Expected {span}. Choose a value in that range."
                self.faults.append(Fault(entry.value.place, told))
                return
