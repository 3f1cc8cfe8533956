"""What lines of `uncertain` and `sweep` share."""

from dataclasses import replace

import pytest

from simulator.scenario.batch import Input
from simulator.scenario.batch_file.input_line import InputLine, added_line, input_of, number_reader, relative
from simulator.scenario.layer import Layer
from simulator.scenario.place import Fault, Place
from simulator.scenario.read import Node, Scalar, parse

NOWHERE = Layer("a.yaml")


def node(text: str) -> Node:
    """Read a value."""
    read, faults = parse(text, "a.yaml")
    assert read is not None
    assert not faults
    return read


def line(name: str, layer: Layer = NOWHERE) -> InputLine:
    """Make a line."""
    return InputLine(name, Scalar(name, name, Place(layer.shown, 3, 1)), node("lever"), layer)


def test_changes_are_parted_from_values():
    faults: list[Fault] = []
    assert relative(node("{normal: [1, 2]}"), "x", faults) == ("value", node("{normal: [1, 2]}"))
    act, inner = relative(node("{add: 3}"), "x", faults) or pytest.fail("refused")
    assert (act, inner.place.column) == ("add", 7)
    assert relative(node("{multiply: 3, from: 1}"), "x", faults) is None
    assert len(faults) == 1


def test_a_later_layer_replaces_an_earlier_one(known):
    lines: dict[str, InputLine] = {}
    faults: list[Fault] = []
    later = Layer("b.yaml")
    assert added_line(line("Lifetime"), lines, known, faults) == "lifetime"
    assert added_line(line("lifetime", later), lines, known, faults) == "lifetime"
    assert lines["lifetime"].layer is later
    assert not faults
    assert added_line(line("life_time", later), lines, known, faults) is None
    assert added_line(line("LIFETIME", later), lines, known, faults) is None
    assert [fault.text.split(". ")[0] for fault in faults] == [
        "no lever or constant 'life_time'",
        "'LIFETIME' is the same name as 'lifetime' in line 3",
    ]


def test_numbers_are_read_as_the_input_wants_them():
    assert number_reader("value", "Year")(node("6 month"), "x") == 0.5
    assert number_reader("add", "Year")(node("2"), "x") == 2.0
    assert number_reader("growth", None)(node("5 %/year"), "x") == 0.05
    assert isinstance(number_reader("growth", None)(node("5"), "x"), Fault)
    assert isinstance(number_reader("multiply", "Year")(node("2 Year"), "x"), Fault)


def test_what_an_input_is_called_and_in_which_unit(known):
    wind = input_of(line("wind starts"), "drawn", "value", known)
    expected = Input("wind starts", "wind starts", "drawn", "value", "wanKW/Year", low=0.0, high=200.0)
    assert wind == replace(expected, en="Wind starts", zh="风电开工", where="a.yaml:3")
    factor = input_of(line("lifetime"), "swept", "multiply", known)
    assert (factor.unit, factor.low, factor.high, factor.en, factor.zh) == ("Dmnl", None, None, "lifetime", "lifetime")
    growth = input_of(line("GDP"), "swept", "growth", replace(known, labels={"GDP": ("Output", "产值")}))
    assert (growth.name, growth.en, growth.zh) == ("growth of GDP", "Growth of Output", "产值增速")
