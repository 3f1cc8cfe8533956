"""Least squares from many starts: thousands are tried in one batch, the best are followed down, side by side in bounds.

Starts are a Latin hypercube of the priors. Each of the best is followed by scipy's trust region method; every column of
a Jacobian is a member of one batch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import OptimizeResult, least_squares

from simulator.fit.answers import Answers
from simulator.fit.residuals import Residuals
from simulator.scenario.batch import Sample
from simulator.scenario.distribution import quantile
from simulator.scenario.sample import latin_hypercube

__all__ = ["Effort", "Followed", "Found", "Objective", "search"]

# Step of a difference, in parts of a parameter's range: its rounding and its curvature both stay below 1e-9.
STEP = 1e-5
# How near to an end of its range a parameter counts as at it, in parts of the range.
AT_END = 1e-4
# Ends of searches are the same minimum when half their sums of squares differ by less: far below what data can tell.
SAME_LOSS = 0.01
# Of ends that are equal to so many parts the first counts, that of the given start: it leaves what history does not
# see where it was.
EQUAL = 1e-7


@dataclass(frozen=True)
class Effort:
    """How hard to search.

    starts:     how many points are screened. refined: how many of the best are followed.
    iterations: of each, at most. threads: members computed at the same time.
    """

    starts: int = 4000
    refined: int = 12
    iterations: int = 100
    seed: int = 0
    threads: int = 1


@dataclass(frozen=True, eq=False)
class Objective:
    """Residuals as a function of parameters, each from 0 to 1 over its range."""

    answers: Answers
    residuals: Residuals
    threads: int = 1

    @property
    def low(self) -> np.ndarray:
        """Lower ends of the ranges."""
        return np.array([each.low for each in self.answers.parameters])

    @property
    def width(self) -> np.ndarray:
        """How wide the ranges are."""
        return np.array([each.high - each.low for each in self.answers.parameters])

    def values(self, unit: np.ndarray) -> np.ndarray:
        """Return (parameter, member) in model units. unit: (parameter, member), from 0 to 1."""
        return np.asarray(self.low[:, None] + self.width[:, None] * unit)

    def rows(self, unit: np.ndarray) -> np.ndarray:
        """Return the (row, member) residuals. unit: (parameter, member)."""
        values = self.values(unit)
        return self.residuals.of(self.answers.at(values, self.threads), values)

    def at(self, unit: np.ndarray) -> np.ndarray:
        """Return the (row,) residuals of one point. unit: (parameter,)."""
        return self.rows(unit[:, None])[:, 0]

    def jacobian(self, unit: np.ndarray) -> np.ndarray:
        """Return the (row, parameter) derivatives, by differences to both sides, to one at an end of a range."""
        n_parameters = len(unit)
        members = np.repeat(unit[:, None], 2 * n_parameters, axis=1)
        for row in range(n_parameters):
            members[row, 2 * row] = min(unit[row] + STEP, 1.0)
            members[row, 2 * row + 1] = max(unit[row] - STEP, 0.0)
        rows = self.rows(members)
        steps = members[range(n_parameters), range(0, 2 * n_parameters, 2)]
        steps = steps - members[range(n_parameters), range(1, 2 * n_parameters, 2)]
        return np.asarray((rows[:, 0::2] - rows[:, 1::2]) / steps)


@dataclass(frozen=True)
class Followed:
    """One start of several, followed down. begun, ended: half its sum of squares. best: that of the best so far."""

    number: int
    total: int
    begun: float
    ended: float
    best: float


@dataclass(frozen=True, eq=False)
class Found:
    """The best fit.

    values, unit: (parameter,), model units; and from 0 to 1 over the range.
    rows:         (row,) residuals there. jacobian: (row, parameter), by `unit`.
    loss:         half the sum of squares. status: how the search ended, as scipy counts.
    agreeing:     how many of the refined starts ended in the same minimum. losses: (refined,), where each ended.
    screened:     how many starts were tried, broken: how many of them were no finite number.
    """

    values: np.ndarray
    unit: np.ndarray
    rows: np.ndarray
    jacobian: np.ndarray
    loss: float
    status: int
    agreeing: int
    losses: tuple[float, ...]
    screened: int
    broken: int
    ends: tuple[str, ...] = field(default=())

    @property
    def converged(self) -> bool:
        """Tell whether the search ended by itself."""
        return self.status > 0


def search(objective: Objective, effort: Effort, tell: Callable[[Followed], None]) -> Found:
    """Find the parameters with the least sum of squares.

    tell:    told each start that has been followed.
    Returns: the best found, also where no search has converged.
    Source:  Branch, Coleman, Li, A Subspace, Interior, and Conjugate Gradient Method for Large-Scale Bound-Constrained
             Minimization Problems, 1999 (the method of scipy.optimize.least_squares).
    """
    starts, losses = _screened(objective, effort)
    order = np.argsort(losses, kind="stable")[: max(effort.refined, 1)]
    chosen = list(dict.fromkeys([0, *order.tolist()]))  # the model's own values are always followed
    ended: list[OptimizeResult] = []
    for number, start in enumerate(chosen, start=1):
        ended.append(_followed(objective, starts[:, start], effort.iterations))
        best = min(each.cost for each in ended)
        tell(Followed(number, len(chosen), float(losses[start]), float(ended[-1].cost), float(best)))
    least = min(float(each.cost) for each in ended)
    best_one = next(each for each in ended if each.cost - least <= EQUAL * (1.0 + least))
    ends = tuple("low" if each < AT_END else "high" if each > 1.0 - AT_END else "" for each in best_one.x.tolist())
    unit = np.array([{"low": 0.0, "high": 1.0}.get(end, each) for end, each in zip(ends, best_one.x, strict=True)])
    rows = objective.at(unit)
    return Found(
        values=objective.values(unit[:, None])[:, 0],
        unit=unit,
        rows=rows,
        jacobian=objective.jacobian(unit),
        loss=float(objective.residuals.loss(rows[:, None])[0]),
        status=int(best_one.status),
        agreeing=sum(bool(each.cost - best_one.cost < SAME_LOSS) for each in ended),
        losses=tuple(float(each.cost) for each in ended),
        screened=starts.shape[1],
        broken=int(np.sum(~np.isfinite(losses))),
        ends=ends,
    )


def _screened(objective: Objective, effort: Effort) -> tuple[np.ndarray, np.ndarray]:
    """Return the (parameter, start) points, the model's own values first, and the (start,) loss of each."""
    parameters = objective.answers.parameters
    names = tuple(each.name for each in parameters)
    shares = latin_hypercube.draw(Sample(size=max(effort.starts, 1), seed=effort.seed), names).shares(0, effort.starts)
    drawn = np.array([quantile(each.prior, shares[row]) for row, each in enumerate(parameters)])
    own = np.array([each.start for each in parameters])
    values = np.concatenate([own[:, None], drawn.reshape(len(parameters), -1)], axis=1)
    unit = np.clip((values - objective.low[:, None]) / objective.width[:, None], 0.0, 1.0)
    values = objective.values(unit)
    said = objective.answers.at(values, objective.threads)
    losses = objective.residuals.loss(objective.residuals.of(said, values))
    return unit, np.where(np.isfinite(said).all(axis=0), losses, np.inf)


def _followed(objective: Objective, start: np.ndarray, iterations: int) -> OptimizeResult:
    """Follow one start down."""
    inside = np.clip(start, 1e-6, 1.0 - 1e-6)  # the method begins strictly inside
    return least_squares(
        objective.at,
        inside,
        objective.jacobian,
        bounds=(0.0, 1.0),
        method="trf",
        x_scale=1.0,
        ftol=1e-9,
        xtol=1e-9,
        gtol=1e-9,
        max_nfev=iterations,
    )
