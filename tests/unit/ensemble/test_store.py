"""A store goes on where it stopped, refuses what is not its own, and ends as a folder of results only."""

import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from simulator.ensemble.ledger import LEDGER, Done
from simulator.ensemble.store import PROGRESS, Plan, opened
from simulator.errors import OutputError
from tests.unit.ensemble.toy import ToyTask, added, contents, toy_plan

ROOT = Path(__file__).resolve().parents[3]
HOLDER = """
import sys
from pathlib import Path
from simulator.ensemble.store import opened
from tests.unit.ensemble.toy import added, toy_plan
with opened(Path(sys.argv[1]), toy_plan(3), added):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path):
    """A store's folder, not there yet."""
    return tmp_path / "outputs" / "x.partial"


def begin(folder: Path, chunks: list[int], plan: Plan | None = None, **how: bool) -> None:
    """Do some chunks, then leave."""
    with opened(folder, plan or toy_plan(6), added, **how) as store:
        for chunk in chunks:
            store.record(*ToyTask(folder)(chunk))


def complete(folder: Path) -> dict[str, bytes]:
    """Go on and finish; give all files."""
    with opened(folder, toy_plan(6), added, resume=folder.exists()) as store:
        for chunk in store.to_do:
            store.record(*ToyTask(folder)(chunk))
        store.write_ledger()
        (folder / "summary.txt").write_text(f"{store.state['counts'].tolist()} {store.state['most']!r}")
        store.seal()
        assert store.sealed and store.n_done == 6
    return contents(folder)


def refused(folder: Path, plan: Plan | None = None, **how: bool) -> str:
    """Give the message with which a store is refused, with its folder as FOLDER."""
    with pytest.raises(OutputError) as caught, opened(folder, plan or toy_plan(6), added, **how):
        pass
    return str(caught.value).replace(str(folder), "FOLDER")


def test_a_whole_batch(folder):
    files = complete(folder)
    assert sorted(files) == [LEDGER, *(f"members/part-00000{each}.parquet" for each in range(6)), "summary.txt"]
    rows = json.loads(files[LEDGER])["parts"]
    assert [row["chunk"] for row in rows] == list(range(6)) and rows[1]["scenario"] == "plan"


def test_a_batch_in_pieces_and_any_order_gives_the_same_bytes(folder, tmp_path):
    begin(folder, [4, 1])
    begin(folder, [3], resume=True)
    with opened(folder, toy_plan(6), added, resume=True) as store:
        assert (store.n_done, store.to_do, store.to_rewrite) == (3, (0, 2, 5), ())
        assert store.kept == "3 of 6 chunks are done and kept; go on with --resume"
        assert store.state["counts"].sum() == 150
    assert complete(folder) == complete(tmp_path / "y.partial")


def test_missing_and_damaged_parts_are_written_again_but_counted_once(folder, tmp_path):
    begin(folder, [0, 1, 2, 3])
    (folder / "members" / "part-000001.parquet").unlink()
    part = folder / "members" / "part-000003.parquet"
    part.write_bytes(part.read_bytes()[::-1])
    with opened(folder, toy_plan(6), added, resume=True) as store:
        assert (store.n_done, store.to_do, store.to_rewrite) == (4, (1, 3, 4, 5), (1, 3))
    assert complete(folder) == complete(tmp_path / "y.partial")


def test_a_part_that_comes_out_otherwise_is_refused(folder):
    begin(folder, [0, 1])
    with opened(folder, toy_plan(6), added, resume=True) as store:
        done, share = ToyTask(folder)(1)
        with pytest.raises(OutputError, match=r"chunk 1 was run again .* Start anew with --restart"):
            store.record(Done(done.chunk, done.scenario, done.first_member, 49, done.parts), share)


def test_what_killed_writers_left_is_removed(folder):
    begin(folder, [0])
    left = folder / "members" / ".part-000001.parquet.0123456789ab.unfinished"
    left.touch()
    begin(folder, [], resume=True)
    assert not left.exists()
    with opened(folder, toy_plan(6), added, resume=True) as store:
        for chunk in store.to_do:
            store.record(*ToyTask(folder)(chunk))
        left.touch()  # of a worker that was killed meanwhile
        store.write_ledger()
        assert not left.exists()


