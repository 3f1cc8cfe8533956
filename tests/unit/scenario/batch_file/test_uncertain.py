"""What is drawn; what is refused is in tests/fault."""

from dataclasses import replace

import pytest

from simulator.scenario.batch_file.read import read_batch
from simulator.scenario.batch_file.uncertain import drawn_inputs, drawn_names
from simulator.scenario.distribution import Distribution
from simulator.scenario.place import Fault

EVEN = Distribution("uniform", (0.0, 1.0))


@pytest.fixture
def drawn(write, known):
    """Read what the file called mine draws."""

    def read(**files: str):
        write(**files)
        faults: list[Fault] = []
        found = drawn_inputs(read_batch("mine.yaml").own.layers, known, faults)
        return {name: each.input for name, each in found.items()}, [str(fault) for fault in faults]

    return read


def test_levers_and_changes(drawn):
    found, faults = drawn(
        mine="model: city\nuncertain:\n  wind starts: lever\n  lifetime: {add: {uniform: [-6 month, 1]}}\n"
        "  growth[trad]: {multiply: {normal: [1, 0.1]}}\n"
    )
    assert not faults
    assert [(each.act, each.unit, each.distribution) for each in found.values()] == [
        ("value", "wanKW/Year", EVEN),
        ("add", "Year", Distribution("uniform", (-0.5, 1.0))),
        ("multiply", "Dmnl", Distribution("normal", (1.0, 0.1))),
    ]


def test_later_layers_replace_names_one_by_one(drawn):
    found, faults = drawn(
        old="model: city\nuncertain:\n  wind starts: lever\n  lifetime: {uniform: [10, 20]}\n",
        mine="extends: old\nuncertain:\n  Wind Starts: {uniform: [20, 30]}\n  hukou effort: lever\n",
    )
    assert not faults
    assert list(found) == ["wind starts", "lifetime", "hukou effort"]
    assert found["wind starts"].distribution == Distribution("uniform", (20.0, 30.0))
    assert found["wind starts"].where == "mine.yaml:3"


def test_all_needs_levers_that_are_uncertain(drawn):
    _, faults = drawn(mine="model: city\nuncertain: all\n")
    assert faults == [
        "mine.yaml:2:12: uncertain is all, but no lever of the model is of kind uncertainty. Expected names. "
        "Write a map of names and distributions, or remove it."
    ]


def test_a_lever_that_cannot_be_drawn_as_its_file_says(write, known):
    lever = replace(known.levers["wind starts"], distribution=Distribution("normal", (1.0, 0.0)))
    names = replace(known, levers={"wind starts": lever, "hukou effort": replace(lever, distribution=None)})
    write(mine="model: city\nuncertain: {wind starts: lever, hukou effort: lever}\n")
    faults: list[Fault] = []
    assert not drawn_inputs(read_batch("mine.yaml").own.layers, names, faults)
    assert [str(fault) for fault in faults] == [
        "mine.yaml:2:26: wind starts, as the model's levers draw it: standard deviation of normal is 0. "
        "Expected more than 0. Correct it there.",
        "mine.yaml:2:47: hukou effort has no distribution among the model's levers. "
        "Expected a distribution such as {normal: [1.0, 0.25], within: [0.3, 1.7]}. Write one here.",
    ]


def test_all_are_those_that_are_not_swept(write, known):
    uncertain = {name: replace(each, kind="uncertainty") for name, each in known.levers.items()}
    names = replace(known, levers=uncertain)
    for sweep, left in (
        ("hukou effort: [0, 0.1]", ["wind starts"]),
        ("zip: {wind starts: 3, lifetime: 1}", ["hukou effort"]),
    ):
        write(mine=f"model: city\nuncertain: all\nsweep: {{{sweep}}}\n")
        faults: list[Fault] = []
        assert list(drawn_inputs(read_batch("mine.yaml").own.layers, names, faults)) == left
        assert not faults
    write(mine="model: city\nuncertain: all\nsweep: {hukou effort: [0, 0.1], wind starts: [1, 2]}\n")
    assert not drawn_inputs(read_batch("mine.yaml").own.layers, names, faults)
    assert [fault.text for fault in faults] == [
        "uncertain is all, but every lever of kind uncertainty is swept. Expected names. "
        "Write a map of names and distributions, or remove it."
    ]


def test_names_of_faulty_lines(write, known):
    write(mine="model: city\nuncertain: {wind starts: 3, lifetimes: {uniform: [1, 2]}, hukou effort: lever}\n")
    layers = read_batch("mine.yaml").own.layers
    assert drawn_names(layers, known) == {"wind starts", "lifetimes", "hukou effort"}
    for text in ("some", "fertility： lever", "[a]"):
        write(mine=f"model: city\nuncertain: {text}\n")
        assert drawn_names(read_batch("mine.yaml").own.layers, known) is None
