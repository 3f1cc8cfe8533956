"""Places in a file: lines, columns, names, whatever was cleaned away."""

import re
from pathlib import Path

import pytest

from simulator.model.passage import FileText, PassageBuilder


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_from_one_in_characters(end):
    file = FileText(Path("m.mdl"), f"one{end}人口 = x{end}three")
    assert file.where(0) == "m.mdl:1:1"
    assert file.where(file.text.index("=")) == "m.mdl:2:4"
    assert file.where(file.text.index("three") + 2) == "m.mdl:3:3"
    assert file.offset(2, 3) == file.text.index("=")
    assert file.offset(99, 0) == file.offset(3, 0)


def test_cleaned_text_knows_where_it_was():
    file = FileText(Path("m.mdl"), "a\n\t+ \\\n  b")
    builder = PassageBuilder(file)
    for place, character in enumerate(file.text):
        builder.add(" " if character == "\\" else character, place)
    passage = builder.passage(len(file.text))
    assert passage.text == "a + b"
    assert [passage.where(position) for position in (0, 2, 4, 5, 99)] == [
        "m.mdl:1:1",
        "m.mdl:2:2",
        "m.mdl:3:3",
        "m.mdl:3:4",
        "m.mdl:3:4",
    ]


def test_a_part_is_bared_of_blanks(passage):
    part = passage("x =  1 + y ").part(3, 11)
    assert part.text == "1 + y"
    assert part.where(4) == "m.mdl:1:10"


def test_what_is_left_out_moves_nothing(passage):
    left = passage("f( [(0,0)-(1,1)], (2,3))").without(re.compile(r"(\[[^\]]*\],)"))
    assert left.text == "f(  (2,3))"
    assert left.where(left.text.index("2")) == "m.mdl:1:20"
    assert left.offsets[-1] == len("f( [(0,0)-(1,1)], (2,3))")


@pytest.mark.parametrize(
    ("word", "column"),
    [
        ("rate", 22),  # not the end of `birth rate`, nor inside quotes, nor on the left side
        ("birth rate", 8),
        ("BIRTH_RATE", 8),
        ("a rate", 29),
        ("person!", 38),
        ("person", 38),
        ("* rate", 20),
        ("absent", None),
        ("", None),
    ],
)
def test_a_word_is_found_whole_on_the_right_side(passage, word, column):
    text = 'rate = birth rate  * rate + "a rate"[person!]'
    found = passage(text).find(word)
    assert found == (None if column is None else column - 1)


def test_a_word_on_the_left_side_alone_is_found_there(passage):
    assert passage("x[regoin] = 1").find("regoin") == 2


def test_a_name_is_told_as_it_is_written(passage):
    assert passage('x = Birth_Rate + "Non-Fossil"').spelling("birth rate") == "Birth_Rate"
    assert passage('x = Birth_Rate + "Non-Fossil"').spelling("non-fossil") == "Non-Fossil"
    assert passage("x = 1").spelling("y") == ""
