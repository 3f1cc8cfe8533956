"""Models whose answer is known in closed form, by every method."""

import numpy as np
import pytest
from scipy.special import gammainc

from simulator.kernel import Solver
from tests.oracle.tolerances import within
from tests.small_models import Times, run, small_model

KINDS = {
    "closed form, euler": Solver("euler"),
    "closed form, rk4": Solver("rk4"),
    "closed form, scipy": Solver("scipy", 1e-6),
    "closed form, tight scipy": Solver("scipy", 1e-10),
}
SPAN = Times(0, 8, 1 / 32)


def erlang(order: int, delay: float, t: np.ndarray) -> np.ndarray:
    """Return the answer of a chain of equal first-order delays to a unit step at time 0."""
    return gammainc(order, order * t / delay)


def smoothed_wave(t: np.ndarray, length: float) -> np.ndarray:
    """Return SIN(t) smoothed over a length, from 0 at the start."""
    return (np.sin(t) - length * np.cos(t) + length * np.exp(-t / length)) / (1 + length**2)


# name -> (equations, whose variable x has the closed form beside it)
FORMS = {
    "exponential decay": ("x=INTEG(-x/3,7)", lambda t: 7 * np.exp(-t / 3)),
    "exponential growth": ("x=INTEG(0.4*x,2)", lambda t: 2 * np.exp(0.4 * t)),
    "logistic": ("x=INTEG(0.9*x*(1-x/10),1)", lambda t: 10 / (1 + 9 * np.exp(-0.9 * t))),
    "oscillator": ("x=INTEG(v,1)\nv=INTEG(-x/4,0)", lambda t: np.cos(t / 2)),
    "damped oscillator": (
        "x=INTEG(v,1)\nv=INTEG(-0.3125*x-v/2,0)",
        lambda t: np.exp(-t / 4) * (np.cos(t / 2) + np.sin(t / 2) / 2),
    ),
    "first-order delay": ("x=DELAY1I(s,2,0)\ns=STEP(1,0)", lambda t: erlang(1, 2, t)),
    "third-order delay": ("x=DELAY3I(s,2,0)\ns=STEP(1,0)", lambda t: erlang(3, 2, t)),
    "delay of order 5": ("x=DELAY N(s,3,0,5)\ns=STEP(1,0)", lambda t: erlang(5, 3, t)),
    "delay of order 12": ("x=DELAY N(s,6,0,12)\ns=STEP(1,0)", lambda t: erlang(12, 6, t)),
    "delay in its steady state": ("x=DELAY3(s,2)\ns=4", lambda t: 4 + 0 * t),
    "smooth of a step": ("x=SMOOTH(s,2)\ns=1+STEP(3,2)", lambda t: 1 + 3 * erlang(1, 2, np.maximum(t - 2, 0))),
    "third-order smooth": ("x=SMOOTH3(s,2)\ns=1+STEP(3,2)", lambda t: 1 + 3 * erlang(3, 2, np.maximum(t - 2, 0))),
    "smooth of a wave": ("x=SMOOTHI(SIN(Time),1.5,0)", lambda t: smoothed_wave(t, 1.5)),
    "trend of exponential growth": ("s=EXP(0.2*Time)\nx=TREND(s,2,0.2)", lambda t: 0.2 + 0 * t),
    "trend of a constant": (
        "x=TREND(s,2,0.1)\ns=3",
        # the past approaches the present from 3/1.2; the trend is their relative gap a year
        lambda t: (0.5 * np.exp(-t / 2)) / (2 * (3 - 0.5 * np.exp(-t / 2))),
    ),
    "initial": ("x=INITIAL(y)\ny=INTEG(1,5)", lambda t: 5 + 0 * t),
    "ramp into a stock": (
        "x=INTEG(RAMP(0.5,2,6),0)",
        lambda t: np.where(t < 2, 0, np.where(t < 6, (t - 2) ** 2 / 4, 4 + 2 * (t - 6))),
    ),
    "pulses into a stock": (
        "x=INTEG(PULSE TRAIN(1,0.5,2,6.25),0)",
        lambda t: sum(np.clip(t - start, 0, 0.5) for start in (1, 3, 5)),
    ),
    "lookup of time into a stock": (
        "x=INTEG(WITH LOOKUP(Time,((0,1),(2,3),(4,3),(5,0))),0)",
        lambda t: (
            np.interp(t, [0], [0])
            + np.where(t < 2, t + t**2 / 2, np.where(t < 4, 4 + 3 * (t - 2), 11.5 - 1.5 * np.maximum(5 - t, 0) ** 2))
        ),
    ),
}


@pytest.mark.parametrize("tolerance", [1e-4, 1e-6, 1e-8])
@pytest.mark.parametrize("form", FORMS)
def test_scipy_keeps_its_tolerance_at_coarse_steps(form, tolerance):
    """A model's own step bounds scipy's; it is asked for as little as half a time constant here."""
    equations, exact = FORMS[form]
    ran = run(small_model(equations, Times(0, 8, 0.5)), Solver("scipy", tolerance))
    expected = exact(ran.time)
    assert np.abs(ran.of("x")[:, 0] - expected).max() < tolerance * np.abs(expected).max()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_closed_form(form, kind):
    equations, exact = FORMS[form]
    ran = run(small_model(equations, SPAN), KINDS[kind])
    expected = exact(ran.time)
    error = np.abs(ran.of("x")[:, 0] - expected).max() / np.abs(expected).max()
    assert error < within(kind)


def test_a_delay_keeps_what_is_in_transit():
    """What has gone in and not come out is inside: the integral of both, for a delay whose length varies."""
    ran = run(
        small_model("s=2+SIN(Time)\nx=DELAY1I(s,1+0.5*SIN(Time),2)\nin=INTEG(s,0)\nout=INTEG(x,0)\n", SPAN),
        Solver("scipy", 1e-9),
    )
    length = 1 + 0.5 * np.sin(ran.time)
    inside = ran.of("x")[:, 0] * length
    assert np.allclose(inside, 2 + (ran.of("in") - ran.of("out"))[:, 0], rtol=0, atol=1e-8)
