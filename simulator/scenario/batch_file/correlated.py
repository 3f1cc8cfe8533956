"""`correlated`: groups of drawn inputs whose ranks move together."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from simulator.scenario.batch import Correlated, Sample
from simulator.scenario.layer import Entry
from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe, mistyped
from simulator.scenario.spelling import spelled

__all__ = ["read_correlated"]

_KEYS = ("inputs", "correlation", "matrix")
_ONE = "{inputs: [a, b], correlation: 0.6} or {inputs: [a, b, c], matrix: [[...], [...], [...]]}"
# Methods whose draws are no random ranks that could be put into another order.
_UNRELATED = ("morris", "grid", "file")
# The least eigenvalue of a matrix that can still be parted into factors with digits to spare.
_LEAST = 1e-9


def read_correlated(
    section: Entry, drawn: Collection[str] | None, sample: Sample | None, faults: list[Fault]
) -> tuple[Correlated, ...]:
    """Read the groups.

    drawn:  names of what is to be drawn, whether or not that could be read; None where they are not known.
    sample: how they are drawn; None where that is faulty.
    """
    node = section.value
    if not isinstance(node, Items) or not node.items:
        told = f"correlated is {describe(node)}. Expected a list of groups, each {_ONE}. Write one."
        faults.append(Fault(node.place, mistyped(node) or told))
        return ()
    if sample is not None and sample.method in _UNRELATED:
        told = f"correlated inputs cannot be drawn by {sample.method}, which takes each input by itself"
        expected = "Expected latin_hypercube, sobol or monte_carlo"
        faults.append(Fault(section.name.place, f"{told}. {expected}. Change the method, or remove correlated."))
    groups = []
    taken: dict[str, Scalar] = {}
    for item in node.items:
        group = _group(item, drawn, taken, faults)
        if group is not None:
            groups.append(group)
    return tuple(groups)


def _group(
    item: Node, drawn: Collection[str] | None, taken: dict[str, Scalar], faults: list[Fault]
) -> Correlated | None:
    """Read one group; None where there is a fault."""
    before = len(faults)
    fields = {key.text: value for key, value in item.pairs} if isinstance(item, Pairs) else {}
    if isinstance(item, Pairs):
        faults.extend(unknown(key.place, "key", key.text, _KEYS) for key, _ in item.pairs if key.text not in _KEYS)
    if "inputs" not in fields or ("correlation" in fields) == ("matrix" in fields):
        if len(faults) == before:
            told = describe(item) if not fields else f"a map with {', '.join(fields)}"
            told = f"a group of correlated is {told}. Expected {_ONE}. Write it so."
            faults.append(Fault(item.place, mistyped(item) or told))
        return None
    listed = fields["inputs"].items if isinstance(fields["inputs"], Items) else ()
    names = _names(fields["inputs"], drawn, taken, faults)
    if "matrix" in fields:
        rows = _matrix(fields["matrix"], len(listed) if len(listed) > 1 else 0, faults)
    else:
        value = bare_number(fields["correlation"], "correlation")
        rows = ()
        if isinstance(value, Fault):
            faults.append(value)
        else:
            every = range(max(len(listed), 2))
            rows = tuple(tuple(1.0 if row == column else value for column in every) for row in every)
    # A fault of the names hides none of the numbers.
    if rows and all(len(row) == len(rows) for row in rows):
        _judge(rows, fields.get("matrix") or fields["correlation"], faults)
    return Correlated(names, rows, item.place.at_line) if len(faults) == before else None


def _names(node: Node, drawn: Collection[str] | None, taken: dict[str, Scalar], faults: list[Fault]) -> tuple[str, ...]:
    """Read the inputs of a group: drawn ones, each in one group only."""
    if not isinstance(node, Items) or len(node.items) < 2:
        told = f"a list of {len(node.items)}" if isinstance(node, Items) else describe(node)
        told = f"inputs is {told}. Expected two drawn inputs or more. Write a list of them."
        faults.append(Fault(node.place, mistyped(node) or told))
        return ()
    names = []
    for each in node.items:
        if drawn is None:
            name = each.text if isinstance(each, Scalar) else None
        else:
            name = spelled(each.text, drawn) if isinstance(each, Scalar) else None
        if name is None:
            text = each.text if isinstance(each, Scalar) else describe(each)
            faults.append(unknown(each.place, "drawn input", text, drawn or ()))
        elif name in taken:
            told = f"{name} is correlated already, in line {taken[name].place.line}. Expected each input once"
            faults.append(Fault(each.place, f"{told}. Put all that move with it into one group with a matrix."))
        elif isinstance(each, Scalar):
            taken[name] = each
            names.append(name)
    return tuple(names)


def _matrix(node: Node, size: int, faults: list[Fault]) -> tuple[tuple[float, ...], ...]:
    """Read a square matrix of numbers; empty where there is a fault. size: how many inputs there are."""
    rows = node.items if isinstance(node, Items) else ()
    lengths = [len(row.items) if isinstance(row, Items) else 0 for row in rows]
    if not rows or (size and lengths != [size] * size):
        told = f"{len(rows)} row{'s' if len(rows) > 1 else ''} of {', '.join(map(str, lengths))}"
        told = f"matrix is {told if rows else describe(node)}"
        expected = f"Expected {size} rows of {size} numbers, one for each input" if size else "Expected rows of numbers"
        faults.append(Fault(node.place, mistyped(node) or f"{told}. {expected}. Correct it."))
        return ()
    read = [
        [bare_number(each, f"matrix: row {number + 1}") for each in row.items]
        for number, row in enumerate(rows)
        if isinstance(row, Items)
    ]
    bad = [each for row in read for each in row if isinstance(each, Fault)]
    faults.extend(bad)
    return () if bad else tuple(tuple(each for each in row if not isinstance(each, Fault)) for row in read)


def _judge(rows: tuple[tuple[float, ...], ...], node: Node, faults: list[Fault]) -> None:
    """Refuse a matrix that no ranks can have.

    Source: Pearson's 2 sin(pi rho / 6), the correlation of normal values whose ranks have the correlation rho.
    """
    matrix = np.array(rows)
    size = len(rows)
    for row in range(size):
        if rows[row][row] != 1.0:
            told = f"matrix has {rows[row][row]:g} on its diagonal, in row {row + 1}. Expected 1"
            faults.append(Fault(node.place, f"{told}. An input goes wholly with itself: write 1."))
            return
        for column in range(size):
            if not -1.0 <= rows[row][column] <= 1.0:
                told = f"a correlation is {rows[row][column]:g}. Expected -1 to 1. Correct it."
                faults.append(Fault(node.place, told))
                return
            if rows[row][column] != rows[column][row]:
                told = f"matrix has {rows[row][column]:g} in row {row + 1}, column {column + 1}"
                told += f", and {rows[column][row]:g} in row {column + 1}, column {row + 1}"
                faults.append(Fault(node.place, f"{told}. Expected the same number. Make the matrix symmetric."))
                return
    # The diagonal stays 1: 2 sin(pi / 6) is 1 but for rounding.
    for kind, each in (("of ranks", matrix), ("of the normal values", 2.0 * np.sin(np.pi * matrix / 6.0))):
        least = float(np.linalg.eigvalsh(each)[0])
        if least < _LEAST:
            told = f"the correlations {kind} contradict each other: their smallest eigenvalue is {least:.3g}"
            expected = "Expected a positive definite matrix, all eigenvalues above 0"
            faults.append(Fault(node.place, f"{told}. {expected}. Bring correlations nearer to 0."))
            return
