"""Macros: every call is an instance of its own; the same model written out gives the same numbers."""

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.kernel import Solver
from simulator.model import expansion
from simulator.model.expansion import expand_macros
from simulator.model.macro import Macro
from simulator.model.source import Component, Definition
from simulator.model.syntax import Call, Name, Number
from tests.small_models import Times, run, small_model, small_xmile

SPAN = Times(final=4.0, step=0.5)


def values(equations: str, *names: str) -> list[np.ndarray]:
    """Run a model by Euler; a macro's last equation is followed by the line `:END OF MACRO: ...`."""
    found = run(small_model(equations, SPAN), Solver("euler", sided=False))
    return [found.values[:, found.names.index(name), 0] for name in names]


STOCKS = """:MACRO: GATHER(flow, start) GATHER = INTEG(flow*gain, start)
gain = Time$/TIME STEP$
:END OF MACRO: a = GATHER(2, 10)
b = GATHER(a, 0)
gain = 100
c = INTEG(2*Time/TIME STEP, 10)
d = INTEG(a*Time/TIME STEP, 0)
"""


def test_each_call_has_stocks_and_names_of_its_own():
    a, b, c, d = values(STOCKS, "a", "b", "c", "d")
    assert (a == c).all()
    assert (b == d).all()


def test_the_inside_is_hidden_and_no_input():
    model = small_model(STOCKS, SPAN)
    shown = [variable.name for variable in model.variables if not variable.hidden]
    assert shown == ["a", "b", "gain", "c", "d", "INITIAL TIME", "FINAL TIME", "TIME STEP", "SAVEPER"]
    assert "#1 gather.gain" not in {name.lower() for name in model.constants}


ARRAYS = """r: north, middle, south
s: up, down
k[r] = 1, 2, 3
m[r,s] = 1, 2; 3, 4; 5, 6;
:MACRO: 累积(流量, 初值) 累积 = INTEG(流量 + 增量, 初值)
增量 = SMOOTH(流量, 2) * 折减$
:END OF MACRO: 折减 = 0.5
whole[r] = 累积(k[r] + Time, k[r])
part[north] = 累积(k[north] + Time, k[north])
part[r] :EXCEPT: [north] = 累积(k[r] + Time, k[r])
total = SUM(累积(k[r!] + Time, k[r!]))
rows[r] = SUM(累积(m[r,s!] + Time, 0))
written[r,s] = INTEG(m[r,s] + Time + SMOOTH(m[r,s] + Time, 2) * 0.5, 0)
written rows[r] = SUM(written[r,s!])
"""


def test_an_arrayed_call_has_an_instance_for_each_element():
    names = [f"{name}[{element}]" for name in ("whole", "part") for element in ("north", "middle", "south")]
    found = values(ARRAYS, *names)
    for whole, part in zip(found[:3], found[3:], strict=True):
        assert (whole == part).all()
    (total,) = values(ARRAYS, "total")
    assert total == pytest.approx(sum(found[:3]), rel=1e-14)
    assert found[0][0] == 1.0
    assert found[0][1] == 1 + 0.5 * (1 + 0.5)


def test_a_call_inside_a_sum_has_an_instance_for_each_element_added():
    rows, written = values(ARRAYS, "rows[south]", "written rows[south]")
    assert rows == pytest.approx(written, rel=1e-14)


def test_macros_call_macros_and_take_lookups_and_calls_as_inputs():
    (found,) = values(
        """:MACRO: READ(curve, x) READ = curve(x) + own(x)
own((0,0),(10,20))
:END OF MACRO: :MACRO: TWICE(x) TWICE = READ(table$, x) * 2
:END OF MACRO: table((0,0),(10,30))
y = TWICE(TWICE(READ(table, Time) / 100))
""",
        "y",
    )
    assert found == pytest.approx(5 * np.arange(0, 4.5, 0.5))  # no curve is left


def test_further_outputs_get_names_from_the_call():
    total, least, most, spread = values(
        """r: a, b
k[r] = 3, 5
:MACRO: ADD(x, y : smallest, "largest, of all") ADD = x + y
smallest = MIN(x, y)
"largest, of all" = MAX(x, y)
:END OF MACRO: total[r] = ADD(k[r], Time :AND: 1 : The Least, the most)
spread[r] = the most[r] - the least[r]
""",
        "total[b]",
        "The Least[b]",
        "the most[b]",
        "spread[b]",
    )
    assert (total[-1], least[-1], most[-1], spread[-1]) == (6.0, 1.0, 5.0, 4.0)


