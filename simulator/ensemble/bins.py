"""Bins: counts of many members' values, cell by cell, where memory cannot hold the values themselves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["NON_FINITE", "N_BINS", "N_SLOTS", "OVER", "Bins", "bins_of", "count_values"]

# Slots of a cell: what lies under all bins, the bins, what lies over them, and what is not finite.
N_BINS = 2048
OVER, NON_FINITE, N_SLOTS = N_BINS + 1, N_BINS + 2, N_BINS + 3

# How far the bins reach beyond the pilot's range to either side, in parts of it.
BEYOND = 0.25
# Numbers that are worked on at once, so that they stay in a core's memory.
AT_ONCE = 2**16
# Bins neither lie beyond this nor are narrower than its inverse, so that nothing overflows.
LARGEST = 1e290


@dataclass(frozen=True, eq=False)
class Bins:
    """Equal bins of each cell: slot s holds base + s * width to base + (s + 1) * width, up to rounding.

    base, width: (cell,), the unit of the cell.
    """

    base: np.ndarray
    width: np.ndarray

    def bounds(self, slot: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return bounds between which every value of a slot lies, (cell,) each; infinite under and over the bins.

        slot: (cell,), 0 to OVER. Which slot a value is counted in is rounded, by less than the bounds allow.
        """
        ends = np.maximum(np.abs(self.base), np.abs(self.base + N_SLOTS * self.width))
        rounding = 16 * np.finfo(float).eps * ends
        low = np.where(slot == 0, -np.inf, self.base + slot * self.width - rounding)
        high = np.where(slot == OVER, np.inf, self.base + (slot + 1) * self.width + rounding)
        return low, high


def bins_of(pilot: np.ndarray) -> Bins:
    """Set bins from some members.

    pilot: (cell, member). A cell in which they are all alike gets bins from a quarter to seven quarters of its value;
           one without a finite value gets bins about 0.
    """
    finite = np.isfinite(pilot)
    low = np.where(finite, pilot, np.inf).min(axis=1, initial=np.inf)
    high = np.where(finite, pilot, -np.inf).max(axis=1, initial=-np.inf)
    none = low > high
    low, high = (np.clip(np.where(none, 0.0, each), -LARGEST, LARGEST) for each in (low, high))
    spread = np.where(high > low, high - low, np.where(low == 0.0, 1.0, np.abs(low)))
    spread = np.maximum(spread, 1.0 / LARGEST)
    width = (1.0 + 2.0 * BEYOND) * spread / N_BINS
    return Bins(low / 2 + high / 2 - (0.5 + BEYOND) * spread - width, width)


def count_values(bins: Bins, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count values by slot.

    values:  (cell, member).
    Returns: (cell, slot) counts, in the narrowest whole numbers that hold them; (cell,) least and greatest of the
             finite values, infinite where there is none.
    """
    n_cells, n_members = values.shape
    counts = np.zeros((n_cells, N_SLOTS), dtype=np.min_scalar_type(n_members))
    least, greatest = np.full(n_cells, np.inf), np.full(n_cells, -np.inf)
    n_columns = min(max(n_members, 1), AT_ONCE)
    n_rows = max(1, AT_ONCE // n_columns)
    scale = 1.0 / bins.width
    for row in range(0, n_cells, n_rows):
        rows = slice(row, row + n_rows)
        for column in range(0, n_members, n_columns):
            block = values[rows, column : column + n_columns]
            finite = np.isfinite(block)
            lower = upper = block
            if not finite.all():
                lower, upper = np.where(finite, block, np.inf), np.where(finite, block, -np.inf)
            least[rows] = np.minimum(least[rows], lower.min(axis=1))
            greatest[rows] = np.maximum(greatest[rows], upper.max(axis=1))
            slots = _slots(block, finite, bins.base[rows], scale[rows])
            counts[rows] += _counted(slots).astype(counts.dtype)
    narrowest = counts.astype(np.min_scalar_type(counts.max(initial=0)), copy=False)
    return narrowest, least + 0.0, greatest + 0.0  # of -0.0 and 0.0 the first to come would be the least: never -0.0


def _slots(block: np.ndarray, finite: np.ndarray, base: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """(cell, member). The slot of each value; a larger value never has a lower one."""
    with np.errstate(over="ignore"):
        place = (block - base[:, None]) * scale[:, None]
    np.maximum(place, 0.0, out=place)
    np.minimum(place, OVER, out=place)
    place[~finite] = NON_FINITE
    return np.asarray(place, dtype=np.intp)


def _counted(slots: np.ndarray) -> np.ndarray:
    """(cell, slot). How many members are in each."""
    slots += (np.arange(len(slots)) * N_SLOTS)[:, None]
    return np.bincount(slots.reshape(-1), minlength=len(slots) * N_SLOTS).reshape(-1, N_SLOTS)
