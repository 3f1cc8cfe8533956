"""A lock tells whether the process that took it still lives."""

import subprocess
import sys
from pathlib import Path

import pytest

from simulator import lock
from simulator.lock import held, is_held

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks on folders; unskipped by any POSIX system")

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys
from pathlib import Path
from simulator.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_held_until_the_block_ends(tmp_path):
    assert is_held(tmp_path) is False
    with held(tmp_path):
        assert is_held(tmp_path) is True
    assert is_held(tmp_path) is False


def test_a_killed_process_holds_nothing(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None and process.stdout.readline() == b"held\n"
    assert is_held(tmp_path) is True
    process.kill()
    process.communicate()
    assert is_held(tmp_path) is False


def test_a_disk_without_locks(tmp_path, monkeypatch):
    def refusing(descriptor: int, operation: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock.fcntl, "flock", refusing)
    assert is_held(tmp_path) is None
    with held(tmp_path), held(tmp_path, wait=True):
        pass


def test_a_folder_that_is_gone(tmp_path):
    assert is_held(tmp_path / "gone") is None


def test_a_second_holder_is_refused_on_demand(tmp_path):
    with held(tmp_path, refuse=True):
        with pytest.raises(BlockingIOError), held(tmp_path, refuse=True):
            pass
        with held(tmp_path):
            pass
    with held(tmp_path, refuse=True):
        pass
