"""Equations of one variable are gathered, wherever they stand."""

from pathlib import Path

import pytest

from simulator.model.gather import Reading
from simulator.model.passage import FileText
from simulator.model.source import Component, Definition
from simulator.model.syntax import Number


def test_equations_of_a_variable_are_joined(passage):
    reading = Reading(FileText(Path("m.mdl"), ""))
    for name, unit, element in (("My Rate", "", "a"), ("my rate", "1/Year", "b")):
        part = Component((element,), (), Number(1.0), passage("x"))
        reading.add(Definition(name, unit, "", (part,)))
    (found,) = reading.model("euler", set()).definitions
    assert (found.name, found.unit, [part.subscripts for part in found.components]) == (
        "My Rate",
        "1/Year",
        [("a",), ("b",)],
    )


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ((0.0, 1.0), (-1.0, 0.5), (-1.0, 1.0)),
        ((None, None), (0.0, 2.0), (0.0, 2.0)),
        ((0.0, 2.0), (None, None), (0.0, 2.0)),
        ((0.0, None), (1.0, 2.0), (0.0, None)),
    ],
)
def test_ranges_of_a_variables_equations_are_joined(first, second, joined, passage):
    reading = Reading(FileText(Path("m.mdl"), ""))
    for element, limits in (("a", first), ("b", second)):
        part = Component((element,), (), Number(1.0), passage("x"))
        reading.add(Definition("rate", "1/Year", "", (part,), limits=limits))
    assert reading.model("euler", set()).definitions[0].limits == joined


def test_a_fault_breaks_its_variable():
    reading = Reading(FileText(Path("m.mdl"), ""))
    reading.fault("My Rate", "worded")
    found = reading.model("euler", set())
    assert (found.faults, found.broken) == (("worded",), {"my rate"})
