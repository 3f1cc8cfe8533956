"""From a name to a scenario."""

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.load import load_scenario


def test_load_and_override(write, known):
    write(scenarios__mine="model: city\nset: {hukou effort: 0.4}")
    assert load_scenario("mine", known).settings[0].value == 0.4
    assert load_scenario("mine", known, ("hukou effort=0.2",)).settings[0].value == 0.2


def test_outline_names_and_values_are_told_at_once(write, known):
    write(mine="model: city\nkey: 1\nset: {hukou: 1, wind starts: x}")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("mine.yaml", known, ("lifetime=y",))
    assert len(caught.value.faults) == 4
