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


def test_unknown_without_a_near_name():
    here = Place("a.yaml", 7, 3)
    assert (
        unknown(here, "key", "zzz", ["b", "a"]).text == "no key 'zzz'. Expected one of 'a', 'b'. Rename or remove it."
    )
    assert unknown(here, "key", "zzz", []).text == "no key 'zzz'. There is no key at all. Remove it."
    many = [f"name {number}" for number in range(21)]
    assert unknown(here, "key", "zzz", many, seen="the schema lists them").text == (
        "no key 'zzz'. No key has a name like it; the schema lists them. Rename or remove it."
    )
    assert unknown(here, "key", "name：1", many).text.startswith("'name：1' holds the full-width '：'.")


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
