"""Parts that sections share."""

from simulator.scenario.fields import numbers_of, years_of
from simulator.scenario.read import parse


def test_years_are_a_span_a_list_or_one():
    faults = []
    for text, expected in (
        ("2010-2013", (2010, 2011, 2012, 2013)),
        ("[2010, 2023.4]", (2010, 2023.4)),
        ("2020", (2020,)),
    ):
        node, _ = parse(text, "f")
        assert years_of(node, "years", faults) == expected
    assert not faults
    node, _ = parse("2013-2010", "f")
    assert years_of(node, "years", faults) == ()
    assert [str(each) for each in faults] == [
        "f:1:1: years is '2013-2010'. Expected a list of years, or 2010-2025 for all from the first to the last. "
        "Write it so."
    ]


def test_numbers_are_as_many_as_wanted():
    faults = []
    node, _ = parse("[1, 2, x]", "f")
    assert numbers_of(node, "range", 2, faults) == ()
    assert numbers_of(node, "range", -1, faults) == ()
    assert [str(each) for each in faults] == [
        "f:1:1: range is a list. Expected [low, high]. Write it so.",
        "f:1:8: range is 'x'. Expected a number. Write one, without quotes.",
    ]
