"""Names become numbers and index maps, or faults: all of an equation."""

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.model.build import load_model
from simulator.model.expression import (
    Constant,
    Constants,
    Interpolation,
    Operation,
    Reduction,
    Reference,
    Time,
    TimeStep,
    walk,
)
from simulator.model.model import Model
from tests.small_models import Times, run, small_model

LISTS = """
age: young, middle, old
grown: middle, old
sex: female, male
people[age,sex]= 1,2; 3,4; 5,6
"""


def expression(model: Model, name: str):
    number = model.numbers[name]
    return next(equation.expression for equation in model.equations if equation.variable == number)


@pytest.mark.parametrize(
    ("left", "right", "index"),
    [
        ("x[age,sex]", "people[age,sex]", [0, 1, 2, 3, 4, 5]),
        ("x[sex,age]", "people[age,sex]", [0, 2, 4, 1, 3, 5]),
        ("x[grown]", "people[grown,male]", [3, 5]),
        ("x[grown]", "people[age,female]", [2, 4]),
        ("x[sex]", "people[old,sex]", [4, 5]),
        ("x[sex]", "people[old,male]", [5]),
        ("x", "people[young,male]", [1]),
    ],
)
def test_references_are_index_maps(left, right, index):
    model = small_model(f"{LISTS}{left}= {right}")
    assert expression(model, "x").index.tolist() == index


@pytest.mark.parametrize(
    ("left", "right", "inner", "size", "index"),
    [
        ("x", "SUM(people[age!,sex!])", 6, 1, [0, 1, 2, 3, 4, 5]),
        ("x[sex]", "SUM(people[age!,sex])", 3, 2, [0, 2, 4, 1, 3, 5]),
        ("x[age]", "VMAX(people[grown!,male])", 2, 1, [3, 5]),
        ("x[age]", "PROD(people[age,sex!])", 2, 3, [0, 1, 2, 3, 4, 5]),
        ("x[age,sex]", "SUM(people[age!,sex])", 3, 6, [0, 2, 4, 1, 3, 5] * 3),
    ],
)
def test_reductions(left, right, inner, size, index):
    found = expression(small_model(f"{LISTS}{left}= {right}"), "x")
    assert isinstance(found, Reduction)
    assert (found.inner, found.size) == (inner, size)
    assert found.argument.index.tolist() == index


def test_a_reduction_inside_another():
    model = small_model(f"{LISTS}x= SUM(w[sex!]*SUM(people[age!,sex!]))\nw[sex]= 10,100")
    assert run(model, time_step=0.25).of("x")[0, 0] == (10 + 100) * 21  # the inner one reduces both


def test_time_is_the_runs_own():
    model = small_model("x= Time+TIME STEP+INITIAL TIME", Times(5, 6, 0.5))
    kinds = {type(part) for part in walk(expression(model, "x"))}
    assert {Time, TimeStep, Reference} <= kinds
    assert run(model, time_step=0.125).of("x")[0, 0] == pytest.approx(10.125)


def test_a_variable_may_be_called_time_or_like_a_range():
    model = small_model("Time= 3\nage: a,b\nsex= 4\nx= Time+sex")
    assert run(model).of("x")[0, 0] == 7.0


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        ("x[age]", "age", [1, 2, 3]),
        ("x[grown]", "grown", [2, 3]),
        ("x[age]", "IF THEN ELSE(age=middle,1,0)", [0, 1, 0]),
        ("x", "old*10", [30]),
        ("x[age,sex]", "age*10+sex", [11, 12, 21, 22, 31, 32]),
    ],
)
def test_a_subscript_in_an_equation_is_its_number(left, right, values):
    model = small_model(f"{LISTS}{left}= {right}")
    first = run(model)
    places = [first.names.index(name) for name in model.variables[model.numbers["x"]].element_names]
    assert first.values[0, places, 0].tolist() == values
    assert "x[young]" not in model.constants


