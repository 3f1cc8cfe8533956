"""The schema for editors says what the reader says."""

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.schema import BATCH_KEYS, SCENARIO_KEYS, WORD_KEYS, ScenarioFile, scenario_schema
from simulator.shipped import shipped_folder
from tests.scenarios import accepts, load_scenario

SHIPPED = sorted(shipped_folder("scenarios").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_scenarios_fit(path):
    assert accepts(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "name: A",
        "name: {en: A, zh: B}",
        "extends: [baseline, baseline]",
        "set: {wind starts: 60}",
        "set: {wind starts: {2025: 0, '2028': 1.5 GW/year}}",
        "set: {wind starts: {step: {start: 1, 2026: 2}}}",
        "set: {wind starts: {growth: {start: 1, 2026: 2 %/year}}}",
        "set: {wind starts: {multiply: 1.5}}",
        "set: {wind starts: {add: 0.1 GW/year}}",
        "impose: {GDP: {growth: 5.5 %/year, from: 2025}}",
        "impose: {GDP: {2025: 4214.61, 2030: 5508}}",
        # and what neither accepts
        "nmae: A",
        "name: {fr: A}",
        "extends: {a: b}",
        "set: [1]",
        "set: {wind starts: fast}",
        "set: {wind starts: [1]}",
        "set: {wind starts: {}}",
        "set: {wind starts: {soon: 1}}",
        "set: {wind starts: {2025: soon}}",
        "set: {wind starts: {step: {}}}",
        "set: {wind starts: {step: {soon: 1}}}",
        "set: {wind starts: {multiply: 1, add: 1}}",
        "set: {wind starts: {multiply: twice}}",
        "set: {wind starts: {2025: 1, add: 1}}",
        "impose: {GDP: 5508}",
        "impose: {GDP: {growth: 5.5, from: 2025}}",
        "impose: {GDP: {growth: 5.5 %/year}}",
        "impose: {GDP: {growth: 5.5 %/year, from: 2025, until: 2030}}",
    ],
)
def test_schema_and_reader_agree(text, write, known):
    write(mine=f"model: city\n{text}\n" if text != "{}" else "model: city")
    try:
        load_scenario("mine.yaml", known)
        read = True
    except ScenarioError:
        read = False
    assert accepts(text) == read


def test_keys():
    assert SCENARIO_KEYS == ("name", "description", "model", "extends", "set", "impose")
    assert set(SCENARIO_KEYS) | set(BATCH_KEYS) == set(ScenarioFile.model_fields)
    assert WORD_KEYS == ("en", "zh")


def test_batches_are_described():
    assert accepts(
        "{uncertain: {a: {normal: [1, 0.2], within: [0, 2]}}, sweep: {b: {from: 0, to: 1, steps: 3}}, "
        "sample: {method: sobol, size: 64, seed: 0}, save: {variables: [GDP], every: 1}}"
    )
    assert not accepts("{sample: {method: dice, size: 64}}")


def test_levers_complete_under_set(known):
    schema = scenario_schema(known.levers)
    lever = schema["properties"]["set"]["properties"]["wind starts"]
    assert lever["description"] == "Wind starts · 风电开工 (wanKW/Year): 0 to 200, default 40"
    assert lever["allOf"] == [{"$ref": "#/$defs/Setting"}]
    assert "Setting" in schema["$defs"]
    assert "properties" not in scenario_schema()["properties"]["set"]


def test_the_schema_holds_nothing_of_pydantic():
    text = str(scenario_schema())
    assert "'title'" not in text
    assert "'default'" not in text
