"""Chunks part the members of every scenario, each once."""

from itertools import pairwise

import pytest

from simulator.chunk.plan import MOST_MEMBERS, plan_of


@pytest.mark.parametrize(("n_members", "saved"), [(1, 10), (63, 10), (64, 10), (1000, 900), (8193, 1), (10**6, 900)])
def test_every_member_is_in_one_chunk(n_members, saved):
    plan = plan_of(3, n_members, saved)
    chunks = list(plan.chunks())
    assert [each.number for each in chunks] == list(range(plan.n_chunks))
    for scenario in range(3):
        own = [each for each in chunks if each.scenario == scenario]
        assert own[0].first == 0 and own[-1].last == n_members
        assert all(one.last == after.first for one, after in pairwise(own))
        assert all(0 < each.last - each.first <= MOST_MEMBERS for each in own)


def test_a_chunk_is_small_where_much_is_saved():
    assert plan_of(1, 10**6, 2**20).chunk_size == 8


def test_there_are_chunks_for_several_workers():
    assert plan_of(1, 10_000, 900).n_chunks >= 16
