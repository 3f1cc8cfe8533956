"""Parquet parts of a batch as arrays and tables: the columns and rows asked for, where memory holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from simulator.api.frames import pandas_of
from simulator.ensemble.foresee import size_text
from simulator.errors import OutputError, RunError, unknown_name
from simulator.report.export.parts import Parts, read_parts

if TYPE_CHECKING:
    import pandas

__all__ = ["About", "Table", "table_of"]

# The part of what is free that columns may take: the rest is for what is made of them.
SHARE = 0.8
BYTES = 8


@dataclass(frozen=True)
class About:
    """What a part says of a column: its unit and its names; empty where it says nothing."""

    unit: str = ""
    en: str = ""
    zh: str = ""


@dataclass(frozen=True)
class Table:
    """All parts of one kind, as one table."""

    parts: Parts

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return self.parts.n_rows

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(each.name for each in self.parts.fields)

    @cached_property
    def about(self) -> dict[str, About]:
        """What is said of each column."""
        told = {}
        for each in pq.read_schema(self.parts.files[0]):
            said = {key.decode(): value.decode() for key, value in (each.metadata or {}).items()}
            told[each.name] = About(*(said.get(key, "") for key in ("unit", "en", "zh")))
        return told

    def numbers(self, columns: Sequence[str], n_rows: int | None = None) -> np.ndarray:
        """(column, row). Columns of numbers. n_rows: the first so many; None: all. Raises: RunError, OutputError."""
        return self._filled(columns, n_rows, np.dtype(np.float64), lambda each: each.to_numpy(zero_copy_only=False))

    def codes(self, columns: Sequence[str], words: Sequence[str]) -> np.ndarray:
        """(column, row). Columns of words, as places in `words`. Raises: RunError, OutputError."""
        return self._filled(columns, None, np.dtype(np.int8), lambda each: _coded(each, words))

    def frame(self, columns: Sequence[str] | None) -> pandas.DataFrame:
        """Make a table for pandas; words become categories. columns: None takes all. Raises: RunError, OutputError."""
        names = list(self.columns if columns is None else columns)
        self._judge(names, self.n_rows)
        pandas_of()  # which says how to get it where it is not there
        read = [self._read(path, names) for path in self.parts.files]
        return pa.concat_tables(read).unify_dictionaries().select(names).to_pandas()

    def _filled(self, columns: Sequence[str], n_rows: int | None, kind: np.dtype[Any], take: Any) -> np.ndarray:
        n_wanted = self.n_rows if n_rows is None else n_rows
        self._judge(columns, n_wanted)
        values = np.empty((len(columns), n_wanted), dtype=kind)
        first = 0
        for path in self.parts.files:
            if first >= n_wanted or not columns:
                break
            table = self._read(path, columns)
            last = min(first + table.num_rows, n_wanted)
            for row, name in enumerate(columns):
                values[row, first:last] = take(table.column(name).combine_chunks())[: last - first]
            first = last
        return values

    def _read(self, path: Path, columns: Sequence[str]) -> pa.Table:
        try:
            with pq.ParquetFile(path) as part:
                return part.read(columns=list(columns), use_threads=False)
        except (OSError, ValueError) as problem:
            told = f"it cannot be read: {str(problem).splitlines()[0]}. Expected a part of a batch"
            raise OutputError(f"{path}: {told}. Make the results again.") from problem

    def _judge(self, columns: Sequence[str], n_rows: int) -> None:
        """Refuse columns that are not there, and more of them than memory holds."""
        for name in columns:
            if name not in self.columns:
                raise KeyError(unknown_name(str(self.parts.folder), "column", name, self.columns))
        size, free = len(columns) * n_rows * BYTES, psutil.virtual_memory().available
        if size > SHARE * free:
            needed = f"need {size_text(size)} of memory, {size_text(free)} are free"
            told = f"{len(columns)} columns of {n_rows:,} rows {needed}"
            advice = "Choose fewer targets and inputs with select, or read the parts with Polars or DuckDB"
            raise RunError(f"{self.parts.folder}: {told}. Expected at most {SHARE:.0%} of that. {advice}.")


def table_of(folder: Path) -> Table | None:
    """Look at the parts of a folder; None where there are none. Raises: OutputError where one is damaged."""
    parts = read_parts(folder)
    return None if parts is None else Table(parts)


def _coded(column: pa.Array, words: Sequence[str]) -> np.ndarray:
    """Bring words of a part, which numbers them as it likes, to their places in `words`."""
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.unify_dictionaries().chunks)
    places = np.array([words.index(word) for word in column.dictionary.to_pylist()], dtype=np.int8)
    coded: np.ndarray = places[column.indices.to_numpy(zero_copy_only=False)]
    return coded
