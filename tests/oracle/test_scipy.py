"""Our solvers against scipy's own on right sides written by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.integrate import odeint, solve_ivp

from simulator.kernel import Solver, Trajectories
from tests.oracle.tolerances import within
from tests.small_models import Times, run, small_model

SPAN = Times(0, 20, 0.0625)

PREY = """
prey=INTEG(prey*(1.1-0.4*predators),10)
predators=INTEG(predators*(0.1*prey-0.4),5)
"""

EPIDEMIC = """
group: young,old
contact[young]=0.6
contact[old]=0.3
healthy[group]=INTEG(-infection[group],99)
ill[group]=INTEG(infection[group]-ill[group]/recovery,1)
recovery=5
infection[group]=healthy[group]*contact[group]*SUM(ill[group!])/200
"""

CAPITAL = """
output=capital^0.35*(labour*EXP(0.02*Time))^0.65
capital=INTEG(0.3*output-capital/20,10)
labour=INTEG(0.01*labour*(1-labour/8),3)
pollution=INTEG(0.1*output-pollution/MAX(2,pollution/3),0)
"""


def prey_by_hand(t: float, y: np.ndarray) -> list[float]:
    """Return the flows of prey and predators."""
    prey, predators = y
    return [prey * (1.1 - 0.4 * predators), predators * (0.1 * prey - 0.4)]


def epidemic_by_hand(t: float, y: np.ndarray) -> list[float]:
    """Return the flows of healthy young and old, ill young and old."""
    young, old, ill_young, ill_old = y
    ill = ill_young + ill_old
    infected = young * 0.6 * ill / 200, old * 0.3 * ill / 200
    return [-infected[0], -infected[1], infected[0] - ill_young / 5, infected[1] - ill_old / 5]


def capital_by_hand(t: float, y: np.ndarray) -> list[float]:
    """Return the flows of capital, labour and pollution."""
    capital, labour, pollution = y
    output = capital**0.35 * (labour * np.exp(0.02 * t)) ** 0.65
    growth = 0.01 * labour * (1 - labour / 8)
    return [0.3 * output - capital / 20, growth, 0.1 * output - pollution / max(2, pollution / 3)]


BY_HAND = {
    "prey": (PREY, prey_by_hand, {"prey": 10, "predators": 5}),
    "epidemic": (
        EPIDEMIC,
        epidemic_by_hand,
        {"healthy[young]": 99, "healthy[old]": 99, "ill[young]": 1, "ill[old]": 1},
    ),
    "capital": (CAPITAL, capital_by_hand, {"capital": 10, "labour": 3, "pollution": 0}),
}
Flow = Callable[[float, np.ndarray], list[float]]


def largest_difference(ran: Trajectories, names: list[str], expected: np.ndarray) -> float:
    """Return the largest difference relative to each stock's largest magnitude. expected: (time, stock)."""
    ours = np.stack([ran.of(name)[:, 0] for name in names], axis=1)
    return float((np.abs(ours - expected).max(axis=0) / np.abs(expected).max(axis=0)).max())


@pytest.mark.parametrize("name", BY_HAND)
@pytest.mark.parametrize("solver", [Solver("scipy", 1e-10), Solver("rk4")], ids=lambda solver: solver.name)
def test_against_odeint(name, solver):
    equations, flow, start = BY_HAND[name]
    ran = run(small_model(equations, SPAN), solver, None if solver.name == "scipy" else SPAN.step / 16)
    expected = odeint(flow, list(start.values()), ran.time, tfirst=True, rtol=1e-10, atol=1e-12)
    assert largest_difference(ran, list(start), expected) < within("odeint")


@pytest.mark.parametrize("name", BY_HAND)
def test_against_solve_ivp(name):
    equations, flow, start = BY_HAND[name]
    ran = run(small_model(equations, SPAN), Solver("scipy", 1e-10))
    solution = solve_ivp(flow, (0, 20), list(start.values()), method="Radau", t_eval=ran.time, rtol=1e-10, atol=1e-12)
    assert largest_difference(ran, list(start), solution.y.T) < within("solve_ivp")


def test_jumping_flows_against_pieces():
    """scipy restarted by us against scipy run by hand on each piece between two jumps."""
    ran = run(small_model("x=INTEG(IF THEN ELSE(Time>=3.3,5,1)*COS(x)-PULSE(7.77,2)*x,1)", SPAN), Solver("scipy", 1e-9))
    state, kept = [1.0], [1.0]
    pieces = [(0, 3.3, 1, 0), (3.3, 7.77, 5, 0), (7.77, 9.77, 5, 1), (9.77, 20, 5, 0)]
    for begin, end, factor, drain in pieces:

        def flow(t, x, factor=factor, drain=drain):
            return factor * np.cos(x) - drain * x

        asked = ran.time[(ran.time > begin) & (ran.time <= end)]
        moments = np.unique([*asked, end])
        solution = solve_ivp(flow, (begin, end), state, method="DOP853", t_eval=moments, rtol=1e-12, atol=1e-14)
        kept += solution.y[0, : len(asked)].tolist()
        state = solution.y[:, -1]
    assert largest_difference(ran, ["x"], np.array(kept)[:, None]) < within("restarted scipy")
