"""Models and scenarios are loaded whole; every fault is told at once."""

import pytest

from simulator.api.loading import load_model, load_scenario
from simulator.errors import ModelError, ScenarioError
from simulator.scenario.schedule import Schedule


def test_a_city_by_name_by_path_or_alone(town):
    for reference in ("smalltown", town / "models" / "smalltown"):
        model = load_model(reference)
        assert (model.name, model.path.name) == ("smalltown", "smalltown.mdl")
    assert [each.name for each in model.levers] == ["movement pace", "movement effort", "productivity growth"]
    assert model.constants["movement pace"] == 0.02 and model.units["movement pace"] == "1/Year"
    assert len(model.targets) > 3 and "population" in [each.variable for each in model.labels]


def test_a_model_file_has_no_city(town):
    model = load_model("models/smalltown/smalltown.mdl")
    assert model.city is None and model.name == "smalltown"
    assert model.levers == model.labels == model.targets == ()
    with pytest.raises(ModelError, match="smaltown"):
        load_model("smaltown")


def test_a_scenario_with_values_over_it(town):
    model = load_model("smalltown")
    loaded = load_scenario(
        "effort",
        {"movement_pace": 0.04, "productivity growth": {2026: 0.02, 2030: "5 %/year"}},
        {"GDP": {"growth": "5.5 %/year", "from": 2025}},
        "mine",
        model,
    )
    settings = {each.name: each.value for each in loaded.scenario.settings}
    assert loaded.name == "mine" and loaded.model is model
    assert settings["movement pace"] == 0.04 and settings["movement effort"] == 1.0
    assert settings["productivity growth"] == Schedule("linear", ((2026.0, 0.02), (2030.0, 0.05)), 0.02)
    assert [(each.name, each.growth, each.start) for each in loaded.scenario.impositions] == [("GDP", 0.055, 2025.0)]
    where = {each.name: each.where for each in loaded.explain() if each.name == "movement pace"}
    assert where == {"movement pace": "set="}


def test_python_and_yaml_make_one_scenario(town):
    text = "extends: base\nset:\n  movement effort: {multiply: 0}\n  movement pace: {2026: 0.01, 2030: 0.04}\n"
    (town / "mine.yaml").write_text(text, encoding="utf-8")
    values = {"movement effort": {"multiply": 0}, "movement pace": {2026: 0.01, 2030: 0.04}}
    assert load_scenario("base", values).scenario.hash == load_scenario("mine.yaml").scenario.hash


def test_all_faults_at_once(town):
    with pytest.raises(ScenarioError) as caught:
        load_scenario("base", {"movement pase": 1, "movement effort": 9, "birth rate": None}, {"GPD": 3})
    told = "\n".join(caught.value.faults)
    assert len(caught.value.faults) == 4
    assert "set=: no lever or constant 'movement pase'. Nearest: 'movement pace'" in told
    assert "set=: movement effort is 9. Expected -0.5 to 2. Choose a value in that range." in told
    assert "'birth rate' holds None" in told and "impose=: " in told and "'GPD'" in told


def test_a_scenario_of_another_model_is_refused(town):
    with pytest.raises(ScenarioError) as caught:
        load_scenario("base", model=load_model("models/smalltown/smalltown.mdl"))
    assert str(caught.value) == (
        "base: it is of model 'smalltown', and the model file 'smalltown.mdl' is given. Expected a city. "
        "Leave model= out, or load the city."
    )
