"""The layout of an XMILE file."""

from pathlib import Path

from simulator.model.markup import read_markup
from simulator.model.passage import FileText
from simulator.model.xmile import XmileText

SETTINGS = '<sim_specs time_units="Years"><start>0</start><stop>9</stop><dt>1</dt></sim_specs>'


def layout(inner: str, settings: str = SETTINGS) -> XmileText:
    return XmileText(read_markup(FileText(Path("m.xmile"), f"<xmile>{settings}{inner}</xmile>"))[0])


def test_dimensions_by_name_and_by_size():
    found = layout(
        '<dimensions><dim name="a b"><elem name="x"/><elem name="y"/></dim><dim name="n" size="3"/></dimensions>'
    )
    assert [(each.name, each.elements) for each in found.ranges] == [("a b", ("x", "y")), ("n", ("1", "2", "3"))]


def test_settings():
    found = layout("", '<sim_specs method=" RK4 "><start>1</start><dt reciprocal="True">8</dt></sim_specs>')
    assert (found.method, found.reciprocal) == ("rk4", True)
    assert [(name, passage.text) for name, passage in found.settings] == [("INITIAL TIME", "1"), ("TIME STEP", "8")]


def test_settings_among_the_variables_and_drawings_are_left_out():
    found = layout(
        "<model><variables><aux name='TIME_STEP'><eqn>1</eqn></aux><aux name='a'><eqn>1</eqn></aux></variables>"
        "<views><view><aux name='a' x='1'/><module name='m'/></view></views></model>"
    )
    assert [each.name for each in found.variables] == ["a"]
    assert found.faults == []


def test_variables_straight_in_the_model_are_read():
    assert [each.name for each in layout("<model><aux name='a'><eqn>1</eqn></aux></model>").variables] == ["a"]


def test_a_second_model_needs_a_module():
    part = "<model><variables><aux name='a'><eqn>1</eqn></aux></variables></model>"
    assert layout(part + "<model><views/></model>").faults == []
    (fault,) = layout(part + part.replace("'a'", "'b'")).faults
    assert "a second <model> that no <module> uses. Expected a <module> of its name" in fault


def test_models_and_modules():
    outer = "<model><variables><module name='Town A'><connect to='Town_A.x' from='.y'/></module></variables></model>"
    inner = "<model name='Town A'><variables><aux name='x' access='input'><eqn/></aux></variables></model>"
    found = layout(inner + outer)  # the outermost model has no name, wherever it stands
    assert found.faults == []
    assert [(each.name, [variable.access for variable in each.variables]) for each in found.models] == [
        ("", []),
        ("Town A", ["input"]),
    ]
    (module,) = found.models[0].modules
    assert (module.name, module.model) == ("Town A", "Town A")
    assert [(each.to, each.source) for each in module.connections] == [("Town_A.x", ".y")]


def test_macros():
    (macro,) = layout(
        "<macro name='My_F'><parm>x</parm><parm default='2'>y</parm><eqn>x * z</eqn>"
        "<variables><aux name='z'><eqn>y</eqn></aux></variables></macro>"
    ).macros
    assert (macro.name, macro.inputs, macro.equation.text) == ("My_F", (("x", ""), ("y", "2")), "x * z")
    assert [each.name for each in macro.variables] == ["z"]
