"""Files become definitions; faults are pinned in tests/fault/test_bad_models.py."""

from pathlib import Path

import pytest

from simulator.model.read import read_source
from simulator.model.syntax import Call, Curve, Name, Number

VENSIM = """{UTF-8}
region: north, south ~ ~ |
Rate[north] = 1 ~ 1/Year [0,?] ~ How fast. ~ :SUPPLEMENTARY |
"Curve (a)"( [(0,0)-(9,9)],(0,0),(1,2) ) ~ Dmnl ~ |
rate[south] == 2 ~ ~ In the south. |
x[region] :EXCEPT: [north] = "Curve (a)"(Rate[region]) ~ ~ |
check :THE CONDITION: x[south] > 1 :IMPLIES: x[south] > 0 ~ ~ |
try :TEST INPUT: Rate[north] = 3 ~ ~ |
\\\\\\---/// Sketch
:L<%^E!@
15:0,0,0,{method},0,0
"""


def source(tmp_path: Path, method: str = "0"):
    path = tmp_path / "m.mdl"
    path.write_text(VENSIM.replace("{method}", method), encoding="utf-8")
    return read_source(path)


def test_a_vensim_file(tmp_path):
    found = source(tmp_path)
    assert found.faults == ()
    assert [each.name for each in found.ranges] == ["region"]
    assert [each.name for each in found.definitions] == ["Rate", "Curve (a)", "x"]
    rate, curve, x = found.definitions
    assert (rate.unit, rate.documentation) == ("1/Year", "In the south.")
    assert [part.subscripts for part in rate.components] == [("north",), ("south",)]
    assert [part.syntax for part in rate.components] == [Number(1.0), Number(2.0)]
    assert curve.components[0].syntax == Curve((0.0, 1.0), (0.0, 2.0))
    assert x.components[0].exceptions == (("north",),)
    assert x.components[0].syntax == Call("curve (a)", (Name("rate", ("region",)),))


@pytest.mark.parametrize(("code", "method"), [("0", "euler"), ("1", "rk4"), ("3", "rk2"), ("4", "rk2"), ("5", "rk4")])
def test_the_method_of_a_vensim_file(tmp_path, code, method):
    assert source(tmp_path, code).method == method


def test_a_file_without_settings_runs_by_euler(tmp_path):
    path = tmp_path / "m.MDL"
    path.write_text("x=1~~|", encoding="utf-8")
    assert read_source(path).method == "euler"


def test_what_cannot_be_read_is_broken_and_the_rest_is_read(tmp_path):
    path = tmp_path / "m.mdl"
    path.write_text("a=1 + * 2~~|\nb=a~~|\nc=(b~~|", encoding="utf-8")
    found = read_source(path)
    assert found.broken == {"a", "c"}
    assert [each.name for each in found.definitions] == ["b"]
    assert len(found.faults) == 2
