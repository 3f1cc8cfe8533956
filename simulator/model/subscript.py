"""Subscript ranges, their mappings, and the block of elements for which an equation stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from simulator.errors import Faults, unknown_name
from simulator.model.syntax import SourceModel, key_of


class SubscriptFault(Exception):
    """A subscript that cannot be resolved; worded by the caller with its place."""


@dataclass(frozen=True)
class Ranges:
    """All ranges of a model. members: range key -> element keys in order; spelled: key -> name as first written."""

    members: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, str]
    mapped: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def is_element(self, key: str) -> bool:
        """Tell whether a key names an element (and not also a range)."""
        return key in self.spelled and key not in self.members

    def elements_of(self, key: str) -> tuple[str, ...]:
        """Return the elements of a range, or the element itself."""
        if key in self.members:
            return self.members[key]
        if key in self.spelled:
            return (key,)
        raise SubscriptFault(key)

    def counterpart(self, source: str, target: str) -> dict[str, str] | None:
        """Return element of `source` -> element of `target` where one range maps to the other, else None."""
        if (source, target) not in self.mapped and (target, source) not in self.mapped:
            return None
        left, right = self.members[source], self.members[target]
        return dict(zip(left, right, strict=True)) if len(left) == len(right) else None

    def order(self, elements: Iterable[str]) -> tuple[str, ...]:
        """Put elements into the order of the smallest range that holds them all, else as they come."""
        wanted = list(dict.fromkeys(elements))
        holding = [members for members in self.members.values() if set(wanted) <= set(members)]
        if not holding:
            return tuple(wanted)
        smallest = min(holding, key=len)
        return tuple(element for element in smallest if element in set(wanted))

    def range_of(self, elements: Sequence[str]) -> str:
        """Return the name of the range with exactly these elements, else the elements joined."""
        for key, members in self.members.items():
            if members == tuple(elements):
                return self.spelled[key]
        return "/".join(self.spelled[element] for element in elements)


def read_ranges(source: SourceModel, faults: Faults) -> Ranges:
    """Expand ranges of ranges and copies; report unknown mappings."""
    written = {key_of(item.name): item for item in source.ranges}
    spelled: dict[str, str] = {}
    for item in source.ranges:
        spelled.setdefault(key_of(item.name), item.name)
    members: dict[str, tuple[str, ...]] = {}

    def expand(key: str, trail: tuple[str, ...]) -> tuple[str, ...]:
        if key in members:
            return members[key]
        found: list[str] = []
        for name in written[key].elements:
            inner = key_of(name)
            if inner in written and inner not in trail:
                found += expand(inner, (*trail, inner))
            else:
                spelled.setdefault(inner, name)
                found.append(inner)
        members[key] = tuple(dict.fromkeys(found))
        return members[key]

    mapped: set[tuple[str, str]] = set()
    for key in written:
        expand(key, (key,))
    for key, item in written.items():
        if len(item.elements) == 1 and key_of(item.elements[0]) in written:
            mapped.add((key, key_of(item.elements[0])))
        for target in item.mappings:
            if key_of(target) not in members:
                faults.add(
                    unknown_name(str(source.path), "subscript range", target, [each.name for each in source.ranges])
                )
            elif len(members[key_of(target)]) == len(members[key]):
                mapped.add((key, key_of(target)))
    return Ranges(members, spelled, frozenset(mapped))


@dataclass(frozen=True)
class Block:
    """The elements for which an equation stands, one row each.

    rows:     how many.
    bindings: range key (as on the left side; reduced ones end in `!`) -> (row,) element keys.
    fixed:    elements named outright on the left side.
    """

    rows: int
    bindings: Mapping[str, np.ndarray]
    fixed: tuple[str, ...] = ()

    def reduced(self, inner: Mapping[str, Sequence[str]]) -> tuple[Block, int]:
        """Widen the block by the ranges of a reduction, innermost last. Returns the block and the inner rows."""
        counts = [len(elements) for elements in inner.values()]
        width = int(np.prod(counts))
        bindings = {key: np.repeat(values, width) for key, values in self.bindings.items()}
        combinations = list(product(*inner.values()))
        for place, key in enumerate(inner):
            column = np.array([combination[place] for combination in combinations], dtype=object)
            bindings[f"{key}!"] = np.tile(column, self.rows)
        return Block(self.rows * width, bindings, self.fixed), width


def block_of(
    ranges: Ranges, subscripts: Sequence[str], exceptions: Sequence[Sequence[str]]
) -> tuple[Block, list[tuple[str, ...]]]:
    """Expand the left side of an equation.

    Returns: the block, and for each row the element keys of the variable it defines.
    Raises:  SubscriptFault with the unknown name.
    """
    keys = [key_of(name) for name in subscripts]
    choices = [ranges.elements_of(key) for key in keys]
    excluded = {
        combination
        for group in exceptions
        for combination in product(*(ranges.elements_of(key_of(name)) for name in group))
    }
    rows = [combination for combination in product(*choices) if combination not in excluded]
    bindings = {
        key: np.array([row[place] for row in rows], dtype=object)
        for place, key in enumerate(keys)
        if key in ranges.members
    }
    fixed = tuple(key for key in keys if key not in ranges.members)
    return Block(len(rows), bindings, fixed), rows


def resolve_subscript(ranges: Ranges, block: Block, key: str) -> np.ndarray | str:
    """Find, for each row of a block, the element that a subscript on the right side names.

    Returns: (row,) element keys, or one element key for all rows.
    Raises:  SubscriptFault with the reason.
    """
    if key in block.bindings:
        return block.bindings[key]
    if key.endswith("!"):
        raise SubscriptFault(f"subscript {key!r} is reduced outside SUM, PROD, VMIN or VMAX")
    if ranges.is_element(key):
        return key
    if key not in ranges.members:
        raise SubscriptFault(f"no subscript {key!r}")
    for bound, values in block.bindings.items():
        counterpart = None if bound.endswith("!") else ranges.counterpart(bound, key)
        if counterpart:
            return np.array([counterpart[element] for element in values], dtype=object)
    members = set(ranges.members[key])
    within = [values for bound, values in block.bindings.items() if not bound.endswith("!") and set(values) <= members]
    if len(within) == 1:
        return within[0]
    fixed = [element for element in block.fixed if element in members]
    if len(fixed) == 1 and not within:
        return fixed[0]
    raise SubscriptFault(f"subscript range {key!r} is not on the left side")
