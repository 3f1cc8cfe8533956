"""The variables of an XMILE file."""

from pathlib import Path

import pytest

from simulator.model.markup import read_markup
from simulator.model.passage import FileText
from simulator.model.syntax import Curve
from simulator.model.xmile import XmileText

SETTINGS = '<sim_specs time_units="Years"><start>0</start><stop>9</stop><dt>1</dt></sim_specs>'


def layout(inner: str) -> XmileText:
    return XmileText(read_markup(FileText(Path("m.xmile"), f"<xmile>{SETTINGS}{inner}</xmile>"))[0])


def variables(inner: str):
    found = layout(f"<model><variables>{inner}</variables></model>")
    assert found.faults == []
    return found.variables


def test_a_stock_with_its_flows():
    (stock,) = variables(
        '<stock name="My\\nstock"><eqn>5 {five}</eqn><inflow>In_1</inflow><inflow>"in, 2"</inflow>'
        "<outflow>out</outflow>"
        "<units>people</units><doc>All of\n them.</doc></stock>"
    )
    assert (stock.name, stock.kind, stock.unit, stock.documentation) == ("My stock", "stock", "people", "All of them.")
    assert (stock.inflows, stock.outflows) == (("in 1", "in, 2"), ("out",))
    assert stock.parts[0].equation.text == "5"


def test_one_equation_for_all_or_one_for_each():
    first, second, third = variables(
        '<aux name="a"><dimensions><dim name="r"/></dimensions><eqn>1</eqn></aux>'
        '<stock name="b"><dimensions><dim name="r"/><dim name="s"/></dimensions><inflow>f</inflow>'
        '<element subscript="x, y"><eqn>2</eqn></element><element subscript="x, z"><eqn>3</eqn></element></stock>'
        '<aux name="c"><element subscript="x"><eqn>4</eqn><gf><xpts>0,1</xpts><ypts>2,3</ypts></gf></element></aux>'
    )
    assert [part.subscripts for part in first.parts] == [("r",)]
    assert [part.subscripts for part in second.parts] == [("x", "y"), ("x", "z")]
    assert [part.equation.text for part in second.parts] == ["2", "3"]
    assert second.inflows == ("f",)
    assert third.parts[0].curve == Curve((0.0, 1.0), (2.0, 3.0))


@pytest.mark.parametrize(
    ("graph", "curve"),
    [
        ('<gf><xscale min="0" max="10"/><ypts>1,2,3</ypts></gf>', Curve((0.0, 5.0, 10.0), (1.0, 2.0, 3.0))),
        ("<gf type='discrete'><xpts>2,1</xpts><ypts>3,4</ypts></gf>", Curve((1.0, 2.0), (4.0, 3.0), "hold_backward")),
        (
            "<gf type='Extrapolate'><xpts sep=' '>1 2</xpts><ypts sep=';'>3; 4</ypts></gf>",
            Curve((1.0, 2.0), (3.0, 4.0), "extrapolate"),
        ),
    ],
)
def test_graphical_functions(graph, curve):
    (variable,) = variables(f"<aux name='a'><eqn>TIME</eqn>{graph}</aux>")
    assert variable.parts[0].curve == curve


@pytest.mark.parametrize(
    ("behaviour", "own", "limited"),
    [
        ("", "", False),
        ("", "<non_negative/>", True),
        ("", "<non_negative> False </non_negative>", False),
        ("<behavior><non_negative/></behavior>", "", True),
        ("<behavior><flow><non_negative/></flow></behavior>", "", True),
        ("<behavior><stock><non_negative/></stock></behavior>", "", False),
        ("<behavior><non_negative/></behavior>", "<non_negative>false</non_negative>", False),
    ],
)
def test_which_flows_are_kept_from_becoming_negative(behaviour, own, limited):
    found = layout(f"{behaviour}<model><variables><flow name='f'><eqn>1</eqn>{own}</flow></variables></model>")
    assert found.variables[0].non_negative is limited


@pytest.mark.parametrize("tag", ["conveyor", "queue", "oven", "leak", "overflow", "isee:summing", "multiplier"])
def test_what_changes_the_numbers_and_is_not_run_is_refused(tag):
    found = layout(f"<model><variables><stock name='s'><eqn>1</eqn><{tag}/></stock></variables></model>")
    (fault,) = found.faults
    bare = tag.removeprefix("isee:")
    assert f"<{bare}>, which this release does not run. Nearest: " in fault
