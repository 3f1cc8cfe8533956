"""Parquet files of one chunk each: columns in, one whole file out, the same bytes for the same columns.

A part is written beside its place under another name and put there when it is complete; what a killed writer leaves
has a name of its own kind and is removed when the store is opened again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar
from uuid import uuid4

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

__all__ = [
    "UNFINISHED",
    "Column",
    "Words",
    "Written",
    "is_whole",
    "part_name",
    "remove_unfinished",
    "write_atomically",
    "write_part",
]

# The ending of what no finished store has: drafts, and what a cluster shares while it runs.
UNFINISHED = ".unfinished"
_BLOCK = 1 << 20

_Result = TypeVar("_Result")

# Numbers of a batch differ from member to member in most of their bits: splitting them by bytes and packing them
# lightly is as fast as anything that packs at all, and takes less room than packing harder without the split.
_PACKING: Mapping[str, object] = {
    "version": "2.6",
    "compression": "zstd",
    "compression_level": 1,
    "row_group_size": 1 << 20,
    "data_page_size": _BLOCK,
    "write_page_checksum": True,
    "store_schema": True,
}


@dataclass(frozen=True, eq=False)
class Words:
    """A column of words. codes: (row,) places in words, int8; words: every word there may be."""

    codes: np.ndarray
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Column:
    """One column. values: (row,), numbers or words. about: what the file says of it, such as its unit and label."""

    name: str
    values: np.ndarray | Words
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A part as it is on the disk. file: its path from the store's folder, with /."""

    file: str
    bytes: int
    sha256: str


def part_name(kind: str, chunk: int) -> str:
    """Name a chunk's part of one kind (`members`), from the store's folder."""
    return f"{kind}/part-{chunk:06d}.parquet"


def write_part(folder: Path, file: str, columns: Sequence[Column]) -> Written:
    """Write columns of equal length as one Parquet file, whole or not at all.

    folder: of the store. file: from there, as part_name gives it. Raises: OSError, with the path.
    """
    table = _table(columns)
    numbers = [each.name for each in table.schema if pa.types.is_floating(each.type)]
    texts = [each.name for each in table.schema if pa.types.is_dictionary(each.type)]

    def fill(raw: BinaryIO) -> Written:
        hashed = _Hashed(raw)
        pq.write_table(table, hashed, use_dictionary=texts, use_byte_stream_split=numbers, **_PACKING)
        return Written(file, hashed.size, hashed.digest.hexdigest())

    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_atomically(path, fill)


def _table(columns: Sequence[Column]) -> pa.Table:
    """Make an Arrow table of columns."""
    arrays = [_array(each.values) for each in columns]
    fields = [
        pa.field(each.name, array.type, nullable=False, metadata=dict(each.about) or None)
        for each, array in zip(columns, arrays, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _array(values: np.ndarray | Words) -> pa.Array:
    """Make an Arrow array of a column; what is not a number stays so and is no gap."""
    if isinstance(values, Words):
        codes = pa.array(np.ascontiguousarray(values.codes, dtype=np.int8))
        return pa.DictionaryArray.from_arrays(codes, pa.array(values.words, type=pa.string()))
    return pa.array(np.ascontiguousarray(values), from_pandas=False)


class _Hashed:
    """A file to write into that counts and digests what goes through it."""

    def __init__(self, raw: BinaryIO) -> None:
        """Begin with nothing written."""
        self._raw = raw
        self.size = 0
        self.digest = hashlib.sha256()
        self.closed = False

    def write(self, block: bytes) -> int:
        """Write a block."""
        self._raw.write(block)
        self.digest.update(block)
        self.size += len(block)
        return len(block)

    def tell(self) -> int:
        """Say how much is written."""
        return self.size

    def flush(self) -> None:
        """Leave flushing to who owns the file."""

    def close(self) -> None:
        """Leave closing to who owns the file."""
        self.closed = True


def write_atomically(path: Path, fill: Callable[[BinaryIO], _Result]) -> _Result:
    """Write a file so that under its name it is complete, whenever the process or the machine stops.

    fill: writes the bytes. Returns: what fill returns. Raises: OSError, with the path.
    """
    draft = path.with_name(f".{path.name}.{uuid4().hex[:12]}{UNFINISHED}")
    try:
        with draft.open("xb") as raw:
            result = fill(raw)
            raw.flush()
            os.fsync(raw.fileno())
        os.replace(draft, path)
        _keep_name(path.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return result


def _keep_name(folder: Path) -> None:
    """See that names put into a folder outlast a power failure, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_unfinished(folders: Iterable[Path]) -> None:
    """Remove what killed writers left in folders that nobody writes into now."""
    for folder in folders:
        for path in folder.glob(f".*{UNFINISHED}"):
            path.unlink(missing_ok=True)


def is_whole(folder: Path, part: Written) -> bool:
    """Tell whether a part is there as it was written."""
    try:
        with (folder / part.file).open("rb") as raw:
            if os.fstat(raw.fileno()).st_size != part.bytes:
                return False
            return hashlib.file_digest(raw, "sha256").hexdigest() == part.sha256
    except OSError:
        return False
