import numpy as np
import pytest

from simulator.kernel import compile_model
from simulator.kernel.emit import emit
from simulator.kernel.levels import plan_of
from simulator.kernel.printer import Printer
from tests.small_models import small_model

SCALARS = "a=2\nb=3\nc=INTEG(a,5)\n"


def printed(equations, name="x"):
    """Print the right side of a variable."""
    model = small_model(equations)
    plan = plan_of(model)
    equation = next(each for each in model.equations if model.variables[each.variable].name == name)
    return Printer(model, plan).assigned(equation.expression)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a+b-c", "e0 + e1 - e2"),
        ("a-(b-c)", "e0 - (e1 - e2)"),
        ("(a-b)*c", "(e0 - e1) * e2"),
        ("a*b/c", "e0 * e1 / e2"),
        ("a/(b*c)", "e0 / (e1 * e2)"),
        ("-a*b", "-e0 * e1"),
        ("-(a*b)", "-(e0 * e1)"),
        ("a- -b", "e0 - -e1"),
        ("a*(-3)", "e0 * -3.0"),
        ("a^2", "power(e0, 2.0)"),
        ("-a^2", "-power(e0, 2.0)"),
        ("(a+b)^(c-1)", "power(e0 + e1, e2 - 1.0)"),
        ("2*3+1-a", "7.0 - e0"),
        ("IF THEN ELSE(a>b+1,a,b)", "np.where(e0 > e1 + 1.0, e0, e1)"),
        ("IF THEN ELSE(a=b:OR::NOT:a<>c,1,0)", "np.where(np.logical_or(e0 == e1, np.logical_not(e0 != e2)), 1.0, 0.0)"),
        ("IF THEN ELSE(a,1,0)", "np.where(e0 != 0.0, 1.0, 0.0)"),
        ("a>=b", "np.where(e0 >= e1, 1.0, 0.0)"),
        ("MIN(a,MAX(b,c))", "np.minimum(e0, np.maximum(e1, e2))"),
        ("Time+TIME STEP", "t + dt"),
        ("PULSE(a,b)", "pulse(t, lead, e0, np.maximum(e1, dt))"),
        ("RAMP(a,b,9)", "ramp(t, e0, e1, 9.0)"),
        ("XIDZ(a,b,1e300)", "xidz(e0, e1, 1e+300)"),
    ],
)
def test_scalars(written, expected):
    assert printed(f"{SCALARS}x={written}") == expected


RANGES = """
area: north,south,west
coast: north,south
k[area]=1,2,3
m[coast]=k[coast]*2
m[west]=5
one=Time
same[area]=one*2
"""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x[area]=k[area]+1", "e0 + 1.0"),
        ("x[coast]=k[coast]", "e0[0:2]"),
        ("x=k[south]", "e0[1]"),
        ("x[area]=m[area]", "join(3, (slice(0, 2), e1), (2, e2))"),
        ("x[area]=k[area]*same[area]", "e0 * e4"),
        ("x=SUM(k[area!])", "total(e0, 1, 3)"),
        ("x=PROD(k[coast!])", "product(e0[0:2], 1, 2)"),
        # rows that share one value are spread out before they are added
        ("x=VMAX(same[area!])", "greatest(rows(e4, 3), 1, 3)"),
        ("x=SUM(k[area!]*one)", "total(e0 * e3, 1, 3)"),
        ("x[area]=SUM(k[coast!])", "total(e0[0:2], 1, 2)"),
        ("x[coast]=SUM(k[coast]*m[area!])", "total(e0[I0] * join(6, (I1, e1[I2]), (I3, rows(e2, 2))), 2, 3)"),
    ],
)
def test_arrays(written, expected):
    assert printed(f"{RANGES}{written}") == expected


def test_lookups():
    curves = "low((0,0),(1,1))\nhigh((0,2),(3,1))\n"
    assert printed(f"{curves}x=low(Time)*high(2)") == "lookup(K0, t) * lookup(K1, 2.0)"
    by_area = "area: a,b,c\neach[a]((0,0),(1,1))\neach[b]((0,2),(3,1))\neach[c]((0,0),(5,1))\n"
    assert printed(f"{by_area}x[area]=each[area](Time)") == "lookups(((K0, 0), (K1, 1), (K2, 2),), rows(t, 3))"


def test_equal_index_maps_are_kept_once():
    model = small_model("area: a,b,c,d\npick: a,c,d\nk[area]=1,2,3,4\nx[pick]=k[pick]\ny[pick]=k[pick]*2")
    text, names = emit(model, plan_of(model), [])
    assert text.count("[I0]") == 2 and names["I0"].tolist() == [0, 2, 3] and len(names) == 1


def test_active_initial_has_all_rows_at_the_start_and_while_running():
    """One argument has a row for each element, the other one value for all: each keeps its rows."""
    equations = """
    area: a,b
    k[area]=3,4
    wide[area]=ACTIVE INITIAL(one*2,k[area])
    tall[area]=ACTIVE INITIAL(k[area]*one,one)
    one=5
    s[area]=INTEG(wide[area]*0,wide[area]+tall[area])
    last=wide[b]
    """
    compiled = compile_model(small_model(equations), ["s", "wide", "tall", "last"])
    bound = compiled.bind(np.repeat(compiled.defaults[:, None], 3, axis=1), 0.25, True)
    found = bound.observe(0.0, bound.initial(0.0))
    assert found.T.tolist() == [[8, 9, 10, 10, 15, 20, 10]] * 3


def test_long_sums_and_deep_conditions_can_be_printed():
    terms = "+".join(f"(a-{number})*b" for number in range(400))
    nested = "IF THEN ELSE(a>1," * 20 + "1" + ",b)" * 20
    compiled = compile_model(small_model(f"a=2\nb=3\nx={terms}\ny={nested}"))
    bound = compiled.bind(compiled.defaults[:, None], 0.25, True)
    found = dict(zip(compiled.saved_names, bound.observe(0.0, bound.initial(0.0))[:, 0], strict=True))
    assert found["x"] == sum((2 - number) * 3 for number in range(400)) and found["y"] == 1


def test_numbers_alone_may_be_divided_by_zero():
    equations = "s=INTEG(x,0)\nx=INTEG(1/s,1/s)\ny=1/0+ZIDZ(1,0)+QUANTUM(5,0)+MODULO(5,0)+XIDZ(1,0,2)"
    compiled = compile_model(small_model(equations))
    with np.errstate(all="ignore"):
        bound = compiled.bind(compiled.defaults[:, None], 0.25, True)
        found = bound.observe(0.0, bound.initial(0.0))
    assert np.isinf(found[:3, 0]).tolist() == [False, True, True]


def test_an_allocation_is_printed_over_its_groups():
    equations = """
        who: a,b
        part: b
        ask[who]=1,2
        x[who]=ALLOCATE BY PRIORITY(ask[who],who,2,1,2.5)
        y[part]=ALLOCATE BY PRIORITY(ask[who],who,2,1,2.5)
        """
    call = "allocate((e0, rows(1.0, 2), N1, rows(1.0, 2), rows(2.5, 2)), 1, 2)"
    assert printed(equations) == call.replace("N1", "N0") + "[I1]"
    assert printed(equations, "y") == call.replace("N1", "N0") + "[1]"
