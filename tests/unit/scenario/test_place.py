"""Places and faults."""

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.place import Fault, Place, raise_all, unknown


def test_a_place_is_as_exact_as_known():
    assert str(Place("a.yaml", 7, 3)) == "a.yaml:7:3"
    assert Place("a.yaml", 7, 3).at_line == "a.yaml:7"
    assert str(Place("--set")) == Place("--set").at_line == "--set"


def test_unknown_names_the_nearest():
    fault = unknown(Place("a.yaml", 7, 3), "lever", "wind start", ["wind starts", "PV"])
    assert str(fault) == "a.yaml:7:3: no lever 'wind start'. Nearest: 'wind starts'. Rename or remove it."


def test_faults_are_raised_once_in_the_order_of_files_and_lines():
    faults = [
        Fault(Place("b", 9, 1), "last of b."),
        Fault(Place("a", 1, 1), "of a."),
        Fault(Place("b", 2, 5), "second of b."),
        Fault(Place("b", 2, 1), "first of b."),
        Fault(Place("a", 1, 1), "of a."),
    ]
    with pytest.raises(ScenarioError) as caught:
        raise_all(faults)
    assert caught.value.faults == ("b:2:1: first of b.", "b:2:5: second of b.", "b:9:1: last of b.", "a:1:1: of a.")


def test_no_fault_no_error():
    raise_all([])
