"""Groups of inputs that move together; what is refused is in tests/fault."""

import pytest

from simulator.scenario.batch import Correlated, Sample
from simulator.scenario.batch_file.correlated import read_correlated
from simulator.scenario.layer import Entry
from simulator.scenario.place import Fault
from simulator.scenario.read import Pairs, parse

DRAWN = frozenset("abcd")


def read(text: str) -> tuple[tuple[Correlated, ...], list[Fault]]:
    """Read groups."""
    root, _ = parse(f"correlated: {text}", "a.yaml")
    assert isinstance(root, Pairs)
    faults: list[Fault] = []
    return read_correlated(Entry(*root.pairs[0]), DRAWN, Sample("sobol", 8), faults), faults


def test_one_correlation_holds_between_any_two():
    (group,), faults = read("[{inputs: [A, b, c], correlation: 0.3}]")
    assert not faults
    assert group == Correlated(("a", "b", "c"), ((1.0, 0.3, 0.3), (0.3, 1.0, 0.3), (0.3, 0.3, 1.0)), "a.yaml:1")


def test_a_matrix_is_read_by_rows():
    groups, faults = read("[{inputs: [a, b], matrix: [[1, -.5], [-.5, 1]]}, {inputs: [d, c], correlation: 0}]")
    assert not faults
    assert [group.matrix for group in groups] == [((1.0, -0.5), (-0.5, 1.0)), ((1.0, 0.0), (0.0, 1.0))]
    assert groups[1].inputs == ("d", "c")


@pytest.mark.parametrize("correlation", [1, -1])
def test_inputs_that_are_the_same_are_refused(correlation):
    groups, faults = read(f"[{{inputs: [a, b], correlation: {correlation}}}]")
    assert not groups
    assert "their smallest eigenvalue is" in faults[0].text


def test_an_input_is_in_one_group():
    _, faults = read("[{inputs: [a, b], correlation: 0.5}, {inputs: [b, c], correlation: 0.5}]")
    assert [str(fault) for fault in faults] == [
        "a.yaml:1:60: b is correlated already, in line 1. Expected each input once. "
        "Put all that move with it into one group with a matrix."
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{inputs: [a, x], correlation: 1.2}", ["no drawn input 'x'", "a correlation is 1.2. Expected -1 to 1."]),
        ("{inputs: [a, x], matrix: [[1, .5], [.5, 1]]}", ["no drawn input 'x'"]),
        ("{inputs: [a, x], matrix: [[1, 3], [3, 1]]}", ["no drawn input 'x'", "a correlation is 3."]),
        ("{inputs: [a, b], matrix: [[1]]}", ["matrix is 1 row of 1. Expected 2 rows of 2 numbers"]),
        ("{inputs: [a, b], matrix: ［1，2］}", ["'［1，2］' holds the full-width '［'. Expected '[1, 2]'."]),
    ],
)
def test_no_fault_hides_another_or_brings_one_along(text, told):
    _, faults = read(f"[{text}, {{inputs: [c, d], correlation: -1.5}}]")
    assert len(faults) == len(told) + 1
    for fault, begin in zip(faults, [*told, "a correlation is -1.5."], strict=True):
        assert fault.text.startswith(begin)


def test_names_are_not_judged_where_none_are_known():
    root, _ = parse("correlated: [{inputs: [a, b], correlation: 2}]", "a.yaml")
    assert isinstance(root, Pairs)
    faults: list[Fault] = []
    read_correlated(Entry(*root.pairs[0]), None, None, faults)
    assert [fault.text for fault in faults] == ["a correlation is 2. Expected -1 to 1. Correct it."]
