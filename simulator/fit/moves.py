"""Moves of many chains that leave a distribution as it is; and from the prior to it through tempered steps.

Source: moves along slopes: Duane, Kennedy, Pendleton, Roweth, Hybrid Monte Carlo, Phys. Lett. B 195, 1987, in
coordinates in which the members have unit spread (Neal, MCMC Using Hamiltonian Dynamics, 2011). Tempered steps: Del
Moral, Doucet, Jasra, Sequential Monte Carlo Samplers, J. R. Statist. Soc. B 68, 2006.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

__all__ = [
    "Chains",
    "Likelihood",
    "Normal",
    "carried",
    "effective_members",
    "moved",
    "normal_of",
    "restrided",
    "tempered",
]

# Which share of moves is to be accepted; how fast strides adapt to it; their bounds, and by which part each varies, so
# that no move comes back to where it began.
ACCEPTED, HASTE = 0.8, 0.6
SHORTEST, LONGEST, VARIED = 0.02, 1.2, 0.2
# A move goes a quarter of the way around a normal distribution, in this many strides at most.
QUARTER, MOST_STRIDES = 1.5, 12
# Each tempered step leaves this share of members effective. Then all of them move, until where they are has no more
# than this correlation with where they were, or so many times; stricter where the prior is left behind.
KEPT, MOST_STEPS = 0.5, 200
REMEMBERED, MOST_MOVES = 0.6, 6
FORGOTTEN, LAST_MOVES = 0.15, 24
# Members of one likelihood serve another where so many of them stay effective.
SERVE = 0.05


class Likelihood(Protocol):
    """How probable history is, of scores that are standard normal before it counts."""

    def of(self, scores: np.ndarray) -> np.ndarray:
        """Return the log-likelihood of (input, member) scores, (member,)."""

    def slopes(self, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the log-likelihood, (member,), and how it changes with scores, (input, member), about."""


@dataclass(frozen=True, eq=False)
class Normal:
    """A normal distribution of scores. root: (input, input), lower triangle."""

    middle: np.ndarray
    root: np.ndarray


@dataclass(frozen=True, eq=False)
class Chains:
    """Where chains stand.

    scores: (input, chain). likelihood: (chain,), log. stride: of a move. accepted: share of the last moves.
    moves:  after how many of them little was remembered.
    """

    scores: np.ndarray
    likelihood: np.ndarray
    stride: float = 0.4
    accepted: float = 1.0
    moves: int = 1


def normal_of(scores: np.ndarray) -> Normal:
    """Fit a normal distribution to (input, member) scores."""
    middle = scores.mean(axis=1)
    apart = scores - middle[:, None]
    n_inputs, n_members = scores.shape
    shrunk = min(1.0, (n_inputs / n_members) ** 2)
    covariance = apart @ apart.T / n_members
    covariance = (1.0 - shrunk) * covariance + shrunk * np.diag(np.diagonal(covariance))
    return Normal(middle, np.linalg.cholesky(covariance + 1e-10 * np.eye(n_inputs)))


def moved(
    chains: Chains, target: tuple[Likelihood, float], around: Normal, times: int, draws: np.random.Generator
) -> Chains:
    """Move every chain so many times, all in the same way, so that the moves together are reversible.

    target: a likelihood, and the power that it is raised to. around: gives the coordinates of the moves.
    """
    likelihood, power = target
    scores, n_accepted = chains.scores, 0
    found, slopes = likelihood.slopes(scores)
    strides = int(min(max(round(QUARTER / chains.stride), 1), MOST_STRIDES))
    for _ in range(times):
        stride = chains.stride * (1.0 + VARIED * (2.0 * draws.random() - 1.0))
        speed = draws.standard_normal(scores.shape)
        begun = power * found - 0.5 * (scores**2).sum(axis=0) - 0.5 * (speed**2).sum(axis=0)
        ahead, there, rising = scores, found, slopes
        with np.errstate(all="ignore"):  # a move that leaves what numbers can hold is not accepted
            for _ in range(strides):
                speed = speed + 0.5 * stride * (around.root.T @ (power * rising - ahead))
                ahead = ahead + stride * (around.root @ speed)
                there, rising = likelihood.slopes(ahead)
                speed = speed + 0.5 * stride * (around.root.T @ (power * rising - ahead))
            ended = power * there - 0.5 * (ahead**2).sum(axis=0) - 0.5 * (speed**2).sum(axis=0)
            taken = np.log(draws.random(len(found))) < ended - begun
        scores, slopes = np.where(taken, ahead, scores), np.where(taken, rising, slopes)
        found = np.where(taken, there, found)
        n_accepted += int(taken.sum())
    share = n_accepted / (max(times, 1) * len(found))
    return replace(chains, scores=scores, likelihood=found, accepted=share)


def restrided(chains: Chains) -> Chains:
    """Lengthen the strides where most moves are accepted, shorten them where few are."""
    stride = chains.stride * np.exp(HASTE * (chains.accepted - ACCEPTED) / ACCEPTED)
    return replace(chains, stride=float(np.clip(stride, SHORTEST, LONGEST)))


def tempered(scores: np.ndarray, likelihood: Likelihood, draws: np.random.Generator) -> tuple[Chains, Normal]:
    """Bring members from the prior to what a likelihood makes of it.

    scores:  (input, member), drawn from the prior.
    Returns: the members there, and a normal distribution like theirs.
    """
    chains, power = Chains(scores, likelihood.of(scores)), 0.0
    for _ in range(MOST_STEPS):
        rise = _rise(chains.likelihood, power)
        power += rise
        places = _resampled(rise * chains.likelihood, draws)
        chains = replace(chains, scores=chains.scores[:, places], likelihood=chains.likelihood[places])
        if power >= 1.0:
            break
        chains = _shaken(chains, (likelihood, power), draws, (REMEMBERED, MOST_MOVES))
    chains = _shaken(chains, (likelihood, 1.0), draws, (FORGOTTEN, LAST_MOVES))
    return chains, normal_of(chains.scores)


def carried(chains: Chains, likelihood: Likelihood, draws: np.random.Generator) -> Chains | None:
    """Bring members of one likelihood to another that differs little; None where too few of them would count.

    chains: where members stand, with the likelihood that brought them there.
    """
    found = likelihood.of(chains.scores)
    gain = found - chains.likelihood
    if effective_members(gain) < SERVE * len(gain):
        return None
    places = _resampled(gain, draws)
    begun = replace(chains, scores=chains.scores[:, places], likelihood=found[places])
    return _shaken(begun, (likelihood, 1.0), draws, (FORGOTTEN, LAST_MOVES))


def _shaken(
    chains: Chains, target: tuple[Likelihood, float], draws: np.random.Generator, until: tuple[float, int]
) -> Chains:
    """Move chains until they remember little of where they were. until: how little, and the most moves."""
    before, (little, most), moves = chains.scores, until, 0
    for _ in range(most):
        moves += 1
        chains = restrided(moved(chains, target, normal_of(chains.scores), 1, draws))
        if _remembered(before, chains.scores) <= little:
            break
    return replace(chains, moves=moves)


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
        is_enough = effective_members(middle * likelihood) >= KEPT * len(likelihood)
        low, high = (middle, high) if is_enough else (low, middle)
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
