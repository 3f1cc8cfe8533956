"""Sources become models: kinds, units, settings, what is fixed."""

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.model.build import load_model
from tests.small_models import Times, model_text, run, small_model, small_xmile


def kinds(equations: str) -> dict[str, str]:
    return {each.name: each.kind for each in small_model(equations).variables if not each.hidden}


def test_kinds_of_variables():
    found = kinds("s= INTEG(f, 1)\nf= c*Time\nc= -2*3\nl((0,0),(1,1))\nx= l(Time)\nr: a,b\nn[r]= 1,2\nm[a]= 1\nm[b]= c")
    assert {name: found[name] for name in "sfclxnm"} == {
        "s": "stock",
        "f": "auxiliary",
        "c": "constant",
        "l": "lookup",
        "x": "auxiliary",
        "n": "constant",
        "m": "auxiliary",
    }


def test_dimensions_have_their_ranges_names():
    model = small_model("Region: North, South, West\nCoast: North, West\nx[Coast]= 1\ny[North]= 2\nz[Region,Coast]= 3")
    shown = {each.name: [(axis.name, axis.elements) for axis in each.dimensions] for each in model.variables}
    assert shown["x"] == [("Coast", ("North", "West"))]
    assert shown["y"] == [("North", ("North",))]
    assert shown["z"] == [("Region", ("North", "South", "West")), ("Coast", ("North", "West"))]


def test_exceptions_leave_elements_out():
    model = small_model("r: a,b,c\nx[r] :EXCEPT: [b]= 1\ny[r] :EXCEPT: [a],[b]= 2\ny[a]= 3\ny[b]= 4")
    assert model.variables[model.numbers["x"]].defined.tolist() == [True, False, True]
    assert run(model).names[:5] == ("x[a]", "x[c]", "y[a]", "y[b]", "y[c]")
    assert run(model).values[0, 2:5, 0].tolist() == [3.0, 4.0, 2.0]


def test_an_array_of_numbers_fills_its_rows():
    model = small_model("r: a,b\nt: p,q,w\nx[r,t]= 1,2,3; 4,5,6\ny[a,t]= 7,8,9\ny[b,t]= TABBED ARRAY(1 2 3)")
    assert model.constants["x[b,p]"] == 4.0
    assert [model.constants[f"y[{row},q]"] for row in "ab"] == [8.0, 2.0]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("INITIAL TIME=2\nFINAL TIME=INITIAL TIME+n\nTIME STEP=1/8\nSAVEPER=2*TIME STEP\nn=3", (2.0, 5.0, 0.125, 0.25)),
        ("INITIAL TIME=0\nFINAL TIME=4\nTIME STEP=0.5", (0.0, 4.0, 0.5, 0.5)),
        ("INITIAL TIME=0\nFINAL TIME=IF THEN ELSE(Time>2,Time,9)\nTIME STEP=0.5\nSAVEPER=0.5", (0.0, 2.5, 0.5, 0.5)),
    ],
)
def test_settings_may_be_computed(tmp_path, settings, expected):
    path = tmp_path / "m.mdl"
    path.write_text("".join(f"{line}~~|\n" for line in settings.split("\n")), encoding="utf-8")
    made = load_model(path)
    found = made.settings
    assert (found.initial_time, found.final_time, found.time_step, found.save_step) == expected
    assert not made.constants


def test_units_and_documentation_are_kept(tmp_path):
    path = tmp_path / "m.mdl"
    text = 'x=1\n~ people/Year [0,10,1]\n~ All of \\\n\t\t them, "more" or less.\n|\n' + model_text("", Times(0, 1, 1))
    path.write_text(text, encoding="utf-8")
    variable = load_model(path).variables[0]
    assert (variable.unit, variable.documentation) == ("people/Year", 'All of them, "more" or less.')


def test_names_are_shown_without_quotes_and_found_with_them():
    model = small_model(
        '"non-fossil share"= 0.2\n"the \\\\"big\\\\" one"= 1\nx= "Non-Fossil_Share"*2'.replace("\\\\", "\\")
    )
    assert model.variables[0].name == "non-fossil share"
    assert model.variables[1].name == 'the "big" one'
    assert "non-fossil share" in model.constants


def test_what_is_at_fault_elsewhere_is_not_told_again():
    with pytest.raises(ModelError) as caught:
        small_model("r: a,b\nx[q]= 1\ny= x[a]+1\nz= y+absent\nw= z+*z\nv= w+f(1)\nf((0,0)(1,1)")
    assert len(caught.value.faults) == 4


def test_the_same_text_gives_the_same_model():
    first, second = (small_model("x= INTEG(y, 1)\ny= SMOOTH(x, 2)") for _ in range(2))
    assert first.digest == second.digest
    assert np.array_equal(run(first).values, run(second).values)


def test_limits_group_and_line_are_kept(tmp_path):
    control = model_text("").removeprefix("{UTF-8}\n")
    text = (
        "x[r]= 1 ~ 1/Year [0,?] ~ |\nr: a, b ~~|\n****\n\t.Farms and land\n****~\n\tWhat grows.\n\t|\n"
        f"y[a]= 1 ~ ~ |\ny[b]= 2 ~ person [0, 9] ~ |\n{control}"
    )
    path = tmp_path / "m.mdl"
    path.write_text("{UTF-8}\n" + text, encoding="utf-8")
    model = load_model(path)
    x, y = (model.variables[model.numbers[name]] for name in "xy")
    assert (x.unit, x.limits, x.group, x.line) == ("1/Year", (0.0, None), "", 2)
    assert (y.unit, y.limits, y.group, y.line) == ("person", (0.0, 9.0), "Farms and land", 9)
    assert [(each.name, each.documentation) for each in model.groups] == [("Farms and land", "What grows.")]


def test_limits_and_groups_of_xmile():
    model = small_xmile(
        "<model><variables><stock name='cows'><eqn>3</eqn><range min='0'/><units>cow</units></stock>"
        "<aux name='rain'><eqn>1</eqn></aux><module name='Farm'/></variables>"
        "<group name='Herd'><doc>All cows.</doc><entity name='Cows'/></group></model>"
        "<model name='Farm'><variables><aux name='corn'><eqn>1</eqn></aux></variables></model>"
    )
    found = {each.name: (each.limits, each.group) for each in model.variables}
    assert found["cows"] == ((0.0, None), "Herd")
    assert (found["rain"][1], found["Farm.corn"][1]) == ("", "Farm")
    assert [(each.name, each.documentation) for each in model.groups] == [("Herd", "All cows.")]
