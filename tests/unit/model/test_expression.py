"""The intermediate form: rows picked, numbers folded, parts walked."""

import numpy as np
import pytest

from simulator.model.expression import (
    Constant,
    Constants,
    Interpolation,
    Operation,
    Reduction,
    Reference,
    Schedule,
    Time,
    TimeStep,
    Whole,
    children,
    fold,
    operation,
    pick,
    walk,
)


def block() -> Operation:
    """Four rows: y[row] * 2 + lookup(Time)."""
    read = Reference(3, np.array([7, 6, 5, 4]))
    curve = Interpolation(np.array([0, 1, 0, 1]), Time(), 4)
    return Operation("+", (Operation("*", (read, Constant(2.0)), 4), curve), 4)


def test_walking_yields_parents_first():
    kinds = [type(part).__name__ for part in walk(block())]
    assert kinds == ["Operation", "Operation", "Reference", "Constant", "Interpolation", "Time"]
    assert children(Constant(1.0)) == ()
    assert children(Schedule("step", np.array([0.0]), 1)) == ()


def test_picking_rows_keeps_what_is_shared():
    picked = pick(block(), np.array([2, 0]))
    product, curve = picked.arguments
    assert picked.size == 2
    assert product.arguments[0].index.tolist() == [5, 7]
    assert product.arguments[1] == Constant(2.0)
    assert curve.curves.tolist() == [0, 0]
    assert curve.argument == Time()
    assert pick(TimeStep(), np.array([0])) == TimeStep()
    assert pick(Constants(np.array([1.0, 2.0, 3.0])), np.array([2])).values.tolist() == [3.0]


def test_picking_one_row_of_one_curve():
    shared = Interpolation(np.array([4]), Reference(1, np.array([0, 1, 2])), 3)
    picked = pick(shared, np.array([1]))
    assert (picked.curves.tolist(), picked.argument.index.tolist(), picked.size) == ([4], [1], 1)


def test_picking_groups_of_a_reduction():
    argument = Reference(0, np.arange(6))
    groups = Reduction("sum", argument, 2, 3)
    picked = pick(groups, np.array([2, 0]))
    assert picked.size == 2
    assert picked.argument.index.tolist() == [4, 5, 0, 1]
    shared = Reduction("sum", argument, 6, 1)
    assert pick(shared, np.array([0])) is shared


@pytest.mark.parametrize(
    ("function", "numbers", "value"),
    [
        ("+", (1.0, 2.0), 3.0),
        ("-", (1.0, 2.0), -1.0),
        ("*", (3.0, 2.0), 6.0),
        ("/", (1.0, 3.0), 1 / 3),
        ("/", (1.0, 0.0), np.inf),
        ("negative", (2.0,), -2.0),
    ],
)
def test_arithmetic_of_numbers_is_folded(function, numbers, value):
    assert fold(function, tuple(map(Constant, numbers))) == Constant(value)


def test_everything_else_stays():
    assert fold("exp", (Constant(1.0),)).function == "exp"
    read = Reference(0, np.arange(5))
    assert fold("+", (Constant(1.0), read)).size == 5


def test_picking_from_whole_groups_keeps_only_the_groups_that_are_needed():
    """Three groups of two; the node's rows are two of the last and one of the first."""
    node = Whole("allocate", (Reference(1, np.arange(6)), Constant(1.0)), 3, 2, np.array([5, 0, 4]))
    assert node.size == 3 and children(node) == node.arguments
    picked = pick(node, np.array([2, 0]))
    assert (picked.groups, picked.inner, picked.rows.tolist()) == (1, 2, [0, 1])
    assert picked.arguments[0].index.tolist() == [4, 5] and picked.arguments[1] == Constant(1.0)
    both = pick(node, np.array([1, 2]))
    assert (both.groups, both.rows.tolist(), both.arguments[0].index.tolist()) == (2, [0, 2], [0, 1, 4, 5])


def test_an_operation_has_the_rows_of_its_arguments():
    node = operation("+", Constant(1.0), Constants(np.arange(3.0)))
    assert (node.size, node.function) == (3, "+")
