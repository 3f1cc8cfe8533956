"""On a cluster a killed worker costs nothing, and a lost scheduler nothing but chunks in flight."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from simulator.ensemble.cluster import LOCAL, connected
from simulator.ensemble.executor import stopping
from simulator.ensemble.store import opened
from simulator.errors import RunError
from tests.fault.killed_batch import Batch
from tests.unit.ensemble.toy import SlowTask, added, contents, toy_plan

N_CHUNKS = 24

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed; unskipped by any POSIX system")


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """What a batch on threads writes."""
    folder = tmp_path_factory.mktemp("whole")
    batch = Batch(folder, folder / "notes.txt")
    batch.run()
    return {name: raw for name, raw in contents(batch.final).items() if name.startswith(("members", "ledger"))}


def run(cluster, folder, begun=lambda n_done: None, stop=None):
    """Run a batch on a cluster. begun: called after each chunk with how many are recorded. Returns: its files."""
    given = []
    with opened(folder, toy_plan(N_CHUNKS), added, resume=folder.exists()) as store:
        for done, share in cluster.run(SlowTask(folder), store.to_do, folder, stop):
            store.record(done, share)
            given.append(done.chunk)
            begun(len(given))
        store.write_ledger()
        assert len(given) == len(set(given)) and store.state["counts"].sum() == N_CHUNKS * 50
        store.seal()
    return contents(folder)


def workers_of(cluster):
    """Find the worker processes of this machine."""
    return sorted(set(cluster._client.run(os.getpid).values()))


def test_a_worker_killed_in_mid_run(tmp_path, expected):
    with connected(LOCAL, 2) as cluster:
        first = workers_of(cluster)

        def kill(n_done):
            if n_done == 5:
                os.kill(first[0], signal.SIGKILL)

        assert run(cluster, tmp_path / "x.partial", kill) == expected


def test_ctrl_c_in_a_terminal_ends_chunks_in_flight_only(tmp_path, expected):
    folder = tmp_path / "x.partial"
    with connected(LOCAL, 2) as cluster:
        first = workers_of(cluster)

        def interrupt(n_done):
            if n_done == 5:
                for process in (*first, os.getpid()):
                    os.kill(process, signal.SIGINT)

        with pytest.raises(KeyboardInterrupt), stopping() as stop:
            run(cluster, folder, interrupt, stop)
        assert workers_of(cluster) == first
        with opened(folder, toy_plan(N_CHUNKS), added, resume=True) as store:
            assert 5 < store.n_done <= 9
        assert run(cluster, folder) == expected


@pytest.fixture
def started(tmp_path):
    """A scheduler and a worker, started as the guide says."""
    processes = []

    def begin(*command):
        whole = [sys.executable, "-m", "dask", *command]
        with (tmp_path / f"{command[0]}.txt").open("w") as out:
            processes.append(subprocess.Popen(whole, stdout=out, stderr=out, start_new_session=True))
        return processes[-1]

    scheduler = begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    address = None
    while address is None:
        time.sleep(0.05)
        assert scheduler.poll() is None
        address = re.search(r"tcp://127\.0\.0\.1:\d+", (tmp_path / "scheduler.txt").read_text())
    begin("worker", address[0], "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path / "scratch"))
    yield address[0], scheduler
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_lost_scheduler(started, tmp_path, expected):
    address, scheduler = started
    folder = tmp_path / "x.partial"

    def kill(n_done):
        if n_done == 4:
            scheduler.kill()

    began = time.monotonic()
    with (
        pytest.raises(RunError, match=rf"{address}: the scheduler is lost .* go on with --resume\."),
        connected(address, 1) as cluster,
    ):
        run(cluster, folder, kill)
    assert time.monotonic() - began < 30
    with opened(folder, toy_plan(N_CHUNKS), added, resume=True) as store:
        assert store.n_done >= 4
    with connected(LOCAL, 1) as cluster:
        assert run(cluster, folder) == expected
