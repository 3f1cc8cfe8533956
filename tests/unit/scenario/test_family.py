"""Families part their values: the two shares add up to 1, and lead back to the value."""

import math

import numpy as np
import pytest

from simulator.scenario.family import FAMILIES

NUMBERS = {
    "triangular": [(0.0, 0.3, 1.0), (1.0, 1.0, 2.0), (1.0, 2.0, 2.0)],
    "uniform": [(-1.0, 4.0)],
    "normal": [(2.0, 0.5)],
    "lognormal": [(2.0, 0.5)],
    "beta": [(2.0, 5.0), (0.5, 0.5, 10.0, 20.0)],
}
CASES = [(kind, numbers) for kind, many in NUMBERS.items() for numbers in many]


def test_all_families_are_tried():
    assert NUMBERS.keys() == FAMILIES.keys()


@pytest.mark.parametrize(("kind", "numbers"), CASES)
def test_shares_lead_back_to_the_value(kind, numbers):
    family = FAMILIES[kind]
    low, high = family.ends(numbers)
    low, high = (low, high) if math.isfinite(high) else (0.1, 6.0)
    for value in np.linspace(low, high, 13)[1:-1]:
        below, above = family.parts(float(value), numbers)
        assert below + above == pytest.approx(1.0, rel=1e-14)
        found = family.value(np.array([below]), np.array([above]), numbers)
        assert found[0] == pytest.approx(value, rel=1e-13)


@pytest.mark.parametrize(("kind", "numbers"), CASES)
def test_nothing_lies_beyond_the_ends(kind, numbers):
    low, high = FAMILIES[kind].ends(numbers)
    assert FAMILIES[kind].parts(low, numbers) == (0.0, 1.0)
    assert FAMILIES[kind].parts(high if math.isfinite(high) else 1e300, numbers) == (1.0, 0.0)
