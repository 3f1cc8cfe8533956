"""Errors: one class a stage, all faults at once, worded alike."""

import pytest

from simulator.errors import (
    Faults,
    ModelError,
    OutputError,
    RunError,
    ScenarioError,
    SimulatorError,
    TargetError,
    unknown_name,
)


@pytest.mark.parametrize("stage", [ModelError, ScenarioError, TargetError, RunError, OutputError])
def test_an_error_is_its_faults_one_a_line(stage):
    error = stage("a.yaml:1: one. Fix it.", "a.yaml:2: two. Fix it.")
    assert isinstance(error, SimulatorError)
    assert error.faults == ("a.yaml:1: one. Fix it.", "a.yaml:2: two. Fix it.")
    assert str(error) == "a.yaml:1: one. Fix it.\na.yaml:2: two. Fix it."


def test_faults_are_raised_together_in_order_and_once():
    faults = Faults()
    assert not faults
    faults.raise_as(ModelError)
    for message in ("second", "first", "second"):
        faults.add(message)
    assert faults and len(faults) == 2 and faults.messages == ("second", "first")
    with pytest.raises(ModelError) as caught:
        faults.raise_as(ModelError)
    assert caught.value.faults == ("second", "first")


def test_unknown_name_tells_the_nearest():
    message = unknown_name(
        "scenarios/base.yaml:7", "constant", "brith rate", ["death rate", "birth rate", "population"]
    )
    assert message == (
        "scenarios/base.yaml:7: no constant 'brith rate'. Nearest: 'birth rate', 'death rate'. Rename or remove it."
    )


def test_unknown_name_does_not_mind_case_and_gives_the_model_s_spelling():
    message = unknown_name("x:1", "lever", "pv STARTS", ["PV starts", "hukou effort"])
    assert message == "x:1: no lever 'pv STARTS'. Nearest: 'PV starts'. Rename or remove it."


def test_unknown_name_far_from_all_lists_the_first_five():
    message = unknown_name("x:1", "lever", "zzz", ["f", "e", "d", "c", "b", "a"])
    assert message == "x:1: no lever 'zzz'. Nearest: 'a', 'b', 'c', 'd', 'e'. Rename or remove it."


def test_unknown_name_far_from_many_lists_none():
    message = unknown_name("x:1", "lever", "zzz", [f"name {number}" for number in range(60)])
    assert message == "x:1: no lever 'zzz'. None of the 60 is near. Rename or remove it."


def test_unknown_name_where_nothing_is_known():
    assert unknown_name("x:1", "lever", "zzz", []) == "x:1: no lever 'zzz'. There is no lever at all. Remove it."
