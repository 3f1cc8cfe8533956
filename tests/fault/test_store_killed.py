"""A batch that is killed at any moment goes on where it was, and ends with the same bytes."""

import multiprocessing
import random
import shutil
import sys
import time

import pytest

from simulator.ensemble.journal import Journal
from simulator.ensemble.store import PROGRESS
from tests.fault.killed_batch import N_CHUNKS, Batch
from tests.unit.ensemble.toy import ToyTask, contents

N_KILLS = 20
PAUSE = 0.004

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork server; unskipped by any POSIX system")


@pytest.fixture
def processes():
    """Start processes that have imported everything, so that kills do not only come while they import."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.fault.killed_batch", "pandas"])
    return context


def run_noted(batch, started):
    """Run a batch in a process of its own; say when it begins."""
    started.set()
    batch.run(PAUSE)


def start(processes, batch):
    """Start a batch; wait until it has begun."""
    started = processes.Event()
    process = processes.Process(target=run_noted, args=(batch, started))
    process.start()
    assert started.wait(30)
    return process


def published(batch):
    """Tell which folder stands in the final place."""
    return batch.final.stat().st_ino if batch.final.exists() else None


def test_killed_twenty_times(tmp_path, processes):
    whole = Batch(tmp_path / "whole", tmp_path / "whole.txt")
    process, began = start(processes, whole), time.monotonic()
    process.join()
    seconds = time.monotonic() - began
    expected = contents(whole.final)
    batch = Batch(tmp_path / "killed", tmp_path / "killed.txt")
    chance = random.Random(2026)
    moments = set()
    for _ in range(N_KILLS):
        before = published(batch)
        process = start(processes, batch)
        process.join(chance.uniform(0, seconds))
        process.kill()
        process.join()
        if published(batch) != before:
            batch.notes.unlink()
        progress = batch.partial / PROGRESS
        if (progress / "plan.json").exists():
            assert Journal.count(progress) >= len(batch.noted()), "a recorded chunk is lost"
            moments.add(Journal.count(progress))
        assert before is None or contents(batch.final) == expected
    batch.run()
    assert contents(batch.outputs) == {f"x/{name}": raw for name, raw in expected.items()}
    assert len(moments) > 2, "the kills all came at the same places"


@pytest.mark.parametrize("n_done", [1, N_CHUNKS - 1])
def test_a_lost_part_of_a_killed_batch(tmp_path, n_done):
    whole, batch = (Batch(tmp_path / name, tmp_path / f"{name}.txt") for name in ("whole", "killed"))
    whole.run()
    task = ToyTask(batch.partial)

    class Stopped(Exception):
        """Stands for a kill."""

    def stopping(chunk):
        if chunk == n_done:
            raise Stopped
        return task(chunk)

    with pytest.raises(Stopped):
        batch.run(task=stopping)
    shutil.rmtree(batch.partial / "members")
    batch.run()
    assert contents(batch.final) == contents(whole.final)
