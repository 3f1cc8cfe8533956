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
    assert column(found, "swap").tolist() == [-3, -1, -1, -1, -1]
    assert column(found, "s").tolist() == [3, 1, 1, 1, 1]


def test_an_inflow_without_a_sign_flows_out_again_in_the_same_step():
    found = euler(stock("s", "0", "feed", "out") + flow("feed", "3 - TIME", False) + flow("out", "2"))
    assert column(found, "out").tolist() == [2, 2, 2, 0, 0]
    assert column(found, "feed").tolist() == [3, 2, 1, 0, 0]
    assert column(found, "s").tolist() == [0, 1, 1, 0, 0]


def test_a_flow_both_ways_between_two_stocks_is_limited_at_either_end():
    text = stock("a", "2", "", "swap") + stock("b", "1", "swap", "out") + flow("out", "1")
    found = euler(text + flow("swap", "3 * COS(3.14159265358979 * TIME)", False) + stock("c", "0", "out"))
    assert column(found, "swap").tolist() == [2, -1, 1, 0, 0] or (column(found, "a") >= 0).all()
    assert (column(found, "b") >= 0).all()
    assert column(found, "a") + column(found, "b") + column(found, "c") == pytest.approx(3.0)


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


def test_dimensions_that_share_names_of_elements():
    shape = "<dimensions><dim name='r'/><dim name='c'/></dimensions>"
    cells = "".join(
        f"<element subscript='{row}, {column}'><eqn>{row}{column}</eqn></element>"
        for row in (1, 2)
        for column in (1, 2)
    )
    inner = f"<stock name='s'>{shape}{cells}<inflow>none</inflow><outflow>out</outflow><non_negative/></stock>"
    inner += f"<flow name='out'>{shape}{cells.replace('<eqn>', '<eqn>8 + ')}</flow>"
    inner += f"<flow name='none'>{shape}<eqn>0</eqn></flow>"
    dimensions = "<dimensions><dim name='r' size='2'/><dim name='c' size='2'/></dimensions>"
    found = euler(f"{dimensions}<model><variables>{inner}</variables></model>")
    assert column(found, "s[1,2]").tolist() == [12, 0, 0, 0, 0]
    assert column(found, "out[2,1]").tolist() == [21, 0, 0, 0, 0]


@pytest.mark.parametrize("method", ["rk4", "scipy"])
def test_other_methods_approach_zero_and_hand_the_inflow_on(method):
    text = stock("s", "1", "feed", "out") + flow("feed", "2") + flow("out", "9")
    found = run(small_xmile(text, Times(final=10.0, step=0.25)), Solver(method, sided=True))
    level, out = column(found, "s"), column(found, "out")
    assert (level >= 0).all()
    assert level[-1] == pytest.approx(0.0, abs=1e-6)
    assert out[-1] == pytest.approx(2.0, abs=1e-5)


@pytest.mark.parametrize("method", ["euler", "rk2", "rk4"])
@pytest.mark.parametrize("seed", range(6))
def test_random_nets_stay_safe_and_keep_their_sum(seed, method):
    random = np.random.default_rng(seed)
    names = [f"s{number}" for number in range(5)]
    ends = [random.choice(5, 2, replace=False) for _ in range(9)]
    flows = [
        flow(f"f{number}", f"{random.uniform(-2, 9):.3f} * (1 + SIN(TIME * {number + 1}))", bool(random.random() < 0.7))
        for number in range(len(ends))
    ]
    stocks = [
        stock(
            name,
            f"{random.uniform(0, 5):.3f}",
            " ".join(f"f{number}" for number, (_, to) in enumerate(ends) if to == place),
            " ".join(f"f{number}" for number, (source, _) in enumerate(ends) if source == place),
        )
        for place, name in enumerate(names)
    ]
    found = run(small_xmile("".join(stocks + flows), Times(final=8.0, step=0.25)), Solver(method, sided=False))
    levels = np.stack([column(found, name) for name in names])
    assert levels.min() > -1e-12
    assert levels.sum(axis=0) == pytest.approx(levels[:, 0].sum(), rel=1e-12)
