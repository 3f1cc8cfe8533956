"""The units of every equation, found from its parts: what Vensim calls a units check.

A bare number takes the unit that its place asks for. What reads a variable without a unit cannot be told,
and is counted. A scale is followed too (10^4 persons are no persons). A number that converts, or a constant that is
one and has no unit, may explain a difference of scale, if it is that very difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from simulator.check.conversions import literal, scales, scales_of
from simulator.check.function_units import (
    AGREEING,
    BOOLEAN,
    FIRST,
    PLAIN,
    RATES_OF_TIME,
    TIMES_ONLY,
    UNITLESS,
    agreeing_roles,
)
from simulator.check.quantity import DIMENSIONLESS, Quantity, quantity_of
from simulator.check.said import Finding, Result, Said, Status, said
from simulator.model.source import Definition, SourceModel
from simulator.model.syntax import Call, Name, Number, Numbers, Syntax, key_of

__all__ = ["check_units"]

_TIMES = ("initial time", "final time", "time step", "saveper")


@dataclass(frozen=True)
class Bare:
    """A number without a unit. scales: 1, and what units it may have as a conversion: 10000 may be person/wanPerson."""

    scales: tuple[Fraction, ...] = (Fraction(1),)


@dataclass(frozen=True)
class Untold:
    """What reads a variable without a unit."""


Found = Quantity | Bare | Untold
_UNTOLD = Untold()


def check_units(source: SourceModel) -> Result:
    """Hold every equation's units against those of its variable. source: the model as parsed."""
    walk = _Walk(source)
    findings: list[Finding] = []
    n_checked = n_untold = n_without = 0
    for definition in source.definitions:
        if definition.hidden:
            continue
        own = walk.units.get(key_of(definition.name))
        if definition.unit.strip() and own is None:
            where, told = source.where(definition.name), said("units.unreadable", unit=definition.unit)
            findings.append(Finding(definition.shown, where, told))
        n_without += own is None
        for part in definition.components:
            walk.start()
            found = walk.of(part.syntax)
            if not walk.faults:
                walk.compare(found, own, definition.unit)
            findings += [Finding(definition.shown, part.passage.where(), fault) for fault in walk.faults]
            is_told = own is not None and not isinstance(found, Untold)
            n_checked += is_told
            n_untold += not is_told and not walk.faults
    counts = {"equations": n_checked + n_untold, "told": n_checked, "untold": n_untold, "without": n_without}
    told = said("units.done" if n_checked else "units.none", **counts)
    status: Status = "passed" if n_checked or findings else "skipped"
    return Result("units", "units", status, told, _once(findings), counts=counts).judged()


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Leave out what is found again, as in equations for several elements that are written alike."""
    return tuple(each for place, each in enumerate(findings) if each not in findings[:place])


@dataclass
class _Walk:
    """Finds the units of expressions and keeps what does not fit."""

    source: SourceModel
    units: dict[str, Quantity | None] = field(init=False)
    time: Quantity | None = field(init=False)
    faults: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        definitions = {key_of(each.name): each for each in self.source.definitions}
        self.units = {key: quantity_of(each.unit) for key, each in definitions.items() if not each.hidden}
        self.hidden = {key: each for key, each in definitions.items() if each.hidden}
        self.time = next((self.units[key] for key in _TIMES if self.units.get(key)), None)
        self.elements = {key_of(each) for item in self.source.ranges for each in (item.name, *item.elements)}
        self.inside: set[str] = set()
        self.converting = {key: scales_of(each) for key, each in definitions.items()}

    def start(self) -> None:
        """Begin another equation."""
        self.faults = []
        self.inside = set()

    def compare(self, found: Found, own: Quantity | None, unit: str) -> None:
        """Hold an equation's units against its variable's."""
        if own is None or not isinstance(found, Quantity):
            return
        if found.powers != own.powers:
            self.faults.append(said("units.side", found=found, own=own, unit=unit))
        elif found.scales and own.scale not in found.scales:
            self.faults.append(said("units.scale", found=found, own=own, unit=unit))

    def of(self, node: Syntax) -> Found:
        """Find the units of an expression."""
        if isinstance(node, Number):
            return Bare(scales(node.value))
        if isinstance(node, Numbers):
            return Bare()
        if isinstance(node, Name):
            return self.name(node.key)
        if isinstance(node, Call):
            return self.call(node)
        return Bare()  # points of a lookup or a series are in the unit of the variable

    def name(self, key: str) -> Found:
        """Find the units of a variable."""
        if key in self.units:
            found = self.units[key] or _UNTOLD
            if isinstance(found, Quantity) and not found.powers:
                return found.times(Quantity((), self.converting[key]))
            return found
        if key in self.hidden:
            return self.of_hidden(self.hidden[key])
        if key in ("time", "dt", "starttime", "stoptime"):
            return self.time or _UNTOLD
        return Bare() if key in self.elements or key in ("pi", "inf", "nan") else _UNTOLD

    def of_hidden(self, definition: Definition) -> Found:
        """Find the units of what a macro computes from its equation; its own unit is whatever the macro calls it."""
        key = key_of(definition.name)
        if key in self.inside or len(definition.components) != 1:
            return _UNTOLD
        self.inside.add(key)
        before = len(self.faults)
        found = self.of(definition.components[0].syntax)
        del self.faults[before:]
        return found

    def call(self, node: Call) -> Found:
        """Find the units of an operator's or function's value."""
        function, arguments = node.function, node.arguments
        if function in self.units or function in self.hidden:  # a lookup
            for each in arguments:
                self.of(each)
            return self.name(function)
        number = literal(node)
        if number is not None:
            return Bare(scales(number))
        parts = [self.of(each) for each in arguments]
        if function in ("*", "/") and len(parts) == 2:
            return _joined(parts[0], parts[1], 1 if function == "*" else -1)
        if function in ("^", "power") and len(parts) == 2:
            return self.power(parts, arguments[1])
        if function == "sqrt":
            return _raised(parts[0], Fraction(1, 2))
        if function == "zidz":
            return _joined(parts[0], parts[1], -1)
        if function == "xidz":
            return self.agreed(function, [_joined(parts[0], parts[1], -1), parts[2]])
        return self.by_table(function, parts)

    def by_table(self, function: str, parts: list[Found]) -> Found:
        """Find the units of a function's value by the tables of functions."""
        if function in PLAIN:
            for part in parts:
                self.plain(function, part)
            return DIMENSIONLESS
        if function in BOOLEAN:
            self.agreed(function, parts)
            return DIMENSIONLESS
        if function in UNITLESS:
            return DIMENSIONLESS
        if function in TIMES_ONLY:
            self.agreed(function, [*parts, self.time or _UNTOLD])
            return DIMENSIONLESS
        if function in RATES_OF_TIME:
            values, times, power = RATES_OF_TIME[function]
            self.times_of(function, [parts[place] for place in times if place < len(parts)])
            value = self.agreed(function, [parts[place] for place in values if place < len(parts)])
            return _joined(value, self.time or _UNTOLD, power) if power else value
        if function == "integ":
            return self.agreed(function, [_joined(parts[0], self.time or _UNTOLD, 1), parts[1]])
        if function == "trend":
            self.times_of(function, parts[1:2])
            return _joined(DIMENSIONLESS, self.time or _UNTOLD, -1)
        if function == "get time value":
            return self.time or _UNTOLD
        if function in FIRST:
            return parts[FIRST[function]] if len(parts) > FIRST[function] else _UNTOLD
        places = AGREEING.get(function) or agreeing_roles(function)
        if places is None:
            return _UNTOLD
        return self.agreed(
            function, parts if places == "all" else [parts[each] for each in places if each < len(parts)]
        )

    def power(self, parts: list[Found], exponent: Syntax) -> Found:
        """Raise to a power: an exponent has no unit, and what has one is raised by a number alone."""
        self.plain("exponent", parts[1])
        base = parts[0]
        if isinstance(parts[1], Quantity) and parts[1].powers:
            return _UNTOLD
        if not isinstance(base, Quantity) or (not base.powers and base.scale == 1):
            return base
        number = literal(exponent)
        if number is None:
            if base.powers:
                self.faults.append(said("units.power", found=base))
                return _UNTOLD
            return base.rescaled()
        return _raised(base, Fraction(number).limit_denominator(1000))

    def plain(self, function: str, part: Found) -> None:
        """Refuse a unit where only a number without one makes sense."""
        if isinstance(part, Quantity) and part.powers:
            self.faults.append(said("units.plain", function=function.upper(), found=part))

    def times_of(self, function: str, parts: Sequence[Found]) -> None:
        """Refuse another unit than that of time where a time is asked for."""
        for part in parts:
            both = isinstance(part, Quantity) and self.time is not None
            if both and isinstance(part, Quantity) and part.powers != self.time.powers:  # type: ignore[union-attr]
                self.faults.append(said("units.time", function=function.upper(), found=part, time=self.time))

    def agreed(self, function: str, parts: Sequence[Found]) -> Found:
        """Return the one unit of several parts; refuse others."""
        known = [part for part in parts if isinstance(part, Quantity)]
        common = known[:1]
        for part in known[1:]:
            if part.powers != known[0].powers:
                self.faults.append(said("units.mixed", function=function.upper(), left=known[0], right=part))
                return _UNTOLD
            shared = _shared(common[0].scales, part.scales)
            if shared is None:
                self.faults.append(said("units.mixed_scale", function=function.upper(), left=common[0], right=part))
                return _UNTOLD
            common = [Quantity(part.powers, shared)]
        if any(isinstance(part, Untold) for part in parts):
            return known[0].rescaled() if known else _UNTOLD
        if not common:
            return Bare(
                tuple(dict.fromkeys(scale for part in parts if isinstance(part, Bare) for scale in part.scales))
            )
        return common[0]


def _shared(left: tuple[Fraction, ...], right: tuple[Fraction, ...]) -> tuple[Fraction, ...] | None:
    """Return the scales that two parts may both have, those of the one where the other cannot be told; None: none."""
    if not left or not right:
        return left or right
    return tuple(each for each in left if each in right) or None


def _joined(left: Found, right: Found, sign: int) -> Found:
    """Find the units of a product (sign 1) or a quotient (sign -1)."""
    if isinstance(left, Untold) or isinstance(right, Untold):
        return _UNTOLD
    first, second = (Quantity((), part.scales) if isinstance(part, Bare) else part for part in (left, right))
    found = first.times(second, Fraction(sign))
    return Bare(found.scales) if isinstance(left, Bare) and isinstance(right, Bare) else found


def _raised(base: Found, power: Fraction) -> Found:
    return DIMENSIONLESS.times(base, power) if isinstance(base, Quantity) else base
