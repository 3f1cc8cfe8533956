"""Points of a sweep: swept inputs crossed with one another, the first slowest; those of one group move together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from simulator.scenario.batch import Input

__all__ = ["Sweep", "sweep_of"]


@dataclass(frozen=True)
class Sweep:
    """Points of a sweep. values: one row an input. strides: by how many points its value stays the same."""

    n_points: int
    values: tuple[tuple[float, ...], ...]
    strides: tuple[int, ...]

    def at(self, row: int, points: np.ndarray) -> np.ndarray:
        """Return the values of one swept input at some points."""
        values = self.values[row]
        taken: np.ndarray = np.array(values)[points // self.strides[row] % len(values)]
        return taken


def sweep_of(inputs: tuple[Input, ...]) -> Sweep:
    """Cross swept inputs in their order. Those with the same number of a group count as one, where the first stands.

    inputs: all of kind swept; those of a group have equally many values.
    """
    # One key a group; an input that is crossed with all others is a group of its own.
    groups = [("zipped", each.zipped) if each.zipped >= 0 else ("crossed", row) for row, each in enumerate(inputs)]
    lengths = {group: len(each.values) for group, each in zip(groups, inputs, strict=True)}
    order = list(lengths)
    stride = {group: math.prod(lengths[other] for other in order[number + 1 :]) for number, group in enumerate(order)}
    n_points = math.prod(lengths.values())
    return Sweep(n_points, tuple(each.values for each in inputs), tuple(stride[group] for group in groups))
