"""The layout of a Vensim file; most of its faults are pinned in tests/fault/test_bad_models.py."""

from pathlib import Path

import pytest

from simulator.errors import ModelError
from simulator.model.passage import FileText
from simulator.model.source import Group
from simulator.model.vensim import LayoutFault, VensimText, is_range, is_reality_check, read_range

TEXT = """{UTF-8}
{a comment :MACRO: is none}
:MACRO: TWICE(x)
TWICE = 2*x ~ ~ |
:END OF MACRO:
region: north, south -> zone ~ ~ |
"a | b ~ {c}"[region] {a comment {in a comment}} = 1 + \\
\t\t2
\t~\tperson/Year [0,?]
\t~\tThe first, with "quotes and {braces\\
\t\t of no account.
\t~ :SUPPLEMENTARY
\t|
********************************************************
\t.Control
********************************************************~
\t\tSimulation Control Parameters
\t|
x=1~~|
\\\\\\---/// Sketch information
y=2~~|
"""


def layout(text: str = TEXT) -> VensimText:
    return VensimText(FileText(Path("m.mdl"), text))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_entries_are_what_stands_between_bars(end):
    found = layout(TEXT.replace("\n", end))
    assert [entry.equation.text for entry in found.entries] == [
        "region: north, south -> zone",
        '"a | b ~ {c}"[region] = 1 + 2',
        "x=1",
    ]
    assert [entry.unit for entry in found.entries] == ["", "person/Year", ""]
    assert [entry.limits for entry in found.entries] == [(None, None), (0.0, None), (None, None)]
    assert [entry.group for entry in found.entries] == ["", "", "Control"]
    assert found.groups == [Group("Control", "Simulation Control Parameters")]
    assert found.entries[1].documentation == 'The first, with "quotes and {braces of no account.'
    assert found.entries[1].equation.where(25) == "m.mdl:7:53"
    assert found.entries[1].equation.where(28) == "m.mdl:8:3"
    assert [each.name for each in found.macros] == ["TWICE"]
    assert found.faults == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x=1~~|\n :MACRO: A(x)\nA=1~~|", "m.mdl:2:2: a macro without an end. Expected :END OF MACRO:. Add it."),
        ('x=1~~|\n"y=1~~|', "m.mdl:2:1: a quote that is not closed. Expected a second quote. Close the name."),
        ("x=1{a{b}~~|", "m.mdl:1:4: a comment that is not closed. Expected a closing brace. Close it."),
    ],
)
def test_what_swallows_the_rest_of_the_file(text, message):
    with pytest.raises(ModelError) as caught:
        layout(text)
    assert caught.value.faults == (message,)


def test_a_large_file_is_read_in_time():
    assert len(layout("a long name = b + 1 ~ unit ~ comment |\n" * 20_000).entries) == 20_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("region: a, b", True),
        ('"my: region": a', True),
        ("copy <-> region", True),
        ("a: (b1-b9) -> (c: d, e)", True),
        ("x = 1", False),
        ("x :RAW:", False),
        ("x[a] :EXCEPT: [b] = 1", False),
        ("x := 1", False),
        ('"a: b" = 1', False),
    ],
)
def test_ranges_are_told_from_equations(passage, text, expected):
    assert is_range(passage(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("c :THE CONDITION: a > 1 :IMPLIES: b", True), ("t :test input: a = 2", True), ('":TEST INPUT:" = 2', False)],
)
def test_reality_checks_take_no_part(passage, text, expected):
    assert is_reality_check(passage(text)) is expected


@pytest.mark.parametrize(
    ("text", "name", "elements", "mappings"),
    [
        ("region: north,  south", "region", ("north", "south"), ()),
        ('"my region": "a, b", c', "my region", ("a, b", "c"), ()),
        ("age: young, (age 2-age 4), old", "age", ("young", "age2", "age3", "age4", "old"), ()),
        ("age: (a1-a2) -> zone, (other: b, c)", "age", ("a1", "a2"), (("zone", ()), ("other", ("b", "c")))),
        ("copy <-> region", "copy", ("region",), (("region", ()),)),
    ],
)
def test_ranges(passage, text, name, elements, mappings):
    found = read_range(passage(text))
    assert (found.name, found.elements, found.mappings) == (name, elements, mappings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: (b5-b2)", "m.mdl:1:4: (b5-b2) in range 'a'. Expected a rising run such as (A1-A5). Correct it."),
        ("a: (b1-c2)", "m.mdl:1:4: (b1-c2) in range 'a'. Expected a rising run such as (A1-A5). Correct it."),
        ("a: b,, c", "m.mdl:1:6: nothing in range 'a'. Expected the name of an element. Correct it."),
        ("a: b*c", "m.mdl:1:4: b*c in range 'a'. Expected the name of an element. Correct it."),
        ("a: b -> (c)", "m.mdl:1:9: (c) in range 'a'. Expected the name of an element. Correct it."),
        (
            "a: GET DIRECT SUBSCRIPT('a')",
            "m.mdl:1:4: range 'a' has 1 argument. Expected 5 in quotes: file, sheet, first cell, last cell, prefix. "
            "Correct them.",
        ),
        (
            "a: GET XLS CONSTANTS('a', 'b', 'c')",
            "m.mdl:1:4: range 'a' has GET XLS CONSTANTS here. Expected GET DIRECT SUBSCRIPT. Correct it.",
        ),
    ],
)
def test_faults_of_ranges(passage, text, message):
    with pytest.raises(LayoutFault) as caught:
        read_range(passage(text))
    assert str(caught.value) == message
