"""Numbers for readers."""

import math

import pytest

from simulator.report.digits import printed, rounded, signed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4214.61, "4,215"),
        (64.149, "64.1"),
        (1.066, "1.07"),
        (0.31449, "0.314"),
        (-18.32, "−18.3"),
        (-0.0001, "0.000"),
        (0.0, "0.000"),
        (None, "–"),
        (math.nan, "–"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_rounded(value, text):
    assert rounded(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.5, "+1.50"), (-1.5, "−1.50"), (0.0, "+0.000"), (None, "–"), (-0.0, "+0.000")]
)
def test_signed(value, text):
    assert signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(64.0, "64"), (0.31, "0.31"), (5500.0, "5,500"), (-18.0, "−18"), (0.0, "0"), (1e-12, "1e−12")]
)
def test_printed(value, text):
    assert printed(value) == text