def test_lookups_by_row():
    model = small_model(
        f"{LISTS}f[young]((0,0),(1,1))\nf[grown]((0,0),(1,2))\nx[age]= f[age](Time)\ny[age]= f[old](Time)"
    )
    by_row, shared = expression(model, "x"), expression(model, "y")
    assert isinstance(by_row, Interpolation) and isinstance(shared, Interpolation)
    assert by_row.curves.tolist() == [0, 1, 1]
    assert shared.curves.tolist() == [1]


def test_numbers_are_one_for_each_element():
    model = small_model(f"{LISTS}x[age]= 1,2,3\ny= 2*3\nz[age]= 4")
    assert isinstance(expression(model, "x"), Constants)
    assert expression(model, "y") == expression(model, "z").__class__(6.0)
    assert expression(model, "z") == Constant(4.0)
    assert isinstance(expression(small_model("x= 2+Time"), "x"), Operation)


def test_all_faults_of_an_equation_are_told():
    with pytest.raises(ModelError) as caught:
        small_model(f"{LISTS}x= MIN(1)+people[young]+peple*QQQ(2)+people[young,mael]+SUM(people[age,sex])")
    told = [fault.partition(": ")[2] for fault in caught.value.faults]
    assert told == [
        "'x' calls MIN with 1 argument. Expected 2. Correct its equation.",
        "'people' with 1 subscript. Expected 2. Correct the reference.",
        "no variable 'peple'. Nearest: 'people'. Rename or remove it.",
        "'x' uses QQQ, which this release does not run. Nearest: an equation of supported functions. "
        "Rewrite the equation.",
        "no subscript range or element 'mael'. Nearest: 'male', 'female'. Rename or remove it.",
        "SUM without a reduced subscript. Expected name[range!]. Correct the equation.",
    ]


OVER = "<dimensions><dim name='r'/></dimensions>"
XMILE = """<xmile><sim_specs><start>0</start><stop>1</stop><dt>1</dt></sim_specs>
<dimensions><dim name="r"><elem name="a"/><elem name="b"/></dim></dimensions>
<model><variables><aux name="w"><dimensions><dim name="r"/></dimensions><eqn>3</eqn><eqn>4</eqn></aux>{}
</variables></model></xmile>
"""


@pytest.mark.parametrize(
    ("variables", "value"),
    [
        ("<aux name='x'><eqn>SUM(w[*])</eqn></aux>", 7.0),
        ("<aux name='x'><eqn>MAX(w[*])*10+MIN(w[*])</eqn></aux>", 43.0),
        ("<aux name='x'><eqn>LOOKUP(VMIN, w[*])</eqn></aux>", 3.0),
        (
            f"<aux name='x'><eqn>v[b]</eqn></aux><aux name='v'>{OVER}<eqn>w*2</eqn></aux>",
            8.0,
        ),
        ("<aux name='x'><eqn>w[n]</eqn></aux><aux name='n'><eqn>2</eqn></aux>", 4.0),
        ("<aux name='x'><eqn>IF NAN = 1 OR INF &lt; 2 THEN 1 ELSE 2</eqn></aux>", 2.0),
        ("<aux name='x'><eqn>DT + pi</eqn></aux><aux name='pi'><eqn>5</eqn></aux>", 6.0),
    ],
)
def test_what_only_xmile_allows(tmp_path, variables, value):
    path = tmp_path / "m.xmile"
    path.write_text(XMILE.format(variables), encoding="utf-8")
    assert np.all(run(load_model(path)).of("x") == value)


def test_a_constant_used_as_a_subscript_stays_an_input(tmp_path):
    path = tmp_path / "m.xmile"
    path.write_text(
        XMILE.format("<aux name='x'><eqn>w[n]</eqn></aux><aux name='n'><eqn>2</eqn></aux>"), encoding="utf-8"
    )
    model = load_model(path)
    assert model.constants["n"] == 2 and run(model, n=1).of("x")[0] == 3


def test_an_empty_subscript_is_a_fault():
    with pytest.raises(ModelError, match=r"no subscript range or element ''\. Nearest: 'A', 'B', 'C'"):
        small_model("part: A, B\nkind: C, D\na[part,kind]= 1\nb= a[A,]")
