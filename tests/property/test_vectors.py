"""Order, choice and allocation leave members alone, bit for bit, and keep what they must keep for any numbers."""

import numpy as np
import pytest

from simulator.kernel import Solver, clock_of, compile_model, integrate
from tests.small_models import Times, bits, small_model

EQUATIONS = """
who: a,b,c,d,e
place: here,there
profile: ptype,ppriority,pwidth,pextra
level[who]=INTEG(rate[who]*SIN(level[who]*3)-given[who]*0.1,start[who])
start[who]=1,2,3,4,5
rate[who]=0.1,0.2,0.3,0.4,0.5
kind=1
order[who]=VECTOR SORT ORDER(level[who],way)
rank[who]=VECTOR RANK(level[who],way)
in order[who]=VECTOR REORDER(level[who],order[who])
next[who]=VECTOR ELM MAP(level[a],rank[who])
chosen=VECTOR SELECT(IF THEN ELSE(level[who!]>2,1,0),level[who!]^1.7,0,0,0)
way=1
ask[place,who]=MAX(level[who],0)*share[place]
share[place]=0.4,0.6
shape[who,ptype]=kind
shape[who,ppriority]=rank[who]
shape[who,pwidth]=width
shape[who,pextra]=0
width=1.3
supply=3
shared[place,who]=ALLOCATE AVAILABLE(ask[place,who],shape[who,ptype],supply*share[place])
given[who]=SUM(shared[place!,who])
"""
WHO = "abcde"
N_MEMBERS = 200


@pytest.fixture(scope="module")
def model():
    """The model as a program, its clock, and (input, member)."""
    compiled = compile_model(small_model(EQUATIONS, Times(0, 3, 0.5)))
    draw = np.random.default_rng(7)
    inputs = np.repeat(compiled.defaults[:, None], N_MEMBERS, axis=1)
    for place, name in enumerate(compiled.input_names):
        if name.startswith(("start", "rate")):
            inputs[place] = draw.normal(1, 2, N_MEMBERS)
        elif name == "kind":
            inputs[place] = draw.integers(0, 5, N_MEMBERS)
        elif name in ("width", "supply"):
            inputs[place] = draw.uniform(0.1, 6, N_MEMBERS)
        elif name == "way":
            inputs[place] = draw.integers(0, 2, N_MEMBERS)
    inputs[compiled.input_names.index("start[b]"), :50] = inputs[compiled.input_names.index("start[a]"), :50]
    return compiled, clock_of(compiled.model.settings), inputs


def of(compiled, values, name):
    """Return the elements of a variable, (time, element, member)."""
    return values[:, [place for place, each in enumerate(compiled.saved_names) if each.partition("[")[0] == name]]


@pytest.mark.parametrize("method", ["euler", "rk4"])
def test_members_alone_and_together(model, method):
    compiled, clock, inputs = model
    order = np.random.default_rng(1).permutation(N_MEMBERS)
    together = bits(integrate(compiled, Solver(method), clock, inputs).values)
    for members in (order, order[:1], order[1:2], order[2:5], order[5:12], order[12:45]):
        found = bits(integrate(compiled, Solver(method), clock, inputs[:, members]).values)
        assert np.array_equal(found, together[:, :, members])


def test_orders_are_orders(model):
    """Each order holds every element once, ranks are their places, and what is put in order rises or falls."""
    compiled, clock, inputs = model
    values = integrate(compiled, Solver("euler"), clock, inputs).values
    order, rank = (of(compiled, values, name) for name in ("order", "rank"))
    assert (np.sort(order, axis=1) == np.arange(5)[None, :, None]).all()
    assert np.array_equal(np.argsort(order, axis=1), rank - 1)
    way = inputs[compiled.input_names.index("way")]
    steps = np.diff(of(compiled, values, "in order"), axis=1)
    assert (np.where(way > 0, steps, -steps) >= 0).all()
    following = of(compiled, values, "next")
    assert (following[rank == 5] == -(2.0**109)).all()


def test_nothing_is_lost_or_made_in_sharing(model):
    compiled, clock, inputs = model
    values = integrate(compiled, Solver("euler"), clock, inputs).values
    asked, shared = (of(compiled, values, name).reshape(len(values), 2, 5, -1) for name in ("ask", "shared"))
    supply = inputs[compiled.input_names.index("supply")] * np.array([0.4, 0.6])[:, None]
    expected = np.minimum(asked.sum(axis=2), supply)
    assert shared.sum(axis=2) == pytest.approx(expected, rel=1e-12)
    assert (shared >= 0).all() and (shared <= asked * (1 + 1e-15)).all()
