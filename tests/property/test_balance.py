"""What flows out of one stock arrives in another, and a change of units changes nothing but the units."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.kernel import Solver, clock_of, compile_model, integrate
from tests.small_models import Times, bits, run, small_model

SOLVERS = [Solver("euler"), Solver("rk2"), Solver("rk4"), Solver("scipy", 1e-6)]

CHAIN = """
area: town,land
first[area]=3,5
rate=0.3
back=0.1
season=0.4*SIN(Time)+IF THEN ELSE(Time>=2,0.2,0)
forth[area]=young[area]*rate*(1+season)
home[area]=old[area]*back*(1+EXP(-Time))
young[area]=INTEG(home[area]-forth[area],first[area])
old[area]=INTEG(forth[area]-home[area],2*first[area])
came[area]=INTEG(forth[area],0)
went[area]=INTEG(home[area],0)
people=SUM(young[area!])+SUM(old[area!])
"""


@pytest.fixture(scope="module")
def chain():
    """Two stocks that exchange, with the integrals of both flows."""
    return compile_model(small_model(CHAIN, Times(0, 6, 0.25)))


@given(rate=st.floats(0.01, 2), back=st.floats(0.001, 0.5), first=st.floats(1e-6, 1e6))
@settings(max_examples=25, deadline=None)
@pytest.mark.parametrize("solver", SOLVERS, ids=lambda solver: solver.name)
def test_stocks_balance(chain, solver, rate, back, first):
    inputs = chain.defaults[:, None].copy()
    for name, value in {"rate": rate, "back": back, "first[town]": first}.items():
        inputs[chain.input_names.index(name)] = value
    ran = integrate(chain, solver, clock_of(chain.model.settings), inputs)
    people = ran.of("people")
    assert np.allclose(people, people[0], rtol=1e-12, atol=0)
    for area in ("town", "land"):
        young, came, went = (ran.of(f"{name}[{area}]") for name in ("young", "came", "went"))
        size = max(np.abs(young).max(), np.abs(came).max(), np.abs(went).max())
        assert np.allclose(young, young[0] - came + went, rtol=0, atol=1e-12 * size)


def test_eulers_stocks_are_the_sum_of_their_saved_flows():
    ran = run(small_model(CHAIN, Times(0, 6, 0.25)), Solver("euler", sided=False))
    flow = ran.of("home[town]") - ran.of("forth[town]")
    assert np.allclose(np.cumsum(flow[:-1] * 0.25, axis=0), (ran.of("young[town]") - 3)[1:], atol=1e-12)


SCALED = """
unit=1
capacity=100*unit
inflow=2*unit*(1+0.5*SIN(Time))
x=INTEG(inflow+0.8*x*(1-x/capacity)-DELAY3(x,2)*0.3,5*unit)
y=INTEG(MAX(0,x-20*unit)-y/3+STEP(unit,2.5),0)
smoothed=SMOOTH(x,1.5)
"""
EXTENSIVE = ("x", "y", "smoothed", "inflow", "capacity")


@pytest.mark.parametrize("solver", SOLVERS, ids=lambda solver: solver.name)
@pytest.mark.parametrize("factor", [2.0**40, 2.0**-40])
def test_a_unit_larger_by_a_power_of_two_changes_no_bit(solver, factor):
    model = small_model(SCALED, Times(0, 8, 0.5))
    plain, scaled = run(model, solver), run(model, solver, unit=factor)
    for name in EXTENSIVE:
        assert np.array_equal(bits(plain.of(name) * factor), bits(scaled.of(name))), name


@pytest.mark.parametrize("solver", SOLVERS, ids=lambda solver: solver.name)
@pytest.mark.parametrize("factor", [1e12, 1e-12, 7.0])
def test_a_unit_of_any_size_changes_rounding_alone(solver, factor):
    model = small_model(SCALED, Times(0, 8, 0.5))
    plain, scaled = run(model, solver), run(model, solver, unit=factor)
    for name in EXTENSIVE:
        values = plain.of(name) * factor
        assert np.allclose(values, scaled.of(name), rtol=0, atol=1e-10 * np.abs(values).max()), name


@pytest.mark.parametrize("solver", SOLVERS, ids=lambda solver: solver.name)
def test_months_give_what_years_give(solver):
    in_years = small_model("x=INTEG(0.7*x*(1-x/9)-STEP(0.5,3),1)", Times(0, 6, 0.25))
    in_months = small_model("x=INTEG(0.7/12*x*(1-x/9)-STEP(0.5/12,36),1)", Times(0, 72, 3))
    values = run(in_years, solver).of("x")
    assert np.allclose(values, run(in_months, solver).of("x"), rtol=0, atol=1e-12 * values.max())
