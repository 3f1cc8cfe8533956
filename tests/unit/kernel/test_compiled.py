import numpy as np
import pytest

from simulator.errors import RunError
from simulator.kernel import compile_model
from tests.small_models import Times, small_model

EQUATIONS = """
area: town,land
rate=0.1
first[area]=3,5
people[area]=INTEG(people[area]*rate,first[area])
all=SUM(people[area!])
switch=STEP(1,2)
kept=SMOOTH(all,3)
"""


@pytest.fixture(scope="module")
def model():
    return small_model(EQUATIONS, Times(0, 10, 0.5))


def test_what_a_compiled_model_names(model):
    compiled = compile_model(model)
    assert compiled.input_names[:3] == ("rate", "first[town]", "first[land]")
    assert compiled.defaults[:3].tolist() == [0.1, 3, 5]
    assert compiled.stock_names[:2] == ("people[town]", "people[land]") and len(compiled.stock_names) == 3
    # the inside of a smooth is not shown
    assert compiled.saved_names[:7] == (
        "rate",
        "first[town]",
        "first[land]",
        "people[town]",
        "people[land]",
        "all",
        "switch",
    )
    assert not any("#" in name for name in compiled.saved_names)


def test_what_is_saved_may_be_chosen(model):
    compiled = compile_model(model, ["ALL", "people", "first[land]", "people[town]"])
    assert compiled.saved_names == ("all", "people[town]", "people[land]", "first[land]", "people[town]")
    bound = compiled.bind(compiled.defaults[:, None], 0.5, True)
    assert bound.observe(0.0, bound.initial(0.0))[:, 0].tolist() == [8, 3, 5, 5, 3]


def test_unknown_names_are_told_together(model):
    with pytest.raises(RunError) as fault:
        compile_model(model, ["al", "rate", "peeple"])
    assert len(fault.value.faults) == 2 and "no variable 'al'. Nearest: 'all'" in fault.value.faults[0]


def test_sides(model):
    compiled = compile_model(model, ["switch"])
    sided = compiled.bind(compiled.defaults[:, None], 0.5, True)
    stocks = sided.initial(0.0)
    assert [sided.observe(2.0, stocks, side)[0, 0] for side in (-1, 1)] == [0, 1]
    as_vensim = compiled.bind(compiled.defaults[:, None], 0.5, False)
    assert [as_vensim.observe(t, stocks, side)[0, 0] for t in (1.5, 2.0) for side in (-1, 1)] == [0, 0, 1, 1]


@pytest.mark.parametrize("step", [1.0, 1e-6])
def test_sides_stand_apart_at_any_step(step):
    model = small_model("x=STEP(1,2025)\ns=INTEG(x,0)", Times(2020, 2030, step, 1))
    bound = compile_model(model, ["x"]).bind(compile_model(model).defaults[:, None], step, True)
    assert [bound.observe(2025.0, bound.initial(2020.0), side)[0, 0] for side in (-1, 1)] == [0, 1]


def test_rows_that_members_share_are_kept_once(model):
    compiled = compile_model(model)
    inputs = np.repeat(compiled.defaults[:, None], 4, axis=1)
    inputs[1] = [1, 2, 3, 4]
    bound = compiled.bind(inputs, 0.5, True)
    assert bound.initial(0.0)[:2].tolist() == [[1, 2, 3, 4], [5, 5, 5, 5]]
    assert bound.net_flow(0.0, bound.initial(0.0))[:2] == pytest.approx(bound.initial(0.0)[:2] * 0.1)


def test_binding_copies_the_inputs(model):
    compiled = compile_model(model)
    inputs = compiled.defaults[:, None].copy()
    bound = compiled.bind(inputs, 0.5, True)
    inputs[:] = 99
    assert bound.initial(0.0)[:2, 0].tolist() == [3, 5]


@pytest.mark.parametrize("shape", [(2, 1), (4, 1), (3,)])
def test_inputs_of_another_shape_are_refused(model, shape):
    compiled = compile_model(model)
    assert len(compiled.input_names) == 3
    with pytest.raises(RunError, match="Expected 3 rows, one an input, and a column a member"):
        compiled.bind(np.zeros(shape), 0.5, True)
