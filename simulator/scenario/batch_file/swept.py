"""`sweep`: the inputs whose values are crossed, each with its values, and the groups that move together."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from simulator.scenario.batch import Input
from simulator.scenario.batch_file.input_line import (
    InputLine,
    Placed,
    ReadNumber,
    added_line,
    input_of,
    number_reader,
    relative,
)
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.names import ModelNames
from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Items, Node, Pairs, describe, mistyped

__all__ = ["MOST_VALUES", "read_values", "swept_inputs", "swept_names"]

# Of one input: they are kept one by one.
MOST_VALUES = 1_000_000

_ZIP = "zip"
_SPAN = ("from", "to", "steps")
_FORMS = "Expected a list of numbers, or {from: 0, to: 1, steps: 11}"


def swept_inputs(layers: tuple[Layer, ...], known: ModelNames, faults: list[Fault]) -> dict[str, Placed]:
    """Read what is swept, in the order of first mention; a later layer replaces what an earlier one says of a name."""
    lines = _lines(layers, known, faults)
    inputs = {name: _input(line, known, faults) for name, line in lines.items()}
    read = {name: Placed(each, lines[name].key.place) for name, each in inputs.items() if each is not None}
    _judge_groups(read, faults)
    return read


def swept_names(layers: tuple[Layer, ...], known: ModelNames) -> frozenset[str]:
    """Give the names of what is swept, faulty lines too."""
    return frozenset(_lines(layers, known, []))


def _lines(layers: tuple[Layer, ...], known: ModelNames, faults: list[Fault]) -> dict[str, InputLine]:
    """Find the line that holds for each name."""
    lines: dict[str, InputLine] = {}
    n_groups = 0
    for layer in layers:
        section = layer.section("sweep")
        if section is None:
            continue
        node = section.value
        if not isinstance(node, Pairs) or not node.pairs:
            advice = "Expected a map of names and values. Write one, or remove sweep"
            faults.append(Fault(node.place, mistyped(node) or f"sweep is {describe(node)}. {advice}."))
            continue
        for key, value in node.pairs:
            if key.text != _ZIP:
                added_line(InputLine("", key, value, layer), lines, known, faults)
                continue
            for name in [name for name, line in lines.items() if line.zipped >= 0]:
                del lines[name]
            for group in _groups(Entry(key, value), faults):
                for each, values in group.pairs:
                    added_line(InputLine("", each, values, layer, n_groups), lines, known, faults)
                n_groups += 1
    return lines


def read_values(node: Node, what: str, read: ReadNumber, faults: list[Fault]) -> tuple[float, ...]:
    """Read a list of values, or values at equal distances; empty where there is a fault."""
    if isinstance(node, Items) and node.items:
        return _listed(node, what, read, faults)
    if not isinstance(node, Pairs) or not node.pairs:
        faults.append(Fault(node.place, mistyped(node) or f"{what} is {describe(node)}. {_FORMS}. Write one."))
        return ()
    fields = {key.text: value for key, value in node.pairs}
    strange = [key for key, _ in node.pairs if key.text not in _SPAN]
    faults.extend(unknown(key.place, "key", key.text, _SPAN) for key in strange)
    missing = [key for key in _SPAN if key not in fields]
    if missing and not strange:
        faults.append(Fault(node.place, f"{what} has no {' and no '.join(missing)}. {_FORMS}. Add the rest."))
    if missing or strange:
        return ()
    low, high = read(fields["from"], f"{what}: from"), read(fields["to"], f"{what}: to")
    steps = bare_number(fields["steps"], f"{what}: steps")
    faults.extend(each for each in (low, high, steps) if isinstance(each, Fault))
    if isinstance(low, Fault) or isinstance(high, Fault) or isinstance(steps, Fault):
        return ()
    if not low < high:
        what_is = f"{what} is from {describe(fields['from'])} to {describe(fields['to'])}"
        faults.append(Fault(fields["from"].place, f"{what_is}. Expected the lower end first. Correct them."))
        return ()
    if steps != int(steps) or not 2 <= steps <= MOST_VALUES:
        told_steps = f"{what}: steps is {describe(fields['steps'])}. Expected a whole number from 2 to {MOST_VALUES}"
        faults.append(Fault(fields["steps"].place, f"{told_steps}; both ends count. Correct it."))
        return ()
    return _between(low, high, int(steps))


def _between(low: float, high: float, steps: int) -> tuple[float, ...]:
    """Part a range evenly, reckoned in decimals as they are written: 0.1 to 0.5 in 5 gives 0.3 and no neighbour."""
    first, last = Fraction(repr(low)), Fraction(repr(high))
    return tuple(float(first + (last - first) * number / (steps - 1)) for number in range(steps))


def _listed(node: Items, what: str, read: ReadNumber, faults: list[Fault]) -> tuple[float, ...]:
    """Read a list of values, each once."""
    values: dict[float, Node] = {}
    before = len(faults)
    for item in node.items:
        value = read(item, f"{what}: value")
        if isinstance(value, Fault):
            faults.append(value)
        elif value in values:
            told = f"{what} has {describe(item)} twice, first as {describe(values[value])}. Expected each value once"
            faults.append(Fault(item.place, f"{told}. Remove one."))
        else:
            values[value] = item
    return tuple(values) if len(faults) == before else ()


def _input(line: InputLine, known: ModelNames, faults: list[Fault]) -> Input | None:
    """Read one line; None where there is a fault."""
    parted = relative(line.node, line.name, faults)
    if parted is None:
        return None
    act, node = parted
    what = line.name if act == "value" else f"{line.name}: {act}"
    values = read_values(node, what, number_reader(act, known.unit_of(line.name)), faults)
    return replace(input_of(line, "swept", act, known), values=values) if values else None


def _groups(entry: Entry, faults: list[Fault]) -> list[Pairs]:
    """Read `zip`: a map, or a list of maps."""
    nodes = entry.value.items if isinstance(entry.value, Items) else (entry.value,)
    groups = []
    for node in nodes:
        if isinstance(node, Pairs) and len(node.pairs) > 1:
            groups.append(node)
            continue
        told = "a map of one name" if isinstance(node, Pairs) and node.pairs else describe(node)
        expected = "Expected {a: [1, 2], b: [3, 4]}, names whose values move together"
        faults.append(Fault(node.place, f"zip is {told}. {expected}. Write at least two."))
    return groups


def _judge_groups(inputs: dict[str, Placed], faults: list[Fault]) -> None:
    """Refuse groups whose inputs have different numbers of values."""
    first: dict[int, Input] = {}
    for each, place in inputs.values():
        if each.zipped < 0:
            continue
        other = first.setdefault(each.zipped, each)
        if len(other.values) != len(each.values):
            told = f"{each.name} has {len(each.values)} values, {other.name} {len(other.values)}"
            advice = "Expected equally many, as they move together. Add or remove some"
            faults.append(Fault(place, f"{told}. {advice}."))
