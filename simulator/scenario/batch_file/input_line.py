"""What lines of `uncertain` and `sweep` share: the constant they speak of, and whether values are absolute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from simulator.scenario.batch import Act, Input, Kind
from simulator.scenario.layer import Layer
from simulator.scenario.names import ModelNames
from simulator.scenario.naming import constant_named
from simulator.scenario.number import bare_number, number, rate
from simulator.scenario.place import Fault, Place
from simulator.scenario.read import Node, Pairs, Scalar

__all__ = ["InputLine", "Placed", "ReadNumber", "added_line", "input_of", "number_reader", "relative"]

ReadNumber = Callable[[Node, str], "float | Fault"]


class Placed(NamedTuple):
    """An input that was read, and where its name stands."""

    input: Input
    place: Place


@dataclass(frozen=True)
class InputLine:
    """One line. name: the constant as the model spells it, or the imposed variable; key, node: as written in `layer`.

    zipped: of a sweep, the number of the group that moves together; -1: none.
    """

    name: str
    key: Scalar
    node: Node
    layer: Layer
    zipped: int = -1


def added_line(line: InputLine, lines: dict[str, InputLine], known: ModelNames, faults: list[Fault]) -> str | None:
    """Put a line in place of what an earlier layer says of its constant. line: its name is not known yet.

    Returns: the name; None where there is a fault.
    """
    name = constant_named(line.key, known)
    if isinstance(name, Fault):
        faults.append(name)
        return None
    first = lines.get(name)
    if first is not None and first.layer is line.layer:
        told = f"{line.key.text!r} is the same name as {first.key.text!r} in line {first.key.place.line}"
        faults.append(Fault(line.key.place, f"{told}. Expected it once. Remove one of the two."))
        return None
    lines[name] = InputLine(name, line.key, line.node, line.layer, line.zipped)
    return name


def relative(node: Node, name: str, faults: list[Fault]) -> tuple[Act, Node] | None:
    """Part {add: ...} and {multiply: ...} into what is done and what with; None where there is a fault."""
    pairs = node.pairs if isinstance(node, Pairs) else ()
    words = [(key, value) for key, value in pairs if key.text in ("add", "multiply")]
    if not words:
        return "value", node
    key, value = words[0]
    if len(pairs) > 1:
        told = f"{name} has {key.text!r} beside other keys. Expected it alone. Put the others behind it."
        faults.append(Fault(key.place, told))
        return None
    return ("add" if key.text == "add" else "multiply"), value


def number_reader(act: Act, unit: str | None) -> ReadNumber:
    """Choose how numbers of an input are read: factors bare, rates with their unit, others with or without one."""
    if act == "multiply":
        return bare_number
    if act == "growth":
        return rate
    return partial(_number, unit)


def input_of(line: InputLine, kind: Kind, act: Act, known: ModelNames) -> Input:
    """Begin an input: all but its values or its distribution."""
    lever = known.levers.get(line.name)
    if lever is not None:
        en, zh = lever.en, lever.zh
    else:
        en, zh = ((*known.labels.get(line.name, ()), line.name, line.name))[:2]
    where = line.key.place.at_line
    if act == "growth":
        name, en, zh = f"growth of {line.name}", f"Growth of {en}", f"{zh}增速"
        return Input(name, line.name, kind, act, "1/Year", zipped=line.zipped, en=en, zh=zh, where=where)
    unit = "Dmnl" if act == "multiply" else (known.unit_of(line.name) or "")
    low, high = (lever.low, lever.high) if lever is not None else (None, None)
    return Input(line.name, line.name, kind, act, unit, (), None, low, high, line.zipped, en, zh, where)


def _number(unit: str | None, node: Node, what: str) -> float | Fault:
    return number(node, what, unit)
