"""What LLVM does not print is told before anything runs, once, with the first variable that asks for it."""

import numpy as np
import pytest

from simulator.kernel.native import support
from simulator.kernel.native.support import lacking
from simulator.model.expression import Operation, Reduction, Reference
from simulator.model.model import Model
from tests.small_models import small_model
from tests.unit.kernel.native.test_operations import with_y

EQUATIONS = """
area: town,land
u=2
each[area]=1,2
table((0,0),(1,1))
x=INTEG(SIN(u)+table(x),COS(u))
y=SUM(each[area!])
z=SIN(x)+VMAX(each[area!])
"""


@pytest.fixture
def model() -> Model:
    return small_model(EQUATIONS)


def test_nothing_is_lacking_where_all_is_known(model):
    assert lacking(model) == []


def test_a_function_is_told_once_with_the_first_that_asks(model, monkeypatch):
    monkeypatch.setattr(support, "KNOWN", support.KNOWN - {"sin", "cos"})
    assert lacking(model) == ["no SIN ('x')", "no COS ('x')"]


def test_a_reduction_that_is_not_known(model, monkeypatch):
    monkeypatch.setattr(support, "COMBINE", {"vmax": None})
    assert lacking(model) == ["no SUM ('y')"]


def test_a_function_of_another_kernel(model):
    reference = Reference(model.numbers["u"], np.zeros(1, dtype=int))
    assert lacking(with_y(model, Operation("hypot", (reference, reference), 1))) == ["no HYPOT ('y')"]
    inside = Operation("+", (reference, Reduction("mean", reference, 1, 1)), 1)
    assert lacking(with_y(model, inside)) == ["no MEAN ('y')"]


def test_a_node_of_another_kind(model, monkeypatch):
    kinds = tuple(kind for kind in support.WITHOUT_FUNCTION if kind.__name__ != "Interpolation")
    monkeypatch.setattr(support, "WITHOUT_FUNCTION", kinds)
    assert lacking(model) == ["no interpolation ('x')"]
