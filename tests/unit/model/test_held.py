"""Functions that remember over whole steps become hidden held variables; their numbers are tried in tests/oracle."""

import pytest

from simulator.errors import ModelError
from simulator.model.build import load_model
from tests.small_models import small_model

XMILE = """<xmile xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"><sim_specs><start>0</start><stop>4</stop>
<dt>1</dt></sim_specs><model><variables><aux name="x"><eqn>{}</eqn></aux></variables></model></xmile>"""


@pytest.mark.parametrize(
    ("text", "name", "delayed"),
    [
        ("DELAY FIXED(Time, 2, 0)", "x delay", True),
        ("1+SAMPLE IF TRUE(Time>2, Time, 0)", "x sample", False),
    ],
)
def test_hidden_held_variables(text, name, delayed):
    model = small_model(f"x={text}")
    (held,) = [variable for variable in model.variables if variable.hidden]
    (equation,) = [equation for equation in model.equations if equation.kind == "held"]
    assert held.kind == "held" and held.name.partition(" ")[2] == name
    assert (equation.delay is not None) == delayed and equation.initial is not None and equation.is_state


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DELAY(TIME, 2)", "x delay"),
        ("DELAY(TIME, 2, 1)", "x delay"),
        ("PREVIOUS(TIME, 1)", "x previous"),
        ("PREVIOUS(TIME)", "x previous"),
    ],
)
def test_those_of_xmile(tmp_path, text, name):
    (tmp_path / "model.xmile").write_text(XMILE.format(text), encoding="utf-8")
    model = load_model(tmp_path / "model.xmile")
    (held,) = [variable for variable in model.variables if variable.hidden]
    assert held.name.partition(" ")[2] == name


def test_a_block_shares_a_held_variable_of_as_many_rows():
    model = small_model("age: (c1-c40)\nx[age]=DELAY FIXED(y[age], 2, 0)\ny[age]=Time")
    (held,) = [variable for variable in model.variables if variable.hidden]
    assert held.size == 40


def test_a_loop_through_a_held_value_is_no_cycle():
    model = small_model("x=DELAY FIXED(y, 1, 0)\ny=x+1")
    assert len([equation for equation in model.equations if equation.is_state]) == 1


def test_elements_that_read_one_another_are_split_with_their_delays():
    ranges = "age: c1,c2,c3\nolder: c2,c3\nyounger: c1,c2 -> older\n"
    equations = "x[c1]=Time\nx[older]=DELAY FIXED(1,lag[older],x[younger])\nlag[older]=1,2"
    held = [equation for equation in small_model(ranges + equations).equations if equation.kind == "held"]
    assert [len(each.rows) for each in held] == [1, 1]
    assert all(each.delay is not None and each.delay.size == 1 for each in held)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SMOOTH(TIME, 5)", "'x' uses SMOOTH, which this release does not run. Nearest: SMTH1"),
        ("FORECAST(TIME, 2, 3)", "'x' uses FORECAST, which this release does not run. Nearest: FORCST"),
        ("DELAY_OF_N(1, 2, 3, 4)", "'x' uses DELAY OF N, which this release does not run. Nearest: DELAY N"),
        ("NPV(TIME, 0.1)", "'x' calls NPV with 2 arguments. Expected 4"),
        ("SAMPLE_IF_TRUE(1, 2)", "'x' calls SAMPLE IF TRUE with 2 arguments. Expected 3"),
        ("PREVIOUS()", "'x' calls PREVIOUS with 0 arguments. Expected 1 or 2"),
        ("INITIAL()", "'x' calls INITIAL with 0 arguments. Expected 1"),
    ],
)
def test_what_an_xmile_file_calls_otherwise_is_refused(tmp_path, text, message):
    (tmp_path / "model.xmile").write_text(XMILE.format(text), encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        load_model(tmp_path / "model.xmile")
