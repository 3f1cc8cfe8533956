"""What a scenario itself has for each input."""

from dataclasses import replace

import pytest

from simulator.chunk.own import own_numbers
from simulator.chunk.work import Work
from simulator.scenario.batch import Input


def test_constants_are_the_scenarios_or_the_models(make, tmp_path):
    inputs = (Input("birth rate", "birth rate", "swept", "value"), Input("pace", "movement pace", "swept", "multiply"))
    assert own_numbers(Work(make(inputs=inputs), tmp_path), 0) == (0.002, None)


def test_an_imposed_growth_is_told_as_it_would_be_without(make, tmp_path):
    inputs = (Input("growth of GDP", "GDP", "swept", "growth"),)
    (growth,) = own_numbers(Work(make(inputs=inputs), tmp_path), 1)
    # productivity grows by 3 % and residents by 0.2 % a year
    assert growth == pytest.approx(1.03 * 1.002 - 1, abs=1e-3)


def test_a_growth_from_within_a_year_has_no_such_number(make, tmp_path):
    case = make(inputs=(Input("growth of GDP", "GDP", "swept", "growth"),))
    scenario = case.batch.scenarios[1]
    (growth,) = scenario.impositions
    later = replace(scenario, impositions=(replace(growth, start=2025.5),))
    batch = replace(case.batch, scenarios=(case.batch.scenarios[0], later))
    assert own_numbers(Work(replace(case, batch=batch), tmp_path), 1) == (None,)
