"""Whether matching holds: histories that are simulated from known truths, and how often intervals hold the truth.

Source: Talts, Betancourt, Simpson, Vehtari, Gelman, Validating Bayesian Inference Algorithms with Simulation-Based
Calibration, 2018.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from simulator.fit.matching import MatchEffort
from simulator.fit.posterior import Prepared, posterior_of

__all__ = ["Trial", "covered", "trial"]

# Truths that break down are no history; so many are tried for one that does not.
TRIED = 64


@dataclass(frozen=True, eq=False)
class Trial:
    """One simulated history.

    truth: (quantity,), what the true member says. shares: (quantity,), of members that say less, ties by halves.
    low, high: (quantity,), the ends of the interval. effective: of its members. settled: whether chains were.
    """

    truth: np.ndarray
    shares: np.ndarray
    low: np.ndarray
    high: np.ndarray
    effective: float
    settled: bool
    runs: int

    @property
    def holds(self) -> np.ndarray:
        """Tell of every quantity whether the interval holds the truth."""
        return np.asarray((self.low <= self.truth) & (self.truth <= self.high))


def trial(
    prepared: Prepared, look: Callable[[np.ndarray], np.ndarray], effort: MatchEffort, number: int, share: float = 0.8
) -> Trial:
    """Draw a truth from the prior, simulate its history with errors of observation, and match members to it.

    look:    what is wanted of members, (input, member) to (quantity, member).
    number:  of the trial; with the seed of the effort it decides everything.
    share:   of the members that an interval holds.
    """
    draws = np.random.Generator(np.random.Philox(key=[effort.seed, number]))
    drawn = prepared.drawn(TRIED, effort.seed, f"truth {number}")
    said, wanted = prepared.simulate(drawn[prepared.places]), look(drawn)
    whole = np.flatnonzero(np.isfinite(said).all(axis=0) & np.isfinite(wanted).all(axis=0))
    place = int(whole[0])
    evidence = prepared.evidence.synthetic(said[:, place], draws)
    own = replace(effort, seed=int(draws.integers(2**62)))
    found = posterior_of(prepared, own, evidence)
    members, truth = look(found.values), wanted[:, place]
    low, high = np.quantile(members, (0.5 - share / 2, 0.5 + share / 2), axis=1)
    less = (members < truth[:, None]).mean(axis=1) + 0.5 * (members == truth[:, None]).mean(axis=1)
    return Trial(truth, less, low, high, float(found.effective.min()), found.is_settled, found.matched.n_runs)


def covered(trials: list[Trial]) -> np.ndarray:
    """Return the share of trials whose intervals hold the truth, (quantity,)."""
    return np.asarray(np.mean([each.holds for each in trials], axis=0))
