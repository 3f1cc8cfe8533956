from fractions import Fraction

import pytest

from simulator.check.quantity import DIMENSIONLESS, quantity_of


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("wanPerson/Year", "10^4 person/Year"),
        ("亿元", "10^8 yuan"),
        ("Dmnl", "dimensionless"),
        ("1", "dimensionless"),
        ("%", "10^-2 dimensionless"),
        ("Widgets/(Worker*Year)", "widget/Year/person"),
        ("degree^2", "degree^2"),
        ("gallons per mile", "gallon/mile"),
        ("m/s*second", "m"),
    ],
)
def test_units_are_read_and_written_in_base_units(text, spelled):
    assert str(quantity_of(text)) == spelled


@pytest.mark.parametrize("text", ["", "  ", "*", "(", "a/", "a^b", "0", "(" * 30 + "foo" + ")" * 30, "x" * 300])
def test_what_is_no_unit(text):
    assert quantity_of(text) is None


def test_one_and_many_are_alike():
    assert quantity_of("Widget") == quantity_of("widgets")
    assert quantity_of("$/Rabbit") == quantity_of("$/rabbits")


def test_products_powers_and_scales():
    wan = quantity_of("wanPerson")
    assert wan.times(quantity_of("person"), Fraction(-1)).scale == 10**4
    assert wan.times(wan, Fraction(-1)) == DIMENSIONLESS
    assert DIMENSIONLESS.times(quantity_of("m^2"), Fraction(1, 2)).powers == (("m", Fraction(1)),)
    assert wan.rescaled().scale is None
    assert wan.times(quantity_of("person").rescaled()).scale is None
