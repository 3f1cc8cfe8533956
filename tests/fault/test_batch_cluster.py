"""The command on a cluster: a killed worker changes no byte; a scheduler that does not answer is told soon."""

import os
import re
import signal
import socket
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.fault.batch_command import Forked, Town, ended, results

pytest.importorskip("distributed", reason="needs dask; unskipped by the extra [cluster]")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed; unskipped by any POSIX system")

# Sixty-four chunks, so that a worker can be killed among them.
MEMBERS = ("--members", "4000", "--time-step", "0.005", "--workers", "2")


@pytest.fixture
def town(tmp_path):
    """A town with a batch."""
    return Town(tmp_path / "town")


def workers_of(process: int) -> list[psutil.Process]:
    """Find the processes that compute: those that a cluster of this machine has started, but for Python's own."""
    children = psutil.Process(process).children(recursive=True)
    return [each for each in children if "spawn_main" in " ".join(each.cmdline())]


def test_a_worker_killed_in_mid_run(town):
    process = town.start("-o", "cluster", "--scheduler", "local", *MEMBERS)
    town.wait_for_chunks(3, "cluster")
    workers = workers_of(process.pid)
    assert len(workers) == 2
    os.kill(workers[0].pid, signal.SIGKILL)
    n_recorded = town.n_recorded("cluster")
    code, _, said = ended(process)
    assert code == 0, said
    assert n_recorded < 64, "the worker was killed after the last chunk"
    assert Forked(town).run("-o", "whole", *MEMBERS).code == 0
    assert results(town.final("cluster")) == results(town.final("whole"))


def test_a_scheduler_that_does_not_answer(town):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        begun = time.monotonic()
        ended = Forked(town).run("--scheduler", address)
    said = ended.err.strip().splitlines()[-1]
    assert ended.code == 2 and "Traceback" not in ended.err, ended.err
    assert address in said and re.search(r"Expected .*\. [A-Z].*\.$", said), said
    assert time.monotonic() - begun < 30
    assert not list(Path(town.partial()).glob("members/*"))
