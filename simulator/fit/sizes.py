"""How far observed values may be off, and the model itself: numbers in the shown unit, or in % of the value."""

from __future__ import annotations

import re

from simulator.fit.calibration import Discrepancy
from simulator.scenario.fields import fields_of, refuse, text_of
from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault
from simulator.scenario.read import Node, Pairs, Scalar, describe, number_of
from simulator.target.history import Point

__all__ = ["read_discrepancy", "read_errors", "read_shares"]

_PERCENT = re.compile(r"\s*((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?)\s*[%％]\s*")
# Sizes of errors beyond these are no sizes: their squares are no numbers any more, or hardly.
_LEAST, _MOST = 1e-30, 1e30
# After so many years what a model is off by is alike by a factor e, unless the file says otherwise.
_MEMORY = 5.0


def read_errors(key: Scalar, node: Node, unit: str, at: tuple[tuple[Point, ...], list[Fault]]) -> tuple[float, ...]:
    """Read one error for all points, or errors that hold from a year on; in the shown unit, one a point.

    unit: the shown one; empty where it is not known.
    """
    parts = _parts(key, node, unit, at)
    return tuple(size + share * abs(point.value) for point, (size, share) in zip(at[0], parts, strict=False))


def read_shares(key: Scalar, node: Node, unit: str, at: tuple[tuple[Point, ...], list[Fault]]) -> tuple[float, ...]:
    """Read which part of its value the error of a point is, one a point: 0 where it is a number of its own."""
    return tuple(share for _, share in _parts(key, node, unit, at))


def _parts(
    key: Scalar, node: Node, unit: str, at: tuple[tuple[Point, ...], list[Fault]]
) -> tuple[tuple[float, float], ...]:
    """Read the absolute and the relative part of errors, one of them 0, one a point; nothing where there is a fault."""
    points, faults = at
    if not isinstance(node, Pairs):
        size = _error(key, node, unit, faults)
        return (size,) * len(points) if size else ()
    steps: list[tuple[float, tuple[float, float]]] = []
    for year, value in node.pairs:
        since, size = number_of(year.text), _error(key, value, unit, faults)
        if since is None or (steps and since <= steps[-1][0]):
            told = f"{key.text}: error has {year.text!r} for a year"
            faults.append(refuse(year.place, told, "years that increase", "Correct it"))
        elif size is not None:
            steps.append((float(since), size))
    errors = []
    for point in points:
        held = [size for since, size in steps if since <= point.year]
        if not held:
            told = f"{key.text}: no error holds in {point.year:.10g}"
            faults.append(refuse(node.place, told, "one from the first year on", "Begin there"))
            return ()
        errors.append(held[-1])
    return tuple(errors)


def read_discrepancy(
    key: Scalar, node: Node | None, unit: str, at: tuple[tuple[Point, ...], list[Fault]]
) -> Discrepancy | None:
    """Read by how much the model itself may be off; None where nothing is said, or there is a fault."""
    if node is None:
        return None
    points, faults = at
    what = Scalar(f"{key.text}: discrepancy", f"{key.text}: discrepancy", key.place)
    fields = fields_of(node, what.text, (("error", "source"), ("memory",)), faults)
    if fields is None:
        return None
    source = text_of(fields["source"], f"{what.text}: source", faults) if "source" in fields else ""
    sizes = read_errors(what, fields["error"], unit, (points, faults)) if "error" in fields else ()
    shares = read_shares(what, fields["error"], unit, (points, [])) if "error" in fields else ()
    memory: float | Fault = bare_number(fields["memory"], f"{what.text}: memory") if "memory" in fields else _MEMORY
    if isinstance(memory, Fault):
        faults.append(memory)
        return None
    if not memory > 0:
        told = f"{what.text}: memory is {describe(fields['memory'])}"
        faults.append(refuse(fields["memory"].place, told, "years, more than 0", "Correct it"))
    return Discrepancy(sizes, memory, source, shares)


def _error(key: Scalar, node: Node, unit: str, faults: list[Fault]) -> tuple[float, float] | None:
    """Read one error. Returns: its absolute and its relative part, one of them 0."""
    what = f"{key.text}: error"
    told = _PERCENT.fullmatch(node.text) if isinstance(node, Scalar) else None
    size = float(told[1]) / 100.0 if told else bare_number(node, what)
    if isinstance(size, Fault):
        shown = f"a number in {unit or 'the shown unit'}" + (
            "" if unit == "%" else ", or in % of the value such as 0.5 %"
        )
        faults.append(refuse(node.place, f"{what} is {describe(node)}", shown, "Write it so"))
        return None
    if told and unit == "%":
        expected = "a number without a unit, in points of the shown %"
        faults.append(refuse(node.place, f"{what} is {describe(node)} of what is itself in %", expected, "Write it so"))
        return None
    if not size > 0:
        faults.append(refuse(node.place, f"{what} is {describe(node)}", "more than 0", "Correct it"))
        return None
    if not _LEAST < size < _MOST:
        expected = f"a size between {_LEAST:g} and {_MOST:g}"
        faults.append(refuse(node.place, f"{what} is {describe(node)}", expected, "Correct it"))
        return None
    return (0.0, size) if told else (size, 0.0)
