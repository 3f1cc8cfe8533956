"""Numbers in equations that convert units: which scales a bare number may have, and what is written out as a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import isfinite
from operator import mul, neg, truediv
from typing import Any

from simulator.model.source import Definition
from simulator.model.syntax import Call, Number, Syntax

__all__ = ["literal", "scales", "scales_of"]

# Numbers that convert, beside powers of ten: the parts of a year, a day and an hour.
_PARTS = tuple(map(Fraction, ("12", "24", "60", "365", "365.25", "3600", "8760", "8766")))


def literal(node: Syntax) -> float | None:
    """Return a number that is written out, with its sign, or as a product, quotient or power of such."""
    if isinstance(node, Number):
        return node.value
    if not isinstance(node, Call) or node.function not in _ARITHMETIC:
        return None
    values = [literal(each) for each in node.arguments]
    numbers = [each for each in values if each is not None]
    if len(numbers) < len(values):
        return None
    try:
        found = float(_ARITHMETIC[node.function](*numbers))
    except (ZeroDivisionError, OverflowError, TypeError):
        return None
    return found if isfinite(found) else None


_ARITHMETIC: Mapping[str, Callable[..., Any]] = {"negative": neg, "*": mul, "/": truediv, "^": pow}


def scales_of(definition: Definition) -> tuple[Fraction, ...]:
    """Return the scales that a variable without a unit may have: 1, and that of a conversion where it is one."""
    numbers = [literal(part.syntax) for part in definition.components]
    return tuple(dict.fromkeys(scale for each in (1.0, *numbers) if each is not None for scale in scales(each)))


def scales(number: float) -> tuple[Fraction, ...]:
    """Return 1, and the scale that a number has where it stands for a conversion: 100, 0.001, 12, 8760.

    As 10000 person are 1 wanPerson, 10000 person/wanPerson are 1.
    """
    size = abs(Fraction(repr(float(number)))) if isfinite(number) else Fraction(0)
    if not size or size == 1:
        return (Fraction(1),)
    whole = size if size > 1 else 1 / size
    near = whole.limit_denominator(100)  # 1/12 is no exact number of the machine
    if abs(near - whole) < whole * Fraction(1, 10**12):
        whole = near
    digits = str(whole.numerator)
    is_power = whole.denominator == 1 and len(digits) > 1 and digits.strip("0") == "1"
    if not is_power and whole not in _PARTS:
        return (Fraction(1),)
    return (Fraction(1), 1 / whole if size > 1 else whole)
