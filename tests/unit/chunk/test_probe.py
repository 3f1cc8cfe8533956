"""A probe tells what all members will take."""

import pytest

from simulator.chunk import probe as room
from simulator.chunk.probe import estimate_of, pilot_of
from simulator.chunk.work import Work
from simulator.scenario.batch import Save
from simulator.target import judged_places


def ready(case, folder):
    work = Work(case, folder)
    work.errors = tuple([0.0] * len(judged_places(work.evaluator(number).standings)) for number in (0, 1))
    work.bins = (None, None)
    return work


def test_the_disk_is_foreseen(make, tmp_path):
    case = make(5000)
    work = ready(case, tmp_path)
    told = estimate_of(work, 2, [1.0, 1.0])
    written = sum(part.bytes for number in range(case.plan.n_chunks) for part in work(number).done.parts)
    assert told.bytes == pytest.approx(written, rel=0.3)
    assert told.seconds > 0


def test_scenarios_that_take_longer_count(make, tmp_path, monkeypatch):
    times = iter([0.0, 3.0] * 2)
    monkeypatch.setattr(room.time, "perf_counter", lambda: next(times))
    case = make(100)
    even, uneven = (estimate_of(ready(case, tmp_path), 1, seconds) for seconds in ([1.0, 1.0], [1.0, 3.0]))
    assert uneven.seconds == pytest.approx(2 * even.seconds)


def test_nothing_written_takes_no_room(make, tmp_path):
    assert estimate_of(ready(make(100, Save(members=False)), tmp_path), 1, [1.0, 1.0]).bytes == 0


@pytest.mark.parametrize(("size", "pilot"), [(1, 1), (40, 40), (100_000, 1024)])
def test_a_pilot_is_no_longer_than_a_chunk(make, size, pilot):
    assert pilot_of(make(size)) == pilot
