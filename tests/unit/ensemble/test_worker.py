"""A worker loads the client's task once, and nothing else."""

import hashlib
import pickle
import signal
import subprocess
import sys
import threading

import pytest

from simulator import __version__
from simulator.ensemble import worker
from simulator.ensemble.parts import UNFINISHED
from simulator.ensemble.worker import dask_setup, probe, run_chunk, versions_here
from simulator.errors import RunError


class Counting:
    """A task that tells how often it was loaded."""

    loaded: int = 0

    def __call__(self, chunk):
        """Run a chunk."""
        return chunk * 2

    def __setstate__(self, state):
        """Count."""
        Counting.loaded += 1


@pytest.fixture
def shared(tmp_path):
    """A task in a file, with its digest."""
    task = Counting()
    task.mark = str(tmp_path)  # two tests share no task
    pickled = pickle.dumps(task)
    path = tmp_path / ".task"
    path.write_bytes(pickled)
    return path, hashlib.sha256(pickled).hexdigest()


def test_a_task_is_loaded_once(shared):
    Counting.loaded = 0
    assert [run_chunk(*shared, chunk) for chunk in range(3)] == [0, 2, 4] and Counting.loaded == 1


def test_a_probe_is_beside_the_task(shared):
    name = probe(*shared, "abc")
    assert (
        name.startswith(".probe-abc-")
        and name.endswith(UNFINISHED)
        and (shared[0].parent / name).read_bytes() == b"seen"
    )


def test_what_the_client_did_not_write_is_not_loaded(shared):
    path, digest = shared
    path.write_bytes(pickle.dumps(print))
    with pytest.raises(RunError, match=r"\.task is another task than the client's\. Expected the same"):
        run_chunk(path, digest, 0)


def test_a_folder_that_a_machine_does_not_have(tmp_path):
    with pytest.raises(RunError, match=r"cannot be read: No such file or directory\. .* and go on with --resume\."):
        run_chunk(tmp_path / "gone" / ".task", "0", 0)


def test_versions(monkeypatch):
    monkeypatch.setattr(worker, "_PACKAGES", ("numpy", "no-such-package"))
    found = versions_here()
    assert found["simulator"] == __version__ and found["no-such-package"] == "none" and "." in found["numpy"]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send; unskipped by any POSIX system")
def test_a_local_worker_outlasts_ctrl_c():
    code = (
        "import os, signal; from simulator.ensemble.worker import dask_setup; dask_setup(None)\n"
        "os.kill(os.getpid(), signal.SIGINT); print('alive')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "alive\n"
    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=dask_setup, args=(None,))
    thread.start()
    thread.join()
    assert signal.getsignal(signal.SIGINT) is before
