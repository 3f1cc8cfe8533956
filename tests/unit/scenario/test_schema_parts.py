"""Closed maps and numbers with units."""

import pytest
from pydantic import TypeAdapter, ValidationError

from simulator.scenario.schema_parts import Quantity, Strict


@pytest.mark.parametrize("value", [1, -0.5, "5.5 %/year", "1e3 km", ".5/Year"])
def test_quantities(value):
    assert TypeAdapter(Quantity).validate_python(value) == value


@pytest.mark.parametrize("value", ["fast", "%", [1], None])
def test_no_quantities(value):
    with pytest.raises(ValidationError):
        TypeAdapter(Quantity).validate_python(value)


def test_strict_maps_have_no_other_keys():
    class One(Strict):
        a: int = 1

    assert One(a=2).a == 2
    with pytest.raises(ValidationError):
        One.model_validate({"b": 1})
