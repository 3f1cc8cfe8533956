"""Morris's design of elementary effects: trajectories along which one input after another changes, each once.

draw = trajectory * (n_inputs + 1) + step; step 0 is where a trajectory begins.

Source: Morris, Factorial Sampling Plans for Preliminary Computational Experiments, 1991.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.scenario.batch import Sample
from simulator.scenario.sample.counted import bits_of, key_of, shares_of

__all__ = ["Morris", "draw"]


@dataclass(frozen=True)
class Morris:
    """Trajectories over a grid of shares 0, 1/(levels-1), ..., 1; levels is even.

    bases, turns: keys, one an input, of where it begins and which way it goes; and of when it changes.
    """

    trajectories: int
    levels: int
    bases: tuple[int, ...]
    turns: tuple[int, ...]

    @property
    def n_draws(self) -> int:
        """How many draws there are."""
        return self.trajectories * (len(self.bases) + 1)

    @property
    def step(self) -> float:
        """By what share an input changes."""
        return self.levels / 2.0 / (self.levels - 1.0)

    def shares(self, first: int, last: int) -> np.ndarray:
        """Return (input, draw), shares from 0 to 1, both may be reached."""
        lower, is_raised, turn = self._paths(first, last)
        trajectory, step = np.divmod(np.arange(first, last), len(self.bases) + 1)
        trajectory -= self._first(first)
        # An input that is lowered begins at its upper level, and comes to the lower one when its turn has come.
        is_upper = (step > np.take(turn, trajectory, axis=1)) == np.take(is_raised, trajectory, axis=1)
        half = self.levels // 2
        shares: np.ndarray = (np.take(lower, trajectory, axis=1) + half * is_upper) / (self.levels - 1)
        return shares

    def changed(self, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
        """Tell by what each draw differs from the one before it on its trajectory.

        Returns: the number of the input, -1 where a trajectory begins, and by what share it changed, 0 there.
        """
        _, is_raised, turn = self._paths(first, last)
        trajectory, step = np.divmod(np.arange(first, last), len(self.bases) + 1)
        trajectory -= self._first(first)
        whose = np.argsort(turn, axis=0)
        which = np.where(step > 0, whose[np.maximum(step - 1, 0), trajectory], -1)
        by = np.where(is_raised[np.maximum(which, 0), trajectory], self.step, -self.step)
        return which, np.where(step > 0, by, 0.0)

    def _first(self, first: int) -> int:
        """Return the trajectory of a draw."""
        return first // (len(self.bases) + 1)

    def _paths(self, first: int, last: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return (input, trajectory) for those of a range: the lower level, whether it is raised, when it changes."""
        begin, end = self._first(first), self._first(last - 1) + 1
        shape = (len(self.bases), end - begin)
        level, turn = np.empty(shape, dtype=np.int64), np.empty(shape, dtype=np.uint64)
        for row, (base, key) in enumerate(zip(self.bases, self.turns, strict=True)):
            # One number tells both: a level of the lower half, and up or down.
            level[row] = shares_of(base, begin, end) * self.levels
            turn[row] = bits_of(key, begin, end)
        rank = np.argsort(np.argsort(turn, axis=0, kind="stable"), axis=0)
        return level // 2, level % 2 == 1, rank


def draw(sample: Sample, names: tuple[str, ...]) -> Morris:
    """Prepare draws of inputs of these names."""
    bases = tuple(key_of(sample.seed, name, "base") for name in names)
    return Morris(sample.trajectories, sample.levels, bases, tuple(key_of(sample.seed, name, "turn") for name in names))
