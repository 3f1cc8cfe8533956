"""A disk that fills up or is made read-only: finished chunks are kept, and the message says how to go on."""

import multiprocessing
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from simulator.ensemble.journal import Journal
from simulator.ensemble.parts import Column, part_name, write_part
from simulator.ensemble.store import PROGRESS, opened
from simulator.errors import OutputError
from tests.fault.killed_batch import Batch
from tests.unit.ensemble.toy import ToyTask, added, contents, toy_plan

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limits of files; unskipped by any POSIX system")


@dataclass(frozen=True)
class Growing:
    """Writes parts beside those of a toy task that grow with the chunk."""

    folder: Path

    def __call__(self, chunk: int):
        """Run a chunk."""
        noise = np.random.default_rng(chunk).normal(size=500 * chunk)
        write_part(self.folder, part_name("trajectories", chunk), [Column("noise", noise)])
        return ToyTask(self.folder)(chunk)


def run_with_little_room(batch: Batch, queue) -> None:
    """Run a batch in a process that may not write files of more than 40 kB; send the message it ends with."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
    try:
        batch.run(task=Growing(batch.partial))
    except OutputError as error:
        queue.put(str(error))


def test_a_file_that_may_not_grow(tmp_path):
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    batch = Batch(tmp_path / "outputs", tmp_path / "notes.txt")
    process = context.Process(target=run_with_little_room, args=(batch, queue))
    process.start()
    message = queue.get(timeout=30)
    process.join()
    n_done = len(batch.noted())
    assert 5 < n_done < 20
    assert message.startswith(f"{batch.partial}: the batch cannot be written: File too large ({batch.partial}")
    assert message.endswith(f"Make room there. {n_done} of 24 chunks are done and kept; go on with --resume.")
    assert not list(batch.partial.rglob("*.unfinished"))
    batch.run(task=Growing(batch.partial))
    assert len(list((batch.final / "trajectories").iterdir())) == 24


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 256 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here; unskipped by root on Linux")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_fills_up(small_disk, tmp_path):
    batch = Batch(small_disk, tmp_path / "notes.txt")
    with pytest.raises(OutputError) as caught:
        batch.run(task=Growing(batch.partial))
    n_done = Journal.count(batch.partial / PROGRESS)
    assert n_done - len(batch.noted()) in (0, 1), "a chunk is recorded before what is recorded is merged"
    assert 5 < n_done < 20 and "cannot be written: No space left on device" in str(caught.value)
    assert f"Make room there. {n_done} of 24 chunks are done and kept; go on with --resume." in str(caught.value)
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    batch.run(task=Growing(batch.partial))
    roomy = Batch(tmp_path / "roomy", tmp_path / "roomy.txt")
    roomy.run(task=Growing(roomy.partial))
    assert contents(batch.final) == contents(roomy.final)


def test_a_disk_that_is_read_only(small_disk, tmp_path):
    partial = small_disk / "x.partial"
    with pytest.raises(OutputError) as caught, opened(partial, toy_plan(24), added) as store:
        store.record(*ToyTask(partial)(0))
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
        store.record(*ToyTask(partial)(1))
    assert "Read-only file system" in str(caught.value)
    end = "Give yourself permission to write there. 1 of 24 chunks are done and kept; go on with --resume."
    assert str(caught.value).endswith(end)
    for folder in (partial, small_disk / "y.partial"):
        with (
            pytest.raises(OutputError, match="Read-only file system"),
            opened(folder, toy_plan(24), added, resume=True),
        ):
            pass


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere; unskipped by others"
)
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with (
            pytest.raises(OutputError, match=r"Permission denied .* choose another folder with -o"),
            opened(tmp_path / "x.partial", toy_plan(1), added),
        ):
            pass
    finally:
        tmp_path.chmod(0o700)
