"""Fields of a YAML file, one by one: maps with known keys, texts, lists of numbers, spans of years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault, Place, unknown
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe, mistyped

__all__ = ["fields_of", "known_of", "numbers_of", "pairs_of", "refuse", "text_of", "years_of"]

_SPAN = re.compile(r"\s*(\d{4})\s*[-–~]\s*(\d{4})\s*")


def refuse(place: Place, what: str, expected: str, advice: str) -> Fault:
    """Word one fault."""
    return Fault(place, f"{what}. Expected {expected}. {advice}.")


def pairs_of(node: Node | None, what: str, expected: str, faults: list[Fault]) -> tuple[tuple[Scalar, Node], ...]:
    """Read a map; nothing where there is none. expected: what stands in it, for the message."""
    if node is None:
        return ()
    if isinstance(node, Pairs):
        return node.pairs
    told = mistyped(node)
    faults.append(
        Fault(node.place, told) if told else refuse(node.place, f"{what} is {describe(node)}", expected, "Write one")
    )
    return ()


def fields_of(
    node: Node, what: str, keys: tuple[Sequence[str], Sequence[str]], faults: list[Fault]
) -> Mapping[str, Node] | None:
    """Read a map with known keys, one that lacks some too. keys: needed ones, and others. None where it is no map."""
    needed, others = keys
    listed = ", ".join(needed)
    if not isinstance(node, Pairs):
        faults.append(refuse(node.place, f"{what} is {describe(node)}", f"a map with {listed}", "Write one"))
        return None
    fields = known_of(node, "key", (*needed, *others), faults)
    missing = [each for each in needed if each not in fields]
    if missing:
        faults.append(refuse(node.place, f"{what} has no {', no '.join(missing)}", f"all of {listed}", "Add the rest"))
    return fields


def known_of(node: Pairs, kind: str, known: Sequence[str], faults: list[Fault]) -> Mapping[str, Node]:
    """Read a map whose keys are known. kind: what a key is called, for the message."""
    for key, _ in node.pairs:
        if key.text not in known:
            faults.append(unknown(key.place, kind, key.text, known))
    return {key.text: value for key, value in node.pairs if key.text in known}


def text_of(node: Node, what: str, faults: list[Fault]) -> str:
    """Read a text that is not empty, on one line."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.text.strip():
        return " ".join(node.text.split())
    faults.append(refuse(node.place, f"{what} is {describe(node)}", "a text", "Write one"))
    return ""


def numbers_of(node: Node, what: str, count: int, faults: list[Fault]) -> tuple[float, ...]:
    """Read a list of so many numbers; empty where there is a fault. count: -1 for any."""
    if not isinstance(node, Items) or (count >= 0 and len(node.items) != count):
        expected = "[low, high]" if count == 2 else "a list of numbers"
        faults.append(refuse(node.place, f"{what} is {describe(node)}", expected, "Write it so"))
        return ()
    values = [bare_number(each, what) for each in node.items]
    faults.extend(each for each in values if isinstance(each, Fault))
    kept = tuple(each for each in values if not isinstance(each, Fault))
    return kept if len(kept) == len(values) else ()


def years_of(node: Node, what: str, faults: list[Fault]) -> tuple[float, ...]:
    """Read years that increase: a list, a single one, or 2010-2025 for all from the first to the last."""
    if isinstance(node, Scalar):
        span = _SPAN.fullmatch(node.text)
        if span and int(span[1]) <= int(span[2]):
            return tuple(map(float, range(int(span[1]), int(span[2]) + 1)))
        if not isinstance(node.value, int | float) or isinstance(node.value, bool):
            expected = "a list of years, or 2010-2025 for all from the first to the last"
            faults.append(refuse(node.place, f"{what} is {describe(node)}", expected, "Write it so"))
            return ()
        node = Items((node,), node.place)
    years = numbers_of(node, what, -1, faults)
    for before, after in pairwise(years):
        if after <= before:
            told = f"{what} has {after:.10g} after {before:.10g}"
            faults.append(refuse(node.place, told, "years that increase", "Sort them, each year once"))
            return ()
    return years
