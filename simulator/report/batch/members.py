"""Members read back from members/: a few drawn at random, or all of a scenario in pieces; never more than a piece."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds

from simulator.ensemble.ledger import LEDGER
from simulator.target.verdict import VERDICTS

__all__ = ["drawn_members", "members_in_pieces"]

Columns = Mapping[str, np.ndarray]

_AT_ONCE = 65536
_MOST_FILES, _MOST_READ = 256, 200_000


def members_in_pieces(
    folder: Path, scenario: str, columns: Sequence[str], below: int | None = None
) -> Iterator[Columns]:
    """Read all members of a scenario, piece by piece, in the order of the parts.

    columns: of members/. below: members of smaller numbers alone.
    Yields:  column -> (member,), with `member` among them; a verdict as its place in VERDICTS, -1 where it is none.
    """
    yield from _pieces(ds.dataset(folder, format="parquet"), scenario, columns, below)


def drawn_members(folder: Path, scenario: str, columns: Sequence[str], most: int, seed: int = 0) -> Columns:
    """Draw members of a scenario at random; from a large store, out of some of its parts, themselves drawn.

    most:    how many at most. seed: of the draw: the same members of the same store.
    Returns: as `members_in_pieces`, in the order of the members; empty where there are none.
    """
    rng = np.random.default_rng(seed)
    whole = ds.dataset(folder, format="parquet")
    kept: dict[str, np.ndarray] = {}
    lots, n_read = np.empty(0), 0
    files = _files_of(folder, whole.files, scenario)
    for number in rng.permutation(len(files))[:_MOST_FILES].tolist():
        part = ds.dataset([files[number]], schema=whole.schema, format="parquet", filesystem=whole.filesystem)
        for piece in _pieces(part, scenario, columns, None):
            n_read += piece["member"].size
            lots = np.concatenate([lots, rng.random(piece["member"].size)])
            joined = {name: np.concatenate([kept[name], piece[name]]) if kept else piece[name] for name in piece}
            chosen = np.argsort(lots, kind="stable")[:most]
            kept, lots = {name: values[chosen] for name, values in joined.items()}, lots[chosen]
        if n_read >= _MOST_READ:
            break
    order = np.argsort(kept["member"], kind="stable") if kept else np.empty(0, dtype=np.int64)
    return {name: values[order] for name, values in kept.items()}


def _files_of(folder: Path, files: Sequence[str], scenario: str) -> list[str]:
    """Choose the files that hold members of a scenario, as the ledger beside the folder says; all without a ledger."""
    ledger = folder.parent / LEDGER
    if not ledger.is_file():
        return list(files)
    rows = json.loads(ledger.read_text("utf-8"))["parts"]
    own = {Path(row["file"]).name for row in rows if row["scenario"] == scenario}
    return [each for each in files if Path(each).name in own]


def _pieces(whole: ds.Dataset, scenario: str, columns: Sequence[str], below: int | None) -> Iterator[Columns]:
    """Read a data set piece by piece."""
    wanted = ds.field("scenario") == scenario
    if below is not None:
        wanted = wanted & (ds.field("member") < below)
    names = list(dict.fromkeys(("member", *columns)))
    for batch in whole.to_batches(columns=names, filter=wanted, batch_size=_AT_ONCE, batch_readahead=2):
        if batch.num_rows:
            yield {name: _numbers(batch.column(name)) for name in names}


def _numbers(column: pa.Array) -> np.ndarray:
    """Bring a column to numbers; texts are verdicts."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = column.dictionary_encode()
    if not pa.types.is_dictionary(column.type):
        numbers: np.ndarray = column.to_numpy(zero_copy_only=False)
        return numbers
    words = column.dictionary.to_pylist()
    places = np.array([VERDICTS.index(word) if word in VERDICTS else -1 for word in words] + [-1], dtype=np.int8)
    coded: np.ndarray = places[column.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)]
    return coded
