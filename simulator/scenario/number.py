"""Numbers as scenario files write them: bare, in the unit that is expected, or with a unit of their own."""

import math
import re

from simulator.scenario.place import Fault
from simulator.scenario.read import Node, Scalar, describe
from simulator.scenario.slip import number_slip
from simulator.units import conversion, parse_unit

__all__ = ["bare_number", "number", "rate"]

_WITH_UNIT = re.compile(r"\s*([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)\s*([^\s\d.].*?)\s*")


def bare_number(node: Node, what: str) -> float | Fault:
    """Read a number without a unit. what: what it is for, for the message."""
    if isinstance(node, Scalar) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        try:
            value = float(node.value)
        except OverflowError:
            value = math.inf
        if math.isfinite(value):
            return value
        return Fault(node.place, f"{what} is {node.text}. Expected a finite number. Write one.")
    told = number_slip(node.text) if isinstance(node, Scalar) and isinstance(node.value, str) else ""
    if told:
        return Fault(node.place, f"{what} is {describe(node)}: {told}")
    return Fault(node.place, f"{what} is {describe(node)}. Expected a number. Write one, without quotes.")


def number(node: Node, what: str, unit: str | None) -> float | Fault:
    """Read a number, bare or with a unit such as "5.5 %/year".

    unit: the unit in which the number is wanted, None if that is not known; then only a bare number will do.
    Returns: the number in `unit`.
    """
    written = _with_unit(node)
    if written is None or number_slip(node.text if isinstance(node, Scalar) else ""):
        return bare_number(node, what)
    value, own_unit = written
    told = f"{what} is {describe(node)}"
    if unit is None:
        return Fault(node.place, f"{told}. Expected a bare number: its unit in the model is not known. Write it so.")
    try:
        parse_unit(own_unit)
    except ValueError as problem:
        return Fault(node.place, f"{told}: {problem}")
    try:
        return value * conversion(own_unit, unit)
    except ValueError:
        return Fault(node.place, f"{told}. Expected {unit} or another unit of that kind. Correct the unit.")


def rate(node: Node, what: str) -> float | Fault:
    """Read a growth rate with its unit: "5.5 %/year" is 0.055 a year. A bare number would leave open which it is.

    Returns: the rate as a fraction a year, above -1.
    """
    value = number(node, what, "1/Year")
    if isinstance(value, Fault) and isinstance(node, Scalar) and number_slip(node.text):
        return value
    if isinstance(value, Fault) or (value != 0 and _with_unit(node) is None):
        told = f"{what} is {describe(node)}. Expected a rate with its unit"
        return Fault(node.place, f"{told}, such as 5.5 %/year or 0.055 /year. Write it so.")
    if value <= -1:
        return Fault(node.place, f"{what} is {describe(node)}. Expected more than -100 %/year. Write a larger rate.")
    return value


def _with_unit(node: Node) -> tuple[float, str] | None:
    """Part a text into number and unit; None if it is no such text."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return None
    parts = _WITH_UNIT.fullmatch(node.text)
    if parts is None or not math.isfinite(float(parts[1])):
        return None
    unit = parts[2]
    return float(parts[1]), f"1{unit}" if unit.startswith("/") else unit
