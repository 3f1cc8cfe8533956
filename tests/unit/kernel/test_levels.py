import pytest

from simulator.kernel.levels import CONSTANT, STATE, TIME, needed, plan_of
from tests.small_models import small_model

EQUATIONS = """
area: town,land
rate=0.1
each[area]=1,2
factor[area]=each[area]*rate
now=Time-3
same[area]=now*rate
step=STEP(rate,2)
stock[area]=INTEG(flow[area],each[area])
flow[area]=stock[area]*same[area]+step
shown=SUM(stock[area!])*factor[town]
start=ACTIVE INITIAL(shown,rate)
"""


@pytest.fixture(scope="module")
def model():
    return small_model(EQUATIONS)


def number_of(model, name):
    return next(
        place for place, equation in enumerate(model.equations) if model.variables[equation.variable].name == name
    )


@pytest.mark.parametrize(
    ("name", "level"),
    [("rate", CONSTANT), ("factor", CONSTANT), ("now", TIME), ("same", TIME), ("step", TIME), ("flow", STATE)],
)
def test_what_an_equation_depends_on(model, name, level):
    assert plan_of(model).levels[number_of(model, name)] == level


def test_rows_that_share_one_value(model):
    plan = plan_of(model)
    shared = {model.variables[model.equations[each].variable].name for each in plan.running if plan.shared[each]}
    assert shared == {"same"}


def test_slots_of_stocks(model):
    plan = plan_of(model)
    assert plan.stocks == {number_of(model, "stock"): 0} and plan.n_stocks == 2


def test_order_of_evaluation(model):
    plan = plan_of(model)
    assert plan.running.index(number_of(model, "flow")) > plan.running.index(number_of(model, "same"))
    assert plan.starting.index(number_of(model, "stock")) > plan.starting.index(number_of(model, "each"))


def test_what_a_result_needs(model):
    plan = plan_of(model)
    names = {
        model.variables[model.equations[each].variable].name
        for each in needed(model, plan, [number_of(model, "shown")])
    }
    assert names == {"shown", "stock", "factor", "each", "rate"}
    start = needed(model, plan, [number_of(model, "start")], initial=True)
    assert start == {number_of(model, "start"), number_of(model, "rate")}
