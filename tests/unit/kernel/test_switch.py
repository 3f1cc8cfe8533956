import pytest

from simulator.kernel.levels import plan_of
from simulator.kernel.printer import Printer
from simulator.kernel.switch import switches_of
from simulator.model.expression import walk
from tests.small_models import small_model

BASE = "a=2\ns=INTEG(a,5)\nlate=Time*2\ncurve((0,0),(1,1),(2,2),(3,0))\n"


def switches(written):
    """Print the switches of every part of `x`."""
    model = small_model(f"{BASE}x={written}")
    printer = Printer(model, plan_of(model))
    equation = next(each for each in model.equations if model.variables[each.variable].name == "x")
    return [text for part in walk(equation.expression) for text in switches_of(printer, part)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a+s*Time", []),
        ("IF THEN ELSE(a>1,2,3)", []),
        ("IF THEN ELSE(s>Time,2,3)", []),
        ("IF THEN ELSE(late>=a,s,3)", ["side_of(e2, e0)"]),
        ("IF THEN ELSE(Time>1:AND:s>2,s,3)", ["side_of(t, 1.0)"]),
        ("MIN(late,MAX(Time,a))", ["side_of(e2, np.maximum(t, e0))", "side_of(t, e0)"]),
        ("ABS(Time)", ["side_of(t, 0.0)"]),
        ("INTEGER(Time/a)", ["np.trunc(t / e0)"]),
        ("INTEGER(s)", []),
        ("MODULO(Time,a)", ["whole_grains(t, e0)"]),
        ("ZIDZ(s,late)+ZIDZ(Time,late)", ["vanishes(e2)"]),
        ("STEP(s,1)", []),
        ("STEP(a,1)", ["side_of(t, 1.0)"]),
        ("RAMP(a,1,a)", ["side_of(t, 1.0)", "side_of(t, np.maximum(1.0, e0))"]),
        ("PULSE(1,a)", ["pulse_edges(t, 1.0, np.maximum(e0, dt))"]),
        ("curve(late)+curve(s)", ["passed(X0, e2)"]),
        ("EXP(Time)+SIN(Time)", []),
    ],
)
def test_switches(written, expected):
    assert switches(written) == expected


def test_an_allocation_that_follows_time_turns_where_somebody_has_enough():
    model = small_model(
        "who: a,b\ns=INTEG(SUM(x[who!]),0)\nask[who]=1,2\nx[who]=ALLOCATE BY PRIORITY(ask[who],who,2,1,Time)"
    )
    printer = Printer(model, plan_of(model))
    node = next(each for each in model.equations if model.variables[each.variable].name == "x").expression
    (printed,) = switches_of(printer, node)
    assert printed.startswith("shares((") and printed.endswith("rows(t, 2)), 1, 2)")
