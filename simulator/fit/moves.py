"""Moves of many chains that leave a distribution as it is; and from the prior to it through tempered steps.

Source: moves that leave a normal distribution unchanged and are accepted by what the target differs from it:
Rudolf, Sprungk, On a Generalization of the Preconditioned Crank-Nicolson Metropolis Algorithm, Found. Comput. Math. 18,
2018. Tempered steps: Del Moral, Doucet, Jasra, Sequential Monte Carlo Samplers, J. R. Statist. Soc. B 68, 2006.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

__all__ = ["Chains", "Normal", "effective_members", "moved", "normal_of", "tempered"]

# A log-likelihood of (input, member) scores, which are standard normal before it counts: (member,).
LogLikelihood = Callable[[np.ndarray], np.ndarray]

# Which share of proposals is to be accepted; how fast strides adapt to it.
ACCEPTED, HASTE = 0.35, 1.2
# Each tempered step leaves this share of members effective. Then all of them move, a few times at once, until where
# they are has no more than this correlation with where they were, or so many times; stricter where the prior is left.
KEPT, MOST_STEPS = 0.5, 200
MOVES, REMEMBERED, MOST_ROUNDS = 4, 0.6, 6
FORGOTTEN, LAST_ROUNDS = 0.15, 40
# How much wider than the members the normal distribution is that their moves leave unchanged.
WIDENED = 1.1
SHORTEST, LONGEST = 0.01, 0.999


@dataclass(frozen=True, eq=False)
class Normal:
    """A normal distribution of scores. root: (input, input), lower triangle; inverse: of it."""

    middle: np.ndarray
    root: np.ndarray
    inverse: np.ndarray

    def log_density(self, scores: np.ndarray) -> np.ndarray:
        """Return (member,), up to a constant."""
        whole = self.inverse @ (scores - self.middle[:, None])
        density: np.ndarray = -0.5 * (whole**2).sum(axis=0)
        return density


@dataclass(frozen=True, eq=False)
class Chains:
    """Where chains stand.

    scores: (input, chain). likelihood: (chain,), log. accepted: share of the last proposals.
    moves:  after how many of them little was remembered.
    """

    scores: np.ndarray
    likelihood: np.ndarray
    stride: float = 0.5
    accepted: float = 1.0
    moves: int = 0


def normal_of(scores: np.ndarray) -> Normal:
    """Fit a normal distribution to (input, member) scores, a little wider than they are."""
    middle = scores.mean(axis=1)
    apart = scores - middle[:, None]
    n_inputs, n_members = scores.shape
    shrunk = min(1.0, n_inputs / n_members)
    covariance = apart @ apart.T / n_members
    covariance = (1.0 - shrunk) * covariance + shrunk * np.diag(np.diagonal(covariance))
    root = WIDENED * np.linalg.cholesky(covariance + 1e-10 * np.eye(n_inputs))
    return Normal(middle, root, np.linalg.inv(root))


def moved(
    chains: Chains, target: tuple[LogLikelihood, float], around: Normal, times: int, draws: np.random.Generator
) -> Chains:
    """Move every chain so many times; all strides are the same, so that the moves together are reversible.

    target: a log-likelihood, and the power that it is raised to. around: what the proposals alone would leave as it is.
    """
    likelihood_of, power = target
    scores, likelihood, stride = chains.scores, chains.likelihood, chains.stride
    beyond = power * likelihood - 0.5 * (scores**2).sum(axis=0) - around.log_density(scores)
    kept, n_accepted = np.sqrt(1.0 - stride**2), 0
    for _ in range(times):
        step = around.root @ draws.standard_normal(scores.shape)
        proposed = around.middle[:, None] + kept * (scores - around.middle[:, None]) + stride * step
        found = likelihood_of(proposed)
        found_beyond = power * found - 0.5 * (proposed**2).sum(axis=0) - around.log_density(proposed)
        taken = np.log(draws.random(len(found))) < found_beyond - beyond
        scores = np.where(taken, proposed, scores)
        likelihood, beyond = np.where(taken, found, likelihood), np.where(taken, found_beyond, beyond)
        n_accepted += int(taken.sum())
    share = n_accepted / (max(times, 1) * len(likelihood))
    return replace(chains, scores=scores, likelihood=likelihood, accepted=share)


def restrided(chains: Chains) -> Chains:
    """Lengthen the strides where most proposals are accepted, shorten them where few are."""
    odds = np.log(chains.stride / (1.0 - chains.stride)) + HASTE * (chains.accepted - ACCEPTED) / ACCEPTED
    stride = float(np.clip(1.0 / (1.0 + np.exp(-odds)), SHORTEST, LONGEST))
    return replace(chains, stride=stride)


def tempered(scores: np.ndarray, likelihood_of: LogLikelihood, draws: np.random.Generator) -> tuple[Chains, Normal]:
    """Bring members from the prior to what a likelihood makes of it.

    scores:  (input, member), drawn from the prior.
    Returns: the members there, and a normal distribution like theirs.
    """
    chains, power = Chains(scores, likelihood_of(scores)), 0.0
    for _ in range(MOST_STEPS):
        rise = _rise(chains.likelihood, power)
        power += rise
        places = _resampled(rise * chains.likelihood, draws)
        chains = replace(chains, scores=chains.scores[:, places], likelihood=chains.likelihood[places])
        if power >= 1.0:
            break
        chains = _shaken(chains, (likelihood_of, power), draws, (REMEMBERED, MOST_ROUNDS))
    chains = _shaken(chains, (likelihood_of, 1.0), draws, (FORGOTTEN, LAST_ROUNDS))
    return chains, normal_of(chains.scores)


def _shaken(
    chains: Chains, target: tuple[LogLikelihood, float], draws: np.random.Generator, until: tuple[float, int]
) -> Chains:
    """Move chains until they remember little of where they were. until: how little, and the most rounds."""
    before, (little, most), rounds = chains.scores, until, 0
    for _ in range(most):
        rounds += 1
        around = normal_of(chains.scores)
        for _ in range(MOVES):
            chains = restrided(moved(chains, target, around, 1, draws))
        if _remembered(before, chains.scores) <= little:
            break
    return replace(chains, moves=rounds * MOVES)


def _remembered(before: np.ndarray, after: np.ndarray) -> float:
    """Return the correlation over members of where they are with where they were, of the input that moves least."""
    apart = [each - each.mean(axis=1, keepdims=True) for each in (before, after)]
    sizes = [np.sqrt((each**2).mean(axis=1)) for each in apart]
    together = (apart[0] * apart[1]).mean(axis=1)
    return float((together / np.maximum(sizes[0] * sizes[1], 1e-300)).max())


def _rise(likelihood: np.ndarray, power: float) -> float:
    """Find how much the power may rise for a share of the members to stay effective."""
    if effective_members((1.0 - power) * likelihood) >= KEPT * len(likelihood):
        return 1.0 - power
    low, high = 0.0, 1.0 - power
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (
            (middle, high) if effective_members(middle * likelihood) >= KEPT * len(likelihood) else (low, middle)
        )
    return max(low, 1e-12)


def effective_members(log_weights: np.ndarray) -> float:
    """Count the members that weights leave effective (Kish)."""
    weights = np.exp(log_weights - log_weights.max())
    return float(weights.sum() ** 2 / (weights**2).sum())


def _resampled(log_weights: np.ndarray, draws: np.random.Generator) -> np.ndarray:
    """Choose as many members as there are, each about as often as its weight says (systematic)."""
    weights = np.exp(log_weights - log_weights.max())
    reach = np.cumsum(weights) / weights.sum()
    ladder = (np.arange(len(weights)) + draws.random()) / len(weights)
    return np.minimum(np.searchsorted(reach, ladder), len(weights) - 1)
