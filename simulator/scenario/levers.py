"""`levers.yaml`: the constants of a model that scenarios are meant to move, with range, meaning and source."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.scenario.distribution import DISTRIBUTIONS, Distribution
from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault, raise_all, unknown
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe, read
from simulator.scenario.spelling import spelled
from simulator.units import conversion, parse_unit

__all__ = ["KINDS", "Lever", "read_levers"]

KINDS = ("policy", "uncertainty")

_NEEDED = ("label", "unit", "range", "default", "kind", "source")
_KEYS = (*_NEEDED, "distribution")


@dataclass(frozen=True)
class Lever:
    """One constant that scenarios may move.

    name: as the model spells it. en, zh: labels. low, high, default: in the model's unit, which `unit` names.
    kind: policy (ours to choose) or uncertainty (not ours). source: where range and default come from, or 'assumption'.
    distribution: how an ensemble would draw it; None where the file does not say.
    """

    name: str
    en: str
    zh: str
    unit: str
    low: float
    high: float
    default: float
    kind: str
    source: str
    distribution: Distribution | None = None


def read_levers(
    path: Path, constants: Mapping[str, float], units: Mapping[str, str] | None = None, shown: str | None = None
) -> dict[str, Lever]:
    """Read a file of levers and hold it against the model.

    constants: each constant's value in the model; every lever is one, and its default is that value.
    units:     model units of constants; a lever's unit must be the same, whatever its name (wanKW/Year is 万千瓦/年).
    shown:     the path as the user knows it.
    Returns: name -> lever, names as the model spells them, in the order of the file.
    Raises: ScenarioError with every fault of the file at once.
    """
    root, faults = read(path, shown or path.as_posix())
    reader = _Reader(constants, units or {}, list(faults))
    levers: dict[str, Lever] = {}
    if isinstance(root, Pairs):
        for key, node in root.pairs:
            lever = reader.lever(key, node)
            if lever is not None and lever.name in levers:
                told = f"{key.text!r} is the same name as an earlier one. Expected each lever once. Remove one."
                reader.faults.append(Fault(key.place, told))
            elif lever is not None:
                levers[lever.name] = lever
    elif root is not None:
        told = f"the file holds {describe(root)}. Expected a map from the names of levers to what they are. Write one."
        reader.faults.append(Fault(root.place, told))
    raise_all(reader.faults)
    return levers


@dataclass
class _Reader:
    """Reads levers one by one and gathers faults on the way."""

    constants: Mapping[str, float]
    units: Mapping[str, str]
    faults: list[Fault]

    def lever(self, key: Scalar, node: Node) -> Lever | None:
        """Read one lever; None where there is a fault."""
        before = len(self.faults)
        name = spelled(key.text, self.constants)
        if name is None:
            self.faults.append(unknown(key.place, "constant", key.text, self.constants))
        if not isinstance(node, Pairs):
            self._refuse(node, f"{key.text} is {describe(node)}", f"a map with {', '.join(_NEEDED)}")
            return None
        fields = {each.text: value for each, value in node.pairs}
        for each, _ in node.pairs:
            if each.text not in _KEYS:
                self.faults.append(unknown(each.place, "key", each.text, _KEYS))
        missing = [each for each in _NEEDED if each not in fields]
        if missing:
            told = f"{key.text} has no {', no '.join(missing)}. Expected all of {', '.join(_NEEDED)}. Add the rest."
            self.faults.append(Fault(key.place, told))
            return None
        label, unit = self._label(fields["label"]), self._text(fields["unit"], "unit")
        low, high = self._numbers(fields["range"], "range", ("low", "high"))
        (default,) = self._numbers(Items((fields["default"],), fields["default"].place), "default", ("default",))
        kind, source = self._text(fields["kind"], "kind"), self._text(fields["source"], "source")
        distribution = self._distribution(fields["distribution"]) if "distribution" in fields else None
        if len(self.faults) == before and kind not in KINDS:
            self.faults.append(unknown(fields["kind"].place, "kind", kind, KINDS))
        if len(self.faults) == before and name is not None:
            self._judge(name, fields, (low, default, high), unit)
        if len(self.faults) > before or name is None:
            return None
        return Lever(name, *label, unit, low, high, default, kind, source, distribution)

    def _judge(self, name: str, fields: Mapping[str, Node], numbers: tuple[float, float, float], unit: str) -> None:
        """Hold a lever's numbers and unit against one another and against the model."""
        low, default, high = numbers
        if not low <= default <= high:
            self._refuse(fields["default"], f"{name}: default is {default!r}", f"{low!r} to {high!r}, the range")
        if default != self.constants[name]:
            self._refuse(fields["default"], f"{name}: default is {default!r}", f"the model's {self.constants[name]!r}")
        try:
            parse_unit(unit)
            factor = conversion(unit, self.units[name]) if name in self.units else 1.0
        except ValueError as problem:
            self.faults.append(Fault(fields["unit"].place, f"{name}: {problem}"))
            return
        if abs(factor - 1.0) > 1e-12:
            told = f"{name}: 1 {unit} is {factor:g} {self.units[name]} in the model"
            self._refuse(fields["unit"], told, f"the model's unit under any name, such as {self.units[name]}")

    def _label(self, node: Node) -> tuple[str, str]:
        """Read the label in both languages."""
        if isinstance(node, Pairs) and {key.text for key, _ in node.pairs} == {"en", "zh"}:
            words = {key.text: self._text(value, f"label in {key.text}") for key, value in node.pairs}
            return words["en"], words["zh"]
        self._refuse(node, f"label is {describe(node)}", "{en: ..., zh: ...}")
        return "", ""

    def _text(self, node: Node, what: str) -> str:
        """Read a text that is not empty."""
        if isinstance(node, Scalar) and node.value is not None and node.text.strip():
            return node.text
        self._refuse(node, f"{what} is {describe(node)}", "a text")
        return ""

    def _numbers(self, node: Node, what: str, names: tuple[str, ...]) -> tuple[float, ...]:
        """Read as many numbers as there are names."""
        if not isinstance(node, Items) or len(node.items) != len(names):
            self._refuse(node, f"{what} is {describe(node)}", f"[{', '.join(names)}]")
            return tuple(0.0 for _ in names)
        values = [bare_number(each, f"{what}: {name}") for each, name in zip(node.items, names, strict=True)]
        self.faults.extend(each for each in values if isinstance(each, Fault))
        found = tuple(0.0 if isinstance(each, Fault) else each for each in values)
        if "high" in names and list(found) != sorted(found):
            self._refuse(node, f"{what} is {list(found)}", f"[{', '.join(names)}] in increasing order")
        return found

    def _distribution(self, node: Node) -> Distribution | None:
        """Read {kind: [numbers]}, with `within` for the bounds of a truncation."""
        fields = {key.text: value for key, value in node.pairs} if isinstance(node, Pairs) else {}
        kinds = [each for each in fields if each != "within"]
        if len(kinds) != 1 or kinds[0] not in DISTRIBUTIONS:
            expected = " or ".join(f"{{{kind}: [{', '.join(names)}]}}" for kind, names in DISTRIBUTIONS.items())
            self._refuse(node, f"distribution is {', '.join(kinds) or describe(node)}", expected)
            return None
        numbers = self._numbers(fields[kinds[0]], kinds[0], DISTRIBUTIONS[kinds[0]])
        if "within" not in fields:
            return Distribution(kinds[0], numbers)
        low, high = self._numbers(fields["within"], "within", ("low", "high"))
        return Distribution(kinds[0], numbers, (low, high))

    def _refuse(self, node: Node, what: str, expected: str) -> None:
        """Word one fault."""
        self.faults.append(Fault(node.place, f"{what}. Expected {expected}. Correct it."))
