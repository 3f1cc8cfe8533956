"""Draws of random numbers by counting: each is a function of what it is for, never of what was drawn before.

Source: SplitMix64, its mixing of 64 bits: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, 2014.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Lot", "lot_of", "uniform"]

# The constants of SplitMix64: the odd number next to 2**64 divided by the golden ratio, and its two multipliers.
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MULTIPLIERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
# How many of the 64 bits are left out, and what one of the rest is worth: the middle between two is exact in a double.
SPARE_BITS, PLACE = np.uint64(12), 2.0**-52


@dataclass(frozen=True, eq=False)
class Lot:
    """Whose draws they are. seed: of the run. members: (member,), the number of each member, unsigned 64 bits."""

    seed: int
    members: np.ndarray


def lot_of(width: int, seed: int = 0, members: np.ndarray | None = None) -> Lot:
    """Return the draws of some members. members: (member,), their numbers; None counts from 0."""
    numbers = np.arange(width) if members is None else np.asarray(members)
    return Lot(seed, numbers.astype(np.uint64))


def uniform(lot: Lot, step: int, site: np.ndarray, rows: np.ndarray, seed: np.ndarray) -> np.ndarray:
    """Draw numbers between 0 and 1, both never reached.

    step:    the whole step they are for. site: the call, a whole number below 2**53.
    rows:    (row, 1), or one number: the elements. seed: of the call, any shape that fits.
    Returns: (row, member), or (member,) for one number.
    """
    key = _mixed(np.uint64(lot.seed % 2**64), np.asarray(site).astype(np.uint64))
    key = _mixed(key, (np.asarray(seed, dtype=float) + 0.0).view(np.uint64))
    key = _mixed(key, np.asarray(rows).astype(np.uint64))
    key = _mixed(_mixed(key, lot.members), np.uint64(step))
    drawn: np.ndarray = ((key >> SPARE_BITS).astype(float) + 0.5) * PLACE
    return drawn


def _mixed(key: np.ndarray | np.uint64, with_what: np.ndarray | np.uint64) -> np.ndarray:
    """Mix 64 bits into others, so that each bit of either changes half of the result's."""
    with np.errstate(over="ignore"):
        mixed = (key ^ with_what) + GOLDEN
        mixed = (mixed ^ (mixed >> SHIFTS[0])) * MULTIPLIERS[0]
        mixed = (mixed ^ (mixed >> SHIFTS[1])) * MULTIPLIERS[1]
        return np.asarray(mixed ^ (mixed >> SHIFTS[2]))
