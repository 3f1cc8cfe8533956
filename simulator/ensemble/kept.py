"""Cells of which every member's value is kept: exact quantiles, where memory allows."""

from __future__ import annotations

import numpy as np

__all__ = ["Kept"]


class Kept:
    """Values by member number, so that the order of adding does not matter.

    values: (cell, member). present: (member,), which members are there.
    """

    def __init__(self, n_cells: int, n_members: int) -> None:
        self.values = np.zeros((n_cells, n_members))
        self.present = np.zeros(n_members, dtype=bool)

    def add(self, values: np.ndarray, members: slice) -> None:
        """Add other members. members: a range of them.

        Raises: ValueError where one is there already.
        """
        if self.present[members].any():
            raise ValueError("a member is in the sketch already. Expected each once. Add its part once.")
        self.values[:, members] = values
        self.present[members] = True

    def finite(self, cell: int) -> np.ndarray:
        """Return the finite values of a cell, by member number."""
        values = self.values[cell]
        return np.asarray(values[self.present & np.isfinite(values)])

    @property
    def n_finite(self) -> np.ndarray:
        """(cell,). How many members have a finite value."""
        return np.array([self.count_of(cell) for cell in range(len(self.values))], dtype=np.int64)

    def count_of(self, cell: int) -> int:
        """Return how many members have a finite value of a cell."""
        return int(self.finite(cell).size)

    def range_of(self, cell: int) -> tuple[float, float]:
        """Return the least and the greatest finite value of a cell; (inf, -inf) where there is none."""
        values = self.finite(cell)
        return float(values.min(initial=np.inf)), float(values.max(initial=-np.inf))

    def quantiles(self, probabilities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (probability, cell) quantiles and their (cell,) error, which is 0."""
        n_cells = len(self.values)
        found = np.full((len(probabilities), n_cells), np.nan)
        for cell in range(n_cells):
            values = self.finite(cell)
            if values.size:
                found[:, cell] = np.quantile(values, probabilities)
        return found, np.zeros(n_cells)

    def histogram(self, cell: int, n_bins: int) -> tuple[np.ndarray, np.ndarray]:
        """Return (n + 1,) edges and (n,) counts of n_bins equal bars, fewer where numbers lie too close.

        The cell has at least two different finite values.
        """
        values = self.finite(cell)
        part = np.arange(n_bins + 1) / n_bins
        edges = np.unique((1.0 - part) * values.min() + part * values.max())
        counts, _ = np.histogram(values, edges)
        return edges, counts.astype(np.int64)
