"""Numbers, bare and with units."""

import pytest

from simulator.scenario.number import bare_number, number, rate
from simulator.scenario.place import Fault, Place
from simulator.scenario.read import Node, parse


def node(text: str) -> Node:
    """Parse one value."""
    found, _ = parse(text, "a.yaml")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("0.4", None, 0.4),
        ("-3", "Dmnl", -3.0),
        ("1e-3", "Dmnl", 0.001),
        ("20 %", "Dmnl", 0.2),
        ("'20%'", "Dmnl", 0.2),
        ("2.5 %/year", "1/Year", 0.025),
        ("2.5 %/年", "1/Year", 0.025),
        ("0.46 GW/year", "wanKW/Year", 46.0),
        ("46 万千瓦/年", "wanKW/Year", 46.0),
        ("1e2 yiYuan", "yiYuan", 100.0),
    ],
)
def test_numbers_come_in_the_wanted_unit(text, unit, value):
    assert number(node(text), "x", unit) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", ["fast", "true", "~", "[1]", "{a: 1}", "'0.4'", ".inf", "-.inf", ".nan", "1e999"])
def test_what_is_no_number(text):
    assert isinstance(number(node(text), "x", "Dmnl"), Fault)
    assert isinstance(bare_number(node(text), "x"), Fault)


def test_a_huge_whole_number_is_not_finite():
    assert isinstance(bare_number(node("1" + "0" * 350), "x"), Fault)


def test_a_unit_needs_a_known_unit_to_turn_into():
    fault = number(node("5 %"), "x", None)
    told = "x is '5 %'. Expected a bare number: its unit in the model is not known. Write it so."
    assert fault == Fault(Place("a.yaml", 1, 1), told)


@pytest.mark.parametrize(
    ("text", "value"),
    [("5.5 %/year", 0.055), ("0.055 /year", 0.055), ("0.055/Year", 0.055), ("-99 %/yr", -0.99), ("0", 0.0)],
)
def test_rates(text, value):
    assert rate(node(text), "x") == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", ["5.5", "0.055", "5.5 %", "fast", "-100 %/year", "5.5 GW/year", "5.5 %/yaer"])
def test_what_is_no_rate(text):
    assert isinstance(rate(node(text), "x"), Fault)


@pytest.mark.parametrize("read", [lambda each: number(each, "x", "Dmnl"), lambda each: rate(each, "x")])
@pytest.mark.parametrize("text", ["2,5", "1_0", "0x10", "0o47", "2026-01-01", "０．４"])
def test_the_cause_is_named_and_not_a_unit(read, text):
    fault = read(node(text))
    assert isinstance(fault, Fault)
    assert fault.text.startswith(f"x is {text!r}: ")
    assert "unit" not in fault.text
