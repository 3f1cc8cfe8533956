"""The march takes the steps that kernel/method.py takes, for members in any number."""

import numpy as np
import pytest

from simulator.kernel.batch import Engine
from simulator.kernel.native.call import Course, Sizes
from simulator.kernel.native.march import march_text
from tests.native_runs import members_of
from tests.small_models import Times, small_model

METHODS = ("euler", "rk2", "rk4")
# Only what NumPy and LLVM compute with the same bits.
EQUATIONS = """
area: a1,a2,a3
u=0.3
k[area]=1,-2,0.7
x[area]=INTEG(k[area]*u-x[area]*y*0.1+Time,k[area])
y=INTEG(SUM(x[area!])*0.01+STEP(u,1.3)-common*0.01,u)
common=INTEG(Time*0.3-common*0.05,1)
"""


@pytest.mark.parametrize("sided", [True, False])
@pytest.mark.parametrize("method", METHODS)
def test_steps_are_those_of_numpy_bit_for_bit(method, sided):
    model = small_model(EQUATIONS, Times(2020.0, 2024.0, 0.1, 0.2))
    members = members_of(model, Engine(method, "llvm", sided=sided), u=[0.3, -1.0, 7.0, 1e3])
    assert all(members.same_bits(name) for name in ("x[a1]", "x[a3]", "y", "common"))


@pytest.mark.parametrize("method", METHODS)
def test_growth_converges_to_the_exponential_in_the_methods_order(method):
    errors = [
        abs(run.of("x")[-1, 0] / np.exp(1.0) - 1.0)
        for step in (0.125, 0.0625)
        for run in [
            members_of(small_model("r=1\nx=INTEG(r*x,1)", Times(0.0, 1.0, step)), Engine(method, "llvm"), r=[1.0])
        ]
    ]
    assert np.log2(errors[0] / errors[1]) == pytest.approx({"euler": 1, "rk2": 2, "rk4": 4}[method], abs=0.15)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (Times(5.0, 5.0, 1.0), [5.0]),
        (Times(0.0, 2.0, 0.5), [0.0, 0.5, 1.0, 1.5, 2.0]),
        (Times(0.0, 2.0, 0.25, 1.0), [0.0, 1.0, 2.0]),
        (Times(0.0, 2.5, 0.25, 1.0), [0.0, 1.0, 2.0]),
        (Times(-1.0, 0.25, 0.5, 1.5), [-1.0]),
    ],
)
def test_what_is_saved_and_when(times, expected):
    """No steps at all; every step; every fourth, with steps left over at the end; no whole save step."""
    members = members_of(small_model("u=1\nx=INTEG(u,0)\nnow=Time*u", times), u=[1.0, 2.0, 3.0])
    assert members.times.tolist() == expected
    for member in range(3):
        assert members.of("x")[:, member] == pytest.approx((np.array(expected) - expected[0]) * (member + 1))
        assert members.of("now")[:, member] == pytest.approx(np.array(expected) * (member + 1), abs=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_a_model_without_stocks(method):
    members = members_of(small_model("u=1\ny=u*Time", Times(0.0, 3.0, 0.5)), Engine(method, "llvm"), u=[1.0, -2.0])
    assert members.of("y")[:, 1] == pytest.approx(-2.0 * members.times)


@pytest.mark.parametrize("method", ["rk2", "rk4"])
def test_a_switch_on_a_step_costs_no_accuracy_where_its_sides_are_told_apart(method):
    model = small_model("u=1\nx=INTEG(STEP(u,1),0)", Times(0.0, 2.0, 0.25))
    found = members_of(model, Engine(method, "llvm"), u=[1.0, 3.0]).of("x")
    assert found[-1] == pytest.approx([1.0, 3.0], abs=1e-12)
    assert found[4].tolist() == [0.0, 0.0]


def test_text_of_a_march_names_its_width():
    text = march_text(4, Sizes(0, 1, 0, 1, 0, 0, 0, 0), Course("rk4"))
    assert "define void @march.v4(ptr noalias %call)" in text
    assert text.count("call void @flow.v4") == 4 and ".v1(" not in text
