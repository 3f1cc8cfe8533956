"""What a model says of itself."""

import numpy as np
import pytest

from simulator.axes import Dimension
from simulator.model.expression import Constant, Constants, Reference
from simulator.model.model import Equation, Model, TimeSettings, Variable, constant_values
from tests.small_models import small_model

EQUATIONS = """
region: north, south
area[region]= 1, 2
crop[north]= 3
rain= 4
use[region]= area[region]*rain
"""


@pytest.fixture(scope="module")
def model() -> Model:
    return small_model(EQUATIONS)


def test_elements_have_names():
    region, age = Dimension("region", ("north", "south")), Dimension("age", ("young", "old"))
    variable = Variable("x", "auxiliary", (region, age), "", "", np.ones(4, dtype=bool))
    assert variable.size == 4
    assert variable.element_names == ("x[north,young]", "x[north,old]", "x[south,young]", "x[south,old]")
    assert Variable("x", "auxiliary", (), "", "", np.ones(1, dtype=bool)).element_names == ("x",)


def test_names_lead_to_numbers_however_they_are_written(model):
    assert model.numbers["area"] == 0
    assert model.elements["use[south]"] == (model.numbers["use"], 1)
    assert "crop[south]" not in model.elements


def test_constants_are_the_inputs_and_no_others(model):
    assert model.constants == {"area[north]": 1.0, "area[south]": 2.0, "crop[north]": 3.0, "rain": 4.0}


def test_units_are_those_of_variables_and_elements(model):
    assert set(model.units) >= {"area", "area[north]", "rain"}


def test_values_of_constant_equations():
    rows = np.arange(3)
    assert constant_values(Equation(0, rows, "constant", Constant(5.0))).tolist() == [5.0] * 3
    assert constant_values(Equation(0, rows, "constant", Constants(np.array([1.0, 2.0, 3.0])))).tolist() == [1, 2, 3]


def test_what_an_equation_reads_depends_on_the_moment():
    row, flow, first = np.arange(1), Reference(1, np.arange(1)), Reference(2, np.arange(1))
    stock, other = Equation(0, row, "stock", flow, first), Equation(0, row, "auxiliary", flow)
    assert stock.parts(initial=True) == (first,)
    assert stock.parts(initial=False) == ()
    assert other.parts(initial=True) == other.parts(initial=False) == (flow,)


def test_settings_and_digest(model):
    assert model.settings == TimeSettings(0.0, 10.0, 0.25, 0.25, "euler")
    assert len(model.digest) == 64
    assert small_model(EQUATIONS).digest == model.digest
    assert small_model(EQUATIONS + "more= 1").digest != model.digest
