"""Equations of one variable are gathered, wherever they stand."""

from pathlib import Path

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


def test_a_fault_breaks_its_variable():
    reading = Reading(FileText(Path("m.mdl"), ""))
    reading.fault("My Rate", "worded")
    found = reading.model("euler", set())
    assert (found.faults, found.broken) == (("worded",), {"my rate"})
