"""Names and values, resolved."""

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.scenario import Earlier, Imposition, Setting
from simulator.scenario.schedule import Schedule
from tests.scenarios import load_scenario


def test_values_are_resolved_from_layer_to_layer(write, known):
    write(
        base="model: city\nset:\n  wind starts: 50\n  hukou effort: 0.1",
        top="extends: base\nset:\n  wind starts: {multiply: 1.2}",
    )
    scenario = load_scenario("top.yaml", known, ("wind_starts={add: 10}",))
    assert scenario.settings == (
        Setting("hukou effort", 0.1, "base.yaml:4", (Earlier("0", "model default"),)),
        Setting(
            "wind starts",
            70.0,
            "--set",
            (Earlier("40", "model default"), Earlier("50", "base.yaml:3"), Earlier("60", "top.yaml:3")),
        ),
    )
    assert (scenario.name, scenario.model, scenario.sources) == ("top", "city", ("base.yaml", "top.yaml"))


def test_relative_values_start_from_the_models_own(write, known):
    write(top="model: city\nset:\n  wind starts: {multiply: 1.5}\n  growth[trad]: {add: 0.5 %/year}")
    assert [each.value for each in load_scenario("top.yaml", known).settings] == [0.01 + 0.005, 60.0]


def test_relative_to_a_schedule(write, known):
    write(
        base="model: city\nset: {wind starts: {2025: 40, 2030: 60}}",
        top="extends: base\nset: {wind starts: {multiply: 2}}",
    )
    (setting,) = load_scenario("top.yaml", known).settings
    assert setting.value == Schedule("linear", ((2025.0, 80.0), (2030.0, 120.0)), 80.0)
    assert setting.overrode[-1] == Earlier("{2025: 40, 2030: 60}", "base.yaml:2")


def test_a_schedule_is_replaced_as_a_whole(write, known):
    write(
        base="model: city\nset: {wind starts: {2025: 40, 2030: 60}}",
        top="extends: base\nset: {wind starts: {2027: 50}}",
    )
    (setting,) = load_scenario("top.yaml", known).settings
    assert setting.value == Schedule("linear", ((2027.0, 50.0),), 50.0)


def test_names_are_found_as_the_model_spells_them(write, known):
    impose = "impose:\n  gdp: {2025: 1}\n  Capacity[Wind]: {2025: 2}"
    write(top=f"model: city\nset: {{LIFETIME: 25, 'Growth[ emer ]': 0.02}}\n{impose}")
    scenario = load_scenario("top.yaml", known)
    assert [each.name for each in scenario.settings] == ["growth[emer]", "lifetime"]
    assert [each.name for each in scenario.impositions] == ["capacity[wind]", "GDP"]


def test_a_constant_that_is_no_lever_has_no_range(write, known):
    write(top="model: city\nset: {lifetime: -1e9}")
    assert load_scenario("top.yaml", known).settings[0].value == -1e9


def test_impositions_override_each_other(write, known):
    write(
        base="model: city\nimpose: {GDP: {2025: 4214.61, 2030: 5508}}",
        top="extends: base\nimpose: {GDP: {growth: 5.5 %/year, from: 2025}}",
    )
    earlier = (Earlier("{2025: 4214.61, 2030: 5508}", "base.yaml:2"),)
    assert load_scenario("top.yaml", known).impositions == (
        Imposition("GDP", "亿元", None, 0.055, 2025.0, "top.yaml:2", earlier),
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("0.6", "hukou effort is 0.6. Expected -0.5 to 0.5."),
        ("{2025: 0, 2030: 0.6}", "hukou effort is 0.6 in 2030. Expected -0.5 to 0.5."),
        ("{step: {2026: -0.6}}", "hukou effort is -0.6 in 2026. Expected -0.5 to 0.5."),
        ("{step: {start: 2, 2026: 0}}", "hukou effort is 2 in 2020. Expected -0.5 to 0.5."),
        ("{growth: {start: 0.25, 2025: 10 %/year}}", "hukou effort is 0.648"),
    ],
)
def test_ranges_hold_at_every_time_of_the_run(write, known, value, told):
    write(top=f"model: city\nset:\n  hukou effort: {value}")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("top.yaml", known)
    (fault,) = caught.value.faults
    assert fault.startswith(f"top.yaml:3:17: {told}")


def test_a_value_within_range_only_together_is_judged_together(write, known):
    write(base="model: city\nset: {wind starts: 150}", top="extends: base\nset: {wind starts: {multiply: 1.5}}")
    with pytest.raises(ScenarioError, match=r"^top.yaml:2:20: wind starts is 225\. Expected 0 to 200\."):
        load_scenario("top.yaml", known)


def test_numbers_that_are_not_finite_are_refused_without_a_range(write, known):
    write(top="model: city\nset: {lifetime: {multiply: 1e308}}")
    with pytest.raises(ScenarioError, match=r"lifetime is inf\. Expected a finite number\."):
        load_scenario("top.yaml", known)


def test_only_names_that_are_near_are_called_so(write, known):
    write(top="model: city\nset: {zzz: 1, lifetim: 1}")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("top.yaml", known)
    assert caught.value.faults == (
        "top.yaml:2:7: no lever or constant 'zzz'. Expected one of 'growth[emer]', 'growth[trad]', 'hukou effort', "
        "'lifetime', 'wind starts'. Rename or remove it.",
        "top.yaml:2:15: no lever or constant 'lifetim'. Nearest: 'lifetime'. Rename or remove it.",
    )


def test_on_the_command_line_the_last_value_counts(write, known):
    write(top="model: city")
    (setting,) = load_scenario("top.yaml", known, ("wind starts=50", "Wind starts=60")).settings
    assert setting.value == 60.0


def test_outline_names_and_values_are_told_at_once(write, known):
    write(mine="model: city\nkey: 1\nset: {hukou: 1, wind starts: x}")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("mine.yaml", known, ("lifetime=y",))
    assert len(caught.value.faults) == 4


@pytest.mark.parametrize(
    ("value", "column", "year"),
    [
        ("{2026: 40, 20300: 60}", 27, "20300"),
        ("{-5: 40, 2030: 60}", 17, "-5"),
        ("{0: 40}", 17, "0"),
        ("{step: {start: 40, 202: 60}}", 35, "202"),
        ("{growth: {20260: 1 %/year}}", 26, "20260"),
    ],
)
def test_years_far_from_the_run_are_slips(write, known, value, column, year):
    write(top=f"model: city\nset:\n  wind starts: {value}")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("top.yaml", known)
    assert caught.value.faults == (
        f"top.yaml:3:{column}: wind starts has a value for the year {year}. Expected 1920 to 2135; the run is from "
        "2020 to 2035. Correct the year.",
    )


def test_years_just_outside_the_run_serve_a_path(write, known):
    write(top="model: city\nset: {wind starts: {2010: 40, 2050: 60}}\nimpose: {GDP: {2015: 1, 2040: 2}}")
    assert load_scenario("top.yaml", known).settings[0].value == Schedule(
        "linear", ((2010.0, 40.0), (2050.0, 60.0)), 40
    )


def test_a_mistyped_year_of_an_imposed_path(write, known):
    write(top="model: city\nimpose: {GDP: {2026: 1, 20300: 2}}")
    with pytest.raises(ScenarioError, match=r"^top.yaml:2:25: GDP has a value for the year 20300\."):
        load_scenario("top.yaml", known)
