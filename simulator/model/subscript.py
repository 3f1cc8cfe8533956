"""Subscript ranges, their mappings, and the block of elements for which an equation stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

import numpy as np

from simulator.errors import Faults, unknown_name
from simulator.model.source import SourceModel, SubscriptRange
from simulator.model.syntax import key_of

# More elements than any variable of a model has: a typing error must not fill the memory.
MOST_ROWS = 1_000_000


class SubscriptFault(Exception):
    """A subscript that cannot be resolved. word: the subscript as written."""

    def __init__(self, message: str, word: str) -> None:
        super().__init__(message)
        self.word = word


@dataclass(frozen=True)
class Ranges:
    """All ranges of a model.

    members:  range key -> element keys in order.
    spelled:  key of a range or element -> its name as first written.
    mapped:   (range on the left, range on the right) -> element on the left -> element on the right.
    """

    members: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, str]
    mapped: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def is_element(self, key: str) -> bool:
        """Tell whether a key names an element (and not also a range)."""
        return key in self.spelled and key not in self.members

    def elements_of(self, name: str) -> tuple[str, ...]:
        """Return the elements of a range, or the element itself. Raises: SubscriptFault."""
        key = key_of(name)
        if key in self.members:
            return self.members[key]
        if key in self.spelled:
            return (key,)
        raise SubscriptFault(self.unknown(name), name)

    def unknown(self, name: str) -> str:
        """Word an unknown range or element, without its place."""
        return unknown_name("", "subscript range or element", name, self.spelled.values()).removeprefix(": ")

    def number_of(self, element: str) -> int:
        """Return the place of an element, from 1, in the largest range that holds it: its value in an equation."""
        holding = [members for members in self.members.values() if element in members]
        return max(holding, key=len).index(element) + 1

    def order(self, elements: Iterable[str]) -> tuple[str, ...]:
        """Put elements into the order of the smallest range that holds them all, else as they come."""
        wanted = dict.fromkeys(elements)
        holding = [members for members in self.members.values() if wanted.keys() <= set(members)]
        if not holding:
            return tuple(wanted)
        smallest = min(holding, key=len)
        return tuple(element for element in smallest if element in wanted)

    def range_of(self, elements: Sequence[str]) -> str:
        """Return the name of the range with exactly these elements, else the elements joined."""
        for key, members in self.members.items():
            if members == tuple(elements):
                return self.spelled[key]
        return "/".join(self.spelled[element] for element in elements)


class RangeReader:
    """Expands the ranges of a file. faults: gathers what is wrong with them."""

    def __init__(self, source: SourceModel, faults: Faults) -> None:
        self._faults = faults
        self._written: dict[str, SubscriptRange] = {}
        self._spelled: dict[str, str] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        for item in source.ranges:
            key = key_of(item.name)
            if key in self._written:
                where = item.passage.where()
                faults.add(f"{where}: range {item.name!r} is defined twice. Expected one definition. Remove one.")
                continue
            self._written[key] = item
            self._spelled.setdefault(key, item.name)
        for key in self._written:
            self._expand(key, (key,))
        mapped: dict[tuple[str, str], Mapping[str, str]] = {}
        for key, item in self._written.items():
            for target, elements in item.mappings:
                self._map(item, (target, elements), mapped)
            if len(item.elements) == 1 and key_of(item.elements[0]) in self._written:
                self._join(key, key_of(item.elements[0]), mapped)
        self.ranges = Ranges(self._members, self._spelled, mapped)

    def _expand(self, key: str, trail: tuple[str, ...]) -> tuple[str, ...]:
        """Return the elements of a range, those of the ranges inside it in their place."""
        if key in self._members:
            return self._members[key]
        item = self._written[key]
        found: list[str] = []
        for name in item.elements:
            inner = key_of(name)
            if inner in trail:
                where = _where(item, name)
                self._faults.add(f"{where}: range {item.name!r} holds itself. Expected elements. Take it out.")
                self._spelled.setdefault(inner, name)
            elif inner in self._written:
                found += self._expand(inner, (*trail, inner))
            else:
                self._spelled.setdefault(inner, name)
                found.append(inner)
        for twice in [each for each, count in Counter(found).items() if count > 1][:1]:
            where = _where(item, self._spelled[twice])
            self._faults.add(
                f"{where}: range {item.name!r} holds {self._spelled[twice]!r} twice. Expected it once. Remove one."
            )
        self._members[key] = tuple(dict.fromkeys(found))
        return self._members[key]

    def _map(
        self,
        item: SubscriptRange,
        mapping: tuple[str, tuple[str, ...]],
        mapped: dict[tuple[str, str], Mapping[str, str]],
    ) -> None:
        """Read one mapping: in order, or with the elements of the other range that each element stands for."""
        target, listed = mapping
        key, other = key_of(item.name), key_of(target)
        if other not in self._written:
            self._faults.add(unknown_name(_where(item, target), "subscript range", target, self._names()))
            return
        groups = [self._members.get(key_of(name), (key_of(name),)) for name in listed]
        groups = groups or [(element,) for element in self._members[other]]
        wrong = [
            name
            for name in listed
            if not set(self._members.get(key_of(name), (key_of(name),))) <= set(self._members[other])
        ]
        if wrong or len(groups) != len(self._members[key]):
            where = _where(item, wrong[0] if wrong else target)
            self._faults.add(
                f"{where}: range {item.name!r} of {len(self._members[key])} elements maps to {len(groups)} of "
                f"{target!r}. "
                f"Expected one of {', '.join(self._members[other])} for each. Correct the mapping."
            )
            return
        pairs = {element: own for own, group in zip(self._members[key], groups, strict=True) for element in group}
        mapped[other, key] = pairs
        if all(len(group) == 1 for group in groups):
            mapped.setdefault((key, other), {own: element for element, own in pairs.items()})

    def _join(self, key: str, other: str, mapped: dict[tuple[str, str], Mapping[str, str]]) -> None:
        """Let a copy and its original stand for each other."""
        for pair in ((key, other), (other, key)):
            mapped.setdefault(pair, {element: element for element in self._members[key]})

    def _names(self) -> list[str]:
        return [item.name for item in self._written.values()]


def _where(item: SubscriptRange, word: str) -> str:
    return item.passage.where(item.passage.find(word) or 0)


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
        """Widen the block by the ranges of a reduction, innermost last. Returns the block and the inner rows.

        Raises: SubscriptFault where there are too many.
        """
        width = prod(len(elements) for elements in inner.values())
        if self.rows * width > MOST_ROWS:
            found = f"{self.rows * width} elements to reduce. Expected at most {MOST_ROWS}. Choose shorter ranges."
            raise SubscriptFault(found, next(iter(inner)))
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
    Raises:  SubscriptFault with the unknown name, or where exceptions have another number of subscripts.
    """
    keys = [key_of(name) for name in subscripts]
    choices = [ranges.elements_of(name) for name in subscripts]
    count = prod(len(elements) for elements in choices)
    if count > MOST_ROWS:
        raise SubscriptFault(f"{count} elements. Expected at most {MOST_ROWS}. Choose shorter ranges.", subscripts[0])
    twice = [
        name for place, name in enumerate(subscripts) if keys[place] in keys[:place] and keys[place] in ranges.members
    ]
    if twice:
        raise SubscriptFault(
            f"range {twice[0]!r} twice on the left side. Expected different ranges. Map one range to another.", twice[0]
        )
    excluded = set()
    for group in exceptions:
        if len(group) != len(keys):
            raise SubscriptFault(
                f"{len(group)} subscripts after :EXCEPT:. Expected {len(keys)} as before it. Correct it.", group[0]
            )
        excluded |= set(product(*(ranges.elements_of(name) for name in group)))
    rows = [combination for combination in product(*choices) if combination not in excluded]
    bindings = {
        key: np.array([row[place] for row in rows], dtype=object)
        for place, key in enumerate(keys)
        if key in ranges.members
    }
    fixed = tuple(key for key in keys if key not in ranges.members)
    return Block(len(rows), bindings, fixed), rows


