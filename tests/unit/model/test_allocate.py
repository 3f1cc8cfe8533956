import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.model.expression import Constant, Whole, walk
from tests.small_models import elements_of, run, small_model

AVAILABLE = """
who: a, b, c
profile: ptype, ppriority, pwidth, pextra
ask[who]=10,20,30
p[who,ptype]=1
p[who,ppriority]=3,2,1
p[who,pwidth]=0.5
p[who,pextra]=0
"""
PRIORITY = """
who: a, b, c
part: b, c
place: u, v
ask[who]=10,20,30
first[who]=3,2,1
there[place]=35,15
"""


def whole_of(model, name="x"):
    number = model.numbers[name]
    (equation,) = [each for each in model.equations if each.variable == number]
    (node,) = [part for part in walk(equation.expression) if isinstance(part, Whole)]
    return node


def test_a_profile_is_named_with_its_first_element():
    model = small_model(f"{AVAILABLE}x[who]=ALLOCATE AVAILABLE(ask[who],p[who,ptype],35)")
    node = whole_of(model)
    assert (node.function, node.groups, node.inner, node.rows.tolist()) == ("allocate", 1, 3, [0, 1, 2])
    assert [argument.index.tolist() for argument in node.arguments[1:4]] == [[0, 4, 8], [1, 5, 9], [2, 6, 10]]
    assert elements_of(run(model), "x")[0].ravel() == pytest.approx([10, 20, 5])


def test_a_group_for_each_element_of_the_other_ranges():
    """The supply differs by place; the same three share it in each, wherever the range stands on the left."""
    model = small_model(
        f"{PRIORITY}x[who,place]=ALLOCATE BY PRIORITY(ask[who],first[who],ELMCOUNT(who),0.5,there[place])"
    )
    node = whole_of(model)
    assert (node.groups, node.inner, node.rows.tolist()) == (2, 3, [0, 3, 1, 4, 2, 5])
    assert isinstance(node.arguments[1], Constant)
    found = elements_of(run(model), "x")[0].reshape(3, 2)
    assert found == pytest.approx(np.array([[10, 10], [20, 5], [5, 0]]))


def test_some_of_those_who_share():
    """The left side names a part of the range: the others still take their share."""
    model = small_model(f"{PRIORITY}x[part]=1+ALLOCATE BY PRIORITY(ask[who],first[who],3,0.5,35)")
    assert whole_of(model).rows.tolist() == [1, 2]
    assert elements_of(run(model), "x")[0].ravel() == pytest.approx([21, 6])


@pytest.mark.parametrize(
    ("equation", "said"),
    [
        ("x[who]=ALLOCATE BY PRIORITY(ask[who],first[who],2,1,9)", "a size other than 3, the elements that ask"),
        ("x[who]=ALLOCATE BY PRIORITY(ask[a],first[who],3,1,9)", "a value without a subscript range"),
        ("x[who]=ALLOCATE AVAILABLE(ask[who],first[who],9)", "a profile that does not begin with its type"),
        ("x[place]=ALLOCATE BY PRIORITY(ask[who],first[who],3,1,9)", "'who' is not on the left side"),
    ],
)
def test_what_cannot_be_shared_is_refused(equation, said):
    with pytest.raises(ModelError, match=said):
        small_model(PRIORITY + equation)
