"""Brackets and counts of arguments, told from the text of an equation alone."""

import pytest

from simulator.model.calls import BracketFault, calls_of, count_faults, wrong_count


def test_calls_and_their_arguments(passage):
    text = 'x = MAX( a, IF THEN ELSE(b[c, d] > 1, 2, (3))) + f () + g(h(1, 2)) * (4, 5) + "q (r"'
    found = [(call.function, call.position, call.arguments) for call in calls_of(passage(text), True)]
    assert found == [
        ("if then else", text.index("IF"), 3),
        ("max", text.index("MAX"), 2),
        ("f", text.index("f ()"), 0),
        ("h", text.index("h("), 2),
        ("g", text.index("g("), 1),
    ]


def test_names_of_xmile_hold_no_blanks(passage):
    found = [call.function for call in calls_of(passage("IF a THEN MAX(1, 2) ELSE b.c(3)"), False)]
    assert found == ["max", "b.c"]


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("(1 + 2", 0, "'(' that is not closed. Expected ')'. Close it"),
        ("a[b + 2", 1, "'[' that is not closed. Expected ']'. Close it"),
        ("1 + 2)", 5, "')' without the bracket that opens it. Expected pairs. Remove it"),
        ("MAX(a[1), 2]", 7, "')' without the bracket that opens it. Expected pairs. Remove it"),
        ('MAX("(", 1', 3, "'(' that is not closed. Expected ')'. Close it"),
    ],
)
def test_brackets_that_do_not_match(passage, text, position, message):
    with pytest.raises(BracketFault) as caught:
        list(calls_of(passage(text), True))
    assert (caught.value.position, str(caught.value)) == (position, message)


@pytest.mark.parametrize(
    ("text", "blanks_in_names", "faults"),
    [
        ("SMOOTH N(a, 2, 3, 4) + INITIAL(a)", True, []),
        ("1 + DELAY1I(a, 2)", True, [(4, "DELAY1I with 2 arguments. Expected 3")]),
        ("SMTH1(a, 2) + SMTH1(a, 2, 3)", False, []),
        ("MAX(1, 2, 3)", False, [(0, "MAX with 3 arguments. Expected 1 or 2")]),
        ("MAX(1, 2, 3)", True, []),  # told when names are resolved
    ],
)
def test_counts_of_arguments(passage, text, blanks_in_names, faults):
    assert list(count_faults(passage(text), blanks_in_names)) == faults


def test_one_argument_is_no_plural():
    assert wrong_count("min", 1, 2) == "MIN with 1 argument. Expected 2"
