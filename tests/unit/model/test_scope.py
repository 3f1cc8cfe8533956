"""The table of names."""

import numpy as np
import pytest

from simulator.model.model import Variable
from simulator.model.scope import Scope, shape_of
from simulator.model.subscript import Block, Ranges, SubscriptFault
from simulator.model.syntax import Curve, Name

AGE = ("young", "middle", "old")
RANGES = Ranges(
    {"age": AGE, "grown": ("middle", "old")},
    {"age": "Age", "grown": "Grown", "young": "Young", "middle": "Middle", "old": "Old"},
)


def scope(is_xmile: bool = False) -> Scope:
    made = Scope(RANGES, is_xmile)
    made.add(Variable("Rate", "auxiliary", (), "", "", np.ones(1, dtype=bool)), ())
    made.add(Variable("People", "stock", (), "", "", np.ones(3, dtype=bool)), (AGE,))
    return made


def test_names_and_numbers():
    names = scope()
    assert names.has("rate") and not names.has("absent")
    assert names.name(names.number("people")) == "People"
    assert names.elements(1) == [{"young": 0, "middle": 1, "old": 2}]
    assert not names.is_lookup(0)


def test_hidden_stocks_have_numbers_but_no_names():
    names = scope()
    number = names.add_stock("Rate smooth 1", 3)
    assert names.variables[number].hidden
    assert names.variables[number].name == "#2 Rate smooth 1"
    assert "#2 rate smooth 1" not in names.numbers


def test_curves():
    names = scope()
    names.tables[0] = np.array([names.add_curve(Curve((0.0, 1.0), (2.0, 3.0), "extrapolate"))])
    assert names.has_curves("rate") and not names.has_curves("people") and not names.has_curves("absent")
    assert names.curves_of(0).tolist() == [0]
    assert names.curves[0].y.tolist() == [2.0, 3.0]


@pytest.mark.parametrize(
    ("block", "is_xmile", "implied"),
    [
        (Block(3, {"age": np.array(AGE, dtype=object)}), True, ("age",)),
        (Block(2, {"grown": np.array(AGE[1:], dtype=object)}), True, ("grown",)),
        (Block(1, {}, ("old",)), True, ("old",)),
        (Block(1, {}), True, ()),
        (Block(3, {"age": np.array(AGE, dtype=object)}), False, ()),
    ],
)
def test_xmile_lets_an_array_be_named_bare(block, is_xmile, implied):
    assert scope(is_xmile).implied(1, block) == implied


def test_what_is_unknown_is_told_with_the_nearest():
    assert scope().unknown("peple") == "no variable 'peple'. Nearest: 'People'. Rename or remove it."
    assert scope().near_function("smoth") == "SMOOTH or SMOOTH3"
    assert scope().near_function("qqqq") == "an equation of supported functions"


def test_nothing_is_known_before_the_run_without_a_definition():
    assert scope().value(Name("rate")) is None
    assert scope().start_value(Name("time")) is None


def test_the_shape_of_a_variable_is_that_of_all_its_equations():
    assert shape_of(RANGES, [()]) == ()
    assert shape_of(RANGES, [("grown",), ("young",)]) == (AGE,)
    assert shape_of(RANGES, [("old", "age")]) == (("old",), AGE)
    with pytest.raises(SubscriptFault, match="1 and 2 subscripts in its equations"):
        shape_of(RANGES, [("age",), ("age", "grown")])
