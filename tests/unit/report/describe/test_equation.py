"""Equations as they are shown."""

from time import perf_counter

import numpy as np
import pytest

from simulator.model.model import Variable
from simulator.report.describe.equation import WIDTH, equation_lines


def shown(*texts: str) -> list[str]:
    return equation_lines(Variable("x", "auxiliary", (), "", "", np.ones(1), texts=texts), "m.mdl:7", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x=a+b-c*d/e", "x = a + b - c * d / e"),
        ("x= -a*(-b)", "x = -a * (-b)"),
        ("x[r]=IF THEN ELSE(a>=1,b[r,s],2e-3)", "x[r] = IF THEN ELSE(a >= 1, b[r,s], 2e-3)"),
        ('x="a-b"*c', 'x = "a-b" * c'),
        ("t([(0,0)-(9,1)],(0,1),(2,3))", "t((0, 1), (2, 3))"),
    ],
)
def test_room_round_operators(text, expected):
    assert shown(text) == [expected]


def test_long_lists_are_summed_up():
    numbers = ",".join(str(each) for each in range(20))
    assert shown(f"x[r]={numbers}") == ["x[r] = ⟨20 numbers from 0 to 19, m.mdl:7⟩"]
    points = ",".join(f"({each},{each}.5)" for each in range(12))
    assert shown(f"t({points})") == ["t((0, 0.5), (1, 1.5), …, (10, 10.5), (11, 11.5) ⟨12⟩)"]


def test_long_equations_are_broken_between_terms():
    name = "a name of several words"
    lines = shown("x=" + "+".join([name] * 12))
    assert all(len(line) <= WIDTH for line in lines)
    assert [line.count(name) for line in lines] == [4, 3, 3, 2] or sum(line.count(name) for line in lines) == 12
    assert all(line.startswith("    + ") for line in lines[1:])


def test_many_equations_are_counted():
    lines = shown(*(f"x[{each}]=1" for each in range(15)))
    assert lines[-1] == "3 more equations, m.mdl:7"
    assert len(lines) == 13


def test_long_lists_that_do_not_fit_are_passed_at_once():
    started = perf_counter()
    points = "".join(f"({each}.25,{each}.75)," for each in range(200))
    assert shown(f"t({points}(1,x))")[0].startswith("t((0.25, 0.75), (1.25, 1.75), …")
    shown("x= " + ",".join(f"{each}.125" for each in range(8)) + ";y*" + "9" * 400 + "z")
    assert perf_counter() - started < 1
