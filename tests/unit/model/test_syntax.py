"""Names folded as Vensim and XMILE fold them; how deep a tree is."""

import pytest

from simulator.model.syntax import Call, Name, Number, depth_of, key_of, spelled


@pytest.mark.parametrize(
    "name",
    ["birth rate", "Birth_Rate", ' "birth rate" ', "BIRTH  RATE", "birth\n\trate", "birth__rate", "birth\\nrate"],
)
def test_one_name_however_it_is_written(name):
    assert key_of(name) == "birth rate"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("GDP", "GDP"),
        ('"non-fossil share"', "non-fossil share"),
        ('"the \\"big\\" one"', 'the "big" one'),
        ('  "a\\nb" ', "a b"),
        ("城镇人口", "城镇人口"),
        ('"', '"'),
    ],
)
def test_a_name_is_shown_without_its_quotes(written, shown):
    assert spelled(written) == shown


def test_depth_counts_calls_inside_one_another():
    node = Number(1.0)
    for _ in range(5000):
        node = Call("+", (node, Name("a")))
    assert depth_of(Number(1.0)) == 1
    assert depth_of(node) == 5001


def test_depth_of_a_piece_that_is_used_twice_is_told_in_time():
    node = Number(1.0)
    for _ in range(200):
        node = Call("+", (node, node))
    assert depth_of(node) == 201
