"""A disk that fills up or may not be written, under the command: what is done is kept, and the message says so."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fault.batch_command import PATIENCE, Ended, Forked, Town, results

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limits of files; unskipped by any POSIX system")

SLOW = ("--members", "4000", "--time-step", "0.002", "--workers", "2")


@pytest.fixture
def town(tmp_path):
    """A town with a batch."""
    return Town(tmp_path / "town")


def finishes(town: Town, *arguments: str) -> None:
    """Assert that a batch goes on to the same end as one that had room."""
    for more in (("--resume",), ("-o", "roomy")):
        ended = Forked(town).run(*arguments, *more)
        assert ended.code == 0, ended.err
    assert results(town.final()) == results(town.final("roomy"))
    assert not town.partial().exists()


def told(ended: Ended) -> int:
    """Check what a batch says that has run out of room. Returns: how many chunks it says it keeps."""
    assert ended.code == 2 and "Traceback" not in ended.err, ended.err
    line = ended.err.strip().splitlines()[-1]
    found = re.search(r"Make room there\. (\d+) of \d+ chunks are done and kept; go on with --resume\.$", line)
    assert found, line
    return int(found[1])


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="no limits of others; unskipped by Linux")
def test_files_that_may_not_grow(town):
    batch = Forked(town)
    process = batch.start(*SLOW)
    town.wait_for_chunks(2)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (5_000, 5_000))
    ended = batch.end(process)
    assert f"{town.partial()}: the batch cannot be written: File too large ({town.partial()}" in ended.err
    assert told(ended) == town.n_recorded() >= 2
    assert not list(town.partial().rglob("*.unfinished"))
    finishes(town, *SLOW)


@pytest.fixture
def small_disk(town):
    """A disk under the town's outputs that holds the parts, but not what is kept beside them for going on."""
    place = town.place / "outputs"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here; unskipped by root on Linux")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def remount(disk: Path, option: str) -> None:
    """Change how a disk is mounted."""
    subprocess.run(["mount", "-o", f"remount,{option}", str(disk)], check=True)


def test_a_disk_that_fills_up(town, small_disk):
    ended = Forked(town).run()
    assert f"{town.partial()}: the batch cannot be written: No space left on device" in ended.err
    assert told(ended) == town.n_recorded() > 2
    remount(small_disk, "size=50m")
    finishes(town)


def test_a_disk_that_is_read_only(town, small_disk):
    remount(small_disk, "ro")
    ended = Forked(town).run()
    assert ended.code == 2 and "Traceback" not in ended.err, ended.err
    assert "another folder with -o" in ended.err.strip().splitlines()[-1]
    assert not list(small_disk.iterdir())


def test_no_room_for_the_first_members(town):
    """They are run before anything else, and written to the system's folder for such files."""
    ended = town.run(before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000)))
    assert ended.code == 2 and "Traceback" not in ended.err, ended.err
    assert "the first members cannot be written to measure them: File too large" in ended.err
    assert ended.err.rstrip().endswith("Make room there, or name another folder in the variable TMPDIR.")
    assert not (town.place / "outputs").exists()


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="no limits of others; unskipped by Linux")
def test_no_room_for_figures(town):
    batch = Forked(town)
    process = batch.start("--members", "200")
    end = time.monotonic() + PATIENCE
    while not (town.partial() / "ledger.json").exists():
        assert time.monotonic() < end
        time.sleep(0.001)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (9_000, 9_000))
    ended = batch.end(process)
    assert f"{town.partial()}: the batch cannot be written: File too large" in ended.err
    assert told(ended) == 8
    finishes(town, "--members", "200")
