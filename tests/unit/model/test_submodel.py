"""Modules become one model; the same model written out gives the same numbers."""

import pytest

from simulator.errors import ModelError
from simulator.kernel import Solver
from simulator.kernel.trajectories import Trajectories
from tests.small_models import Times, run, small_xmile

NESTED = """<dimensions><dim name="区"><elem name="东"/><elem name="西"/></dim></dimensions>
<model><variables>
  <aux name="rate"><eqn>0.5</eqn></aux>
  <module name="Upper Town">
    <connect to="Upper_Town.growth rate" from="rate"/><connect2 to="Upper_Town.growth rate" from="rate"/>
    <connect to="Lower.&quot;in/flow&quot;" from="Upper_Town.outflow"/>
  </module>
  <module name="Lower"><connect to="Lower.&quot;in/flow&quot;" from="Upper_Town.outflow"/></module>
  <aux name="both"><eqn>Upper_Town.People + SUM(Lower.stores[*]) + Lower.deep.twice</eqn></aux>
  <aux name="read"><eqn>Lower.curve(3)</eqn></aux>
</variables></model>
<model name="Upper Town"><variables>
  <aux name="growth rate" access="input"><eqn>{Enter equation for use when not hooked up to other models}</eqn></aux>
  <stock name="People"><eqn>100</eqn><inflow>births</inflow><outflow>outflow</outflow></stock>
  <flow name="births"><eqn>People * growth_rate</eqn></flow>
  <flow name="outflow" access="output"><eqn>People * 0.1 + .rate - TIME * 0</eqn></flow>
</variables></model>
<model name="Lower"><variables>
  <aux name="in/flow" access="input"><eqn>7</eqn></aux>
  <aux name="rate"><eqn>0.2</eqn></aux>
  <aux name="curve"><gf><xpts>0,10</xpts><ypts>0,20</ypts></gf></aux>
  <aux name="shares"><dimensions><dim name="区"/></dimensions>
    <element subscript="东"><eqn>rate</eqn></element><element subscript="西"><eqn>1 - rate</eqn></element></aux>
  <stock name="stores"><dimensions><dim name="区"/></dimensions><eqn>0</eqn><inflow>fill</inflow></stock>
  <flow name="fill"><dimensions><dim name="区"/></dimensions><eqn>"in/flow" * shares[区]</eqn></flow>
  <module name="deep"><connect to="deep.stores" from="stores"/><connect to="x" from=".rate"/></module>
</variables></model>
<model name="deep"><variables>
  <aux name="stores" access="input"><dimensions><dim name="区"/></dimensions><eqn>0</eqn></aux>
  <aux name="x" access="input"><eqn>0</eqn></aux>
  <aux name="free" access="input"><eqn>3</eqn></aux>
  <aux name="twice"><eqn>2 * SUM(stores[*]) * x + free - 3</eqn></aux>
</variables></model>"""

WRITTEN = """<dimensions><dim name="区"><elem name="东"/><elem name="西"/></dim></dimensions>
<model><variables>
  <stock name="People"><eqn>100</eqn><inflow>births</inflow><outflow>outflow</outflow></stock>
  <flow name="births"><eqn>People * 0.5</eqn></flow>
  <flow name="outflow"><eqn>People * 0.1 + 0.5 - TIME * 0</eqn></flow>
  <stock name="east"><eqn>0</eqn><inflow>fill_east</inflow></stock>
  <stock name="west"><eqn>0</eqn><inflow>fill_west</inflow></stock>
  <flow name="fill east"><eqn>outflow * 0.2</eqn></flow>
  <flow name="fill west"><eqn>outflow * (1 - 0.2)</eqn></flow>
  <aux name="both"><eqn>People + (east + west) + (2 * (east + west) * 0.5 + 3 - 3)</eqn></aux>
</variables></model>"""


def euler(text: str) -> Trajectories:
    return run(small_xmile(text, Times(final=5.0, step=0.5)), Solver("euler", sided=False))


def test_modules_give_the_numbers_of_the_model_written_out():
    joined, written = euler(NESTED), euler(WRITTEN)
    both = [each.values[:, each.names.index("both"), 0] for each in (joined, written)]
    assert both[0] == pytest.approx(both[1], rel=1e-14)
    assert joined.values[0, joined.names.index("read"), 0] == 6.0


def test_names_say_the_way_to_a_variable():
    names = euler(NESTED).names
    assert "Upper Town.People" in names
    assert "Lower.in/flow" in names
    assert "Lower.stores[东]" in names
    assert "Lower.deep.twice" in names
    assert "rate" in names
    assert "Lower.rate" in names


def test_an_input_that_nothing_is_connected_to_needs_an_equation():
    text = NESTED.replace('<connect to="Upper_Town.growth rate" from="rate"/>', "")
    with pytest.raises(ModelError, match="'growth rate' has no equation"):
        small_xmile(text)
    assert euler(text.replace("{Enter equation for use when not hooked up to other models}", "0.5")) is not None


def test_a_name_of_the_outer_model_is_not_seen_from_inside():
    with pytest.raises(ModelError, match=r"no variable 'upper town\.rate'"):
        small_xmile(NESTED.replace("+ .rate", "+ rate"))


def test_connections_as_seen_from_inside_and_inputs_without_a_mark():
    found = euler(
        "<model><variables><aux name='area'><eqn>7</eqn></aux><module name='hares'><connect to='area' from='.area'/>"
        "<connect to='.lynxes' from='lynxes.lynxes'/></module><module name='lynxes'/></variables></model>"
        "<model name='hares'><variables><aux name='area'><eqn>0</eqn></aux><aux name='lynxes'><eqn>0</eqn></aux>"
        "<aux name='density'><eqn>lynxes / area</eqn></aux></variables></model>"
        "<model name='lynxes'><variables><aux name='lynxes'><eqn>21</eqn></aux></variables></model>"
    )
    assert found.values[0, found.names.index("hares.density"), 0] == 3.0
