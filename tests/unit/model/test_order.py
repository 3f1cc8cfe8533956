"""Evaluation order: found, split where it must be, told where there is none."""

import numpy as np
import pytest

from simulator.errors import ModelError
from simulator.model.expression import Operation, Reference, Schedule
from simulator.model.order import Owners, references, sort_equations
from tests.small_models import Times, run, small_model


def order_of(model, initial: bool = False) -> list[str]:
    numbers, knots = sort_equations(model.variables, model.equations, initial)
    assert not knots
    return [model.variables[model.equations[number].variable].name for number in numbers]


def test_each_comes_after_what_it_reads():
    model = small_model("a= b+c\nb= c*2\nc= Time\ns= INTEG(a, b)")
    running = order_of(model)
    assert running.index("c") < running.index("b") < running.index("a")
    starting = order_of(model, initial=True)
    assert starting.index("b") < starting.index("s")


def test_a_loop_through_a_stock_is_none():
    assert set(order_of(small_model("s= INTEG(f, 1)\nf= s*0.1"))) >= {"s", "f"}


def test_active_initial_reads_one_side_at_a_time():
    model = small_model("s= INTEG(1, y)\ny= ACTIVE INITIAL(s*2, 5)")
    assert run(model).of("y")[0] == 10.0
    node = Operation("active initial", (Reference(1, np.array([0])), Reference(2, np.array([3]))), 1)
    assert [number for number, _ in references(node, initial=False)] == [1]
    assert [number for number, _ in references(node, initial=True)] == [2]


def test_a_schedule_reads_all_its_knots():
    assert list(references(Schedule("linear", np.array([0.0, 1.0]), 4), initial=False)) == [(4, None)]


def blocks(model, name: str) -> list[list[int]]:
    number = model.numbers[name]
    return [equation.rows.tolist() for equation in model.equations if equation.variable == number]


def test_a_block_stays_whole_where_its_elements_do_not_read_one_another():
    model = small_model("age: (c1-c50)\nx[age]= INTEG(y[age], 1)\ny[age]= x[age]*SUM(x[age!])")
    assert blocks(model, "x") == [list(range(50))]
    assert blocks(model, "y") == [list(range(50))]


SHIFTED = """
age: (c1-c4)
older: (c2-c4) -> younger
younger: (c1-c3) -> older
x[c1]= Time
x[older]= x[younger]+1
z[age]= x[age]*2
"""


def test_a_block_is_split_only_where_one_element_reads_another():
    model = small_model(SHIFTED)
    assert blocks(model, "x") == [[0], [1], [2], [3]]
    assert blocks(model, "z") == [[0, 1, 2, 3]]
    found = run(model, time_step=0.25)
    assert found.of("x[c4]")[-1, 0] == pytest.approx(13.0)
    assert found.of("z[c4]")[-1, 0] == pytest.approx(26.0)


def test_a_split_at_the_start_is_one_at_every_time():
    text = SHIFTED.replace("x[c1]= Time", "s[age]= INTEG(0, x[age])\nx[c1]= 7") + "t[older]= INTEG(0, t[younger])"
    model = small_model(text + "\nt[c1]= INTEG(0, 3)", Times(0, 1, 1))
    assert run(model).of("t[c4]").tolist() == [[3.0], [3.0]]


def test_the_owner_of_an_element_is_its_equation():
    model = small_model("region: a,b,c\nx[a]= 1\nx[b]= 2*Time")
    owners = Owners.of(model.variables, model.equations)
    assert owners.owners[model.numbers["x"]].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("equations", "cycle"),
    [
        ("a= a+1", "a cycle without a stock: a -> a."),
        ("a= b\nb= c\nc= a+1", "a cycle without a stock: a -> b -> c -> a."),
        ("a= SMOOTH(b, 2)\nb= a+1", "a cycle without a stock at the start: a -> a smooth 1 -> b -> a."),
        ("s= INTEG(1, t)\nt= INTEG(1, s)", "a cycle without a stock at the start: s -> t -> s."),
    ],
)
def test_cycles_are_named(equations, cycle):
    with pytest.raises(ModelError) as caught:
        small_model(equations)
    (fault,) = caught.value.faults
    assert fault.split(": ", 1)[1] == f"{cycle} Expected a stock or a delay in every loop. Put one in."


def test_every_cycle_is_told_in_one_go():
    with pytest.raises(ModelError) as caught:
        small_model("a= b\nb= a\nc= d\nd= c\nregion: x,y\ne[x]= 1\nf[region]= e[region]\ng[region]= e[y]")
    assert len(caught.value.faults) == 4


def test_what_has_no_equation_is_told():
    with pytest.raises(ModelError, match=r"'f' reads 'e\[y\]', which has no equation\. Expected one for each element"):
        small_model("region: x,y\ne[region] :EXCEPT: [y]= 1\nf[region]= e[region]")


def test_a_long_chain_needs_no_deep_recursion():
    lines = [f"x{number}= x{number + 1}+1" for number in range(3000)]
    model = small_model("\n".join([*lines, "x3000= Time"]), Times(0, 1, 1))
    assert order_of(model)[0] == "x3000"
