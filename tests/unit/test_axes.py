"""Axes: dimensions and names of elements."""

import dataclasses

import pytest

from simulator.axes import Dimension, element_name


@pytest.mark.parametrize(
    ("elements", "name"),
    [((), "population"), (("urban",), "population[urban]"), (("urban", "1950"), "population[urban,1950]")],
)
def test_names_of_elements(elements, name):
    assert element_name("population", elements) == name


def test_a_dimension_keeps_the_order_of_its_elements():
    area = Dimension("area", ("urban", "rural"))
    assert len(area) == 2
    assert [area.position(each) for each in area.elements] == [0, 1]
    with pytest.raises(ValueError, match=r"^dimension 'area' has no element 'sea'$"):
        area.position("sea")


def test_a_dimension_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Dimension("area", ("urban",)).name = "zone"
