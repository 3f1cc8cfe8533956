"""A batch as if it were single runs, the medians of its members: what tables and figures of runs can draw."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from simulator.report.batch.outcome import BatchOutcome, BatchResults, TargetShare
from simulator.report.batch.told import word_of_share
from simulator.report.grouping import Row, target_asked
from simulator.report.outcome import Case, Numerics, Outcome, Results
from simulator.report.words import Language
from simulator.target.standing import unjudged
from simulator.target.verdict import Verdict
from simulator.target.yearly import Yearly

__all__ = ["as_runs", "asked_of", "banded", "shares_of"]

_MEDIAN = 2


def as_runs(results: BatchResults) -> Results:
    """Make one run of each scenario: its trajectory the medians by year, its verdicts what members say together.

    A verdict may be `some`, where some members meet the target; its value is the median.
    """
    return Results(results.case, tuple(_run(outcome, results) for outcome in results.outcomes))


def banded(results: BatchResults) -> Results:
    """Make runs as `as_runs` does, with the labels of those variables alone whose quantiles are known by year."""
    known = set(results.outcomes[0].bands.names)
    labels = tuple(label for label in results.case.labels if label.variable in known)
    return as_runs(replace(results, case=replace(results.case, labels=labels)))


def asked_of(results: BatchResults, place: int, language: Language) -> str:
    """Write the year and what a target asks for. place: in the register."""
    outcome, target = results.outcomes[0], results.case.targets[place]
    verdict = _verdict(outcome.scenario.name, results.case, outcome.shares[place])
    asked = target_asked(target, results.case.labels, language, (verdict,))
    return "  ".join(filter(None, ("" if target.year is None else str(target.year), asked)))


def shares_of(results: BatchResults, row: Row) -> tuple[TargetShare, ...]:
    """Give what each scenario says about the target of a row."""
    place = next(place for place, target in enumerate(results.case.targets) if target.id == row.target.id)
    return tuple(outcome.shares[place] for outcome in results.outcomes)


def _run(outcome: BatchOutcome, results: BatchResults) -> Outcome:
    """Make one run."""
    bands, told = outcome.bands, results.numerics
    table = Yearly(np.asarray(bands.years), bands.names, bands.units, bands.values[_MEDIAN][:, :, np.newaxis])
    verdicts = tuple(_verdict(outcome.scenario.name, results.case, share) for share in outcome.shares)
    numerics = Numerics(told.solver, told.time_step, None, told.numerical_error, None, told.engine)
    return Outcome(outcome.scenario, table, verdicts, numerics, outcome.imposed)


def _verdict(scenario: str, case: Case, share: TargetShare) -> Verdict:
    """Sum up what members say about one target."""
    word = word_of_share(share)
    median = None if share.spread is None else share.spread.quantiles[_MEDIAN]
    return replace(
        unjudged(case.targets[share.target], scenario),
        value=None if median is None or not math.isfinite(median) else median,
        verdict="not_modelled" if word == "imposed" else word,
        basis=share.basis,
        numerical_error=share.numerical_error,
        reason=share.reason,
    )
