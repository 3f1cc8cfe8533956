"""A scenario as written, and the names of a model, to a resolved scenario."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from simulator.scenario.imposed import read_imposed
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.merge import ScenarioTree
from simulator.scenario.names import ModelNames
from simulator.scenario.place import Fault, raise_all, unknown
from simulator.scenario.read import Scalar
from simulator.scenario.scenario import Earlier, Imposition, Scenario, Setting, imposed_text
from simulator.scenario.schedule import Schedule, Value, value_text
from simulator.scenario.spelling import normal, spelled
from simulator.scenario.written import apply, read_written

__all__ = ["MODEL_DEFAULT", "resolve"]

MODEL_DEFAULT = "model default"


def resolve(tree: ScenarioTree, known: ModelNames) -> Scenario:
    """Give every name its value, from the first layer to the last.

    Raises: ScenarioError with every fault of the tree's outline, of its names and of its values at once.
    """
    resolution = _Resolution(known, list(tree.faults))
    for layer in tree.layers:
        resolution.set_layer(layer)
        resolution.impose_layer(layer)
    raise_all(resolution.faults)
    return Scenario(
        name=tree.name,
        model=tree.model.text,
        settings=tuple(sorted(resolution.settings.values(), key=lambda each: each.name.casefold())),
        impositions=tuple(sorted(resolution.impositions.values(), key=lambda each: each.name.casefold())),
        title=tree.own.title,
        description=tree.own.description,
        sources=tuple(layer.shown for layer in tree.layers if layer.identity),
    )


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
            name = self._constant(entry.name)
            if name is not None and not self._twice(entry, named.get(name)):
                named[name] = entry
                self._set(name, entry)

    def impose_layer(self, layer: Layer) -> None:
        """Apply one layer's `impose`."""
        named: dict[str, Entry] = {}
        for entry in layer.impositions:
            name = self._imposable(entry.name)
            if name is not None and not self._twice(entry, named.get(name)):
                named[name] = entry
                self._impose(name, entry)

    def _set(self, name: str, entry: Entry) -> None:
        """Apply one line of `set`."""
        unit = self.known.units.get(name) or (self.known.levers[name].unit if name in self.known.levers else None)
        written = read_written(entry.value, name, unit, self.faults)
        if written is None:
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
        if imposed is None:
            return
        before = self.impositions.get(name)
        overrode = (*before.overrode, Earlier(imposed_text(before), before.where)) if before else ()
        self.impositions[name] = Imposition(name, unit, *imposed, entry.name.place.at_line, overrode)

    def _constant(self, written: Scalar) -> str | None:
        """Find a constant, or tell what to do with the name."""
        name = spelled(written.text, self.known.constants)
        if name is not None:
            return name
        produced = spelled(written.text, self.known.imposable)
        elements = [each for each in self.known.constants if normal(each).startswith(normal(written.text) + "[")]
        if produced is not None:
            told = f"the model produces {produced!r}, so it cannot be set. Expected a constant. Move it to impose."
            self.faults.append(Fault(written.place, told))
        elif elements:
            told = f"{written.text!r} has elements. Expected one of {', '.join(map(repr, elements))}. Name the element."
            self.faults.append(Fault(written.place, told))
        else:
            self.faults.append(unknown(written.place, "lever or constant", written.text, self._near(written.text)))
        return None

    def _near(self, name: str) -> Iterable[str]:
        """The names to suggest from: all constants if one is close, else the levers, which are fewer."""
        close = get_close_matches(name.casefold(), [each.casefold() for each in self.known.constants], n=1)
        return self.known.constants if close or not self.known.levers else self.known.levers

    def _imposable(self, written: Scalar) -> str | None:
        """Find a variable that can be imposed, or tell what to do with the name."""
        name = spelled(written.text, self.known.imposable)
        if name is not None:
            return name
        constant = spelled(written.text, self.known.constants)
        if constant is not None:
            told = f"{constant!r} is a constant, so it is not imposed. Expected a produced variable. Move it to set."
            self.faults.append(Fault(written.place, told))
        else:
            self.faults.append(unknown(written.place, "variable", written.text, self.known.imposable))
        return None

    def _twice(self, entry: Entry, first: Entry | None) -> bool:
        """Refuse two spellings of one name in one file; on the command line the later one counts."""
        if first is None or not entry.name.place.line:
            return False
        told = f"{entry.name.text!r} is the same name as {first.name.text!r} in line {first.name.place.line}"
        self.faults.append(Fault(entry.name.place, f"{told}. Expected it once. Remove one of the two."))
        return True

    def _judge_range(self, name: str, value: Value, entry: Entry) -> None:
        """Refuse a value outside its lever's range, at any time, and a number that is not finite."""
        lever = self.known.levers.get(name)
        low, high = (lever.low, lever.high) if lever else (-sys.float_info.max, sys.float_info.max)
        for time, each in _extremes(value, self.known.period):
            if not low <= each <= high:
                when = "" if time is None else f" in {time:g}"
                span = f"{value_text(low)} to {value_text(high)}" if lever else "a finite number"
                told = f"{name} is {value_text(each)}{when}. Expected {span}. Choose a value in that range."
                self.faults.append(Fault(entry.value.place, told))
                return


def _extremes(value: Value, period: tuple[float, float] | None) -> Iterator[tuple[float | None, float]]:
    """Give (time, value) pairs among which are the smallest and the largest values of the run; no time for a number."""
    if not isinstance(value, Schedule):
        yield None, value
        return
    times = (*value.years, *(period or ()))
    for time in sorted(set(times)):
        yield time, value.at(time, before=True)
        yield time, value.at(time)
