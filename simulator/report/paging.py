"""Dividing the rows of targets into pages of about one height; headings are repeated where a page begins within one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from simulator.report.grouping import Block, Group, Row

__all__ = ["Heights", "Part", "divided"]

_MORE = 1.03  # by how much pages grow until all rows fit on as few of them


@dataclass(frozen=True)
class Heights:
    """What takes room on a page, in inches: the heading of a block, of a group, and each row."""

    block: float
    group: float
    row: Callable[[Row], float]


@dataclass(frozen=True)
class Part:
    """Rows of a block that stand on one page. block: all of it, for its counts."""

    block: Block
    groups: tuple[Group, ...]


def divided(made: Sequence[Block], heights: Heights, room: float) -> tuple[tuple[Part, ...], ...]:
    """Divide blocks into as few pages as their height in inches allows, all about equally full; one page at least."""
    every = [(block, group, row) for block in made for group in block.groups for row in group.rows]
    filled = _filled(every, heights, room)
    fewest = len(filled)
    total = sum(_need(place, every[n - 1] if n else None, heights) for n, place in enumerate(every))
    even = total / max(fewest, 1)
    while fewest > 1:
        evened = _filled(every, heights, even)
        if len(evened) <= fewest:
            filled = evened
            break
        even *= _MORE
    return tuple(map(_parts, filled)) or ((),)


_Place = tuple[Block, Group, Row]


def _filled(every: Sequence[_Place], heights: Heights, room: float) -> list[list[_Place]]:
    """Fill one page after the other; a row that is higher than a page has one of its own."""
    pages: list[list[_Place]] = []
    used = 0.0
    for place in every:
        last = pages[-1][-1] if pages else None
        need = _need(place, last, heights)
        if last is None or used + need > room:
            pages.append([])
            used, need = 0.0, _need(place, None, heights)
        pages[-1].append(place)
        used += need
    return pages


def _need(place: _Place, last: _Place | None, heights: Heights) -> float:
    """Return the height of a row with the headings that it begins."""
    block, group, row = place
    begun = 0.0 if last is not None and last[0] is block else heights.block
    grouped = 0.0 if last is not None and last[1] is group else heights.group
    return begun + grouped + heights.row(row)


def _parts(page: Sequence[_Place]) -> tuple[Part, ...]:
    """Gather the rows of a page under their headings again."""
    parts = []
    for _, of_block in groupby(page, key=lambda place: id(place[0])):
        own = list(of_block)
        groups = []
        for _, of_group in groupby(own, key=lambda place: id(place[1])):
            rows = list(of_group)
            groups.append(Group(rows[0][1].sector, tuple(row for _, _, row in rows)))
        parts.append(Part(own[0][0], tuple(groups)))
    return tuple(parts)
