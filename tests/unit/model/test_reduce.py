import math

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.kernel import Solver
from simulator.model.build import load_model
from simulator.model.expression import Reduction, walk
from tests.small_models import elements_of, run, small_model

EULER = Solver("euler", sided=False)

LISTS = "row: r,s,u\ncolumn: a,b\n"
ARRAYS = "pick[row,column]=0,2;3,1;0,0;\ny[row,column]=5,7;2,4;1,6;\n"
HEAD = """<xmile><sim_specs method="Euler"><start>0</start><stop>2</stop><dt>1</dt></sim_specs>
<dimensions><dim name="row" size="3"/><dim name="column" size="2"/></dimensions><model><variables>
<aux name="y"><dimensions><dim name="row"/></dimensions><eqn>TIME</eqn><eqn>2</eqn><eqn>5</eqn></aux>
<aux name="z"><dimensions><dim name="row"/><dim name="column"/></dimensions><eqn>y[row]*10+column</eqn></aux>
"""


def selected(action, refusal=0, missing="-1"):
    equation = f"x[row]=VECTOR SELECT(pick[row,column!],y[row,column!],{missing},{action},{refusal})"
    return elements_of(run(small_model(LISTS + ARRAYS + equation)), "x")[0].tolist()


# What is selected in the three rows: 7 with weight 2; 2 and 4 with weights 3 and 1; nothing.
ACTIONS = {
    0: (14, 10),
    1: (14, 24),
    2: (14, 4),
    3: (14, 6),
    4: (14, 5),
    5: (49, 32),
    6: (7, 6),
    7: (7, 8),
    8: (7, 2),
    9: (7, 4),
    10: (7, 3),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_vector_select(action):
    assert selected(action) == [*ACTIONS[action], -1]
    assert selected(action, missing="r") == [*ACTIONS[action], 1]


@pytest.mark.parametrize(("refusal", "refused"), [(1, [2]), (2, [1]), (3, [1, 2])])
def test_a_selection_that_is_refused_is_not_a_number(refusal, refused):
    assert np.flatnonzero(np.isnan(selected(0, refusal))).tolist() == refused


def test_what_it_does_may_be_a_named_constant_which_is_then_fixed():
    model = small_model(f"{LISTS}{ARRAYS}VSMAX==3\nx=VECTOR SELECT(pick[row!,column!],y[row!,column!],0,VSMAX,0)")
    assert elements_of(run(model), "x")[0].tolist() == [14]
    assert "VSMAX" not in model.constants


@pytest.mark.parametrize(
    ("equation", "said"),
    [
        (
            "x=VECTOR SELECT(pick[row!,column!],y[row!,column!],0,11,0)",
            "action 11. Expected a whole number from 0 to 10",
        ),
        (
            "x=VECTOR SELECT(pick[row!,column!],y[row!,column!],0,0,Time)",
            "error action that is not known before the run",
        ),
        ("x=VECTOR SELECT(pick[row!,column!],y[row!,column!],0,0)", "VECTOR SELECT with 4 arguments. Expected 5"),
        ("x[row]=VECTOR SELECT(pick[row,a],y[row,a],0,0,0)", "VECTOR SELECT without a reduced subscript"),
        ("x=ELMCOUNT(y)", "ELMCOUNT of 'y'. Expected a subscript range"),
        ("x=ELMCOUNT(2)", "ELMCOUNT of an expression. Expected a subscript range"),
    ],
)
def test_what_cannot_be_reduced_is_refused(equation, said):
    with pytest.raises(ModelError, match=said):
        small_model(LISTS + ARRAYS + equation)


def test_elements_are_counted():
    model = small_model(f"{LISTS}x[row]=ELMCOUNT(row)*10+ELMCOUNT(column)")
    assert elements_of(run(model), "x")[0].tolist() == [32, 32, 32]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("SIZE(row)", 3),
        ("SIZE(y)", 3),
        ("SIZE(z[*,*])", 6),
        ("SIZE(z[*,1])", 3),
        ("SUM(y)", 8),
        ("SUM(y*2)", 16),
        ("MEAN(y)", 8 / 3),
        ("MEAN(z[*,2])", 80 / 3 + 2),
        ("MEAN(1,TIME,6)", 8 / 3),
        ("STDDEV(y[*])", math.sqrt((25 / 9 + 4 / 9 + 49 / 9) / 3)),
        ("STDDEV(1,TIME,4)", math.sqrt(2)),
        ("MAX(y*3)", 15),
    ],
)
def test_arrays_of_xmile(written, expected, tmp_path):
    """At time 1, where y is 1, 2, 5."""
    path = tmp_path / "m.xmile"
    path.write_text(f'{HEAD}<aux name="x"><eqn>{written}</eqn></aux></variables></model></xmile>', encoding="utf-8")
    assert elements_of(run(load_model(path), EULER), "x")[1].tolist() == pytest.approx([expected], rel=1e-14)


def test_a_mean_for_each_row(tmp_path):
    path = tmp_path / "m.xmile"
    parts = '<aux name="x"><dimensions><dim name="row"/></dimensions><eqn>{}</eqn></aux></variables></model></xmile>'
    for written, expected in (("MEAN(z[row,*])", [11.5, 21.5, 51.5]), ("STDDEV(z[row,*])+y", [1.5, 2.5, 5.5])):
        path.write_text(HEAD + parts.format(written), encoding="utf-8")
        assert elements_of(run(load_model(path), EULER), "x")[1].tolist() == expected


def test_one_group_serves_all_rows_that_reduce_the_same():
    model = small_model(f"{LISTS}{ARRAYS}x[row]=row*SUM(y[row!,column!])")
    reductions = [part for each in model.equations for part in walk(each.expression) if isinstance(part, Reduction)]
    assert [(each.size, each.inner) for each in reductions] == [(1, 6)]
