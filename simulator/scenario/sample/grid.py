"""Grid: every level of every input with every level of all others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.scenario.batch import Sample

__all__ = ["Grid", "draw"]


@dataclass(frozen=True)
class Grid:
    """A full grid. levels: of each input, the middles of as many equal parts of its distribution."""

    n_inputs: int
    levels: int

    @property
    def n_draws(self) -> int:
        """How many draws there are."""
        return int(self.levels**self.n_inputs)

    def shares(self, first: int, last: int) -> np.ndarray:
        """Return (input, draw), shares between 0 and 1, both never reached. The first input changes slowest."""
        index = np.arange(first, last)
        drawn = np.empty((self.n_inputs, last - first))
        for row in reversed(range(self.n_inputs)):
            index, level = np.divmod(index, self.levels)
            drawn[row] = (level + 0.5) / self.levels
        return drawn


def draw(sample: Sample, names: tuple[str, ...]) -> Grid:
    """Prepare draws of inputs of these names."""
    return Grid(len(names), sample.levels)
