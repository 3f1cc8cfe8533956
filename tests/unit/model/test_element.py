import pytest

from simulator.errors import ModelError
from simulator.kernel import Solver
from simulator.model.build import load_model
from simulator.model.expression import Reduction, walk
from tests.small_models import elements_of, run, small_model

EULER = Solver("euler", sided=False)

LISTS = "row: r,s\ncolumn: a,b,c\nd[row,column]=1,2,3;4,5,6;\ny[column]=10,20,30\nat[column]=2,0,1\n"
NOT_AVAILABLE = -(2.0**109)


def found(equation):
    return elements_of(run(small_model(LISTS + equation)), "x")[0].tolist()


@pytest.mark.parametrize(
    ("equation", "expected"),
    [
        ("x=VECTOR ELM MAP(y[a],1)", [20]),
        ("x=VECTOR ELM MAP(y[b],-1)", [10]),
        ("x=VECTOR ELM MAP(y[a],1.9)", [20]),
        ("x[column]=VECTOR ELM MAP(y[a],column-1)", [10, 20, 30]),
        ("x[column]=VECTOR ELM MAP(y[a],at[column])", [30, 10, 20]),
        ("x[row]=VECTOR ELM MAP(d[row,b],at[a]-1)", [3, 6]),
        ("x[row]=VECTOR ELM MAP(d[r,a],(row-1)*3+1)", [2, 5]),
        ("x[row,column]=VECTOR ELM MAP(d[row,a],at[column])", [3, 1, 2, 6, 4, 5]),
        ("x[column]=VECTOR ELM MAP(y[column],at[column])", [30, 10, 20]),
        ("x[column]=VECTOR ELM MAP(y[column]+1,at[column])", [31, 11, 21]),
        ("x[column]=VECTOR ELM MAP(y[a],at[column]+Time*0)", [30, 10, 20]),
        ("x=VECTOR ELM MAP(y[a],3)", [NOT_AVAILABLE]),
        ("x=VECTOR ELM MAP(y[a],-1)", [NOT_AVAILABLE]),
        ("x[column]=VECTOR REORDER(y[column],at[column])", [30, 10, 20]),
        ("x[row,column]=VECTOR REORDER(d[row,column],at[column])", [3, 1, 2, 6, 4, 5]),
        ("x[column]=VECTOR REORDER(y[column],VECTOR SORT ORDER(-y[column],1))", [30, 20, 10]),
    ],
)
def test_elements_found_by_their_number(equation, expected):
    assert found(equation) == expected


def test_an_offset_that_is_no_number_finds_none():
    (value,) = found("x=VECTOR ELM MAP(y[a],LN(-1))")
    assert value != value


def test_a_known_offset_costs_no_comparison():
    model = small_model(f"{LISTS}x[column]=VECTOR ELM MAP(y[a],3-column)")
    assert not any(isinstance(part, Reduction) for each in model.equations for part in walk(each.expression))


def test_what_is_no_vector_is_refused():
    with pytest.raises(ModelError, match="VECTOR REORDER of a value without a subscript range"):
        small_model(f"{LISTS}x=VECTOR REORDER(y[a],1)")


HEAD = """<xmile><sim_specs method="Euler"><start>0</start><stop>3</stop><dt>1</dt></sim_specs><dimensions>
<dim name="row" size="2"/><dim name="column"><elem name="a"/><elem name="b"/><elem name="c"/></dim></dimensions>
<model><variables><aux name="d"><dimensions><dim name="row"/><dim name="column"/></dimensions><eqn>row*10+column</eqn>
</aux><aux name="y"><dimensions><dim name="column"/></dimensions><eqn>column*100</eqn></aux>
<aux name="n"><eqn>TIME+1</eqn></aux>
"""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("y[TIME+1]", [100, 200, 300]),
        ("y[INT(TIME MOD 2) + 1]*2", [200, 400, 200]),
        ("y[n]", [100, 200, 300]),
        ("y[1.9*(TIME+1)]", [100, 300, None]),
        ("y[(TIME+1)*(TIME+1)]", [100, None, None]),
        ("y[3]", [300, 300, 300]),
        ("y[y[2]/100+TIME-1]", [100, 200, 300]),
        ("d[2,TIME+1]", [21, 22, 23]),
        ("d[n,b]", [12, 22, None]),
        ("d[MIN(n,2),4-n]", [13, 22, 21]),
        ("SUM(d[MIN(n,2),*])", [36, 66, 66]),
        ("IF TIME>0 THEN y[n] ELSE d[3-n,c]", [23, 200, 300]),
    ],
)
def test_computed_subscripts_of_xmile(written, expected, tmp_path):
    """None: there is no such element, and the value is no number."""
    path = tmp_path / "m.xmile"
    path.write_text(f'{HEAD}<aux name="x"><eqn>{written}</eqn></aux></variables></model></xmile>', encoding="utf-8")
    values = elements_of(run(load_model(path), EULER), "x")[:3, 0].tolist()
    assert [None if value != value else value for value in values] == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nowhere[TIME+1]", "no variable 'nowhere'"),
        ("d[TIME+1]", "'d' with 1 subscript. Expected 2"),
        ("y[TIME+]", "'x' cannot be read"),
        ("y[]", "an empty subscript"),
    ],
)
def test_computed_subscripts_that_cannot_be_read(written, said, tmp_path):
    path = tmp_path / "m.xmile"
    path.write_text(f'{HEAD}<aux name="x"><eqn>{written}</eqn></aux></variables></model></xmile>', encoding="utf-8")
    with pytest.raises(ModelError, match=said):
        load_model(path)
