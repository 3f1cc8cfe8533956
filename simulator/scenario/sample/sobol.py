"""Sobol' sequence, scrambled: draws that fill the space of all inputs evenly, best by powers of two.

SciPy gives the sequence; here any stretch of it is found without what comes before.

Source: direction numbers: Joe, Kuo, Constructing Sobol Sequences with Better Two-Dimensional Projections, 2008.
Linear scrambling with a digital shift: Matousek, On the L2-Discrepancy for Anchored Boxes, 1998, after Owen.
Gray code order: Antonov, Saleev, An Economic Method of Computing LP-tau Sequences, 1979.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.stats import qmc

from simulator.scenario.batch import Sample

__all__ = ["MOST_INPUTS", "Sobol", "draw"]

# As many inputs as SciPy has direction numbers for.
MOST_INPUTS: int = qmc.Sobol.MAXDIM
# Of each coordinate, more than 10^9 points need; a point lies in the middle of its cell, so it is neither 0 nor 1.
BITS = 32
CELL = 2.0**-BITS


@dataclass(frozen=True)
class Sobol:
    """Points of a Sobol' sequence. A point depends on the seed, its index and the number of inputs, not on the size."""

    n_draws: int
    n_inputs: int
    seed: int

    @cached_property
    def _directions(self) -> np.ndarray:
        """Return (input, 1 + bit): the first point, then what is added without carry where a bit of an index changes.

        In Gray code order the index 2^(b+1) - 1 has bit b alone.
        """
        engine = qmc.Sobol(self.n_inputs, scramble=True, bits=BITS, rng=np.random.default_rng(self.seed))
        # One bit at least: the first point too is looked up behind a change of bit 0, which is then overwritten.
        n_bits = max(self.n_draws - 1, 1).bit_length()
        points = [engine.random(1)[0]]
        for bit in range(n_bits):
            if bit:
                engine.fast_forward(2**bit - 1)
            points.append(engine.random(1)[0])
        cells = (np.array(points) / CELL).astype(np.uint32).T
        cells[:, 1:] ^= cells[:, :1]
        return np.ascontiguousarray(cells)

    def shares(self, first: int, last: int) -> np.ndarray:
        """Return (input, draw), shares between 0 and 1, both never reached."""
        directions = self._directions
        # One point follows another by the direction of the lowest bit that is set in its index.
        index = np.arange(first, last, dtype=np.int64)
        changed = np.bitwise_count(index ^ (index - 1))
        cells = np.take(directions, changed, axis=1)
        if first < last:
            cells[:, 0] = directions[:, 0]
            code = first ^ (first >> 1)
            for bit in range(code.bit_length()):
                if code >> bit & 1:
                    cells[:, 0] ^= directions[:, 1 + bit]
        np.bitwise_xor.accumulate(cells, axis=1, out=cells)
        shares: np.ndarray = (cells.astype(float) + 0.5) * CELL
        return shares


def draw(sample: Sample, names: tuple[str, ...]) -> Sobol:
    """Prepare draws of inputs of these names, by their position. At most MOST_INPUTS of them."""
    return Sobol(sample.size, len(names), sample.seed)
