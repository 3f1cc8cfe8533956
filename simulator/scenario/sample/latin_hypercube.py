"""Latin hypercube: n draws fall one each into n equal parts of every input's distribution.

Source: McKay, Beckman, Conover, A Comparison of Three Methods for Selecting Values of Input Variables, 1979.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.scenario.batch import Sample
from simulator.scenario.sample.counted import bits_of, key_of
from simulator.scenario.sample.permutation import Permutation, permutation_of

__all__ = ["LatinHypercube", "draw"]

# A part's number and the place inside it share these bits, so that what falls into a part stays there when divided.
PLACES = 50


@dataclass(frozen=True)
class LatinHypercube:
    """Stratified draws. keys: one an input, of the place inside a part. orders: keys of the order of its parts."""

    n_draws: int
    keys: tuple[int, ...]
    orders: tuple[int, ...]

    @cached_property
    def _permutations(self) -> tuple[Permutation, ...]:
        return tuple(permutation_of(self.n_draws, key) for key in self.orders)

    def shares(self, first: int, last: int) -> np.ndarray:
        """Return (input, draw), shares between 0 and 1, both never reached: (part + place) / n."""
        places = PLACES - self.n_draws.bit_length()
        index = np.arange(first, last, dtype=np.uint64)
        drawn = np.empty((len(self.keys), last - first))
        for row, (key, permutation) in enumerate(zip(self.keys, self._permutations, strict=True)):
            place = (bits_of(key, first, last) >> np.uint64(64 - places)).astype(float)
            drawn[row] = (permutation.of(index) + (place + 0.5) * 2.0**-places) / self.n_draws
        return drawn


def draw(sample: Sample, names: tuple[str, ...]) -> LatinHypercube:
    """Prepare draws of inputs of these names. A draw depends on the size, not on what other inputs there are."""
    keys = tuple(key_of(sample.seed, name, "share") for name in names)
    return LatinHypercube(sample.size, keys, tuple(key_of(sample.seed, name, "order") for name in names))
