"""The translator's structures become our own tree."""

import pytest
from pysd.translators.structures import abstract_expressions as abstract

from simulator.model.dialect import Neutral
from simulator.model.lower import (
    LONG,
    NOT_AVAILABLE,
    Lowering,
    Unreadable,
    Unsupported,
    vensim_expression,
    vensim_left_side,
    vensim_lookup,
    xmile_expression,
)
from simulator.model.syntax import Call, Curve, Name, Number, Numbers, depth_of

A = Name("a")


def lowered(text: str):
    return vensim_expression(Neutral(text))


@pytest.mark.parametrize(
    ("text", "name", "subscripts", "exceptions"),
    [
        ("birth rate", "birth rate", (), ()),
        ('"birth rate"[region, Age]', '"birth rate"', ("region", "Age"), ()),
        ("x[a,b] :EXCEPT: [c, d], [e,f]", "x", ("a", "b"), (("c", "d"), ("e", "f"))),
    ],
)
def test_left_sides(text, name, subscripts, exceptions):
    assert vensim_left_side(text) == (name, subscripts, exceptions)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("5", Number(5.0)),
        ("1,2,3", Numbers((1.0, 2.0, 3.0))),
        ("1,2;3,4;", Numbers((1.0, 2.0, 3.0, 4.0))),
        ("TABBED ARRAY(1 2\t3)", Numbers((1.0, 2.0, 3.0))),
        (":NA:", Number(NOT_AVAILABLE)),
        ("Birth Rate[young, region!]", Name("birth rate", ("young", "region!"))),
        ("a :AND: :NOT: a", Call("and", (A, Call("not", (A,))))),
        ("f[young](a)", Call("f", (A,), ("young",))),
        ("INTEG(a, 1)", Call("integ", (A, Number(1.0)))),
        ("INITIAL(a)", Call("initial", (A,))),
        ("SMOOTH3I(a, 2, 3)", Call("smooth", (A, Number(2.0), Number(3.0), Number(3.0)))),
        ("DELAY1(a, 2)", Call("delay", (A, Number(2.0), A, Number(1.0)))),
        ("DELAY N(a, 2, 3, 4)", Call("delay of n", (A, Number(2.0), Number(3.0), Number(4.0)))),
        ("TREND(a, 2, 3)", Call("trend", (A, Number(2.0), Number(3.0)))),
        ("PULSE TRAIN(1, 2, 3, 4)", Call("pulse train", tuple(map(Number, (1.0, 3.0, 2.0, 4.0))))),
        ("WITH LOOKUP(a, ((0,1),(2,3)))", Call("with lookup", (A, Curve((0.0, 2.0), (1.0, 3.0))))),
    ],
)
def test_right_sides(text, tree):
    assert lowered(text) == tree


def test_the_input_of_a_smooth_is_its_first_value_as_one_piece():
    smooth = lowered("SMOOTH(SMOOTH(a + 1, 2), 2)")
    assert smooth.arguments[0] is smooth.arguments[2]
    assert smooth.arguments[0].arguments[0] is smooth.arguments[0].arguments[2]


def test_points_of_a_lookup_are_sorted():
    assert vensim_lookup(Neutral("((2,3),(0,1))")) == Curve((0.0, 2.0), (1.0, 3.0))


@pytest.mark.parametrize("operator", ["+", "*"])
def test_a_long_chain_is_combined_in_pairs_in_its_order(operator):
    names = [f"x{number}" for number in range(LONG + 10)]
    tree = lowered(operator.join(names))
    assert depth_of(tree) <= 8
    found: list[str] = []

    def leaves(node):
        if isinstance(node, Name):
            found.append(node.key)
        else:
            assert node.function == operator
            for part in node.arguments:
                leaves(part)

    leaves(tree)
    assert found == names
    assert depth_of(lowered(operator.join(names[:LONG]))) == LONG


@pytest.mark.parametrize(
    ("text", "spellings", "instead"),
    [
        (
            "GET DIRECT CONSTANTS('a', 'b', 'c')",
            ("GET XLS CONSTANTS", "GET DIRECT CONSTANTS"),
            "a variable of its own for it",
        ),
        ("MAX(a," * 100 + "a" + ")" * 100, ("more than 90 operations inside one another",), "several equations"),
    ],
)
def test_what_is_not_run(text, spellings, instead):
    with pytest.raises(Unsupported) as caught:
        lowered(text)
    assert (caught.value.spellings, caught.value.instead) == (spellings, instead)


def test_a_structure_without_a_name_of_its_own_is_not_run():
    with pytest.raises(Unsupported, match="DataStructure"):
        Lowering({}).lower(abstract.DataStructure())
    with pytest.raises(Unsupported, match="a call of an expression"):
        Lowering({}).lower(abstract.CallStructure(5, ()))


@pytest.mark.parametrize(
    ("read", "text", "place"),
    [
        (vensim_expression, "a + * 2", 2),
        (vensim_expression, "007", 0),
        (vensim_expression, "", 0),
        (vensim_lookup, "((1,2),(3))", 1),
        (xmile_expression, "a 2", 1),
        (xmile_expression, "max(1,2,3)", 0),
    ],
)
def test_what_cannot_be_read(read, text, place):
    with pytest.raises(Unreadable) as caught:
        read(Neutral(text))
    assert caught.value.place == place
