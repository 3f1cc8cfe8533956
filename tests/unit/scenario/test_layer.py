"""One file, taken apart."""

from pathlib import Path

import pytest

from simulator.scenario.layer import Layer, read_layer
from simulator.scenario.place import Fault
from simulator.scenario.read import Pairs, parse

WHOLE = """
name: {en: Fast, zh: 快}
description: One sentence.
model: city
extends: [a, b]
set: {hukou effort: 0.4}
impose: {GDP: {2025: 1}}
"""


def layer(text: str) -> tuple[Layer, tuple[Fault, ...]]:
    """Read one layer."""
    root, _ = parse(text, "a.yaml")
    assert isinstance(root, Pairs)
    return read_layer(root, "a.yaml")


def test_every_section():
    read, faults = layer(WHOLE)
    assert not faults
    assert read.title == (("en", "Fast"), ("zh", "快"))
    assert read.description == (("en", "One sentence."), ("zh", "One sentence."))
    assert read.model is not None
    assert read.model.text == "city"
    assert [each.text for each in read.extends] == ["a", "b"]
    assert [each.name.text for each in read.settings] == ["hukou effort"]
    assert [each.name.text for each in read.impositions] == ["GDP"]


def test_nothing_is_needed():
    assert layer("{}") == (Layer("a.yaml"), ())


def test_one_language_serves_for_both():
    assert layer("name: {zh: 快}")[0].title == (("en", "快"), ("zh", "快"))
    assert layer("name: {}")[0].title == ()
    assert layer("name: 2027")[1][0].text.startswith("name is 2027. Expected a text, or {en: ..., zh: ...}.")


def test_a_model_may_look_like_a_number():
    model = layer("model: 2050")[0].model
    assert model is not None
    assert model.text == "2050"


def test_sections_of_the_wrong_shape():
    _, faults = layer("name: [a]\nmodel: {a: 1}\nextends: [[a], ~]\nset: [1]\nimpose:\ndescription: {en: [1]}")
    assert sorted(str(each) for each in faults) == [
        "a.yaml:1:7: name is a list. Expected a text, or {en: ..., zh: ...}. Write one, a number in quotes.",
        "a.yaml:2:8: model is a map. Expected a name. Write one.",
        "a.yaml:3:11: extends is a list. Expected a scenario's name, or a list of names. Write one.",
        "a.yaml:3:16: extends is nothing. Expected a scenario's name, or a list of names. Write one.",
        "a.yaml:4:6: set is a list. Expected a map of names and values. Write one, or remove set.",
        "a.yaml:5:1: impose is nothing. Expected a map of names and values. Write one, or remove impose.",
        "a.yaml:6:19: description in en is a list. Expected a text. Write one.",
    ]


def test_keys_of_a_batch_are_kept_apart_from_unknown_ones():
    read, faults = layer("sweep: 1\nsweeep: 1")
    assert [each.name.text for each in read.batch] == ["sweep"]
    assert [each.text for each in faults] == ["no key 'sweeep'. Nearest: 'sweep'. Rename or remove it."]
    section = read.section("sweep")
    assert section is not None
    assert section.name.place.line == 1
    assert read.section("uncertain") is None


@pytest.mark.parametrize("text", [r'"a\e[31mred"', r'{en: "bell \a"}'])
def test_a_title_can_be_shown(text):
    _, faults = layer(f"name: {text}")
    assert "holds the control character '\\x" in faults[0].text
    assert layer('name: "two\\nlines"')[1] == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("set:\n  hukou effort：0.4", "a.yaml:2:3: 'hukou effort：0.4' holds the full-width '：'."),
        ("set:\n  hukou effort:0.4", "a.yaml:2:3: 'hukou effort:0.4' has no blank behind the colon."),
        ("impose: much", "a.yaml:1:9: impose is 'much'. Expected a map"),
    ],
)
def test_a_line_that_is_no_entry(text, told):
    (fault,) = layer(text)[1]
    assert str(fault).startswith(told)


def test_files_beside_a_layer():
    assert Layer("sub/a.yaml", "/full/sub/a.yaml").beside("../x.csv") == (Path("/full/sub/../x.csv"), "x.csv")
    assert Layer("--set").beside("x.csv") == (Path("x.csv"), "x.csv")
