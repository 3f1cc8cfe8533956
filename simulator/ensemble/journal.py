"""What a batch has done so far, kept so that a kill at any moment loses only what was not recorded yet.

Each chunk that is done gets one small file, put there whole: which parts it wrote, and its own share of the reductions
(counts, sketches). What has gathered is merged into one file now and then, so neither the number of files nor what is
written for a chunk grows with the batch. A chunk that stands in both was merged just before a kill; it counts once.

Shares are merged in whatever order chunks end, and in another one after a resume. So merging must give the same bits in
any order: whole numbers are added, largest and smallest taken, values gathered and sorted later; never floats added.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

import numpy as np
import pyarrow as pa

from simulator.ensemble.ledger import Done, done_of, row_of
from simulator.ensemble.parts import write_atomically
from simulator.errors import OutputError

__all__ = ["Journal", "Merge", "Reduction"]

Reduction = Mapping[str, np.ndarray]
Merge = Callable[[Reduction, Reduction], Reduction]

_MERGED = "merged"
_CHUNK = "chunk-"
_ROWS = "done"
_SHARE = "reduction/"

# When to merge: what gathers may be some times as large as what it is merged into, so merging costs a part of writing
# it; and files may be so many.
_TIMES = 4
_LEAST_BYTES = 64 << 20
_MOST_FILES = 1024

_DAMAGED = (BadZipFile, EOFError, KeyError, TypeError, ValueError, OSError)


class Journal:
    """The files of one folder, and what they say.

    done:  by chunk. state: the reductions of all of them, merged; none while nothing is done.
    """

    def __init__(self, folder: Path, merge: Merge) -> None:
        """Read what is there; a chunk whose file is damaged is not done.

        merge:  takes the state and a chunk's share, gives the new state; it may change the former.
        Raises: OutputError when the merged file is damaged; OSError.
        """
        self._folder = folder
        self._merge = merge
        self._merged_bytes = self._gathered_bytes = 0
        self.done: dict[int, Done] = {}
        self.state: Reduction = {}
        self._gathered: list[Path] = []
        self._read()

    @staticmethod
    def count(folder: Path) -> int:
        """Count the chunks that are done, whatever plan they are of."""
        chunks = {int(path.name.removeprefix(_CHUNK)) for path in _chunk_files(folder)}
        if (folder / _MERGED).is_file():
            chunks |= {each.chunk for each in _unpack_merged(folder)[0]}
        return len(chunks)

    def add(self, done: Done, share: Reduction) -> None:
        """Record a chunk and its share of the reductions. Raises: OSError; the chunk is not done then."""
        packed = _pack([done], share)
        path = self._folder / f"{_CHUNK}{done.chunk:06d}"
        write_atomically(path, _writer(packed))
        self._count_in(done, share, (path, len(packed)))
        if self._gathered_bytes > max(_LEAST_BYTES, _TIMES * self._merged_bytes) or len(self._gathered) >= _MOST_FILES:
            self._merge_files()

    def _count_in(self, done: Done, share: Reduction, file: tuple[Path, int]) -> None:
        """Take in a chunk. file: where it stands, and its size."""
        self.state = self._merge(self.state, share) if self.done else share
        self.done[done.chunk] = done
        self._gathered.append(file[0])
        self._gathered_bytes += file[1]

    def _merge_files(self) -> None:
        """Write all that is done into one file and remove what it was gathered from."""
        packed = _pack(self.done.values(), self.state)
        write_atomically(self._folder / _MERGED, _writer(packed))
        for path in self._gathered:
            path.unlink(missing_ok=True)
        self._gathered, self._gathered_bytes, self._merged_bytes = [], 0, len(packed)

    def _read(self) -> None:
        """Read all files."""
        if (self._folder / _MERGED).is_file():
            done, self.state = _unpack_merged(self._folder)
            self.done = {each.chunk: each for each in done}
            self._merged_bytes = (self._folder / _MERGED).stat().st_size
        for path in _chunk_files(self._folder):
            packed = path.read_bytes()
            try:
                (done_now,), share = _unpack(packed)
            except _DAMAGED:
                path.unlink()
                continue
            if done_now.chunk in self.done:
                path.unlink()
            else:
                self._count_in(done_now, share, (path, len(packed)))


def _chunk_files(folder: Path) -> list[Path]:
    """List the files of single chunks, by chunk."""
    return sorted(path for path in folder.glob(f"{_CHUNK}*") if path.name.removeprefix(_CHUNK).isdecimal())


def _unpack_merged(folder: Path) -> tuple[list[Done], Reduction]:
    """Read the merged file. Raises: OutputError when it is damaged."""
    path = folder / _MERGED
    packed = path.read_bytes()
    try:
        return _unpack(packed)
    except _DAMAGED as error:
        raise OutputError(
            f"{path}: the record of the finished chunks is damaged. Expected the file as it was written. "
            "Put it back from a copy, or start anew with --restart."
        ) from error


def _writer(packed: bytes) -> Callable[[BinaryIO], int]:
    """Give what writes some bytes into a file."""
    return lambda raw: raw.write(packed)


def _pack(done: Iterable[Done], reduction: Reduction) -> bytes:
    """Write chunks and a reduction as bytes: an archive of arrays, without pickles, packed."""
    objects = [name for name, values in reduction.items() if np.asarray(values).dtype.hasobject]
    if objects:
        raise TypeError(f"reductions are arrays of numbers, {objects} are not")
    rows = json.dumps([row_of(each) for each in done], ensure_ascii=False).encode("utf-8")
    arrays = {_ROWS: np.frombuffer(rows, dtype=np.uint8)}
    arrays |= {f"{_SHARE}{name}": np.asarray(values) for name, values in reduction.items()}
    archive = BytesIO()
    np.savez(archive, **arrays)  # type: ignore[arg-type]  # the names are ours
    packed: bytes = pa.compress(archive.getbuffer(), codec="zstd", asbytes=True)
    return packed


def _unpack(packed: bytes) -> tuple[list[Done], Reduction]:
    """Read chunks and a reduction. Raises: one of _DAMAGED."""
    with pa.CompressedInputStream(pa.BufferReader(packed), "zstd") as stream:
        archive = BytesIO(stream.read())
    with np.load(archive, allow_pickle=False) as arrays:
        rows = json.loads(arrays[_ROWS].tobytes().decode("utf-8"))
        names = [name for name in arrays.files if name != _ROWS]
        return [done_of(row) for row in rows], {name.removeprefix(_SHARE): arrays[name] for name in names}