def test_an_unfinished_batch_needs_a_word(folder):
    begin(folder, [0, 3])
    assert refused(folder) == "FOLDER: 2 of 6 chunks are done: go on with --resume, or start anew with --restart."
    begin(folder, [5], restart=True)
    assert sorted(path.name for path in (folder / "members").iterdir()) == ["part-000005.parquet"]
    with opened(folder, toy_plan(6), added, resume=True) as store:
        assert store.n_done == 1


@pytest.mark.parametrize("how", [{}, {"resume": True}, {"restart": True}])
def test_a_store_in_which_nothing_is_done_is_begun_anew(folder, how):
    begin(folder, [])
    (folder / "members").mkdir()
    (folder / "members" / "part-000004.parquet").touch()
    begin(folder, [], toy_plan(7, "seed 2"), **how)
    assert sorted(contents(folder)) == [f"{PROGRESS}/plan.json"]
    begin(folder, [6], toy_plan(7, "seed 2"))


@pytest.mark.parametrize("how", [{}, {"resume": True}])
def test_another_plan_is_refused(folder, how):
    begin(folder, [0, 3])
    assert refused(folder, toy_plan(7, "seed 2"), **how) == (
        "FOLDER: an unfinished batch of another plan is there, 2 of 6 chunks done. It differs in: "
        "the number of chunks (6 before, 7 now), the sample (seed 1 before, seed 2 now). "
        "Choose another folder with -o, or discard it with --restart."
    )
    begin(folder, [6], toy_plan(7, "seed 2"), restart=True)


def test_another_version_of_the_packer_is_another_plan(folder, monkeypatch):
    begin(folder, [0])
    monkeypatch.setattr("pyarrow.__version__", "1.0")
    assert "pyarrow (" in refused(folder, resume=True)


def test_nothing_to_resume(folder):
    expected = "FOLDER: there is no unfinished batch. Expected one to go on with. Leave out --resume."
    assert refused(folder, resume=True) == expected
    assert not folder.exists()


def test_a_folder_of_others_is_never_touched(folder):
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")
    for how in ({}, {"resume": True}, {"restart": True}):
        assert refused(folder, **how).startswith("FOLDER: it holds notes.txt and is no unfinished batch")
    assert contents(folder) == {"notes.txt": b"mine"}


def test_a_folder_of_others_with_one_called_progress_is_never_touched(folder):
    (folder / PROGRESS).mkdir(parents=True)
    (folder / PROGRESS / "week-1.txt").write_text("mine")
    for how in ({}, {"resume": True}, {"restart": True}):
        assert refused(folder, **how).startswith(f"FOLDER: it holds {PROGRESS} and is no unfinished batch")
    assert contents(folder) == {f"{PROGRESS}/week-1.txt": b"mine"}


def test_killed_while_discarding_it_can_be_discarded_again(folder, monkeypatch):
    begin(folder, [0])
    (folder / "zz").mkdir()

    def killed(path):
        if path.name == "zz":
            raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("simulator.ensemble.store.shutil", SimpleNamespace(rmtree=killed))
        begin(folder, [], restart=True)
    begin(folder, [1], restart=True)
    assert not (folder / "zz").exists()


def test_going_on_on_a_full_disk_says_what_is_kept(folder, monkeypatch):
    begin(folder, [0, 3])

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("simulator.ensemble.parts.os.fsync", full)
    with pytest.raises(OutputError) as caught:
        begin(folder, [1], resume=True)
    assert str(caught.value).endswith("Make room there. 2 of 6 chunks are done and kept; go on with --resume.")


def test_a_file_in_its_place(folder):
    folder.parent.mkdir(parents=True)
    folder.touch()
    assert refused(folder).startswith("FOLDER: it is a file, a folder is expected.")


