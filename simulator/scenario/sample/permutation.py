"""Permutations of 0..n-1 by index: where each number goes is computed, nothing is stored.

A number is split into quotient and remainder by the root of n, and a Feistel network mixes the two in rounds; what
lands outside 0..n-1 goes through again until it is inside. So it is a permutation whatever the mixing is.

Source: Black, Rogaway, Ciphers with Arbitrary Finite Domains, 2002: the generalized Feistel cipher and cycle walking.
The mixing is that of SplitMix64: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, 2014.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from simulator.scenario.sample.counted import bits_of

__all__ = ["Permutation", "permutation_of"]

# Rounds, an even number, so that both halves end where they began: few where halves have many values; with fewer than
# 12 some permutations of half a dozen numbers come visibly more often than others.
N_ROUNDS, N_ROUNDS_OF_FEW, FEW = 8, 16, 4096
MULTIPLIERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(32))


@dataclass(frozen=True)
class Permutation:
    """A permutation of 0..n-1, n at most 2^32.

    left, right: how many values the halves of a number have; left * right is n or a little more.
    rounds:      what each round adds before it mixes, 64 bits.
    """

    n: int
    left: int
    right: int
    rounds: tuple[int, ...]

    def of(self, index: np.ndarray) -> np.ndarray:
        """Return where some numbers go. index: (number,), unsigned 64 bits, each below n."""
        placed = self._mixed(index)
        outside = np.flatnonzero(placed >= self.n)
        while outside.size:
            placed[outside] = self._mixed(placed[outside])
            outside = outside[placed[outside] >= self.n]
        return placed

    def _mixed(self, index: np.ndarray) -> np.ndarray:
        """Permute 0..left*right-1."""
        sides = np.uint64(self.left), np.uint64(self.right)
        other = index // sides[0]
        one = index - other * sides[0]
        for number, added in enumerate(self.rounds):
            side = sides[number % 2]
            one += _hashed(other, added, side)
            # Below twice the side: taken off once where it fits; else it would wrap round to something huge.
            one, other = other, np.minimum(one, one - side)
        other *= sides[0]
        other += one
        return other


def permutation_of(n: int, key: int) -> Permutation:
    """Return a permutation of 0..n-1. key: of 128 bits."""
    left = math.isqrt(n - 1) + 1
    rounds = tuple(int(bits) for bits in bits_of(key, 0, N_ROUNDS_OF_FEW if n < FEW else N_ROUNDS))
    return Permutation(n, left, -(-n // left), rounds)


def _hashed(half: np.ndarray, added: int, side: np.uint64) -> np.ndarray:
    """Mix a half of a number into one from 0 up to a side."""
    mixed = half + np.uint64(added)
    mixed ^= mixed >> SHIFTS[0]
    mixed *= MULTIPLIERS[0]
    mixed ^= mixed >> SHIFTS[1]
    mixed *= MULTIPLIERS[1]
    mixed >>= SHIFTS[2]
    mixed *= side
    mixed >>= SHIFTS[2]
    return mixed
