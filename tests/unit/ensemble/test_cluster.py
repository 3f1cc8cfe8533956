"""A cluster is refused before anything runs, or runs each chunk once."""

import builtins
import logging
import os
import socket
import sys
import time

import pytest

from simulator.ensemble import cluster as module
from simulator.ensemble.cluster import LOCAL, Cluster, connected
from simulator.ensemble.executor import Stop
from simulator.ensemble.parts import remove_unfinished
from simulator.ensemble.worker import versions_here
from simulator.errors import RunError


def squared(chunk: int) -> tuple[int, int]:
    """Run a chunk: its square, and in which process."""
    return chunk * chunk, os.getpid()


def failing(chunk: int) -> int:
    """Fail at one chunk."""
    time.sleep(0.02)
    if chunk == 3:
        raise RunError("chunk 3: it cannot be done.")
    return chunk


@pytest.fixture(scope="module")
def local():
    """Two processes of this machine."""
    with connected(LOCAL, 2) as found:
        yield found


def refused(scheduler: str) -> str:
    """Give the message with which a scheduler is refused."""
    with pytest.raises(RunError) as caught, connected(scheduler, 1):
        pass
    return str(caught.value)


def test_every_chunk_once_in_every_process(local, tmp_path):
    results = list(local.run(squared, range(40), tmp_path))
    assert sorted(value for value, _ in results) == [each * each for each in range(40)]
    assert len({process for _, process in results}) == 2 and os.getpid() not in {process for _, process in results}
    assert list(tmp_path.iterdir()) == [], "the task and probes are left behind"


def test_what_a_killed_client_left_is_removed_with_what_killed_writers_left(local, tmp_path):
    running = local.run(squared, range(4), tmp_path)
    next(running)
    assert list(tmp_path.iterdir()), "the task is shared"
    remove_unfinished([tmp_path])
    assert list(tmp_path.iterdir()) == []
    running.close()


def test_a_failure_ends_what_is_in_flight_and_begins_no_others(local, tmp_path):
    given = []
    with pytest.raises(RunError, match=r"chunk 3: it cannot be done\."):
        given.extend(local.run(failing, range(100), tmp_path))
    seen = []
    with pytest.raises(RunError, match="chunk 3"):
        for each in local.run(failing, range(100), tmp_path):
            seen.append(each)
    assert {0, 1, 2} <= set(seen) and 3 not in seen and len(seen) <= 8


def test_a_stop_ends_what_is_in_flight(local, tmp_path):
    stop, given = Stop(lambda: None), []
    with pytest.raises(KeyboardInterrupt):
        for each in local.run(squared, range(1000), tmp_path, stop):
            given.append(each[0])
            stop.asked = True
    assert 1 < len(given) <= 4 and sorted(given) == [each * each for each in range(len(given))]


def test_what_dask_logs_is_kept_from_the_screen(local):
    assert logging.getLogger("distributed").level > logging.CRITICAL


def test_a_folder_that_a_worker_cannot_see(local, tmp_path, monkeypatch):
    monkeypatch.setattr(local._client, "run", lambda *_, **__: {"tcp://b:1": OSError("gone"), "tcp://a:1": "nowhere"})
    with pytest.raises(RunError) as caught:
        next(local.run(squared, range(3), tmp_path))
    end = (
        "Expected the same folder on all machines, under the same path. "
        "Mount it there with permission to write, or choose another one with -o."
    )
    assert caught.value.faults == (
        f"local: worker tcp://a:1 does not share {tmp_path}: what it wrote there is not seen here. {end}",
        f"local: worker tcp://b:1 does not share {tmp_path}: gone. {end}",
    )
    assert list(tmp_path.iterdir()) == []


class Unlike:
    """A client of a cluster where machines differ."""

    def wait_for_workers(self, n_workers, timeout):
        """They are there."""

    def run(self, call, on_error):
        """One worker is of another version, one has none of it."""
        return {
            "tcp://a:1": versions_here() | {"numpy": "1.0", "simulator": "0.0.1"},
            "tcp://b:1": ModuleNotFoundError("No module named 'simulator'"),
            "tcp://c:1": versions_here(),
        }

    def run_on_scheduler(self, call):
        """The scheduler is of another version too."""
        return versions_here() | {"distributed": "1.0"}


def test_other_versions_are_refused():
    own = versions_here()
    with pytest.raises(RunError) as caught:
        Cluster(Unlike(), "tcp://s:1").refuse_unlike()
    remedy = "Install the same versions on all machines, those of requirements.lock."
    assert caught.value.faults == (
        f"tcp://s:1: tcp://a:1 has simulator 0.0.1, here {own['simulator']}; numpy 1.0, here {own['numpy']}. "
        f"Expected the same versions. {remedy}",
        "tcp://s:1: tcp://b:1 cannot run this program: No module named 'simulator'. Expected it installed there. "
        + remedy,
        f"tcp://s:1: the scheduler has distributed 1.0, here {own['distributed']}. Expected the same versions. "
        + remedy,
    )


@pytest.mark.parametrize("address", ["foo", "tcp://host", "http://host:1", "tcp://host:port", "", "a b:1"])
def test_what_is_no_address(address):
    assert refused(address) == (
        f"--scheduler {address}: this is no address. Expected tcp://HOST:PORT, as `dask scheduler` tells it, or local. "
        "Correct it."
    )


def test_nobody_answers(monkeypatch):
    monkeypatch.setattr(module, "_ANSWER_SECONDS", 1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        closed = socket.socket()
        closed.bind(("127.0.0.1", 0))
        ports = silent.getsockname()[1], closed.getsockname()[1]
        closed.close()
        for port in ports:
            began = time.monotonic()
            message = refused(f"tcp://127.0.0.1:{port}")
            assert time.monotonic() - began < 5
            assert message.startswith(f"tcp://127.0.0.1:{port}: no scheduler answers there within 1 s (")
            assert message.endswith("Expected one that `dask scheduler` started. Start it, or correct --scheduler.")


def test_dask_is_not_installed(monkeypatch):
    importing = builtins.__import__

    def without(name, *arguments):
        if name == "distributed":
            raise ImportError("No module named 'distributed'")
        return importing(name, *arguments)

    monkeypatch.delitem(sys.modules, "distributed", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    assert refused(LOCAL) == (
        "--scheduler: Dask is not installed (No module named 'distributed'). Expected the extra `cluster`. "
        "Install it: pip install 'dezhou-simulator[cluster]'."
    )


def test_a_scheduler_without_workers(monkeypatch):
    def none_comes(self, n_workers, timeout):
        raise TimeoutError

    monkeypatch.setattr(Unlike, "wait_for_workers", none_comes)
    with pytest.raises(RunError, match=r"tcp://s:1: the scheduler has no workers\. .* dask worker ADDRESS\."):
        Cluster(Unlike(), "tcp://s:1").refuse_unlike()
