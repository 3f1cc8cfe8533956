"""Random numbers by counting: each is a function of a seed, of what it is for and of its index.

Source: Philox 4x64, ten rounds: Salmon, Moraes, Dror, Shaw, Parallel Random Numbers: As Easy as 1, 2, 3, 2011.
NumPy keeps its stream of bits the same from version to version.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

__all__ = ["bits_of", "key_of", "shares_of"]

# How many numbers come from one count.
NUMBERS_A_COUNT = 4
# 52 of 64 bits are kept: the middle between two such numbers is exact in a double, and neither 0 nor 1.
SPARE_BITS, PLACE = np.uint64(12), 2.0**-52


def key_of(seed: int, name: str, purpose: str) -> int:
    """Return a key of 128 bits. seed: any whole number. name: of an input. purpose: what is drawn for it."""
    return int.from_bytes(blake2b(f"{purpose}\n{seed}\n{name}".encode(), digest_size=16).digest(), "little")


def bits_of(key: int, first: int, last: int) -> np.ndarray:
    """Return 64 random bits for each index from the first up to, not including, the last, unsigned."""
    count, skipped = divmod(first, NUMBERS_A_COUNT)
    drawn: np.ndarray = np.random.Philox(key=key, counter=count).random_raw(last - first + skipped)
    return drawn[skipped:]


def shares_of(key: int, first: int, last: int) -> np.ndarray:
    """Return a number between 0 and 1, both never reached, for each index from the first up to the last."""
    return ((bits_of(key, first, last) >> SPARE_BITS).astype(float) + 0.5) * PLACE
