import numpy as np
import pytest

from simulator.kernel.native.elementary import elementary_functions
from tests.native import compiled

SMALL = [0.0, 5e-324, 2.0**-1022, 1e-300, 0.5, np.nextafter(1, 0), 1.0, np.nextafter(1, 2), 1.5, 2.0, 3.0]
LARGE = [709.78, 710.0, 745.13, 746.0, 2.0**52 + 1, 2.0**53, 1e19, 1e300, np.finfo(float).max, np.inf, np.nan]
SPECIAL = np.concatenate([SMALL, LARGE, np.negative(SMALL), np.negative(LARGE)])
WAYS = [(width, attributes, None) for width in (1, 4, 16) for attributes in ("noinline", "alwaysinline")]


def arguments():
    """Random bit patterns, usual numbers, and every pair of special ones."""
    random = np.random.default_rng(3)
    patterns = random.integers(-(2**63), 2**63, size=(2, 20_000)).view(float)
    usual = np.abs(random.normal(size=(2, 20_000)) * np.exp(random.normal(size=(2, 20_000))))
    pairs = np.stack([each.ravel() for each in np.meshgrid(SPECIAL, SPECIAL)])
    return np.concatenate([patterns, usual, pairs], axis=1)


def bits(value):
    """What is compared, so that a NaN's bits count too."""
    return value.view(np.int64)


@pytest.mark.parametrize(("width", "attributes", "features"), [*WAYS, (2, "noinline", ""), (8, "noinline", "")])
def test_the_same_bits_at_every_width_and_without_fused_multiply_add(elementary, width, attributes, features):
    first, second = arguments()
    other = compiled(width, attributes, features)
    assert np.array_equal(bits(elementary("exp", first)), bits(other("exp", first)))
    assert np.array_equal(bits(elementary("log", first)), bits(other("log", first)))
    assert np.array_equal(bits(elementary("power", first, second)), bits(other("power", first, second)))


def test_only_short_cuts_branch_and_nothing_rounds_in_another_way():
    text = elementary_functions(8)
    assert text.count("define internal") == 5
    assert text.count(" br ") == 2
    assert " fast " not in text
    assert "contract" not in text
