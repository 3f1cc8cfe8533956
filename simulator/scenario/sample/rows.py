"""Members from a file: every draw is a row of a table that someone else has made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from simulator.errors import ScenarioError
from simulator.scenario.batch import Sample
from simulator.scenario.batch_file.members_file import read_members
from simulator.scenario.place import Fault, Place, raise_all, unknown
from simulator.scenario.spelling import spelled

__all__ = ["Given", "draw"]


@dataclass(frozen=True)
class Given:
    """Rows of a table. It is read where it is needed first, and again where the record is sent to; never sent along.

    file, shown: where it lies, and as messages name it. names: of the inputs. digest: of its bytes.
    """

    file: Path
    shown: str
    names: tuple[str, ...]
    n_draws: int
    digest: str

    def __getstate__(self) -> dict[str, object]:
        """Leave the rows at home."""
        return {name: value for name, value in self.__dict__.items() if name != "_rows"}

    @cached_property
    def _rows(self) -> np.ndarray:
        if _digest(self.file, self.shown) != self.digest:
            raise ScenarioError(
                f"{self.shown}: the file is not the one with which the batch began. Expected the same bytes. "
                "Put it back, or begin the batch anew."
            )
        return _read(self.file, self.shown, self.names)

    def shares(self, first: int, last: int) -> np.ndarray:
        """Return (input, draw), not shares but the values themselves: inputs that are given have no distribution."""
        return self._rows[:, first:last].copy()


def draw(sample: Sample, names: tuple[str, ...]) -> Given:
    """Prepare draws of inputs of these names, which are columns of the sample's file.

    Raises: ScenarioError, with all faults of the file at once.
    """
    if sample.file is None:
        raise ScenarioError(
            f"{sample.where}: the sample has no file. Expected a table of members. Name one: file: FILE."
        )
    digest = _digest(sample.file, sample.shown)
    n_draws = _read(sample.file, sample.shown, names).shape[1]
    return Given(sample.file, sample.shown, names, n_draws, digest)


def _read(file: Path, shown: str, names: tuple[str, ...]) -> np.ndarray:
    """Return (input, row), finite numbers."""
    faults: list[Fault] = []
    columns, values = read_members(file, shown, faults)
    raise_all(faults)
    found = [(name, spelled(name, columns)) for name in names]
    raise_all(unknown(Place(shown), "column", name, columns) for name, column in found if column is None)
    return np.ascontiguousarray(values[[columns.index(column) for _, column in found if column is not None]])


def _digest(file: Path, shown: str) -> str:
    """Return a digest of a file's bytes.

    Raises: ScenarioError where it cannot be read.
    """
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as problem:
        raise ScenarioError(
            f"{shown}: it cannot be read: {problem.strerror}. Expected a CSV or Parquet table. "
            "Correct the file or its name."
        ) from None
