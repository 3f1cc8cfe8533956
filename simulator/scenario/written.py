"""What stands behind a name under `set`: a number, a path over years, or a change of what the layers before give."""

from dataclasses import dataclass

from simulator.scenario.number import bare_number, number, rate
from simulator.scenario.place import Fault, Place, unknown
from simulator.scenario.read import Items, Node, Number, Pairs, Scalar, describe, number_of
from simulator.scenario.schedule import Schedule, Value, plus, times
from simulator.scenario.slip import number_slip, slip

__all__ = ["Absolute", "Change", "Path", "Written", "apply", "read_knots", "read_written"]

_WORDS = ("step", "growth", "multiply", "add")
_START = "start"


@dataclass(frozen=True)
class Absolute:
    """A value that does not look at its parent's."""

    value: Value


@dataclass(frozen=True)
class Change:
    """The parent's value, multiplied and then added to."""

    factor: float = 1.0
    amount: float = 0.0


@dataclass(frozen=True)
class Path:
    """A step or growth path that starts from its parent's value."""

    schedule: Schedule
    place: Place


Written = Absolute | Change | Path
Knots = tuple[tuple[float, float], ...]


def read_written(node: Node, name: str, unit: str | None, faults: list[Fault]) -> Written | None:
    """Read what stands behind a name. unit: the constant's model unit, if known. None where there is a fault."""
    if not isinstance(node, Pairs):
        if isinstance(node, Items):
            told = f"{name} is a list. Expected a number or a path such as {{2025: 0, 2028: 0.01}}. Write one."
            faults.append(Fault(node.place, told))
            return None
        constant = _kept(number(node, name, unit), faults)
        return None if constant is None else Absolute(constant)
    words = [(key, value) for key, value in node.pairs if key.text in _WORDS]
    if (not words and any(number_of(key.text) is not None for key, _ in node.pairs)) or not node.pairs:
        knots = read_knots(node.pairs, node.place, name, unit, faults)
        return Absolute(Schedule("linear", knots, knots[0][1])) if knots else None
    if not words:
        faults.extend(_no_key(key, name) for key, _ in node.pairs)
        return None
    key, value = words[0]
    if len(node.pairs) > 1:
        told = f"{name} has {key.text!r} beside other keys. Expected one of {', '.join(_WORDS)}, or years. Keep one."
        faults.append(Fault(key.place, told))
        return None
    return _word(key, value, name, unit, faults)


def apply(written: Written, parent: Value, name: str) -> Value | Fault:
    """Give the value that results from a parent's value."""
    match written:
        case Absolute(value):
            return value
        case Change(factor, amount):
            changed = times(parent, factor) if factor != 1.0 else parent
            return plus(changed, amount) if amount else changed
        case Path(schedule, place):
            if isinstance(parent, Schedule):
                told = f"{name} has no start, and its parent's value is a path. Expected a number to start from"
                return Fault(place, f"{told}. Write start: NUMBER before the first year.")
            return Schedule(schedule.kind, schedule.knots, parent)
    raise TypeError(f"unknown value {written!r}")


def read_knots(
    pairs: tuple[tuple[Scalar, Node], ...], place: Place, name: str, unit: str | None, faults: list[Fault]
) -> Knots:
    """Read year: value pairs. unit: the values' unit; "rate" reads growth rates. Empty where there is a fault."""
    before = len(faults)
    if not pairs:
        faults.append(Fault(place, f"{name} has no years. Expected year: value pairs. Write at least one."))
    knots: list[tuple[float, float]] = []
    for key, node in pairs:
        year = number_of(key.text)
        if year is None or not abs(year) < 1e6:
            told = number_slip(key.text)
            what = f": {told}" if told else ". Expected a number. Correct it."
            faults.append(
                Fault(key.place, (year is None and slip(key.text)) or f"{name} has {key.text!r} for a year{what}")
            )
            continue
        if knots and year <= knots[-1][0]:
            told = f"{name} has year {key.text} after {_year(knots[-1][0])}. Expected years that increase"
            faults.append(Fault(key.place, f"{told}. Sort them, each year once."))
        what = f"{name} in {key.text}"
        value = _kept(rate(node, what) if unit == "rate" else number(node, what, unit), faults)
        knots.append((float(year), 0.0 if value is None else value))
    return tuple(knots) if len(faults) == before else ()


def _no_key(key: Scalar, name: str) -> Fault:
    """Word a key that is neither a year nor a kind of path."""
    told = "" if slip(key.text) else number_slip(key.text)
    if told:
        return Fault(key.place, f"{name} has {key.text!r} for a year: {told}")
    return unknown(key.place, "year or kind of path", key.text, _WORDS)


def _word(key: Scalar, node: Node, name: str, unit: str | None, faults: list[Fault]) -> Written | None:
    """Read {step: ...}, {growth: ...}, {multiply: ...} or {add: ...}."""
    if key.text == "multiply":
        factor = _kept(bare_number(node, f"{name}: multiply"), faults)
        return None if factor is None else Change(factor=factor)
    if key.text == "add":
        amount = _kept(number(node, f"{name}: add", unit), faults)
        return None if amount is None else Change(amount=amount)
    if not isinstance(node, Pairs):
        told = f"{name}: {key.text} is {describe(node)}. Expected years, {{{key.text}: {{2026: ...}}}}. Add them."
        faults.append(Fault(node.place, told))
        return None
    starts = [value for each, value in node.pairs if each.text == _START]
    years = tuple((each, value) for each, value in node.pairs if each.text != _START)
    start = _kept(number(starts[0], f"{name}: start", unit), faults) if starts else None
    knots = read_knots(years, node.place, name, "rate" if key.text == "growth" else unit, faults)
    if not knots or (starts and start is None):
        return None
    schedule = Schedule("growth" if key.text == "growth" else "step", knots, start or 0.0)
    return Path(schedule, key.place) if start is None else Absolute(schedule)


def _kept(value: float | Fault, faults: list[Fault]) -> float | None:
    """Keep a number, or its fault."""
    if isinstance(value, Fault):
        faults.append(value)
        return None
    return value


def _year(year: Number) -> str:
    """Write a year as people do."""
    return f"{year:g}" if year != int(year) else str(int(year))
