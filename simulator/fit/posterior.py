"""The posterior of a model's uncertain inputs: those that history sees are matched, the others stay at their prior."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.errors import RunError
from simulator.fit.answers import Answers
from simulator.fit.calibration import Parameter
from simulator.fit.effective import agreement, autocorrelation, members_size
from simulator.fit.evidence import Evidence, evidence_from
from simulator.fit.informed import informed_inputs
from simulator.fit.matching import Bank, Matched, MatchEffort, Simulate, bank_of, match_history
from simulator.fit.prior import Prior

__all__ = ["Posterior", "Prepared", "posterior_of", "prepare_matching", "prior_of"]

# Members of the bank: so many, and so many more for each input that history sees.
BANK, BANK_AN_INPUT = 2000, 100
# Chains that remember more than this of where they were when their kept rounds began have not settled.
SETTLED = 0.3


@dataclass(frozen=True, eq=False)
class Prepared:
    """Ready to be matched to history, or to any that is observed of the same things.

    inputs: all that is uncertain. seen: (input,), whether history sees it. simulate: runs members that differ in the
    inputs that are seen.
    """

    inputs: tuple[Parameter, ...]
    seen: np.ndarray
    simulate: Simulate
    evidence: Evidence
    bank: Bank

    @property
    def places(self) -> list[int]:
        """Where the inputs stand that history sees."""
        return [int(place) for place in np.flatnonzero(self.seen)]

    def with_others(self, seen_values: np.ndarray, seed: int, purpose: str) -> np.ndarray:
        """Return (input, member) values: those that history sees as given, the others drawn from their prior."""
        values = self.drawn(seen_values.shape[1], seed, purpose)
        values[self.places] = seen_values
        return values

    def drawn(self, size: int, seed: int, purpose: str) -> np.ndarray:
        """Return (input, member) values drawn before history is seen. purpose: draws of another one are others."""
        prior = prior_of(self.inputs)
        return prior.values(prior.draw(size, seed, purpose))


@dataclass(frozen=True, eq=False)
class Posterior:
    """Members given history, each as probable as any other. values: (input, member). evidence: what was observed."""

    prepared: Prepared
    evidence: Evidence
    matched: Matched
    values: np.ndarray
    effort: MatchEffort

    @cached_property
    def effective(self) -> np.ndarray:
        """As how many independent members they count, (seen input,): no more than there are members."""
        states, started = self.matched.states, self.matched.started
        return np.array([members_size(states[:, row], started) for row in range(states.shape[1])])

    @cached_property
    def remembered(self) -> float:
        """The largest correlation of where chains end with where their kept rounds began."""
        states = self.matched.states
        return max((float(autocorrelation(states[:, row])[-1]) for row in range(states.shape[1])), default=0.0)

    @cached_property
    def agreement(self) -> float:
        """By how much groups of chains that began independently differ, of the input on which they agree least."""
        states = self.matched.states
        return max((agreement(states[:, row], self.effort.groups) for row in range(states.shape[1])), default=1.0)

    @property
    def is_settled(self) -> bool:
        """Tell whether chains have forgotten where they began."""
        return self.remembered <= SETTLED

    @cached_property
    def misfit(self) -> float:
        """Mean square of standardised misfits over members and observations; about 1 where errors are rightly told."""
        return float(np.mean(self.evidence.misfits(self.matched.predicted) ** 2))


def prior_of(inputs: Sequence[Parameter]) -> Prior:
    """Gather what is believed of inputs before history."""
    return Prior(tuple(each.name for each in inputs), tuple(each.prior for each in inputs))


def prepare_matching(
    inputs: Sequence[Parameter], answers_for: Callable[[Sequence[Parameter]], Answers], threads: int, seed: int
) -> Prepared:
    """Find what history sees, and run the bank of members drawn from the prior.

    answers_for: compiles the program in which members differ in some inputs.
    Raises:      RunError where history sees none of them, or most runs break down.
    """
    every = answers_for(inputs)
    with np.errstate(all="ignore"):  # what breaks down is told by its nan
        seen = informed_inputs(prior_of(inputs), lambda values: every.at(values, threads), seed)
    kept = tuple(each for each, is_seen in zip(inputs, seen.tolist(), strict=True) if is_seen)
    if not kept:
        raise RunError(
            "history matching: no uncertain input changes what the model says of history. Expected one at least. "
            "Name constants that act before the last observation."
        )
    answers = answers_for(kept)

    def simulate(values: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):  # what breaks down is told by its nan
            return answers.at(values, threads)

    evidence = evidence_from(answers.observations)
    size = BANK + BANK_AN_INPUT * len(kept)
    bank = bank_of(prior_of(kept), evidence, simulate, (size, seed))
    return Prepared(tuple(inputs), seen, simulate, evidence, bank)


def posterior_of(prepared: Prepared, effort: MatchEffort, evidence: Evidence | None = None) -> Posterior:
    """Match members to history. evidence: another history, observed of the same things."""
    observed = evidence or prepared.evidence
    matched = match_history(prepared.bank, observed, prepared.simulate, effort)
    values = prepared.with_others(prepared.bank.prior.values(matched.scores), effort.seed, "posterior")
    return Posterior(prepared, observed, matched, values, effort)
