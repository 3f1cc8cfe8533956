"""Growth rates under `impose` that differ between members: each becomes an input, and a nominal rate stays behind."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from simulator.scenario.batch import Input
from simulator.scenario.batch_file.input_line import InputLine, Placed, input_of, number_reader
from simulator.scenario.batch_file.read_distribution import Wanted, read_distribution
from simulator.scenario.batch_file.swept import read_values
from simulator.scenario.batch_words import ranged
from simulator.scenario.distribution import quantile, support
from simulator.scenario.imposed import LARGEST, growth_range
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.merge import ScenarioTree
from simulator.scenario.names import ModelNames
from simulator.scenario.naming import imposable_named
from simulator.scenario.place import Fault
from simulator.scenario.read import Items, Node, Pairs, Scalar, number_of

__all__ = ["Growths"]

_SPAN = ("from", "to", "steps")


@dataclass
class Growths:
    """Reads ranges of growth rates, each line once however many base scenarios it stands over."""

    known: ModelNames
    faults: list[Fault]
    _read: dict[Entry, Input | None] = field(default_factory=dict)

    def inputs(self, tree: ScenarioTree) -> dict[str, Placed]:
        """Give the inputs that stay after later layers have imposed something else, by the imposed variable."""
        last: dict[str, tuple[Entry, Layer]] = {}
        for layer in tree.layers:
            for entry in layer.impositions:
                name = imposable_named(entry.name, self.known)
                if not isinstance(name, Fault):
                    last[name] = entry, layer
        found: dict[str, Placed] = {}
        for name, (entry, layer) in last.items():
            read = self._input(name, entry, layer) if _is_range(entry) else None
            if read is not None:
                found[name] = Placed(read, entry.name.place)
        return found

    def nominal(self, tree: ScenarioTree) -> ScenarioTree:
        """Put one rate in place of every range: the middle value of a sweep, the median of a distribution."""
        return replace(tree, layers=tuple(map(self._nominal_layer, tree.layers)))

    def _nominal_layer(self, layer: Layer) -> Layer:
        if not ranged(layer):
            return layer
        entries = tuple(self._nominal_entry(each, layer) if _is_range(each) else each for each in layer.impositions)
        return replace(layer, impositions=entries)

    def _nominal_entry(self, entry: Entry, layer: Layer) -> Entry:
        name = imposable_named(entry.name, self.known)
        read = None if isinstance(name, Fault) else self._input(name, entry, layer)
        assert isinstance(entry.value, Pairs)
        text = f"{0.0 if read is None else _middle(read)!r} /year"
        pairs = tuple(
            (key, Scalar(text, text, value.place) if key.text == "growth" else value)
            for key, value in entry.value.pairs
        )
        return replace(entry, value=replace(entry.value, pairs=pairs))

    def _input(self, name: str, entry: Entry, layer: Layer) -> Input | None:
        """Read one line, once."""
        if entry not in self._read:
            node = growth_range(entry.value)
            assert node is not None
            assert isinstance(entry.value, Pairs)
            year = next((value for key, value in entry.value.pairs if key.text == "from"), None)
            read = self._fresh(InputLine(name, entry.name, node, layer))
            self._read[entry] = read if read is not None and self._is_possible(read, node, year) else None
        return self._read[entry]

    def _fresh(self, line: InputLine) -> Input | None:
        """Read a list, a range or a distribution of rates."""
        what, read = f"growth of {line.name}", number_reader("growth", None)
        keys = [key.text for key, _ in line.node.pairs] if isinstance(line.node, Pairs) else []
        if isinstance(line.node, Items) or any(key in _SPAN for key in keys):
            values = read_values(line.node, what, read, self.faults)
            return replace(input_of(line, "swept", "growth", self.known), values=values) if values else None
        drawn = read_distribution(line.node, Wanted(what, read, line.layer.beside), self.faults)
        return None if drawn is None else replace(input_of(line, "drawn", "growth", self.known), distribution=drawn)

    def _is_possible(self, read: Input, node: Node, year: Node | None) -> bool:
        """Refuse rates of -100 % a year and less, and those at which results stop being numbers."""
        low, high = (min(read.values), max(read.values)) if read.distribution is None else support(read.distribution)
        if low <= -1.0 or math.isinf(high):
            told = f"{read.name} can be any rate" if math.isinf(high) else f"{read.name} can be {low:g} a year"
            expected = "Expected more than -100 %/year, and an end. Add within: [2 %/year, 8 %/year] or the like."
            self.faults.append(Fault(node.place, f"{told}. {expected}"))
            return False
        start = number_of(year.text) if isinstance(year, Scalar) else None
        years = self.known.period[1] - start if self.known.period and start is not None else 1.0
        if years * math.log1p(high) > math.log(LARGEST):
            told = f"{read.name} can be {high:g} a year, more than {LARGEST:g} times over {years:g} years"
            self.faults.append(Fault(node.place, f"{told}. Expected rates such as 5.5 %/year. Write smaller ones."))
            return False
        return True


def _middle(read: Input) -> float:
    """Give the middle value of a sweep, or the median of a distribution."""
    if read.distribution is None:
        return sorted(read.values)[len(read.values) // 2]
    return float(quantile(read.distribution, np.array([0.5]))[0])


def _is_range(entry: Entry) -> bool:
    return growth_range(entry.value) is not None
