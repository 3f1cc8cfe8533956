"""What is kept of all members: the same from chunks of any size in any order."""

from itertools import permutations

import numpy as np
import pytest

from simulator.chunk import tally as room
from simulator.chunk.accuracy import accuracy_of
from simulator.chunk.evaluate import evaluator_of
from simulator.chunk.plan import Chunk
from simulator.chunk.tally import cells_of, merged, share_of, sketches_of, tally_of
from simulator.ensemble import Programs
from simulator.target import VERDICTS, judge_members, judged_places


@pytest.fixture(params=[10**9, 0], ids=["kept", "binned"])
def parted(case, request, monkeypatch):
    """The shares of three chunks, and how to gather them."""
    monkeypatch.setattr(room, "BUDGET", request.param)
    programs = Programs(case.model, case.engine)
    evaluator = evaluator_of(case, 0, programs)
    errors = accuracy_of(evaluator, programs).errors

    def share(chunk, bins):
        found = evaluator.members(chunk.first, chunk.last)
        judged = judge_members(evaluator.standings, found.yearly, errors)
        return found, judged, share_of(chunk, found, judged, cells_of(found, judged, case), bins)

    found, judged, _ = share(Chunk(0, 0, 0, 40), None)

    def gathered(order):
        (sketch,) = sketches_of(case, [(found, judged)])
        chunks = [Chunk(0, 0, 0, 40), Chunk(1, 0, 40, 41), Chunk(2, 0, 41, 150)]
        state = {}
        for number in order:
            state = merged(state, share(chunks[number], sketch.bins)[2])
        return tally_of(case, 0, sketch, state)

    return gathered


def test_the_order_does_not_matter(parted):
    tallies = [parted(order) for order in permutations(range(3))]
    quantiles = [each.sketch.quantiles((0.05, 0.5, 0.95)) for each in tallies]
    for tally, found in zip(tallies, quantiles, strict=True):
        assert np.array_equal(tally.verdicts, tallies[0].verdicts)
        assert np.array_equal(found[0], quantiles[0][0], equal_nan=True)
        assert np.array_equal(found[1], quantiles[0][1])


def test_every_member_is_counted_once(parted, case):
    tally = parted(range(3))
    assert (tally.verdicts.sum(axis=1) == 150).all()
    assert (tally.n_broken, tally.first_broken) == (0, None)
    asked = [target.id for target in case.targets if target.is_modelled and target.id != "urban_2022"]  # observed
    assert tally.verdicts[asked.index("far"), VERDICTS.index("undecided")] == 150


def test_broken_members_are_counted_and_the_first_is_named(case):
    programs = Programs(case.model, case.engine)
    evaluator = evaluator_of(case, 0, programs)
    shares = []
    for chunk in (Chunk(0, 0, 0, 64), Chunk(1, 0, 64, 128)):
        found = evaluator.members(chunk.first, chunk.last)
        found.is_finite[[7, 9]] = chunk.number == 0
        judged = judge_members(evaluator.standings, found.yearly, np.zeros(len(judged_places(evaluator.standings))))
        shares.append(share_of(chunk, found, judged, cells_of(found, judged, case), None))
    state = merged(merged({}, shares[1]), shares[0])
    assert (state["0/n_broken"].tolist(), state["0/first_broken"].tolist()) == ([2], [71])
