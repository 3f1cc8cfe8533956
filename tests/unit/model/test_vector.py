import numpy as np
import pytest

from simulator.model.expression import Whole, walk
from tests.small_models import bits, elements_of, run, small_model

LISTS = "row: r,s\ncolumn: a,b,c\n"
VECTORS = [(3.0, 1.0, 2.0), (5.0, 5.0, 5.0), (2.0, 2.0, 1.0), (-1e300, 1e-300, 0.0)]


def column(equations):
    return elements_of(run(small_model(LISTS + equations)), "x")[0].tolist()


def written(values):
    return ",".join(map(repr, values))


@pytest.mark.parametrize("vector", VECTORS)
def test_order_and_rank(vector):
    """Against Python's own stable sort, whichever way round; equals stay in order."""
    for direction, falling in (("1", False), ("0", True), ("-3", True)):
        order = sorted(range(3), key=lambda each: -vector[each] if falling else vector[each])
        equations = f"y[column]={written(vector)}\n"
        assert column(f"{equations}x[column]=VECTOR SORT ORDER(y[column],{direction})") == order
        assert column(f"{equations}x[column]=VECTOR RANK(y[column],{direction})") == [
            order.index(i) + 1 for i in range(3)
        ]


def test_each_row_is_a_vector_and_its_direction_may_differ_and_follow_the_run():
    equations = (
        "y[row,column]=3,1,2;30,20,10;\nway[row]=1,0\nx[column,row]=VECTOR SORT ORDER(y[row,column]*(Time-5),way[row])"
    )
    trajectories = elements_of(run(small_model(LISTS + equations)), "x")
    assert trajectories[-1].reshape(3, 2).T.tolist() == [[1, 2, 0], [0, 1, 2]]
    assert trajectories[0].reshape(3, 2).T.tolist() == [[0, 2, 1], [2, 1, 0]]


def test_not_a_number_has_no_place_and_nothing_of_its_vector_an_order():
    equations = "y[column]=3,1,2\nz[column]=y[column]+IF THEN ELSE(y[column]=1,LN(-1),0)\n"
    assert np.isnan(column(f"{equations}x[column]=VECTOR RANK(z[column],1)")).tolist() == [False, True, False]
    assert np.isnan(column(f"{equations}x[column]=VECTOR SORT ORDER(z[column],1)")).all()


def test_infinite_values_are_ordered():
    equations = "y[column]=3,1,2\nx[column]=VECTOR SORT ORDER((y[column]-2)/0,1)"
    assert np.isnan(column(equations)).all()  # 0 / 0
    assert column("y[column]=3,1,2\nx[column]=VECTOR SORT ORDER((y[column]-2.5)/0,1)") == [1, 2, 0]


def test_no_node_is_needed_that_a_printer_might_lack():
    model = small_model(f"{LISTS}y[column]=3,1,2\nx[column]=VECTOR SORT ORDER(y[column],1)+VECTOR RANK(y[column],0)")
    parts = [part for equation in model.equations for part in walk(equation.expression)]
    assert not any(isinstance(part, Whole) for part in parts)
    assert all(equation.kind in ("auxiliary", "constant") for equation in model.equations)


def test_the_same_bits_in_one_vector_or_several():
    """A row of a matrix is ordered as the same numbers alone."""
    alone = column("y[column]=0.3,0.1,0.2\nx[column]=VECTOR RANK(y[column]*0.1,1)")
    both = column("y[row,column]=0.3,0.1,0.2;7,8,9;\nx[row,column]=VECTOR RANK(y[row,column]*0.1,1)")
    assert np.array_equal(bits(np.array(both[:3])), bits(np.array(alone)))
