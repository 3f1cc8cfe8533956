"""Every operation on LLVM against kernel/functions.py, also for infinities, zeros of both signs and no numbers."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from simulator.kernel.batch import Engine
from simulator.kernel.native.operations import COMPARISONS, OPERATIONS
from simulator.kernel.native.support import KNOWN
from simulator.model.expression import Constant, Expression, Operation, Reference
from simulator.model.model import Model
from tests.native_runs import Members, members_of
from tests.small_models import Times, bits, small_model

NAN, INF = float("nan"), float("inf")
SPECIAL = (NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.7, 7.3, 1e-7, -1e-6, 1e-6, 1e300, 5e-324)
FEWER = (NAN, INF, 0.0, -0.0, 1.0, -2.5, 1e-6)
# Times, intervals and widths of switches: between steps, on them, and half a step away, where Vensim has them.
MOMENTS = (0.0, 0.625, 1.0, 0.3, -1.0, 2.5, NAN, INF)
ONE = ("negative", "exp", "ln", "log10", "sqrt", "abs", "integer", "floor")
ONE += ("sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "normal share", "normal quantile")
TWO = ("+", "-", "*", "/", "^", "min", "max", "log", "zidz", "modulo", "quantum", "and", "or", *COMPARISONS)
THREE = ("xidz", "if then else")
OF_TIME = {"step": 2, "ramp": 3, "endless ramp": 2, "pulse": 2, "pulse train": 4, "shot": 2, "shot train": 3}
# Made of single IEEE operations: even the sign of a zero is the same. NumPy leaves that of min and max open.
EXACT = {"+", "-", "*", "/", "negative", "sqrt", "abs", "integer", "floor", "quantum", "modulo", "zidz", "xidz"}
EXACT |= {"and", "or", "not", "if then else", *COMPARISONS}
NAMES = ("u", "v", "w", "z")


NOW = Times(0.0, 0.0, 1.0)


def model_of(function: str, count: int, times: Times = NOW) -> Model:
    """Return a model whose `y` is one operation of inputs."""
    model = small_model("u=1\nv=1\nw=1\nz=1\ny=u+v+w+z", times)
    parts = tuple(Reference(model.numbers[name], np.zeros(1, dtype=int)) for name in NAMES[:count])
    return with_y(model, Operation(function, parts, 1))


def with_y(model: Model, expression: Expression) -> Model:
    """Give `y` another equation."""
    number = model.numbers["y"]
    equations = [replace(each, expression=expression) if each.variable == number else each for each in model.equations]
    return replace(model, equations=tuple(equations))


def tried(function: str, *values: tuple[float, ...], times: Times = NOW, sided: bool = True) -> Members:
    """Evaluate an operation of all combinations of values."""
    grid = np.array(list(product(*values))).T
    model, engine = model_of(function, len(values), times), Engine("euler", "llvm", sided=sided)
    return members_of(model, engine=engine, **dict(zip(NAMES, grid.tolist(), strict=False)))


def test_all_operations_are_tried():
    told = {*ONE, *TWO, *THREE, *OF_TIME}
    assert told == {*OPERATIONS, *COMPARISONS, "and", "or", "if then else"}
    assert told | {"not", "active initial", "draw"} == KNOWN


@pytest.mark.parametrize("function", ONE)
def test_functions_of_one_number(function):
    members = tried(function, SPECIAL + tuple(np.linspace(-9.0, 9.0, 41)))
    assert function not in EXACT or members.same_bits("y")


@pytest.mark.parametrize("function", TWO)
def test_functions_of_two_numbers(function):
    members = tried(function, SPECIAL, SPECIAL)
    assert function not in EXACT or members.same_bits("y")


@pytest.mark.parametrize("function", THREE)
def test_functions_of_three_numbers(function):
    assert tried(function, FEWER, FEWER, FEWER).same_bits("y")


def test_not_is_of_a_condition():
    model = small_model("u=1\nv=1\ny=IF THEN ELSE(:NOT: u > v,1,0)\nother=IF THEN ELSE(:NOT:(u=v:AND:v<1),1,0)")
    grid = np.array(list(product(FEWER, FEWER))).T.tolist()
    members = members_of(model, u=grid[0], v=grid[1])
    assert members.same_bits("y") and members.same_bits("other")
    assert members.of("y")[0].tolist() == [0.0 if u > v else 1.0 for u, v in zip(*grid, strict=True)]


@pytest.mark.parametrize("function", ["min", "max"])
def test_the_least_and_greatest_of_what_is_no_number_is_no_number(function):
    found = tried(function, (NAN, 1.0), (NAN, 2.0)).of("y")[0]
    assert np.isnan(found[:3]).all() and found[3] == (1.0 if function == "min" else 2.0)


@pytest.mark.parametrize("sided", [True, False])
@pytest.mark.parametrize("function", OF_TIME)
def test_switches_of_time(function, sided):
    values = (MOMENTS, MOMENTS, MOMENTS[:5], MOMENTS[1:4])[: OF_TIME[function]]
    assert tried(function, *values, times=Times(0.0, 3.0, 0.25), sided=sided).same_bits("y")


def test_a_step_is_early_where_vensim_has_it_so():
    step = {
        sided: tried("step", (5.0,), (1.1, 1.2), times=Times(0.0, 2.0, 0.25), sided=sided).of("y").sum(axis=0)
        for sided in (True, False)
    }
    # from 1.25 on, four times; half a step early, 1.1 is seen at 1.0 already
    assert step[True].tolist() == [20.0, 20.0] and step[False].tolist() == [25.0, 20.0]


@pytest.mark.parametrize("exponent", [2.0, 0.5, -1.0, 0.0, 1.0, 3.0, 1.7, -0.5, NAN, INF])
def test_a_written_exponent_gives_the_bits_of_one_that_is_an_input(exponent):
    model = model_of("^", 1)
    base = Reference(model.numbers["u"], np.zeros(1, dtype=int))
    written = with_y(model, Operation("^", (base, Constant(exponent)), 1))
    values = [*SPECIAL, *np.linspace(0.1, 30.0, 37).tolist()]
    found = members_of(written, u=values).of("y")
    assert np.array_equal(bits(found), bits(tried("^", values, (exponent,)).of("y")))
    if exponent in (2.0, 0.5, -1.0):
        with np.errstate(all="ignore"):
            exact = {2.0: np.square, 0.5: np.sqrt, -1.0: np.reciprocal}[exponent](np.array(values))
        assert np.array_equal(bits(found[0]), bits(exact))
