"""The design of a batch: the value of every input in every member, by the member's index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.errors import Faults, ScenarioError
from simulator.scenario.batch import Batch, Input, Sample
from simulator.scenario.distribution import quantile
from simulator.scenario.sample import grid, latin_hypercube, monte_carlo, morris, sobol
from simulator.scenario.sample.correlate import Copula, correlate, factor_of
from simulator.scenario.sample.drawing import Drawing
from simulator.scenario.sample.sweep import Sweep, sweep_of

__all__ = ["MOST_MEMBERS", "Design", "design_of"]

# What a batch may have at most, over all its scenarios.
MOST_MEMBERS = 10**9

METHODS: dict[str, Callable[[Sample, tuple[str, ...]], Drawing]] = {
    "monte_carlo": monte_carlo.draw,
    "latin_hypercube": latin_hypercube.draw,
    "sobol": sobol.draw,
    "grid": grid.draw,
    "morris": morris.draw,
}
# Methods whose draws of an input are evenly distributed shares, as a correlation needs them.
EVEN = ("monte_carlo", "latin_hypercube", "sobol")


@dataclass(frozen=True)
class Design:
    """What every member of a batch is run with. A few numbers whatever the size: members are computed when asked for.

    inputs:  in the order of the batch, one row each.
    sweep:   the points of swept inputs. drawing: of the others. copulas: of those that move together.
    """

    inputs: tuple[Input, ...]
    sweep: Sweep
    drawing: Drawing
    copulas: tuple[Copula, ...] = ()

    @property
    def n_points(self) -> int:
        """How many points the sweep has; 1 without a sweep."""
        return self.sweep.n_points

    @property
    def n_draws(self) -> int:
        """How many draws there are at each point."""
        return self.drawing.n_draws

    @property
    def n_members(self) -> int:
        """How many members there are, in each scenario: every draw at every point; member = draw * n_points + point."""
        return self.n_draws * self.n_points

    def values(self, first: int, last: int) -> np.ndarray:
        """Return the values of all inputs in a range of members.

        first, last: members from the first up to, not including, the last.
        Returns:     (input, member), in the order of the inputs, each in its unit. The same bits in any range.
        """
        if not 0 <= first <= last <= self.n_members:
            raise IndexError(f"members {first} to {last} of {self.n_members}")
        values = np.empty((len(self.inputs), last - first))
        if first == last:
            return values
        members = np.arange(first, last)
        points = members % self.n_points
        draws = members // self.n_points - first // self.n_points
        drawn = iter(self._drawn(first // self.n_points, -(-last // self.n_points)))
        n_swept = 0
        for row, each in enumerate(self.inputs):
            if each.kind == "swept":
                values[row] = self.sweep.at(n_swept, points)
                n_swept += 1
            else:
                one = next(drawn)
                values[row] = one if self.n_points == 1 else one[draws]
        return values

    def _drawn(self, first: int, last: int) -> np.ndarray:
        """Return (input, draw), the values of all inputs that are not swept."""
        drawn = self.drawing.shares(first, last)
        for copula in self.copulas:
            correlate(copula, drawn)
        distributions = (each.distribution for each in self.inputs if each.kind != "swept")
        for row, distribution in enumerate(distributions):
            if distribution is not None:
                drawn[row] = quantile(distribution, drawn[row])
        return drawn


def design_of(batch: Batch) -> Design:
    """Lay out the members of a batch.

    Raises: ScenarioError, with all faults at once.
    """
    faults = Faults()
    names = tuple(each.name for each in batch.inputs if each.kind != "swept")
    drawing = METHODS[batch.sample.method](batch.sample, names)
    sweep = sweep_of(tuple(each for each in batch.inputs if each.kind == "swept"))
    copulas = []
    for group in batch.correlated:
        factor = factor_of(group.matrix)
        if factor is None:
            faults.add(
                f"{group.where}: the correlations of {', '.join(map(repr, group.inputs))} cannot hold together. "
                "Expected a positive definite matrix. Make some of them smaller."
            )
        else:
            copulas.append(Copula(tuple(map(names.index, group.inputs)), factor))
    faults.raise_as(ScenarioError)
    return Design(batch.inputs, sweep, drawing, tuple(copulas))
