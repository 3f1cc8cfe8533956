"""Cells of which bins are counted: quantiles to within a stated error, in memory that members do not add to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.ensemble.bins import N_BINS, N_SLOTS, NON_FINITE, OVER, Bins

__all__ = ["Binned"]


@dataclass(frozen=True, eq=False)
class _Ranked:
    """What is known of one order statistic of each cell, (cell,) each: an estimate, and bounds of where it lies."""

    low: np.ndarray
    estimate: np.ndarray
    high: np.ndarray


class Binned:
    """Counts by slot, with the least and greatest finite value. Adding is commutative to the last bit.

    bins: of the cells. counts: (cell, slot), whole numbers. least, greatest: (cell,), infinite where there is none.
    """

    def __init__(self, bins: Bins) -> None:
        n_cells = len(bins.base)
        self.bins = bins
        self.counts = np.zeros((n_cells, N_SLOTS), dtype=np.int64)
        self.least = np.full(n_cells, np.inf)
        self.greatest = np.full(n_cells, -np.inf)

    def add(self, counts: np.ndarray, least: np.ndarray, greatest: np.ndarray) -> None:
        """Add the counts of other members."""
        self.counts += counts
        np.minimum(self.least, least, out=self.least)
        np.maximum(self.greatest, greatest, out=self.greatest)

    @property
    def n_finite(self) -> np.ndarray:
        """(cell,). How many members have a finite value."""
        return np.asarray(self.counts[:, :NON_FINITE].sum(axis=1))

    def count_of(self, cell: int) -> int:
        """Return how many members have a finite value of a cell."""
        return int(self.counts[cell, :NON_FINITE].sum())

    def range_of(self, cell: int) -> tuple[float, float]:
        """Return the least and the greatest finite value of a cell; (inf, -inf) where there is none."""
        return float(self.least[cell]), float(self.greatest[cell])

    def quantiles(self, probabilities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (probability, cell) estimates and (cell,) bounds of how far any is from numpy.quantile.

        A quantile lies between two order statistics, and each of these in a bin. Within it members are taken to lie
        evenly; the first and the last are known.
        """
        n, up_to = self.n_finite, np.cumsum(self.counts[:, :NON_FINITE], axis=1)
        values, error = np.full((len(probabilities), len(n)), np.nan), np.zeros(len(n))
        for row, probability in enumerate(probabilities):
            place = np.maximum(n - 1, 0) * probability
            rank = np.floor(place).astype(np.int64)
            lower = self._ranked(rank, up_to)
            upper = self._ranked(rank + (place > rank), up_to)
            found, off = _between(lower, upper, place - rank)
            values[row] = np.where(n > 0, found, np.nan)
            error = np.maximum(error, np.where(n > 0, off, 0.0))
        return values, error

    def _ranked(self, rank: np.ndarray, up_to: np.ndarray) -> _Ranked:
        """Find one order statistic. rank: (cell,), from 0. up_to: (cell, slot), members in a slot or below it."""
        cells = np.arange(len(rank))
        slot = np.minimum((up_to <= rank[:, None]).sum(axis=1), OVER)
        inside = np.maximum(self.counts[cells, slot], 1)
        below = up_to[cells, slot] - self.counts[cells, slot]
        low, high = self.bins.bounds(slot)
        low, high = np.maximum(low, self.least), np.minimum(high, self.greatest)
        low = np.where(rank == up_to[:, OVER] - 1, self.greatest, low)
        high = np.where(rank == 0, self.least, high)
        return _Ranked(low, _weighted(low, high, (rank - below + 0.5) / inside), high)

    def histogram(self, cell: int, n_bins: int) -> tuple[np.ndarray, np.ndarray]:
        """Return (n + 1,) edges and (n,) counts of at most n_bins bars, and one more on either side of the bins.

        The cell has at least two different finite values. An edge is as far off as rounding of a bin's.
        """
        counts = self.counts[cell, :NON_FINITE]
        used = np.flatnonzero(counts[1:OVER]) + 1
        first = 1 if counts[0] or not used.size else int(used[0])
        last = N_BINS if counts[OVER] or not used.size else int(used[-1])
        starts = np.arange(first, last + 1, -(-(last + 1 - first) // n_bins))
        bars = np.add.reduceat(counts[: last + 1], starts)
        edges = self.bins.base[cell] + np.append(starts, last + 1) * self.bins.width[cell]
        edges = np.clip(np.concatenate([edges[:1], edges, edges[-1:]]), self.least[cell], self.greatest[cell])
        edges[0], edges[-1] = self.least[cell], self.greatest[cell]
        return _joined(edges, np.concatenate([counts[:1], bars, counts[OVER:]]))


def _joined(edges: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Join bars without a width to their neighbours, by counts up to each edge."""
    up_to = np.append(0, np.cumsum(counts))
    different, places = np.unique(edges, return_index=True)
    at = up_to[places]
    at[-1] = up_to[-1]
    return different, np.diff(at)


def _weighted(low: np.ndarray, high: np.ndarray, part: np.ndarray) -> np.ndarray:
    """(cell,). What lies a part of the way from low to high; low itself where they are equal. Nothing overflows."""
    with np.errstate(invalid="ignore"):
        return np.where(low == high, low, np.clip((1.0 - part) * low + part * high, low, high))


def _between(lower: _Ranked, upper: _Ranked, part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(cell,) each. What lies a part of the way from one order statistic to the next, and how far it may be off."""
    found = _weighted(lower.estimate, upper.estimate, part)
    low, high = _weighted(lower.low, upper.low, part), _weighted(lower.high, upper.high, part)
    with np.errstate(over="ignore", invalid="ignore"):
        off = np.maximum(found - low, high - found)
        ends = np.maximum(np.abs(lower.low), np.abs(upper.high))
        rounding = 8 * (np.finfo(float).eps * ends + np.finfo(float).smallest_subnormal)
        return found, np.where(lower.low == upper.high, 0.0, off + rounding)
