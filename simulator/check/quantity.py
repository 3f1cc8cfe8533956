"""Units for the walk over equations: any model's own names too, and a scale as long as it can be told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from simulator.units import parse_unit

__all__ = ["DIMENSIONLESS", "Quantity", "quantity_of"]

_TOKEN = re.compile(r"\s*(?:(?P<sign>[*/^()·×])|(?P<name>[^*/^()·×]+))")
_NUMBER = re.compile(r"\d+(\.\d*)?([eE][-+]?\d{1,2})?")
_NOTHING = {"", "-", "1", "no unit", "no units", "none", "unitless", "n/a", "dimensionless", "dmnl"}
_SECONDS = {"s", "sec", "second", "seconds"}
# Scales of one value that are followed; more than any equation's conversions give.
_MOST_SCALES = 1000
# More brackets inside one another than any unit has.
_MOST_DEEP = 20


@dataclass(frozen=True)
class Quantity:
    """What a value is measured in.

    powers: (base unit, power) pairs in the order of the base's name, no power 0.
    scales: in base units, first as it stands, then what it is where numbers of the equation convert; none: not told.
    """

    powers: tuple[tuple[str, Fraction], ...] = ()
    scales: tuple[Fraction, ...] = (Fraction(1),)

    @property
    def scale(self) -> Fraction | None:
        """The scale as it stands; None where it cannot be told."""
        return self.scales[0] if self.scales else None

    def times(self, other: Quantity, power: Fraction = Fraction(1)) -> Quantity:
        """Multiply by another raised to a power; -1 divides."""
        powers = dict(self.powers)
        for base, each in other.powers:
            powers[base] = powers.get(base, Fraction(0)) + each * power
        kept = tuple(sorted((base, each) for base, each in powers.items() if each))
        return Quantity(kept, _products(self.scales, other.scales, power))

    def rescaled(self) -> Quantity:
        """Return it with a scale that cannot be told."""
        return Quantity(self.powers, ())

    def __str__(self) -> str:
        """Write it in base units: 10^8 yuan/Year."""
        scale = "" if self.scale in (None, 1) else f"{_scale_text(self.scale)} "
        above = [_base_text(base, power) for base, power in self.powers if power > 0]
        below = [_base_text(base, -power) for base, power in self.powers if power < 0]
        if not above and not below:
            return f"{scale}dimensionless"
        return scale + "/".join(["*".join(above) or "1", *below])


DIMENSIONLESS = Quantity()


def quantity_of(text: str) -> Quantity | None:
    """Read a unit; a name that is not known is a base unit of its own, one and many alike (Widget, Widgets).

    Returns: None where the text is no unit at all, or empty.
    """
    if not text.strip() or len(text) > 200:
        return None
    try:
        unit = parse_unit(text)
        powers = tuple((base, Fraction(power)) for base, power in unit.dimensions)
        return Quantity(powers, (unit.exact,))
    except ValueError:
        pass
    try:
        return _Reader(text).whole()
    except _NoUnit:
        return None


class _NoUnit(Exception):
    """The text is no unit."""


class _Reader:
    """Reads one unit from left to right, a name that is not known as a base unit."""

    def __init__(self, text: str) -> None:
        self.tokens = [found.group().strip() for found in _TOKEN.finditer(re.sub(r"\bper\b", "/", text))]
        self.tokens = [token for token in self.tokens if token]
        self.depth = 0

    def whole(self) -> Quantity:
        """Read all of it."""
        found = self.product()
        if self.tokens:
            raise _NoUnit
        return found

    def product(self) -> Quantity:
        """Read factors joined by * and /."""
        found = self.power()
        while self.tokens and self.tokens[0] in ("*", "·", "×", "/"):
            sign = Fraction(-1 if self.tokens.pop(0) == "/" else 1)
            found = found.times(self.power(), sign)
        return found

    def power(self) -> Quantity:
        """Read a factor and its power."""
        found = self.factor()
        if not self.tokens or self.tokens[0] != "^":
            return found
        self.tokens.pop(0)
        if not self.tokens or re.fullmatch(r"-?\d", self.tokens[0]) is None:
            raise _NoUnit
        return DIMENSIONLESS.times(found, Fraction(int(self.tokens.pop(0))))

    def factor(self) -> Quantity:
        """Read a name, a number, or a product in parentheses."""
        if not self.tokens or self.tokens[0] in "*/^)·×":
            raise _NoUnit
        token = self.tokens.pop(0)
        if token != "(":
            return _named(token)
        self.depth += 1
        if self.depth > _MOST_DEEP:
            raise _NoUnit
        found = self.product()
        if not self.tokens or self.tokens.pop(0) != ")":
            raise _NoUnit
        return found


def _named(name: str) -> Quantity:
    """Read one name or number."""
    if name.casefold() in _NOTHING:
        return DIMENSIONLESS
    if _NUMBER.fullmatch(name):
        if not float(name):
            raise _NoUnit
        return Quantity((), (Fraction(name),))
    if name.casefold() in _SECONDS:
        return Quantity((("Year", Fraction(1)),), (Fraction(1, 365 * 24 * 3600),))
    try:
        unit = parse_unit(name)
        return Quantity(tuple((base, Fraction(power)) for base, power in unit.dimensions), (unit.exact,))
    except ValueError:
        one = " ".join(name.casefold().replace("_", " ").split())
        return Quantity(((one.removesuffix("s") or one, Fraction(1)),))


def _products(left: tuple[Fraction, ...], right: tuple[Fraction, ...], power: Fraction) -> tuple[Fraction, ...]:
    """Multiply each scale by each; none where one is not told, a root of it is not exact, or they are too many."""
    if power.denominator != 1:
        return left if right == (Fraction(1),) else ()
    found = tuple(dict.fromkeys(one * other ** int(power) for one in left for other in right))
    return found if len(found) <= _MOST_SCALES else ()


def _scale_text(scale: Fraction) -> str:
    """Write a scale: a power of ten as such."""
    for above, below, sign in ((scale.numerator, scale.denominator, ""), (scale.denominator, scale.numerator, "-")):
        digits = str(above)
        if below == 1 and digits.strip("0") == "1" and len(digits) > 1:
            return f"10^{sign}{len(digits) - 1}"
    return f"{float(scale):g}"


def _base_text(base: str, power: Fraction) -> str:
    """Write one base unit and its power."""
    return base if power == 1 else f"{base}^{power}"
