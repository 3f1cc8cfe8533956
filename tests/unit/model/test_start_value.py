"""Values that are known before a run."""

import pytest

from simulator.model.dialect import Neutral
from simulator.model.lower import vensim_expression
from simulator.model.source import Component, Definition
from simulator.model.start_value import Early, is_number
from simulator.model.syntax import Curve, Numbers


@pytest.fixture
def early(passage):
    """Return a function that makes an evaluator of some definitions."""

    def early_of(now: float | None = None, **equations: str) -> Early:
        definitions = {}
        for name, text in equations.items():
            key = name.replace("_", " ")
            part = Component((), (), vensim_expression(Neutral(text)), passage(text))
            definitions[key] = Definition(key, "", "", (part,))
        return Early(definitions, now)

    return early_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2*3-4/8", 5.5),
        ("2^3", 8.0),
        ("-(1+2)", -3.0),
        ("MAX(2,MIN(5,4))", 4.0),
        ("IF THEN ELSE(1<2,SQRT(9),0)", 3.0),
        ("IF THEN ELSE(a>2 :AND: 1,1,0)", None),
        ("INTEGER(2.7)+ABS(-1)+EXP(0)+LN(1)", 4.0),
        ("a+1", 8.0),
        ("b", 14.0),
        ("ACTIVE INITIAL(c,3)", 3.0),
        ("ACTIVE INITIAL(3,c)", None),
        ("c", None),
        ("d", None),
        ("absent", None),
        ("a[x]", None),
        ("Time", None),
        ("STEP(1,2)", None),
        ("MAX(1)", None),
        ("1/0", float("inf")),
    ],
)
def test_values(early, text, value):
    known = early(a="7", b="a*2", c="d+1", d="c-1")
    assert known.value(vensim_expression(Neutral(text))) == value


@pytest.mark.parametrize(
    ("text", "now", "value"),
    [("Time+1", 4.0, 5.0), ("2+STEP(3,4)", 4.0, 5.0), ("2+STEP(3,4)", 3.5, 2.0), ("t", 4.0, 4.0)],
)
def test_values_at_a_time(early, text, now, value):
    assert early(now, t="Time").value(vensim_expression(Neutral(text))) == value


def test_what_was_read_is_told(early):
    known = early(a="7", b="a*2", c="1")
    known.value(vensim_expression(Neutral("b")))
    assert known.read == {"a", "b"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5", True), ("-5", True), ("2*3", True), ("1,2", True), ("a", False), ("2*a", False), ("EXP(1)", False)],
)
def test_numbers_are_constants(text, expected):
    assert is_number(vensim_expression(Neutral(text))) is expected


def test_a_list_of_numbers_is_one_and_a_lookup_is_told_before():
    assert is_number(Numbers((1.0, 2.0)))
    assert is_number(Curve((0.0,), (1.0,)))
