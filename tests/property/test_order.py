"""Each fixed-step method converges at its order, also across a switch of time that stands on a step boundary."""

import numpy as np
import pytest

from simulator.kernel import Solver
from tests.small_models import Times, run, small_model

ORDERS = {"euler": 1, "rk2": 2, "rk4": 4}

# growth r(t)*x*(1-x): its closed form needs only the integral of r from 0 to 3, given beside each way to write r
RATES = {
    "smooth": ("0.3+0.4*Time", 0.9 + 0.4 * 4.5),
    "if then else": ("IF THEN ELSE(Time>=1,1.5,0.3)", 0.3 + 3.0),
    "strictly": ("IF THEN ELSE(Time>1,1.5,0.3)", 0.3 + 3.0),
    "step": ("0.3+STEP(1.2,1)", 0.9 + 2.4),
    "ramp": ("0.3+RAMP(0.6,1,2)", 0.9 + 0.3 + 0.6),
    "pulse": ("0.3+PULSE(1,1)", 0.9 + 1.0),
    "pulse train": ("0.3+PULSE TRAIN(0.5,0.5,1,2.5)", 0.9 + 1.0),
    "integer": ("0.3*INTEGER(Time)", 0.3 + 0.6),
    "modulo": ("0.3+0.5*MODULO(Time,1)", 0.9 + 0.75),
    "lookup": ("WITH LOOKUP(Time,((0,0.2),(1,0.2),(1.5,1.2),(3,0.6)))", 0.2 + 0.35 + 1.35),
    "jump of a lookup": ("WITH LOOKUP(Time,((0,0.2),(1,0.2),(1,1.2),(3,0.8)))", 0.2 + 2.0),
    "kink": ("MAX(0.25,MIN(1,Time-1))", 0.25 * 1.25 + (1 - 0.0625) / 2 + 1.0),
}


def final_error(rate: str, total: float, solver: Solver, step: float) -> float:
    """Return the error of x at time 3 against its closed form."""
    model = small_model(f"x=INTEG(rate*x*(1-x),0.1)\nrate={rate}", Times(0, 3, 0.5))
    exact = 1 / (1 + 9 * np.exp(-total))
    return abs(float(run(model, solver, step).of("x")[-1, 0]) - exact)


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("kind", RATES)
def test_halving_the_step_divides_the_error_by_two_to_the_order(kind, name):
    errors = [final_error(*RATES[kind], Solver(name), step) for step in (0.125, 0.0625, 0.03125)]
    if errors[-1] < 1e-13:
        return
    orders = np.log2(np.array(errors[:-1]) / errors[1:])
    assert orders.max() > ORDERS[name] - 0.15 and orders.min() > ORDERS[name] - 0.4, (errors, orders)


@pytest.mark.parametrize("kind", ["if then else", "step", "pulse", "integer", "jump of a lookup"])
def test_a_switch_seen_as_vensim_does_costs_the_order(kind):
    """What sides are for: one step across the switch is wrong by the jump times a part of the step."""
    as_vensim = final_error(*RATES[kind], Solver("rk4", sided=False), 0.0625)
    with_sides = final_error(*RATES[kind], Solver("rk4"), 0.0625)
    assert as_vensim > 1e-3 and with_sides < 1e-6


@pytest.mark.parametrize("kind", RATES)
@pytest.mark.parametrize("tolerance", [1e-4, 1e-6, 1e-9])
def test_scipy_keeps_its_tolerance(kind, tolerance):
    assert final_error(*RATES[kind], Solver("scipy", tolerance), 0.5) < tolerance