def test_a_damaged_plan_is_refused_and_can_be_discarded(folder):
    begin(folder, [0])
    (folder / PROGRESS / "plan.json").write_text("{")
    assert refused(folder, resume=True).startswith(f"FOLDER/{PROGRESS}/plan.json: it does not say which batch this is.")
    begin(folder, [1], restart=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no locks on folders; unskipped by any POSIX system")
def test_one_process_at_a_time(folder):
    run = [sys.executable, "-c", HOLDER, str(folder)]
    holder = subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    for how in ({}, {"resume": True}, {"restart": True}):
        assert refused(folder, toy_plan(3), **how) == (
            "FOLDER: another process is writing this batch now. Expected a folder that nobody holds. "
            "Wait until it ends or stop it, or choose another folder with -o."
        )
    holder.kill()
    holder.communicate()
    begin(folder, [0], toy_plan(3), resume=True)


def test_no_ledger_while_chunks_are_missing(folder):
    with opened(folder, toy_plan(6), added) as store:
        store.record(*ToyTask(folder)(2))
        with pytest.raises(OutputError, match="5 chunks are missing"):
            store.write_ledger()
        with pytest.raises(OutputError, match=r"has no ledger\.json"):
            store.seal()


@pytest.mark.parametrize("kept", [(), ("chunk-000000",)])
def test_killed_after_sealing_only_the_final_place_is_left(folder, kept):
    files = complete(folder)
    (folder / PROGRESS).mkdir()
    for name in kept:
        (folder / PROGRESS / name).touch()
    assert refused(folder) == "FOLDER: 6 of 6 chunks are done: go on with --resume, or start anew with --restart."
    assert "another plan" in refused(folder, toy_plan(6, "seed 2"), resume=True)
    with opened(folder, toy_plan(6), added, resume=True) as store:
        assert store.sealed and store.n_done == 6 and store.to_do == ()
        store.write_ledger()
    assert contents(folder) == files
    begin(folder, [0], restart=True)
    with opened(folder, toy_plan(6), added, resume=True) as store:
        assert store.n_done == 1 and not store.sealed


def test_killed_while_sealing_it_is_sealed(folder, monkeypatch):
    """Whose store it is stands in the ledger alone before anything else goes; a plan without chunks is nobody's."""
    monkeypatch.setattr(shutil, "rmtree", lambda path, **_: (path / "merged").unlink(missing_ok=True))
    complete(folder)
    with opened(folder, toy_plan(6), added, resume=True) as store:
        assert store.sealed and store.n_done == 6


def test_killed_before_sealing_the_report_is_made_again(folder):
    with opened(folder, toy_plan(6), added) as store:
        for chunk in store.to_do:
            store.record(*ToyTask(folder)(chunk))
        store.write_ledger()
    with opened(folder, toy_plan(6), added, resume=True) as store:
        assert store.to_do == () and not store.sealed and store.state["counts"].sum() == 300


@pytest.mark.parametrize("inside", [True, False])
def test_only_failures_of_the_store_are_its_own(folder, inside, tmp_path):
    place = folder / "members" / "a" if inside else tmp_path / "draws.csv"
    with pytest.raises(OutputError if inside else OSError, match="No space left") as caught:
        begin(folder, [0])
        with opened(folder, toy_plan(6), added, resume=True):
            raise OSError(28, "No space left on device", str(place))
    if inside:
        assert str(caught.value) == (
            f"{folder}: the batch cannot be written: No space left on device ({place}). Make room there. "
            "1 of 6 chunks are done and kept; go on with --resume."
        )


def test_a_place_where_no_folder_can_be_made(folder, monkeypatch):
    def readonly(self, *arguments, **options):
        raise OSError(30, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", readonly)
    assert refused(folder) == (
        "FOLDER: the batch cannot be written: Read-only file system (FOLDER). "
        "Give yourself permission to write there, or choose another folder with -o."
    )


def test_reductions_without_parts(folder):
    with opened(folder, toy_plan(2), added) as store:
        for chunk in range(2):
            share = {"counts": np.array([chunk]), "most": np.array(1.0)}
            store.record(Done(chunk, "plan", chunk, 1), share)
        store.write_ledger()
        assert store.state["counts"].tolist() == [1]
    assert json.loads((folder / LEDGER).read_text())["parts"] == []
