"""Where in a source a fault stands."""

import pytest

EQUATIONS = "region: north,south\nrate[north]=2*pace\nrate[south]=pace*speed\nspeed=1"


@pytest.mark.parametrize(
    ("name", "word", "number", "place"),
    [
        ("rate", "", None, "7:1"),
        ("Rate", "speed", None, "12:18"),
        ("rate", "pace", None, "7:15"),
        ("rate", "pace", 1, "12:13"),
        ("rate", "absent", 1, "12:1"),
        ("speed", "1", 0, "17:7"),
    ],
)
def test_the_place_of_a_word(source, name, word, number, place):
    model = source(EQUATIONS)
    assert model.where(name, word, number) == f"{model.file.path}:{place}"


def test_a_name_without_an_equation_has_the_file_for_its_place(source):
    model = source(EQUATIONS)
    assert model.where("absent") == str(model.file.path)
