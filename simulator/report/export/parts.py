"""Parquet parts of a batch, read one piece after another: what is in memory does not grow with the members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from simulator.errors import OutputError

__all__ = ["VERDICT_NAMES", "Field", "Parts", "Piece", "read_parts"]

VERDICT_NAMES = ("met", "missed", "too_close", "undecided", "not_modelled")
_KEYS = ("scenario", "member", "year")
_ROWS_AT_ONCE = 16_384


@dataclass(frozen=True)
class Field:
    """One column. kind: key, number, whole or verdict."""

    name: str
    kind: str


@dataclass(frozen=True)
class Piece:
    """Some rows. columns: name -> (row,); text columns as arrays of str, a missing text is ""."""

    columns: dict[str, np.ndarray]
    n_rows: int


@dataclass(frozen=True)
class Parts:
    """All parts of one folder. fields: the columns, alike in every part; n_rows: of all parts together."""

    folder: Path
    files: tuple[Path, ...]
    fields: tuple[Field, ...]
    n_rows: int

    def pieces(self, only: Sequence[str] = ()) -> Iterator[Piece]:
        """Give the rows, a piece at a time, in the order of the parts.

        only:   the columns to read; empty: all.
        Raises: OutputError for a damaged part.
        """
        names = list(only) or [field.name for field in self.fields]
        for path in self.files:
            try:
                with pq.ParquetFile(path, page_checksum_verification=True) as part:
                    for batch in part.iter_batches(batch_size=_ROWS_AT_ONCE, columns=names):
                        yield Piece(
                            {name: _array(batch.column(place)) for place, name in enumerate(batch.schema.names)},
                            batch.num_rows,
                        )
            except (OSError, ValueError) as problem:
                raise _damaged(path, problem) from problem


def read_parts(folder: Path) -> Parts | None:
    """Look at the parts of a folder without reading their rows; None where there is no such folder.

    Raises: OutputError where there are no parts, or one is damaged or unlike the others.
    """
    if not folder.is_dir():
        return None
    files = tuple(sorted(folder.glob("*.parquet")))
    if not files:
        raise OutputError(f"{folder}: no part. Expected files such as part-000000.parquet. Make the results again.")
    n_rows, schema = 0, None
    for path in files:
        try:
            with pq.ParquetFile(path) as part:
                n_rows += part.metadata.num_rows
                found = [(field.name, str(field.type)) for field in part.schema_arrow]
        except (OSError, ValueError) as problem:
            raise _damaged(path, problem) from problem
        if schema is not None and found != schema:
            raise OutputError(f"{path}: its columns are not those of {files[0].name}. Make the results again.")
        schema = found
    return Parts(folder, files, tuple(Field(name, _kind(name, kind)) for name, kind in schema or ()), n_rows)


def _kind(name: str, kind: str) -> str:
    if name in _KEYS:
        return "key"
    if "string" in kind:
        return "verdict"
    return "number" if kind == "double" else "whole"


def _array(column: Any) -> np.ndarray:
    """Bring a column to NumPy; a missing number is nan."""
    kind = str(column.type)
    if kind.startswith("dictionary"):
        words = np.array([*column.dictionary.to_pylist(), ""], dtype=object)
        found: np.ndarray = words[column.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False)]
        return found
    if "string" in kind:
        return np.array([each or "" for each in column.to_pylist()], dtype=object)
    return np.asarray(column.to_numpy(zero_copy_only=False))


def _damaged(path: Path, problem: Exception) -> OutputError:
    reason = " ".join(str(problem).split()) or type(problem).__name__
    return OutputError(f"{path}: it cannot be read: {reason}. Expected a part of a batch. Make the results again.")
