"""XMILE files become definitions; faults are pinned in tests/fault/test_bad_models.py."""

from pathlib import Path

from simulator.model.read import read_source
from simulator.model.syntax import Call, Curve, Name, Number


def test_an_xmile_file():
    found = read_source(Path(__file__).with_name("town.xmile"))
    assert found.faults == ()
    assert found.method == "rk4"
    named = {each.name: each for each in found.definitions}
    people = named["People"]
    assert (people.unit, people.documentation) == ("people", "Residents by quarter.")
    assert [part.subscripts for part in people.components] == [("North",), ("South",)]
    flow = Call("-", (Call("-", (Name("births"), Name("moves away"))), Name("deaths")))
    assert people.components[1].syntax == Call("integ", (flow, Number(300.0)))
    assert named["moves away"].components[0].syntax.function == "max"
    assert named["life expectancy"].components[0].syntax.function == "with lookup"
    assert named["comfort"].components[0].syntax == Curve((0.0, 10.0, 20.0), (0.0, 1.0, 0.0))
    assert named["capacity"].components[0].syntax.function == "active initial"
    assert named["TIME STEP"].components[0].syntax == Call("/", (Number(1.0), Number(4.0)))
    assert named["SAVEPER"].components[0].syntax == Name("time step")
    assert named["TIME STEP"].unit == "Years"
