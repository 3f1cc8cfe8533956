"""Monte Carlo: every input of every draw on its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.scenario.batch import Sample
from simulator.scenario.sample.counted import key_of, shares_of

__all__ = ["MonteCarlo", "draw"]


@dataclass(frozen=True)
class MonteCarlo:
    """Independent draws. keys: one an input, of its random numbers."""

    n_draws: int
    keys: tuple[int, ...]

    def shares(self, first: int, last: int) -> np.ndarray:
        """Return (input, draw), shares between 0 and 1, both never reached."""
        drawn = np.empty((len(self.keys), last - first))
        for row, key in enumerate(self.keys):
            drawn[row] = shares_of(key, first, last)
        return drawn


def draw(sample: Sample, names: tuple[str, ...]) -> MonteCarlo:
    """Prepare draws of inputs of these names. A draw is the same whatever the size and whatever the other inputs."""
    return MonteCarlo(sample.size, tuple(key_of(sample.seed, name, "share") for name in names))
