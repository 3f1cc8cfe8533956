"""Equations put into the form that the translator's grammars read right."""

import pytest

from simulator.model.dialect import DialectFault, Neutral, XmileWriter, vensim_text
from simulator.model.lower import vensim_expression, xmile_expression
from simulator.model.syntax import Call, Curve, Name, Number

A, B, C = Name("a"), Name("b"), Name("c")
ONE, TWO = Number(1.0), Number(2.0)
CURVE = Curve((0.0, 1.0), (0.0, -1.0))
DIMENSIONS = {"a": ("Region", "Age")}


def left(value, base):
    """What MOD is written out as."""
    return Call("-", (value, Call("*", (base, Call("integer", (Call("/", (value, base)),))))))


def vensim(passage, text):
    return vensim_expression(vensim_text(passage(text)))


def xmile(passage, text):
    return xmile_expression(XmileWriter(passage(text), lambda key: DIMENSIONS.get(key, ())).neutral)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-2^2", Call("negative", (Call("^", (TWO, TWO)),))),
        ("-(2)^2", Call("negative", (Call("^", (TWO, TWO)),))),
        ("1e-2^a - phase 2^a", Call("-", (Call("^", (Number(0.01), A)), Call("^", (Name("phase 2"), A))))),
        ("WITH LOOKUP(a,((0,0),(1,-1)))^2", Call("^", (Call("with lookup", (A, CURVE)), TWO))),
        ("(a*2)^2", Call("^", (Call("*", (A, TWO)), TWO))),
        ("1 - 2^2", Call("-", (ONE, Call("^", (TWO, TWO))))),
        ("2^-1^a", Call("^", (TWO, Call("negative", (Call("^", (ONE, A)),))))),
        ("a^b^c", Call("^", (A, Call("^", (B, C))))),
        ("a-b-c", Call("-", (Call("-", (A, B)), C))),
        ("a :OR: b :AND: c", Call("or", (A, Call("and", (B, C))))),
        ("a :AND: b :OR: c", Call("or", (Call("and", (A, B)), C))),
        ("lookup(a)", Call("lookup", (A,))),
        ("Data (a) + my lookup(a)", Call("+", (Call("data", (A,)), Call("my lookup", (A,))))),
        ('"-2^2"', Name("-2^2")),
    ],
)
def test_vensim(passage, text, tree):
    assert vensim(passage, text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-2^2", Call("negative", (Call("^", (TWO, TWO)),))),
        ("-((2))^2", Call("negative", (Call("^", (TWO, TWO)),))),
        ("007 + 1", Call("+", (Number(7.0), ONE))),
        ("notes + order", Call("+", (Name("notes"), Name("order")))),
        ("NOT a AND b or c", Call("or", (Call("and", (Call("not", (A,)), B)), C))),
        ("a or b and not c", Call("or", (A, Call("and", (B, Call("not", (C,))))))),
        ("a MOD 2 * b", Call("*", (left(A, TWO), B))),
        ("b * a mod 2", left(Call("*", (B, A)), TWO)),
        ("a MOD b MOD c", left(left(A, B), C)),
        ("IF a > b THEN 1 ELSE 2", Call("if then else", (Call(">", (A, B)), ONE, TWO))),
        (
            "if a then if b then 1 else 2 else c",
            Call("if then else", (A, Call("if then else", (B, ONE, TWO)), C)),
        ),
        ("IF a THEN 1 ELSE IF b THEN 2 ELSE c", Call("if then else", (A, ONE, Call("if then else", (B, TWO, C))))),
        ("ABS(IF a THEN 1 ELSE 2) + 1", Call("+", (Call("abs", (Call("if then else", (A, ONE, TWO)),)), ONE))),
        ("XIDZ(IF a THEN 1 ELSE 2, b, c)", Call("xidz", (Call("if then else", (A, ONE, TWO)), B, C))),
        ('"a b" + A_B + a.b', Call("+", (Call("+", (Name("a b"), Name("a b"))), Name("a.b")))),
        ("SUM(a[*, young])", Call("sum", (Name("a", ("Region!", "young")),))),
        ("a[2, Age.old]", Name("a", ("2", "old"))),
        ("lookup(a, 1)", Call("lookup", (A, ONE))),
        ("人口 * 2", Call("*", (Name("人口"), TWO))),
    ],
)
def test_xmile(passage, text, tree):
    assert xmile(passage, text) == tree


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("IF a THEN 1", 0, "IF without ELSE. Expected IF ... THEN ... ELSE .... Complete it"),
        ("1 + (IF a THEN 1)", 5, "IF without ELSE. Expected IF ... THEN ... ELSE .... Complete it"),
        ("a ELSE 1", 2, "ELSE without IF. Expected IF ... THEN ... ELSE .... Correct it"),
        ("IF (a THEN 1) ELSE 2", 6, "THEN without IF. Expected IF ... THEN ... ELSE .... Correct it"),
        ("[1]", 0, "a bracket without a name before it. Expected name[subscript]. Correct the equation"),
        ("b[*]", 2, "a wildcard where 'b' has no dimension. Expected one of its 0 dimensions. Correct the subscripts"),
        ("a[1, 2", 1, "a bracket that is not closed. Expected ]. Close it"),
    ],
)
def test_faults_of_xmile(passage, text, position, message):
    with pytest.raises(DialectFault) as caught:
        xmile(passage, text)
    assert (caught.value.position, str(caught.value)) == (position, message)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("a[b + 1]", ["b + 1"]),
        ("a[-]", ["-"]),
        ("2 * a[MIN(b, 2), c, 1 - b]", ["MIN(b, 2)", "1 - b"]),
        ("a[b[c + 1]]", ["b[c + 1]"]),
    ],
)
def test_a_computed_subscript_stands_for_its_own_text(passage, text, inner):
    """The positions of what is inside are those of the whole equation."""
    found = [
        each for each in XmileWriter(passage(text), lambda key: ()).neutral.table.values() if isinstance(each, Neutral)
    ]
    assert [text[each.positions[0] : each.positions[-1] + 1] for each in found] == inner


def test_an_empty_subscript_is_refused(passage):
    with pytest.raises(DialectFault, match="an empty subscript") as caught:
        xmile(passage, "1 + a[]")
    assert caught.value.position == 5


def test_a_place_in_the_text_is_a_position_in_the_passage(passage):
    neutral = XmileWriter(passage("IF a THEN bb ELSE c"), lambda _: ()).neutral
    place = neutral.text.index(",")
    assert neutral.position(place) == "IF a THEN bb".index("THEN")
    assert neutral.position(10**6) == 0
    assert vensim_text(passage("")).position(3) == 0


@pytest.mark.parametrize("text", ["VECTOR SORT ORDER(a, 1)", "vector  sort order (a, 1)", "Vector_Sort_Order(a, 1)"])
def test_functions_of_vensim_keep_their_blanks_in_xmile(passage, text):
    assert xmile(passage, text) == Call("vector sort order", (A, ONE))