def test_a_cycle_inside_a_macro_is_a_cycle_of_the_call():
    with pytest.raises(ModelError, match=r"a cycle without a stock: LOOP\.LOOP -> LOOP\.z -> LOOP\.LOOP"):
        small_model(":MACRO: LOOP(x) LOOP = z\nz = LOOP + x\n:END OF MACRO: a = LOOP(1)", SPAN)


def test_what_a_call_leaves_out_takes_its_default(passage):
    text = passage("f = x + y")
    body = Definition("F", "", "", (Component((), (), Call("+", (Name("x"), Name("y"))), text),))
    macro = Macro("F", ("x", "y"), (Number(7.0),), (), (body,), text)
    call = Definition("a", "", "", (Component((), (), Call("f", (Number(1.0),)), passage("a = f(1)")),))
    found = expand_macros([call], [macro], [])
    assert found.faults == ()
    named = {each.name: each for each in found.definitions}
    assert named["a"].components[0].syntax == Name("#1 f.f")
    assert named["#1 F.F"].components[0].syntax == Call("+", (Number(1.0), Number(7.0)))
    assert named["#1 F.F"].shown == "F.F"


def test_a_variable_named_like_an_instance_stays_itself():
    found = values(':MACRO: F(x) F = x\n:END OF MACRO: "#1 F.F" = 3\ny = F(4)', "#1 F.F", "y")
    assert [each[0] for each in found] == [3.0, 4.0]


XMILE = """<dimensions><dim name="r"><elem name="x"/><elem name="y"/></dim></dimensions>
<macro name="drain"><parm>start</parm><parm default="2">rate</parm><eqn>level * scale</eqn><variables>
  <stock name="level"><eqn>start</eqn><outflow>out</outflow><non_negative/></stock>
  <flow name="out"><eqn>rate + STEP(0, TIME) * DT</eqn></flow>
  <aux name="scale"><eqn>10</eqn></aux></variables></macro>
<model><variables>
  <aux name="start"><dimensions><dim name="r"/></dimensions><element subscript="x"><eqn>1</eqn></element>
    <element subscript="y"><eqn>3</eqn></element></aux>
  <aux name="left"><dimensions><dim name="r"/></dimensions><eqn>drain(start)</eqn></aux>
  <aux name="all"><eqn>SUM(left[*]) + drain(MAX(start[*]), 0)</eqn></aux></variables></model>"""


def test_macros_of_xmile_with_defaults_and_arrays_named_bare():
    found = run(small_xmile(XMILE, Times(final=2.0, step=0.5)), Solver("euler", sided=False))
    columns = {name: found.values[:, place, 0].tolist() for place, name in enumerate(found.names)}
    assert columns["left[x]"] == [10, 0, 0, 0, 0]
    assert columns["left[y]"] == [30, 20, 10, 0, 0]
    assert columns["all"] == [70, 50, 40, 30, 30]


def test_a_macro_may_stand_after_its_calls():
    (found,) = values("y = TWICE(Time)\n:MACRO: TWICE(x) TWICE = 2 * x\n:END OF MACRO: z = 1", "y")
    assert found.tolist() == [2 * 0.5 * step for step in range(9)]


def test_what_must_be_known_before_a_run_may_be_an_input_of_a_macro():
    late, written = values(
        """r: a, b
k[r] = 1, 2
order = 3
:MACRO: LATE(x, n) LATE = DELAY N(x, 2, 0, n)
:END OF MACRO: y[r] = LATE(k[r] * Time, order)
z[r] = DELAY N(k[r] * Time, 2, 0, order)
""",
        "y[b]",
        "z[b]",
    )
    assert late.tolist() == written.tolist()


def test_more_calls_than_any_model_has_are_refused(monkeypatch):
    monkeypatch.setattr(expansion, "MOST_INSTANCES", 2)
    text = ":MACRO: TWICE(value) TWICE = value*2\n:END OF MACRO: a = TWICE(1)\nb = TWICE(2)\nc = TWICE(3)\n"
    with pytest.raises(ModelError, match=r"'c' calls .* once too often: there are 2 calls before it"):
        small_model(text, SPAN)
