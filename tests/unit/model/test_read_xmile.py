"""XMILE files become definitions; faults are pinned in tests/fault/test_bad_models.py."""

from pathlib import Path

import pytest

from simulator.kernel import Solver
from simulator.model.read import read_source
from simulator.model.syntax import Call, Curve, Name, Number
from tests.small_models import Times, run, small_xmile


def test_an_xmile_file():
    found = read_source(Path(__file__).with_name("town.xmile"))
    assert found.faults == ()
    assert found.method == "rk4"
    named = {each.name: each for each in found.definitions}
    people = named["People"]
    assert (people.unit, people.documentation) == ("people", "Residents by quarter.")
    assert [part.subscripts for part in people.components] == [("North",), ("South",)]
    births, away, deaths = (Name(name, ("South",)) for name in ("births", "moves away", "deaths"))
    flow = Call("-", (Call("-", (births, away)), deaths))
    assert people.components[1].syntax == Call("integ", (flow, Number(300.0)))
    assert named["moves away"].components[0].syntax.function == "max"
    assert named["life expectancy"].components[0].syntax.function == "with lookup"
    assert named["comfort"].components[0].syntax == Curve((0.0, 10.0, 20.0), (0.0, 1.0, 0.0))
    assert named["capacity"].components[0].syntax.function == "active initial"
    assert named["TIME STEP"].components[0].syntax == Call("/", (Number(1.0), Number(4.0)))
    assert named["SAVEPER"].components[0].syntax == Name("time step")
    assert named["TIME STEP"].unit == "Years"


GRAPHS = """<dimensions><dim name="r"><elem name="u"/><elem name="v"/></dim></dimensions><model><variables>
<aux name="straight"><eqn>TIME</eqn><gf><xscale min="1" max="3"/><ypts>10,20,50</ypts></gf></aux>
<aux name="onward"><eqn>TIME</eqn><gf type="extrapolate"><xpts>1,2,3</xpts><ypts>10,20,50</ypts></gf></aux>
<aux name="stairs"><eqn>TIME</eqn><gf type="discrete"><xpts>1,2,3</xpts><ypts>10,20,20</ypts></gf></aux>
<flow name="drawn"><eqn>TIME - 1</eqn><gf><xpts>0,4</xpts><ypts>-8,8</ypts></gf><non_negative/></flow>
<aux name="each"><dimensions><dim name="r"/></dimensions>
  <element subscript="u"><eqn>TIME</eqn><gf><xpts>0,5</xpts><ypts>0,5</ypts></gf></element>
  <element subscript="v"><eqn>2</eqn></element></aux>
<aux name="called"><eqn>straight(2.5) + LOOKUP(stairs, 1.9) + SUM(each)</eqn></aux>
</variables></model>"""


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("straight", [10, 10, 20, 50, 50, 50]),  # the ends hold
        ("onward", [0, 10, 20, 50, 80, 110]),  # the last slopes go on
        ("stairs", [10, 10, 20, 20, 20, 20]),  # each point holds up to the next
        ("drawn", [0, 0, 0, 0, 4, 8]),  # the limit is one of what the graph gives
        ("each[u]", [0, 1, 2, 3, 4, 5]),
        ("each[v]", [2] * 6),
        ("called", [35 + 10 + time + 2 for time in range(6)]),
    ],
)
def test_graphical_functions_of_every_type(name, values):
    found = run(small_xmile(GRAPHS, Times(final=5.0, step=1.0)), Solver("euler", sided=False))
    assert found.values[:, found.names.index(name), 0].tolist() == values


def test_equations_as_people_read_them():
    model = small_xmile(
        "<stock name='cows'><eqn>3</eqn><inflow>born</inflow><outflow>sold</outflow></stock>"
        "<flow name='born'><eqn>cows * 0.2</eqn></flow><flow name='sold'><eqn>1</eqn></flow>"
        "<aux name='price'><eqn>cows</eqn><gf><xpts>0,9</xpts><ypts>5,1</ypts></gf></aux>"
    )
    texts = {each.name: each.texts for each in model.variables}
    assert texts["cows"] == ("cows = INTEG(born - sold, 3)",)
    assert texts["born"] == ("born = cows * 0.2",)
    assert texts["price"] == ("price = WITH LOOKUP(cows, (0, 5), (9, 1))",)
