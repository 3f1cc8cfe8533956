import numpy as np
import pytest

from simulator.model.along import along
from simulator.model.resolve import Resolver
from simulator.model.scope import EquationFault, Scope
from simulator.model.subscript import Ranges, block_of
from simulator.model.syntax import Call, Name, Number

RANGES = Ranges(
    {"row": ("r", "s"), "column": ("a", "b", "c"), "some": ("a", "c")},
    {key: key.upper() for key in ("row", "r", "s", "column", "a", "b", "c", "some")},
)


def found(subscripts, node):
    block, _ = block_of(RANGES, subscripts, ())
    return along(Resolver(Scope(RANGES), block, "x"), node, "vector rank")


@pytest.mark.parametrize(
    ("subscripts", "groups", "rows"),
    [
        (("row", "column"), 2, [0, 1, 2, 3, 4, 5]),
        (("column", "row"), 2, [0, 3, 1, 4, 2, 5]),
        (("column",), 1, [0, 1, 2]),
        (("b",), 1, [1]),
        (("r", "some"), 1, [0, 2]),
    ],
)
def test_rows_stand_in_their_vectors(subscripts, groups, rows):
    vectors = found(subscripts, Name("y", ("column",)))
    assert (vectors.groups, vectors.inner, vectors.rows.tolist()) == (groups, 3, rows)
    assert vectors.inside.block.bindings["column"].tolist() == ["a", "b", "c"] * groups


def test_the_last_range_of_the_first_array_named():
    node = Call("+", (Call("*", (Number(2.0), Name("y", ("row", "column")))), Name("z", ("row",))))
    assert found(("row", "column"), node).inner == 3


def test_pairs_of_a_vectors_rows():
    vectors = found(("row", "some"), Name("y", ("row",)))
    assert (vectors.groups, vectors.inner) == (2, 2)
    assert vectors.own().tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    assert vectors.other().tolist() == [0, 1, 0, 1, 2, 3, 2, 3]
    assert np.array_equal(vectors.own() // 2, vectors.other() // 2)


def test_a_value_without_a_range_is_no_vector():
    with pytest.raises(EquationFault, match="VECTOR RANK of a value without a subscript range"):
        found(("column",), Name("y", ("a",)))
