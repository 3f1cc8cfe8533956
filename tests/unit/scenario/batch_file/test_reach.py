"""How far inputs may go; the words are in tests/fault."""

import pytest

from simulator.scenario.batch import Act, Input
from simulator.scenario.batch_file.input_line import Placed
from simulator.scenario.batch_file.reach import judge_reach
from simulator.scenario.distribution import Distribution
from simulator.scenario.place import Fault, Place
from simulator.scenario.scenario import Scenario, Setting
from simulator.scenario.schedule import Schedule

PATH = Schedule("linear", ((2025.0, 40.0), (2030.0, 100.0)), 40.0)
OTHER = Scenario("other", "city", (Setting("wind starts", 150.0, "a.yaml:1"),))
PATHED = Scenario("pathed", "city", (Setting("wind starts", PATH, "a.yaml:1"),))
PLAIN = Scenario("plain", "city")


@pytest.mark.parametrize(
    ("act", "values", "scenarios", "n_faults"),
    [
        ("value", (0.0, 200.0), (PLAIN, OTHER), 0),
        ("value", (0.0, 200.5), (PLAIN, OTHER), 1),
        ("value", (10.0, 20.0), (PLAIN, PATHED), 1),
        ("value", (10.0, 2000.0), (PATHED,), 2),
        ("add", (-40.0, 50.0), (PLAIN, OTHER), 0),
        ("add", (-41.0, 50.0), (PLAIN, OTHER), 1),
        ("add", (0.0, 100.0), (PATHED,), 0),
        ("add", (0.0, 100.5), (PLAIN, PATHED), 1),
        ("multiply", (0.0, 2.0), (PATHED, PLAIN), 0),
        ("multiply", (0.0, 2.0), (PATHED, OTHER), 1),
        ("multiply", (-0.1, 1.0), (PATHED, PLAIN), 2),
    ],
)
def test_every_scenario_stays_in_the_range(known, act: Act, values, scenarios, n_faults):
    each = Input("wind starts", "wind starts", "swept", act, values=values, low=0.0, high=200.0)
    faults: list[Fault] = []
    judge_reach(Placed(each, Place("b.yaml", 2, 3)), scenarios, known, faults)
    assert len(faults) == n_faults


@pytest.mark.parametrize("act", ["value", "add", "multiply"])
def test_without_a_range_anything_may_be_drawn(known, act: Act):
    drawn = Distribution("normal", (0.0, 1.0))
    faults: list[Fault] = []
    each = Input("lifetime", "lifetime", "drawn", act, distribution=drawn)
    judge_reach(Placed(each, Place("b.yaml", 2, 3)), (PLAIN,), known, faults)
    assert not faults
    each = Input("wind starts", "wind starts", "drawn", act, distribution=drawn, low=0.0, high=200.0)
    judge_reach(Placed(each, Place("b.yaml", 2, 3)), (PLAIN,), known, faults)
    assert len(faults) == 1
    assert "any number" in faults[0].text
