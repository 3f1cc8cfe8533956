"""Non-negative stocks: what flows out is limited in order, moves on in full, and adaptive steps mean the same."""

import numpy as np
import pytest

from simulator.kernel import Solver
from simulator.kernel.trajectories import Trajectories
from tests.small_models import Times, run, small_xmile

SPAN = Times(final=4.0, step=1.0)
EULER = Solver("euler", sided=False)


def flow(name: str, equation: str, uniflow: bool = True) -> str:
    mark = "<non_negative/>" if uniflow else ""
    return f"<flow name='{name}'><eqn>{equation}</eqn>{mark}</flow>"


def stock(name: str, start: str, inflows: str = "", outflows: str = "", mark: str = "<non_negative/>") -> str:
    tags = [f"<inflow>{each}</inflow>" for each in inflows.split()]
    tags += [f"<outflow>{each}</outflow>" for each in outflows.split()]
    return f"<stock name='{name}'><eqn>{start}</eqn>{''.join(tags)}{mark}</stock>"


def column(found: Trajectories, name: str) -> np.ndarray:
    return found.values[:, found.names.index(name), 0]


def euler(variables: str, times: Times = SPAN) -> Trajectories:
    return run(small_xmile(variables, times), EULER)


def test_the_first_outflow_comes_first():
    found = euler(stock("s", "10", "", "first second") + flow("first", "4") + flow("second", "3"))
    assert column(found, "s").tolist() == [10, 3, 0, 0, 0]
    assert column(found, "first").tolist() == [4, 3, 0, 0, 0]
    assert column(found, "second").tolist() == [3, 0, 0, 0, 0]


def test_what_flows_in_may_flow_out_in_the_same_step_and_arrives_in_full():
    found = euler(
        stock("a", "5", "feed", "on")
        + stock("b", "0", "on", "off")
        + flow("feed", "2")
        + flow("on", "4")
        + flow("off", "10")
        + stock("c", "0", "off")
    )
    assert column(found, "on").tolist() == [4, 4, 3, 2, 2]
    assert column(found, "off").tolist() == column(found, "on").tolist()
    total = column(found, "a") + column(found, "b") + column(found, "c")
    assert (np.diff(total) == 2).all()


def test_the_time_step_counts():
    found = euler(stock("s", "1", "", "out") + flow("out", "3"), Times(final=1.0, step=0.25))
    assert column(found, "s").tolist() == [1, 0.25, 0, 0, 0]
    assert column(found, "out").tolist() == [3, 1, 0, 0, 0]


def test_an_outflow_that_runs_backwards_fills_and_an_inflow_that_does_is_limited():
    found = euler(stock("s", "3", "swap", "out") + flow("out", "-1", False) + flow("swap", "-5", False))
    assert column(found, "out").tolist() == [-1] * 5
    assert column(found, "swap").tolist()[0] == -3
    assert (column(found, "s") >= 0).all()


def test_two_stocks_that_feed_each_other_stay_safe():
    text = stock("a", "1", "back", "there") + stock("b", "2", "there", "back") + flow("there", "8") + flow("back", "8")
    found = euler(text)
    assert (column(found, "a") >= 0).all()
    assert (column(found, "b") >= 0).all()
    assert column(found, "a") + column(found, "b") == pytest.approx(3.0)


def test_outflows_that_depend_on_one_another_limit_the_net_flow():
    found = euler(stock("s", "1", "", "one two") + flow("one", "two / 2") + flow("two", "8"))
    assert column(found, "s").tolist() == [1, 0, 0, 0, 0]


def test_a_flow_of_several_stocks_is_left_alone():
    found = euler(stock("a", "3", "", "out") + stock("b", "9", "", "out", mark="") + flow("out", "2"))
    assert column(found, "out").tolist() == [2] * 5
    assert column(found, "a").tolist() == [3, 1, 0, 0, 0]
    assert column(found, "b").tolist() == [9, 7, 5, 3, 1]


def test_arrays_are_limited_element_by_element():
    shape = "<dimensions><dim name='r'/></dimensions>"
    inner = (
        stock("s", "k").replace("<eqn>", f"{shape}<eqn>").replace("<non", "<outflow>out</outflow><non")
        + flow("out", "2").replace("<eqn>", f"{shape}<eqn>")
        + f"<aux name='k'>{shape}<element subscript='x'><eqn>3</eqn></element>"
        "<element subscript='y'><eqn>9</eqn></element></aux>"
    )
    dimensions = "<dimensions><dim name='r'><elem name='x'/><elem name='y'/></dim></dimensions>"
    found = euler(f"{dimensions}<model><variables>{inner}</variables></model>")
    assert column(found, "s[x]").tolist() == [3, 1, 0, 0, 0]
    assert column(found, "s[y]").tolist() == [9, 7, 5, 3, 1]


@pytest.mark.parametrize("method", ["rk4", "scipy"])
def test_other_methods_approach_zero_and_hand_the_inflow_on(method):
    text = stock("s", "1", "feed", "out") + flow("feed", "2") + flow("out", "9")
    found = run(small_xmile(text, Times(final=10.0, step=0.25)), Solver(method, sided=True))
    level, out = column(found, "s"), column(found, "out")
    assert (level >= 0).all()
    assert level[-1] == pytest.approx(0.0, abs=1e-6)
    assert out[-1] == pytest.approx(2.0, abs=1e-5)
