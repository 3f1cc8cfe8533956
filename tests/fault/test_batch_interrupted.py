"""Ctrl-C: once, the chunks in flight end and are kept; twice, the command leaves at once; both can be gone on with."""

import os
import re
import signal
import sys
import time

import pytest

from tests.fault.batch_command import PATIENCE, Forked, Town, ended, results

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals to others; unskipped by any POSIX system")

# Forty chunks, slow enough to come between.
SLOW = ("--members", "5000", "--time-step", "0.002", "--workers", "2")
STOPPING = "Stopping: the chunks in flight end first. Ctrl-C once more leaves them."


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town with the results of a batch that nothing interrupted, in `whole`."""
    town = Town(tmp_path_factory.mktemp("interrupted") / "town")
    ended = Forked(town).run("-o", "whole", *SLOW)
    assert ended.code == 0, ended.err
    return town


def goes_on(town: Town, output: str) -> None:
    """Assert that what was interrupted ends as if nothing had been."""
    ended = Forked(town).run("-o", output, *SLOW, "--resume")
    assert ended.code == 0, ended.err
    assert results(town.final(output)) == results(town.final("whole"))
    assert not town.partial(output).exists()


def test_once(town):
    process = town.start("-o", "once", *SLOW)
    town.wait_for_chunks(2, "once")
    process.send_signal(signal.SIGINT)
    code, out, err = ended(process)
    assert code == 130 and not out and "Traceback" not in err
    stopping, kept = err.splitlines()[-2:]
    assert stopping == STOPPING
    where = re.escape(str(town.partial("once")))
    told = rf"Stopped\. [\d,]+ of [\d,]+ members are done and kept in {where}\. Go on with: simulator batch .* --resume"
    assert re.fullmatch(told, kept)
    assert 2 <= town.n_recorded("once") < 40
    assert len(list((town.partial("once") / "members").iterdir())) == town.n_recorded("once"), "chunks are thrown away"
    assert not list(town.partial("once").rglob("*.unfinished"))
    goes_on(town, "once")


def test_twice(town):
    batch = Forked(town)
    process = batch.start("-o", "twice", *SLOW)
    town.wait_for_chunks(2, "twice")
    os.kill(process.pid, signal.SIGINT)
    end = time.monotonic() + PATIENCE
    while STOPPING not in batch.said.read_text(encoding="utf-8"):
        assert time.monotonic() < end
        time.sleep(0.001)
    n_before = town.n_recorded("twice")
    os.kill(process.pid, signal.SIGINT)
    code, _, said = batch.end(process)
    assert code == 130 and "Traceback" not in said
    assert town.n_recorded("twice") < n_before + 2, "it waited for both chunks in flight"
    goes_on(town, "twice")
