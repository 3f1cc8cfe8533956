"""Loops of small graphs, counted by hand."""

import pytest

from simulator.structure.cycles import feedback_groups, independent_loops, loops_through, shortest_way, turned_to


def links(n: int, *edges: tuple[int, int]) -> list[list[int]]:
    return [sorted(end for start, end in edges if start == node) for node in range(n)]


TWO_TRIANGLES = links(4, (0, 1), (1, 2), (2, 0), (1, 3), (3, 0))


@pytest.mark.parametrize(
    ("feeds", "loops"),
    [
        (TWO_TRIANGLES, [(0, 1, 2), (0, 1, 3)]),
        (links(1, (0, 0)), [(0,)]),
        (links(2, (0, 1), (1, 0), (1, 1)), [(1,), (0, 1)]),
        # all pairs both ways: the three short loops hold every link, so the two round trips add nothing
        (links(3, (0, 1), (1, 0), (1, 2), (2, 1), (2, 0), (0, 2)), [(0, 1), (0, 2), (1, 2)]),
        # a ring with a short cut: ring of four, and the triangle that the cut makes
        (links(4, (0, 1), (1, 2), (2, 3), (3, 0), (2, 0)), [(0, 1, 2), (0, 1, 2, 3)]),
    ],
)
def test_the_shortest_independent_loop_set(feeds, loops):
    (group,) = feedback_groups(feeds)
    found = independent_loops(feeds, group)
    assert sorted(found) == sorted(loops)
    assert len(found) <= sum(map(len, feeds)) - len(group) + 1
    covered = {pair for loop in found for pair in zip(loop, (*loop[1:], loop[0]), strict=True)}
    assert covered == {(start, end) for start, ends in enumerate(feeds) for end in ends}


def test_groups_come_largest_first_and_what_does_not_feed_back_is_in_none():
    feeds = links(6, (0, 1), (1, 2), (2, 1), (3, 4), (4, 5), (5, 3), (2, 3))
    assert feedback_groups(feeds) == ((3, 4, 5), (1, 2))


def test_the_shortest_way():
    assert shortest_way(TWO_TRIANGLES, 0, 3) == (0, 1, 3)
    assert shortest_way(TWO_TRIANGLES, 0, 0) == (0, 1, 2, 0)
    assert shortest_way(TWO_TRIANGLES, 1, 0, avoid={2}) == (1, 3, 0)
    assert shortest_way(TWO_TRIANGLES, 1, 0, avoid={2, 3}) is None
    assert shortest_way(links(2, (0, 1)), 1, 0) is None


def test_loops_through_a_node():
    assert loops_through(TWO_TRIANGLES, 1) == ((1, 2, 0), (1, 3, 0))
    assert loops_through(links(2, (0, 0), (0, 1), (1, 0)), 0) == ((0,), (0, 1))
    assert loops_through(links(2, (0, 1)), 0) == ()


def test_turning_a_loop():
    assert turned_to((4, 7, 9), 7) == (7, 9, 4)