def resolve_subscript(ranges: Ranges, block: Block, name: str) -> np.ndarray | str:
    """Find, for each row of a block, the element that a subscript on the right side names.

    Returns: (row,) element keys, or one element key for all rows.
    Raises:  SubscriptFault with the reason.
    """
    key = key_of(name)
    if key in block.bindings:
        return block.bindings[key]
    if key.endswith("!"):
        raise SubscriptFault(
            f"subscript {name!r} is reduced outside SUM, PROD, VMIN and VMAX. Expected it inside one. Correct it.",
            name,
        )
    if ranges.is_element(key):
        return key
    if key not in ranges.members:
        raise SubscriptFault(ranges.unknown(name), name)
    own = [(bound, values) for bound, values in block.bindings.items() if not bound.endswith("!")]
    mapped = [(left, pairs) for (left, right), pairs in ranges.mapped.items() if right == key]
    for exact in (True, False):  # a part of a range maps as the whole does
        for bound, values in own:
            for left, pairs in mapped:
                if (left == bound) is exact and all(element in pairs for element in values):
                    return np.array([pairs[element] for element in values], dtype=object)
    members = set(ranges.members[key])
    within = [values for _, values in own if set(values) <= members]
    if len(within) == 1:
        return within[0]
    fixed = [element for element in block.fixed if element in members]
    if len(fixed) == 1 and not within:
        return fixed[0]
    raise SubscriptFault(
        f"subscript range {name!r} is not on the left side. Expected a range or element of the left side. Correct it.",
        name,
    )
