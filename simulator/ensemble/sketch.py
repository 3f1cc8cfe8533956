"""Sketches: quantiles and histograms of many cells, built up while members stream by.

A cell is one value of every member, such as the population in 2030. Where memory allows, every value is kept and all is
exact; else bins are counted, and how far a quantile may be off is told with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.ensemble.binned import Binned
from simulator.ensemble.bins import Bins, bins_of, count_values
from simulator.ensemble.kept import Kept

__all__ = ["Part", "Sketch", "part_of"]

BYTES = 8


@dataclass(frozen=True, eq=False)
class Part:
    """What a sketch takes in of some members; small where bins are counted.

    first_member: number of the first; n_members follow one another.
    values:       (cell, member), or None where bins are counted; then
    counts:       (cell, slot), and least, greatest: (cell,) of the finite values.
    """

    first_member: int
    n_members: int
    values: np.ndarray | None = None
    counts: np.ndarray | None = None
    least: np.ndarray | None = None
    greatest: np.ndarray | None = None


def part_of(bins: Bins | None, first_member: int, values: np.ndarray) -> Part:
    """Make a part in any process.

    bins:   as Sketch.bins gives them, None where every value is kept.
    values: (cell, member), any number of members that follow one another.
    """
    n_members = values.shape[1]
    if bins is None:
        return Part(first_member, n_members, values=np.array(values, dtype=float))
    counts, least, greatest = count_values(bins, values)
    return Part(first_member, n_members, None, counts, least, greatest)


class Sketch:
    """All cells of one scenario. What it tells does not depend on the order in which parts come.

    n_cells, n_members: how many there will be. budget_bytes: above it values are not kept, and `settle` sets bins.
    """

    def __init__(self, n_cells: int, n_members: int, budget_bytes: int) -> None:
        self.n_cells, self.n_members, self.n_added = n_cells, n_members, 0
        self.is_exact = n_cells * n_members * BYTES <= budget_bytes
        self._cells: Kept | Binned | None = Kept(n_cells, n_members) if self.is_exact else None

    @property
    def bins(self) -> Bins | None:
        """What a process needs to make parts: None where every value is kept. Raises: ValueError before `settle`."""
        cells = self._settled()
        return cells.bins if isinstance(cells, Binned) else None

    def settle(self, pilot: np.ndarray) -> None:
        """Set bins from the first members, (cell, member); they are not added by it. No effect on an exact sketch.

        Raises: ValueError when bins are set already.
        """
        if self.is_exact:
            return
        if self._cells is not None:
            raise ValueError("bins are set already. Expected one pilot. Settle a sketch once.")
        self._check_cells(pilot)
        self._cells = Binned(bins_of(pilot))

    def part(self, first_member: int, values: np.ndarray) -> Part:
        """Make a part of some members, (cell, member), without adding it."""
        self._check_cells(values)
        return part_of(self.bins, first_member, values)

    def include(self, part: Part) -> None:
        """Add a part. Raises: ValueError when its members are not among those that are still to come."""
        cells, end = self._settled(), part.first_member + part.n_members
        if part.first_member < 0 or end > self.n_members or self.n_added + part.n_members > self.n_members:
            told = f"members {part.first_member} to {end - 1} on top of {self.n_added:,}"
            raise ValueError(f"{told}. Expected each of {self.n_members:,} once. Add every part once.")
        if isinstance(cells, Kept):
            if part.values is None:
                raise ValueError("a part of counts. Expected values: this sketch is exact. Make it with its bins.")
            cells.add(part.values, slice(part.first_member, end))
        else:
            if part.counts is None or part.least is None or part.greatest is None:
                raise ValueError("a part of values. Expected counts: this sketch has bins. Make it with its bins.")
            cells.add(part.counts, part.least, part.greatest)
        self.n_added += part.n_members

    def add(self, first_member: int, values: np.ndarray) -> None:
        """Add some members, (cell, member)."""
        self.include(self.part(first_member, values))

    @property
    def n_finite(self) -> np.ndarray:
        """(cell,). How many of the added members have a finite value."""
        return self._settled().n_finite

    def quantiles(self, probabilities: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
        """Tell quantiles of the finite values, as numpy.quantile defines them.

        Returns: (probability, cell), nan where there is no finite value; and (cell,), by how much any of them may be
                 off at most: 0 where they are exact.
        """
        asked = np.asarray(probabilities, dtype=float)
        if not ((asked >= 0.0) & (asked <= 1.0)).all():
            raise ValueError(f"probabilities {asked.tolist()}. Expected numbers from 0 to 1. Correct them.")
        return self._settled().quantiles(asked)

    def histogram(self, cell: int, n_bins: int) -> tuple[np.ndarray, np.ndarray]:
        """Tell how many finite values lie where: (n + 1,) edges and (n,) counts, empty where there is none.

        About n_bins bars from the least to the greatest value, one about a value that all members share. Where bins are
        counted the outermost bars may be wider than the others.
        """
        cells = self._settled()
        least, greatest = cells.range_of(cell)
        if least > greatest:
            return np.empty(0), np.empty(0, dtype=np.int64)
        if least == greatest:
            half = 0.05 * abs(least) or 0.5
            return np.array([least - half, least + half]), np.array([cells.count_of(cell)], dtype=np.int64)
        return cells.histogram(cell, n_bins)

    def _settled(self) -> Kept | Binned:
        if self._cells is None:
            raise ValueError("no bins are set. Expected a pilot first. Settle the sketch.")
        return self._cells

    def _check_cells(self, values: np.ndarray) -> None:
        if values.ndim != 2 or len(values) != self.n_cells:
            raise ValueError(f"values of shape {values.shape}. Expected ({self.n_cells}, members). Pass every cell.")
