"""The design of a batch: the value of every input in every member, by the member's index."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from simulator.errors import Faults, ScenarioError
from simulator.scenario.batch import Batch, Input, Sample
from simulator.scenario.distribution import distribution_slip, distribution_text, quantile, support
from simulator.scenario.sample import grid, latin_hypercube, monte_carlo, morris, rows, sobol
from simulator.scenario.sample.correlate import Copula, correlate, factor_of
from simulator.scenario.sample.drawing import Drawing
from simulator.scenario.sample.points import Sweep, sweep_of

__all__ = ["MOST_MEMBERS", "Design", "design_of", "n_members_of", "too_many"]

# What a batch may have at most, over all its scenarios.
MOST_MEMBERS = 10**9

METHODS: dict[str, Callable[[Sample, tuple[str, ...]], Drawing]] = {
    "monte_carlo": monte_carlo.draw,
    "latin_hypercube": latin_hypercube.draw,
    "sobol": sobol.draw,
    "grid": grid.draw,
    "morris": morris.draw,
    "file": rows.draw,
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
    others = tuple(each for each in batch.inputs if each.kind != "swept")
    for each in others:
        slip = distribution_slip(each.distribution) if each.distribution else ""
        if slip:
            faults.add(f"{each.where}: {each.name}: {slip} Correct it.")
    faults.raise_as(ScenarioError)
    for fault in _faults_of_sample(batch.sample, others):
        faults.add(fault)
    copulas = _copulas(batch, tuple(each.name for each in others), faults)
    faults.raise_as(ScenarioError)
    drawing = METHODS[batch.sample.method](batch.sample, tuple(each.name for each in others))
    sweep = sweep_of(tuple(each for each in batch.inputs if each.kind == "swept"))
    told = too_many(sweep.n_points, drawing.n_draws, max(len(batch.scenarios), 1))
    if told:
        raise ScenarioError(f"{batch.sample.where or batch.name}: {told}")
    return Design(batch.inputs, sweep, drawing, copulas)


def n_members_of(batch: Batch) -> tuple[int, int]:
    """Count the points of the sweep and the draws at each. Members of one scenario are their product.

    batch: of a sample that is possible; a file of members is not read again.
    """
    sample, others = batch.sample, tuple(each.name for each in batch.inputs if each.kind != "swept")
    n_draws = sample.size if sample.method == "file" else METHODS[sample.method](sample, others).n_draws
    return sweep_of(tuple(each for each in batch.inputs if each.kind == "swept")).n_points, n_draws


def too_many(n_points: int, n_draws: int, n_scenarios: int) -> str:
    """Word why these are more members than any machine runs: `what. expected. what to do.`; else empty."""
    total = n_points * n_draws * n_scenarios
    if total <= MOST_MEMBERS:
        return ""
    factors = ((n_points, "points of the sweep"), (n_draws, "draws"), (n_scenarios, "scenarios"))
    listed = [f"{n:,} {word}" for n, word in factors if n > 1]
    made = f"{total:,} members" if len(listed) > 1 else "as many members"
    told = f"{' times '.join(listed)} would be {made}. Expected at most {MOST_MEMBERS:,}"
    return f"{told}. Take fewer values or draws, or draw some inputs rather than crossing them all."


def _faults_of_sample(sample: Sample, inputs: tuple[Input, ...]) -> Iterator[str]:
    """Word what a method cannot do. inputs: those that are not swept, their distributions possible."""
    what = f"{sample.where}: {{}} of {sample.method} is {{:,}}. Expected {{}}. Correct it."
    if sample.seed < 0:
        yield what.format("seed", sample.seed, "a whole number from 0 on")
    if sample.method in EVEN and sample.size < 1:
        yield what.format("size", sample.size, "at least 1")
    if sample.method == "grid" and sample.levels < 1:
        yield what.format("levels", sample.levels, "at least 1")
    if sample.method == "sobol" and len(inputs) > sobol.MOST_INPUTS:
        yield (
            f"{sample.where}: sobol draws {len(inputs):,} inputs. Expected at most {sobol.MOST_INPUTS:,}. "
            "Take latin_hypercube or monte_carlo."
        )
    if sample.method == "morris":
        if sample.levels < 2 or sample.levels % 2:
            yield what.format("levels", sample.levels, "an even number from 2 on")
        if sample.trajectories < 1:
            yield what.format("trajectories", sample.trajectories, "at least 1")
        for each in inputs:
            if each.distribution and not all(map(math.isfinite, support(each.distribution))):
                yield (
                    f"{each.where}: {each.name}: {distribution_text(each.distribution)} has no end, and morris goes "
                    "from end to end. Expected bounds. Add within: [low, high]."
                )


def _copulas(batch: Batch, names: tuple[str, ...], faults: Faults) -> tuple[Copula, ...]:
    """Prepare the inputs that move together. names: of the inputs that are not swept."""
    copulas = []
    for group in batch.correlated:
        factor = factor_of(group.matrix)
        if batch.sample.method not in EVEN:
            faults.add(
                f"{group.where}: inputs of a sample by {batch.sample.method} cannot be correlated. Expected one of "
                f"{', '.join(EVEN)}. Change the method, or remove correlated."
            )
        elif factor is None:
            faults.add(
                f"{group.where}: the correlations of {', '.join(map(repr, group.inputs))} cannot hold together. "
                "Expected a positive definite matrix. Make some of them smaller."
            )
        else:
            copulas.append(Copula(tuple(map(names.index, group.inputs)), factor))
    return tuple(copulas)
