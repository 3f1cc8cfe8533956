"""History matching: members drawn from what is believed of uncertain inputs once history is seen.

Waves of members locate where history can be explained: each wave runs the model where the response surface of the last
one, with what it leaves unexplained, says. Then chains of members move by proposals of the surface and are accepted by
the model itself, so that what they leave unchanged is exact however rough the surface is.

Source: waves: Craig, Goldstein, Seheult, Smith, Pressure Matching for Hydrocarbon Reservoirs, 1997; proposals of an
approximation accepted by the truth: Christen, Fox, Markov Chain Monte Carlo Using an Approximation, J. Comput. Graph.
Statist. 14, 2005.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import solve_triangular

from simulator.errors import RunError
from simulator.fit.evidence import Evidence
from simulator.fit.moves import Chains, Normal, carried, effective_members, moved, normal_of, tempered
from simulator.fit.prior import Prior
from simulator.fit.surface import Surface, flat_surface, refined

__all__ = ["Bank", "MatchEffort", "Matched", "bank_of", "match_history"]

# What the model says of history: (input, member) values to (observation, member); not finite where a run breaks down.
Simulate = Callable[[np.ndarray], np.ndarray]

# What a surface may leave unexplained of an observation, in standard deviations of its error, root mean square: below,
# it is not taught any more, and neither where the last wave left more than this share of what the one before did.
FINE, HARDLY = 0.05, 0.8
# Members with which a surface is searched, at least: so many, and so many for each input; a covariance is made of them.
FEWEST, AN_INPUT = 256, 12
# Members of a wave for each term of the surface.
A_TERM = 2


@dataclass(frozen=True)
class MatchEffort:
    """How much is computed.

    chains:  as many members come out. groups: of chains, that begin independently.
    waves:   of `wave` members each, at most so many, before the chains. settling: rounds of the chains that are not
             kept, and from which the surface may still learn; then `rounds` rounds are.
    """

    chains: int = 2048
    groups: int = 2
    waves: int = 6
    wave: int = 1024
    settling: int = 2
    rounds: int = 12
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Bank:
    """Members drawn before history is seen; the same serves any history that is observed of the same things.

    scores:  (input, member). predicted: (observation, member), all finite. n_broken: runs that broke down, left out.
    surface: of predictions, whitened as the evidence whitens errors.
    """

    prior: Prior
    scores: np.ndarray
    predicted: np.ndarray
    n_broken: int
    surface: Surface


@dataclass(frozen=True, eq=False)
class Matched:
    """Members that history leaves.

    scores:     (input, chain), where the chains end: equally weighted members. predicted: (observation, chain).
    states:     (round, input, chain), scores of all kept rounds. accepted: share of the model's verdicts that were yes.
    started:    how many of the chains were effective where they began, weighted by what the model says against what
                the surface said.
    n_runs:     of the model, those of the bank not counted.
    unexplained: (wave,), what the surface left unexplained of an observation after each wave, in standard deviations of
                its error, root mean square.
    """

    scores: np.ndarray
    predicted: np.ndarray
    states: np.ndarray
    accepted: float
    started: float
    n_runs: int
    unexplained: tuple[float, ...]


def bank_of(prior: Prior, evidence: Evidence, simulate: Simulate, sample: tuple[int, int]) -> Bank:
    """Run members drawn before history is seen.

    sample: how many, and the seed.
    Raises: RunError where most runs break down.
    """
    scores = prior.draw(*sample)
    values = prior.values(scores)
    predicted = simulate(values)
    finite = np.isfinite(predicted).all(axis=0)
    n_broken = int((~finite).sum())
    if n_broken > sample[0] // 2:
        raise RunError(
            f"history matching: {n_broken:,} of {sample[0]:,} members drawn from the prior are not finite numbers. "
            "Expected fewer than half. Narrow the ranges of the uncertain constants."
        )
    inputs, rows = prior.standard(values[:, finite]), evidence.whitening @ predicted[:, finite]
    surface = refined(flat_surface(inputs, rows), inputs, rows)
    return Bank(prior, scores[:, finite], predicted[:, finite], n_broken, surface)


def match_history(bank: Bank, evidence: Evidence, simulate: Simulate, effort: MatchEffort) -> Matched:
    """Draw members from what history leaves of the prior."""
    run = _Run(bank, evidence, simulate, np.random.Generator(np.random.Philox(key=effort.seed)))
    unexplained = [run.unexplained]
    while len(unexplained) <= effort.waves and _is_worth_a_wave(unexplained):
        scores = run.wave(effort.wave)
        run.learn(scores, run.predicted(scores))
        unexplained.append(run.unexplained)
    chains, around = run.located(effort.chains, effort.groups)
    return run.settled(chains, around, effort, tuple(unexplained))


def _is_worth_a_wave(unexplained: list[float]) -> bool:
    """Tell whether another wave would teach the surface something. unexplained: after the bank and each wave."""
    hardly = len(unexplained) > 2 and unexplained[-1] > HARDLY * unexplained[-2]
    return unexplained[-1] > FINE and not hardly


class _Run:
    """One matching: the surface as it is learnt, and the random numbers."""

    def __init__(self, bank: Bank, evidence: Evidence, simulate: Simulate, draws: np.random.Generator) -> None:
        self.bank, self.evidence, self.simulate, self.draws = bank, evidence, simulate, draws
        self.n_runs = 0
        self.last: Chains | None = None
        self.surface = bank.surface.lowered(evidence.whitening @ evidence.values)
        self._settle()

    def standard(self, scores: np.ndarray) -> np.ndarray:
        """Return what the surface reads of scores."""
        return self.bank.prior.standard(self.bank.prior.values(scores))

    @property
    def unexplained(self) -> float:
        """What the surface leaves unexplained of an observation, root mean square."""
        return float(np.sqrt(np.mean(np.diagonal(self.surface.covariance))))

    @property
    def fewest(self) -> int:
        """With how many members the surface is searched, at least."""
        return max(FEWEST, AN_INPUT * len(self.bank.prior))

    def learn(self, scores: np.ndarray, predicted: np.ndarray) -> None:
        """Teach the surface what the model says of members."""
        finite = np.isfinite(predicted).all(axis=0)
        rows = self.evidence.misfits(predicted[:, finite])
        self.surface = refined(self.surface, self.standard(scores[:, finite]), rows)
        self._settle()

    def _settle(self) -> None:
        """Prepare the surface's own likelihood: what it leaves unexplained adds to the errors of observation."""
        covariance = self.surface.covariance
        root = np.linalg.cholesky(np.eye(len(covariance)) + covariance)
        told = solve_triangular(root, self.surface.coefficients, lower=True)
        self.told = Surface(self.surface.crossed, told, covariance)

    def of(self, scores: np.ndarray) -> np.ndarray:
        """Return the surface's log-likelihood of members, (member,)."""
        likelihood: np.ndarray = -0.5 * (self.told.at(self.standard(scores)) ** 2).sum(axis=0)
        return likelihood

    def slopes(self, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return it, and about how it changes with scores, (input, member)."""
        inputs = self.standard(scores)
        rows = self.told.at(inputs)
        slopes = -self.told.slopes(inputs, rows) * self.bank.prior.steepness(scores)
        return -0.5 * (rows**2).sum(axis=0), slopes

    def wave(self, size: int) -> np.ndarray:
        """Draw at least so many members, and some for every term of the surface, from what it leaves of the prior."""
        wanted = max(size, A_TERM * self.surface.coefficients.shape[1])
        chains, around = self.located(self.fewest, 1)
        states = [chains.scores]
        while len(states) * chains.scores.shape[1] < wanted:
            chains = moved(chains, (self, 1.0), around, chains.moves, self.draws)
            states.append(chains.scores)
        return np.concatenate(states, axis=1)

    def located(self, size: int, groups: int) -> tuple[Chains, Normal]:
        """Draw members from what the surface leaves of the prior, in groups that begin independently."""
        parts, prior = [], self.bank.prior
        for count in (len(each) for each in np.array_split(np.arange(size), groups)):
            whole = None
            if self.last is not None and groups == 1:
                whole = carried(self.last, self, self.draws)
            if whole is None:
                begun = self.draws.standard_normal((len(prior), max(count, self.fewest)))
                whole = tempered(begun, self, self.draws)[0]
            self.last = whole
            places = np.linspace(0, whole.scores.shape[1] - 1, count).round().astype(int)
            parts.append(replace(whole, scores=whole.scores[:, places], likelihood=whole.likelihood[places]))
        scores = np.concatenate([each.scores for each in parts], axis=1)
        likelihood = np.concatenate([each.likelihood for each in parts])
        stride, moves = float(np.mean([each.stride for each in parts])), max(each.moves for each in parts)
        return Chains(scores, likelihood, stride, moves=moves), normal_of(scores)

    def settled(self, chains: Chains, around: Normal, effort: MatchEffort, unexplained: tuple[float, ...]) -> Matched:
        """Move chains by the surface and accept by the model."""
        predicted = self.predicted(chains.scores)
        exact = self.evidence.log_likelihood(predicted)
        started = effective_members(exact - chains.likelihood)
        states, n_accepted = np.empty((effort.rounds, *chains.scores.shape)), 0
        for number in range(-effort.settling, effort.rounds):
            if number <= 0:  # afterwards all moves are alike, so that they leave unchanged what they should
                if self.unexplained > FINE:
                    self.learn(chains.scores, predicted)
                    chains = replace(chains, likelihood=self.of(chains.scores))
                around = normal_of(chains.scores)
            ahead = moved(chains, (self, 1.0), around, chains.moves, self.draws)
            found = self.predicted(ahead.scores)
            told = self.evidence.log_likelihood(found)
            gain = (told - ahead.likelihood) - (exact - chains.likelihood)
            taken = np.log(self.draws.random(len(gain))) < gain
            scores, rough = (
                np.where(taken, new, old)
                for new, old in ((ahead.scores, chains.scores), (ahead.likelihood, chains.likelihood))
            )
            chains = replace(chains, scores=scores, likelihood=rough)
            predicted, exact = np.where(taken, found, predicted), np.where(taken, told, exact)
            if number >= 0:
                states[number] = scores
                n_accepted += int(taken.sum())
        share = n_accepted / (effort.rounds * len(exact))
        return Matched(chains.scores, predicted, states, share, started, self.n_runs, unexplained)

    def predicted(self, scores: np.ndarray) -> np.ndarray:
        """Run members through the model."""
        self.n_runs += scores.shape[1]
        return self.simulate(self.bank.prior.values(scores))
