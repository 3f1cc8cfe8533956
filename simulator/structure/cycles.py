"""Feedback loops of a graph: groups that feed back, shortest ways, the shortest independent loop set.

Source: Oliva, R. (2004), Model structure analysis through graph theory: partition heuristics and feedback structure
decomposition, System Dynamics Review 20(4).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence

from simulator.model.order import groups_of

__all__ = ["feedback_groups", "independent_loops", "loops_through", "shortest_way", "turned_to"]

Links = Sequence[Sequence[int]]
Loop = tuple[int, ...]


def feedback_groups(feeds: Links) -> tuple[tuple[int, ...], ...]:
    """Find the groups of nodes that all feed one another, the largest first; a node that reads itself is one."""
    groups = groups_of([list(each) for each in feeds])
    found = [tuple(sorted(group)) for group in groups if len(group) > 1 or group[0] in feeds[group[0]]]
    return tuple(sorted(found, key=lambda group: (-len(group), group)))


def shortest_way(feeds: Links, start: int, end: int, avoid: Collection[int] = ()) -> Loop | None:
    """Return the shortest way over at least one link, both ends named; from a node to itself it is a loop.

    avoid:   nodes that must not lie between.
    Returns: (start, ..., end), among equals the one whose nodes come first; None where there is none.
    """
    before: dict[int, int] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for other in feeds[node]:
            if other == end:
                way = [end, node]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if other not in before and other not in avoid and other != start:
                before[other] = node
                waiting.append(other)
    return None


def independent_loops(feeds: Links, group: Collection[int]) -> tuple[Loop, ...]:
    """Find the shortest independent loop set of a group: loops by rising length, each with a link that is new.

    The shortest loop through a link is one of the shortest loops through two nodes (a geodetic loop), and no shorter
    one holds the link; so going through the links finds what going through all pairs of nodes does.

    Returns: each loop as its nodes in order, the first of them the least.
    """
    inside = set(group)
    own = [[other for other in others if other in inside] for others in feeds]
    candidates = set()
    for node in inside:
        for other in own[node]:
            way = (node,) if other == node else shortest_way(own, other, node)
            assert way is not None  # all nodes of a group reach one another
            candidates.add(turned_to(way, min(way)))
    covered: set[tuple[int, int]] = set()
    found = []
    for loop in sorted(candidates, key=lambda each: (len(each), each)):
        links = set(zip(loop, (*loop[1:], loop[0]), strict=True))
        if not links <= covered:
            covered |= links
            found.append(loop)
    return tuple(found)


def loops_through(feeds: Links, node: int) -> tuple[Loop, ...]:
    """Find the shortest loop through each link into and out of a node; each begins at the node."""
    found: dict[Loop, None] = {}
    for other in feeds[node]:
        way = (node,) if other == node else shortest_way(feeds, other, node)
        if way is not None:
            found[(node, *way[:-1]) if other != node else way] = None
    for other in (each for each, others in enumerate(feeds) if node in others and each != node):
        way = shortest_way(feeds, node, other)
        if way is not None:
            found[way] = None
    return tuple(sorted(found, key=lambda each: (len(each), each)))


def turned_to(loop: Loop, node: int) -> Loop:
    """Return the same loop begun at one of its nodes."""
    place = loop.index(node)
    return loop[place:] + loop[:place]
