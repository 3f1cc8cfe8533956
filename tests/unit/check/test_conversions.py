"""Numbers that convert units, and numbers that do not."""

from fractions import Fraction

import pytest

from simulator.check.conversions import literal, scales, scales_of
from simulator.model.syntax import Call, Name, Number
from tests.unit.check.small import TOWN, source_and_model

ONE = Fraction(1)


@pytest.mark.parametrize(
    ("number", "scale"),
    [
        (10.0, Fraction(1, 10)),
        (-1e4, Fraction(1, 10**4)),
        (0.001, Fraction(1000)),
        (12.0, Fraction(1, 12)),
        (1 / 12, Fraction(12)),
        (365.25, Fraction(4, 1461)),
        (8760.0, Fraction(1, 8760)),
    ],
)
def test_numbers_that_convert(number, scale):
    assert scales(number) == (ONE, scale)


@pytest.mark.parametrize("number", [0.0, 1.0, -1.0, 2.0, 7.0, 0.5, 110.0, 20.0, float("inf"), float("nan")])
def test_numbers_that_do_not(number):
    assert scales(number) == (ONE,)


def test_what_is_written_out_as_a_number():
    ten, minus = Number(10.0), Call("negative", (Number(4.0),))
    assert literal(Call("^", (ten, minus))) == 1e-4
    assert literal(Call("*", (Number(24.0), Number(365.0)))) == 8760
    assert literal(Call("/", (ten, Number(0.0)))) is None
    assert literal(Call("^", (ten, Number(999.0)))) is None
    assert literal(Call("*", (ten, Name("people", ())))) is None


def test_a_constant_that_is_a_number():
    source, _ = source_and_model(f"{TOWN}\nhundred = 100 | Dmnl | Hundred.")
    definitions = {each.name: each for each in source.definitions}
    assert scales_of(definitions["hundred"]) == (ONE, Fraction(1, 100))
    assert scales_of(definitions["births"]) == (ONE,)
