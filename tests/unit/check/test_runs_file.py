"""Runs of a file of checks that start from a city's scenarios."""

from pathlib import Path

import pytest

from simulator.check.runs_file import RunsReader
from simulator.scenario.names import names_of
from simulator.scenario.read import parse
from tests.unit.check.small import TOWN, source_and_model

SCENARIO = "name: {{en: B, zh: 基}}\nmodel: {}\nset: {{birth rate: 0.03}}\n"


@pytest.fixture
def runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("scenarios").mkdir()
    Path("scenarios/base.yaml").write_text(SCENARIO.format("town"), encoding="utf-8")
    Path("scenarios/other.yaml").write_text(SCENARIO.format("village"), encoding="utf-8")
    more = "part: a,b | |\nrate[part] = 1,2 | 1/Year | Rates.\nuse[part] = rate[part] | 1/Year | Use."
    _, model = source_and_model(f"{TOWN}\n{more}")
    return RunsReader("checks.yaml", "town", names_of(model, (), None))


def node(text):
    return parse(text, "checks.yaml")[0]


def values(scenario):
    return {each.name: each.value for each in scenario.settings}


def test_a_test_changes_the_scenario_that_it_starts_from(runs):
    runs.start(node("base"))
    outset = runs.outset(node("{set: {death rate: 0}}"), "a")
    ((given, scenario),) = runs.members(outset, None)
    assert (given, values(scenario)) == ({}, {"birth rate": 0.03, "death rate": 0})
    assert [values(each) for each in runs.bases] == [{"birth rate": 0.03}]


def test_another_scenario_is_another_base(runs):
    runs.start(None)
    assert runs.outset(node("{from: base}"), "a").base == 1
    assert runs.outset(node("{set: {death rate: 0}}"), "b").base == 0
    assert [values(each) for each in runs.bases] == [{}, {"birth rate": 0.03}]


def test_an_array_and_a_pattern_mean_their_elements(runs):
    runs.start(None)
    assert values(runs.members(runs.outset(node("{set: {rate: 5}}"), "a"), None)[0][1]) == {"rate[a]": 5, "rate[b]": 5}
    runs.members(runs.outset(node("{set: {'rate[*]': 5, 'rate[b]': 6}}"), "b"), None)
    assert "'rate[b]' is the same name as 'rate[b]'" in str(runs.faults[0])


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("bsae", "1:1: no scenario 'bsae'. Nearest: 'base'"),
        (
            "other",
            "1:1: scenario 'other' is of the model 'village'. Expected a scenario of 'town'. Copy it under another "
            "name with `model: town`, or remove it here.",
        ),
    ],
)
def test_scenarios_that_do_not_serve(start, message, runs):
    runs.start(node(start))
    assert message in str(runs.faults[0])
