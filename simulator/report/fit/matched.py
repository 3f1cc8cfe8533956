"""What reports of history matching are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from simulator.fit import Observation, Posterior, residuals_of
from simulator.model.labels import Label
from simulator.report.fit.outcome import Asked
from simulator.report.words import Language, choose
from simulator.target import Yearly

__all__ = ["QUANTILES", "HistoryMatch", "SeriesBand", "input_text", "sampling_content"]

# Shares at which distributions are told.
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


@dataclass(frozen=True, eq=False)
class SeriesBand:
    """One series beside the members. said: (point, member), what they say, shown unit, free levels left out."""

    observation: Observation
    said: np.ndarray

    @property
    def levelled(self) -> np.ndarray:
        """What members say, (point, member), each at its own free levels."""
        return np.asarray(self.said + residuals_of([self.observation], ()).levels(self.said))


@dataclass(frozen=True, eq=False)
class HistoryMatch:
    """A matching that is done.

    asked: what was matched; members differ from its scenario.
    drawn: (input, member), before history is seen. before, after: yearly tables of those, and of the posterior's.
    notes: what is worth knowing, keys of words with their values.
    """

    asked: Asked
    posterior: Posterior
    drawn: np.ndarray
    before: Yearly
    after: Yearly
    series: tuple[SeriesBand, ...]
    engine: str
    notes: tuple[tuple[str, Mapping[str, object]], ...] = field(default=())

    @property
    def n_members(self) -> int:
        """How many members there are."""
        return int(self.posterior.values.shape[1])

    @property
    def effective(self) -> float:
        """As how many independent members they count, of the input of which they count as fewest."""
        return float(self.posterior.effective.min())

    @property
    def headlines(self) -> tuple[tuple[Label, int], ...]:
        """The variables and years of which intervals are wanted."""
        labels = {label.variable: label for label in self.asked.case.labels}
        wanted = self.asked.calibration.match
        return tuple((labels[name], year) for name in wanted.headlines for year in wanted.years)

    def label(self, variable: str) -> Label:
        """Find a label."""
        return next(label for label in self.asked.case.labels if label.variable == variable)


def sampling_content(posterior: Posterior) -> dict[str, object]:
    """Tell how members were drawn, as manifests have it."""
    matched, bank = posterior.matched, posterior.prepared.bank
    return {
        "bank": bank.scores.shape[1] + bank.n_broken,
        "not_finite": bank.n_broken,
        "runs": matched.n_runs,
        "accepted": matched.accepted,
        "effective_where_chains_began": matched.started,
        "effective": float(posterior.effective.min()),
        "remembered": posterior.remembered,
        "settled": posterior.is_settled,
        "agreement": posterior.agreement,
        "misfit": posterior.misfit,
        "unexplained_by_the_surface": list(matched.unexplained),
    }


def input_text(asked: Asked, name: str, language: Language) -> str:
    """Name an input as people read it: a lever's label, in Chinese the glossary's name, else the model's own."""
    lever = next((each for each in asked.case.levers if each.name == name), None)
    if lever is not None:
        return choose(lever.en, lever.zh, language)
    bare, _, element = name.partition("[")
    entry = asked.glossary.of(bare)
    if language == "en" or entry is None:
        return name
    return f"{entry.zh}[{element}" if element else entry.zh
