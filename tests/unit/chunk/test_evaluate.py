"""Members in, yearly tables out: the same bits in any company, and those of a single run."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.chunk.evaluate import evaluator_of
from simulator.ensemble import Programs


@pytest.fixture(params=[0, 1], ids=["base", "imposed"])
def evaluator(case, request):
    return evaluator_of(case, request.param, Programs(case.model, case.engine))


@pytest.mark.parametrize("size", [1, 7, 64])
def test_the_company_does_not_matter(evaluator, size):
    together = evaluator.members(0, 150)
    for first in range(0, 150, size):
        last = min(first + size, 150)
        apart = evaluator.members(first, last)
        assert np.array_equal(apart.inputs, together.inputs[:, first:last])
        assert np.array_equal(apart.yearly.values, together.yearly.values[:, :, first:last], equal_nan=True)
        assert apart.is_finite.all()


def test_what_is_imposed_is_known(case):
    programs = Programs(case.model, case.engine)
    assert evaluator_of(case, 0, programs).imposed == frozenset()
    imposed = evaluator_of(case, 1, programs)
    assert imposed.imposed == {"GDP", "GDP growth rate"}
    assert [each.basis for each in imposed.standings].count("imposed") == 1


def test_members_are_run_under_their_numbers(case):
    """Random numbers are drawn by them."""
    evaluator = evaluator_of(case, 0, Programs(case.model, case.engine))
    asked = []

    class Asked:
        def members(self, values, first):
            asked.append(first)
            return evaluator.begun.members(values, first)

    replace(evaluator, begun=Asked()).members(40, 43)
    assert asked == [40]
