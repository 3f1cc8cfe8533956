"""`uncertain`: the inputs that are drawn, each with its distribution."""

from __future__ import annotations

from dataclasses import replace

from simulator.scenario.batch import Input
from simulator.scenario.batch_file.input_line import InputLine, Placed, added_line, input_of, number_reader, relative
from simulator.scenario.batch_file.read_distribution import Wanted, read_distribution
from simulator.scenario.batch_file.swept import swept_names
from simulator.scenario.distribution import Distribution, distribution_slip
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.names import ModelNames
from simulator.scenario.naming import constant_named
from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Pairs, Scalar, describe, mistyped

__all__ = ["drawn_inputs", "drawn_names"]

_ALL, _LEVER = "all", "lever"
_SUCH_AS = "Expected a map of names and distributions, or all"
_FORMS = "Expected lever, or a distribution such as {normal: [1.0, 0.25], within: [0.3, 1.7]}"


def drawn_inputs(layers: tuple[Layer, ...], known: ModelNames, faults: list[Fault]) -> dict[str, Placed]:
    """Read what is drawn, in the order of first mention; a later layer replaces what an earlier one says of a name."""
    lines = _lines(layers, known, faults)
    inputs = {name: _input(line, known, faults) for name, line in lines.items()}
    return {name: Placed(each, lines[name].key.place) for name, each in inputs.items() if each is not None}


def drawn_names(layers: tuple[Layer, ...], known: ModelNames) -> frozenset[str] | None:
    """Give the names of what is to be drawn, faulty lines too; those that are unknown as they are written.

    Returns: None where that cannot be told, because `uncertain` is no map.
    """
    faults: list[Fault] = []
    names = set(_lines(layers, known, faults))
    for layer in layers:
        section = layer.section("uncertain")
        if section is not None and isinstance(section.value, Pairs):
            names |= {key.text for key, _ in section.value.pairs if isinstance(constant_named(key, known), Fault)}
        elif section is not None and any(fault.place == section.value.place for fault in faults):
            return None
    return frozenset(names)


def _lines(layers: tuple[Layer, ...], known: ModelNames, faults: list[Fault]) -> dict[str, InputLine]:
    """Find the line that holds for each name."""
    lines: dict[str, InputLine] = {}
    swept = swept_names(layers, known)
    for layer in layers:
        section = layer.section("uncertain")
        if section is not None:
            _add(section, layer, lines, (known, swept), faults)
    return lines


def _add(
    section: Entry,
    layer: Layer,
    lines: dict[str, InputLine],
    names: tuple[ModelNames, frozenset[str]],
    faults: list[Fault],
) -> None:
    """Put what one layer says over what the layers before say. names: of the model; and those that are swept."""
    node, (known, swept) = section.value, names
    if isinstance(node, Pairs) and node.pairs:
        for key, value in node.pairs:
            added_line(InputLine("", key, value, layer), lines, known, faults)
    elif isinstance(node, Scalar) and node.text == _ALL:
        levers = [lever.name for lever in known.levers.values() if lever.kind == "uncertainty"]
        drawn_ones = [name for name in levers if name not in swept]
        if not drawn_ones:
            why = (
                "every lever of kind uncertainty is swept" if levers else "no lever of the model is of kind uncertainty"
            )
            told = f"uncertain is all, but {why}. Expected names"
            faults.append(Fault(node.place, f"{told}. Write a map of names and distributions, or remove it."))
        drawn = Scalar(_LEVER, _LEVER, node.place)
        lines |= {name: InputLine(name, Scalar(name, name, node.place), drawn, layer) for name in drawn_ones}
    else:
        told = mistyped(node) or f"uncertain is {describe(node)}. {_SUCH_AS}. Write one, or remove uncertain."
        faults.append(Fault(node.place, told))


def _input(line: InputLine, known: ModelNames, faults: list[Fault]) -> Input | None:
    """Read one line; None where there is a fault."""
    if isinstance(line.node, Scalar) and line.node.text == _LEVER:
        drawn = _of_lever(line, known, faults)
        return None if drawn is None else replace(input_of(line, "drawn", "value", known), distribution=drawn)
    if not isinstance(line.node, Pairs):
        told = f"{line.name} is {describe(line.node)}. {_FORMS}. Write one."
        faults.append(Fault(line.node.place, mistyped(line.node) or told))
        return None
    parted = relative(line.node, line.name, faults)
    if parted is None:
        return None
    act, node = parted
    what = line.name if act == "value" else f"{line.name}: {act}"
    wanted = Wanted(what, number_reader(act, known.unit_of(line.name)), line.layer.beside)
    distribution = read_distribution(node, wanted, faults)
    if distribution is None:
        return None
    return replace(input_of(line, "drawn", act, known), distribution=distribution)


def _of_lever(line: InputLine, known: ModelNames, faults: list[Fault]) -> Distribution | None:
    """Take the distribution that the file of levers gives."""
    lever = known.levers.get(line.name)
    if lever is None:
        faults.append(unknown(line.key.place, "lever", line.key.text, known.levers))
        return None
    if lever.distribution is None:
        told = f"{line.name} has no distribution among the model's levers. {_FORMS.replace('lever, or ', '')}"
        faults.append(Fault(line.node.place, f"{told}. Write one here."))
        return None
    slip = distribution_slip(lever.distribution)
    if slip:
        faults.append(Fault(line.node.place, f"{line.name}, as the model's levers draw it: {slip} Correct it there."))
        return None
    return lever.distribution
