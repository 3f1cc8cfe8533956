"""Ranges, mappings and blocks."""

import numpy as np
import pytest

from simulator.errors import Faults
from simulator.model import subscript
from simulator.model.subscript import Block, RangeReader, SubscriptFault, block_of, resolve_subscript

RANGES = """
age: young, middle, old
grown: middle, old
cohort: (c1-c3)
sex: female, male
part: near, far -> (age: grown, young)
copy <-> age
everyone: grown, child
level: low, mid, high -> age
"""


@pytest.fixture
def ranges(source):
    faults = Faults()
    found = RangeReader(source(RANGES), faults).ranges
    assert not faults.messages
    return found


def test_ranges_hold_elements_in_order(ranges):
    assert ranges.members["age"] == ("young", "middle", "old")
    assert ranges.members["cohort"] == ("c1", "c2", "c3")
    assert ranges.members["everyone"] == ("middle", "old", "child")
    assert ranges.members["copy"] == ranges.members["age"]
    assert ranges.elements_of("Young") == ("young",)
    assert ranges.is_element("young") and not ranges.is_element("age")


def test_an_element_counts_in_the_largest_range_that_holds_it(ranges):
    assert [ranges.number_of(element) for element in ("middle", "old", "child", "c3")] == [2, 3, 3, 3]


def test_elements_are_put_in_the_order_of_their_range(ranges):
    assert ranges.order(["old", "young", "old"]) == ("young", "old")
    assert ranges.order(["male", "young"]) == ("male", "young")
    assert ranges.range_of(("middle", "old")) == "grown"
    assert ranges.range_of(("young", "old")) == "young/old"


def test_mappings_lead_from_the_left_side_to_the_right(ranges):
    assert ranges.mapped["age", "level"] == {"young": "low", "middle": "mid", "old": "high"}
    assert ranges.mapped["level", "age"] == {"low": "young", "mid": "middle", "high": "old"}
    assert ranges.mapped["age", "part"] == {"middle": "near", "old": "near", "young": "far"}
    assert ("part", "age") not in ranges.mapped  # `near` is two ages
    assert ranges.mapped["age", "copy"] == {each: each for each in ("young", "middle", "old")}


@pytest.mark.parametrize(
    ("subscripts", "exceptions", "rows"),
    [
        ((), (), [()]),
        (("grown",), (), [("middle",), ("old",)]),
        (("age",), (("grown",),), [("young",)]),
        (("sex", "grown"), (), [("female", "middle"), ("female", "old"), ("male", "middle"), ("male", "old")]),
        (("sex", "grown"), (("female", "old"), ("male", "grown")), [("female", "middle")]),
        (("male", "grown"), (), [("male", "middle"), ("male", "old")]),
    ],
)
def test_blocks(ranges, subscripts, exceptions, rows):
    block, found = block_of(ranges, subscripts, exceptions)
    assert found == rows
    assert block.rows == len(rows)
    assert set(block.bindings) == {each for each in subscripts if each in ranges.members}
    assert block.fixed == tuple(each for each in subscripts if each not in ranges.members)


@pytest.mark.parametrize(
    ("subscripts", "exceptions", "message"),
    [
        (("absent",), (), "no subscript range or element 'absent'. Nearest: 'age', 'c1', 'c2', 'c3', 'child'. "),
        (
            ("age", "age"),
            (),
            "range 'age' twice on the left side. Expected different ranges. Map one range to another.",
        ),
        (("age",), (("sex", "age"),), "2 subscripts after :EXCEPT:. Expected 1 as before it. Correct it."),
    ],
)
def test_faults_of_blocks(ranges, subscripts, exceptions, message):
    with pytest.raises(SubscriptFault) as caught:
        block_of(ranges, subscripts, exceptions)
    assert str(caught.value).startswith(message)


def test_blocks_beyond_any_model(ranges, monkeypatch):
    monkeypatch.setattr(subscript, "MOST_ROWS", 5)
    with pytest.raises(SubscriptFault, match=r"6 elements. Expected at most 5"):
        block_of(ranges, ("age", "sex"), ())
    block, _ = block_of(ranges, ("age",), ())
    with pytest.raises(SubscriptFault, match=r"6 elements to reduce. Expected at most 5"):
        block.reduced({"sex": ("female", "male")})


def test_a_block_widens_by_what_is_reduced():
    block = Block(2, {"sex": np.array(["female", "male"], dtype=object)})
    wide, width = block.reduced({"age": ("young", "old"), "part": ("near", "far")})
    assert (wide.rows, width) == (8, 4)
    assert wide.bindings["sex"].tolist() == ["female"] * 4 + ["male"] * 4
    assert wide.bindings["age!"].tolist() == ["young", "young", "old", "old"] * 2
    assert wide.bindings["part!"].tolist() == ["near", "far"] * 4


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (("age",), "age", ["young", "middle", "old"]),
        (("age",), "young", "young"),
        (("age",), "level", ["low", "mid", "high"]),
        (("age",), "part", ["far", "near", "near"]),
        (("grown",), "age", ["middle", "old"]),
        (("grown",), "part", ["near", "near"]),
        (("old",), "age", "old"),
        (("sex", "level"), "age", ["young", "middle", "old"] * 2),
    ],
)
def test_subscripts_on_the_right_side(ranges, left, right, found):
    block, _ = block_of(ranges, left, ())
    resolved = resolve_subscript(ranges, block, right)
    assert (resolved if isinstance(resolved, str) else resolved.tolist()) == found


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        (("age",), "sex", "subscript range 'sex' is not on the left side."),
        (("age",), "age!", "subscript 'age!' is reduced outside SUM, PROD, VMIN and VMAX."),
        (("age",), "absent", "no subscript range or element 'absent'."),
        (("part",), "age", "subscript range 'age' is not on the left side."),
    ],
)
def test_subscripts_that_cannot_be_told(ranges, left, right, message):
    block, _ = block_of(ranges, left, ())
    with pytest.raises(SubscriptFault) as caught:
        resolve_subscript(ranges, block, right)
    assert str(caught.value).startswith(message)
    assert caught.value.word == right
