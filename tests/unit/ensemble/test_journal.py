"""What is recorded is there after any kill, counted once, whether merged already or not."""

import shutil

import numpy as np
import pytest

from simulator.ensemble import journal
from simulator.ensemble.journal import Journal
from simulator.ensemble.ledger import Done
from simulator.errors import OutputError


def added(state, share):
    """Merge by adding."""
    return {name: state[name] + share[name] for name in share}


def share(chunk: int) -> dict[str, np.ndarray]:
    """What a chunk adds; each has a digit of its own, so that one counted twice is seen."""
    return {"各/counts": np.array([1, 8**chunk]), "n": np.array(1)}


def filled(folder, chunks) -> Journal:
    """Record chunks."""
    kept = Journal(folder, added)
    for chunk in chunks:
        kept.add(Done(chunk, "plan", 0, 1), share(chunk))
    return kept


def is_sum_of(kept: Journal, chunks) -> bool:
    """Tell whether exactly these chunks are in."""
    counts = kept.state["各/counts"].tolist()
    return sorted(kept.done) == sorted(chunks) and counts == [len(chunks), sum(8**each for each in chunks)]


@pytest.fixture(params=[2, 3, 1000])
def most_files(request, monkeypatch):
    """Merge after every so many chunks."""
    monkeypatch.setattr(journal, "_MOST_FILES", request.param)
    return request.param


def test_nothing_is_done_at_first(tmp_path):
    kept = Journal(tmp_path, added)
    assert kept.done == {} and kept.state == {} and Journal.count(tmp_path) == 0


def test_what_is_recorded_is_read_again(tmp_path, most_files):
    chunks = [3, 0, 4, 1, 9]
    assert is_sum_of(filled(tmp_path, chunks), chunks)
    assert is_sum_of(Journal(tmp_path, added), chunks) and Journal.count(tmp_path) == 5
    assert is_sum_of(filled(tmp_path, [2, 5]), [*chunks, 2, 5])
    assert len(list(tmp_path.iterdir())) <= most_files


def test_files_are_merged_when_they_outgrow_what_they_are_merged_into(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "_LEAST_BYTES", 1)
    monkeypatch.setattr(journal, "_TIMES", 0)
    filled(tmp_path, range(3))
    assert [path.name for path in tmp_path.iterdir()] == ["merged"]


def test_a_chunk_in_both_files_counts_once(tmp_path, monkeypatch):
    filled(tmp_path, [0, 1])
    left = tmp_path.parent / "left"
    shutil.copytree(tmp_path, left)
    monkeypatch.setattr(journal, "_MOST_FILES", 1)
    filled(tmp_path, [2])
    shutil.copy(left / "chunk-000001", tmp_path)
    assert Journal.count(tmp_path) == 3
    assert is_sum_of(Journal(tmp_path, added), [0, 1, 2])
    assert [path.name for path in tmp_path.iterdir()] == ["merged"]


def test_a_damaged_chunk_is_not_done(tmp_path):
    filled(tmp_path, [0, 1])
    path = tmp_path / "chunk-000001"
    path.write_bytes(path.read_bytes()[:-5])
    assert is_sum_of(Journal(tmp_path, added), [0]) and not path.exists()


def test_a_damaged_merged_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "_MOST_FILES", 1)
    filled(tmp_path, [0, 1])
    (tmp_path / "merged").write_bytes(b"x")
    message = (
        f"{tmp_path / 'merged'}: the record of the finished chunks is damaged. Expected the file as it was written. "
        "Put it back from a copy, or start anew with --restart."
    )
    with pytest.raises(OutputError) as caught:
        Journal(tmp_path, added)
    assert str(caught.value) == message


def test_only_numbers_are_kept(tmp_path):
    with pytest.raises(TypeError, match="arrays of numbers"):
        Journal(tmp_path, added).add(Done(0, "plan", 0, 1), {"x": np.array([None])})
    assert list(tmp_path.iterdir()) == []


def test_a_chunk_that_cannot_be_recorded_is_not_done(tmp_path, monkeypatch):
    kept = filled(tmp_path, [0])

    def full(path, fill):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(journal, "write_atomically", full)
    with pytest.raises(OSError, match="No space left"):
        kept.add(Done(1, "plan", 0, 1), share(1))
    assert is_sum_of(kept, [0]) and is_sum_of(Journal(tmp_path, added), [0])


def test_a_file_that_is_no_chunk_is_left_alone(tmp_path):
    filled(tmp_path, [0, 1])
    (tmp_path / "chunk-foo").write_text("mine")
    assert Journal.count(tmp_path) == 2 and is_sum_of(Journal(tmp_path, added), [0, 1])
    assert (tmp_path / "chunk-foo").read_text() == "mine"
