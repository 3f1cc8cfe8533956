"""What the report of a batch is made from: for each base scenario, shares and quantiles of its members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from simulator.report.outcome import Case
from simulator.scenario.batch import Batch
from simulator.scenario.scenario import Scenario

__all__ = [
    "PROBABILITIES",
    "Bands",
    "BatchNumerics",
    "BatchOutcome",
    "BatchResults",
    "Counted",
    "Spread",
    "TargetShare",
]

# Quantiles that are told of every value.
PROBABILITIES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Spread:
    """How a value is spread over members.

    quantiles: one a number of PROBABILITIES, in the value's unit; nan where no member has a finite value.
    error:     by how much any of them may be off at most; 0 where they are exact.
    edges, counts: a histogram, (n + 1,) and (n,); empty where no member has a finite value.
    """

    quantiles: tuple[float, ...]
    error: float
    edges: np.ndarray
    counts: np.ndarray


@dataclass(frozen=True)
class Counted:
    """How many members have each verdict; too_close and undecided count as neither met nor missed."""

    met: int
    missed: int
    too_close: int
    undecided: int

    @property
    def n(self) -> int:
        """How many there are."""
        return self.met + self.missed + self.too_close + self.undecided


@dataclass(frozen=True)
class TargetShare:
    """What the members of one scenario say about one target.

    target:          its place in the register.
    basis:           model, observed, imposed or none, as of a single run.
    verdict:         of history where the basis is observed; not_modelled where it is imposed or none; else empty.
    counted:         where the basis is model; None elsewhere.
    p_met:           met / n; p_low, p_high: its 95 % Wilson interval. None where nothing is counted, and without
                     an interval (None) where members are not drawn, or where none of the draws moves the value.
    spread:          of the measured value; None where there is none.
    numerical_error: the largest of the members that were integrated more finely, the target's unit.
    reason:          why there is no verdict; empty otherwise.
    """

    target: int
    basis: str
    verdict: str
    counted: Counted | None
    p_met: float | None
    p_low: float | None
    p_high: float | None
    spread: Spread | None
    numerical_error: float | None
    reason: str = ""


@dataclass(frozen=True)
class Bands:
    """Quantiles by year.

    years:  (year,). names, units: (variable,), shown units.
    values: (probability, year, variable), nan where no member has a value. error: (year, variable), as of Spread.
    """

    years: np.ndarray
    names: tuple[str, ...]
    units: tuple[str, ...]
    values: np.ndarray
    error: np.ndarray


@dataclass(frozen=True)
class BatchOutcome:
    """One base scenario on all members.

    shares:  one a target of the case, in the register's order.
    imposed: the labelled variables that the scenario fixes.
    broken:  how many members are not finite somewhere; first_broken: member, variable and time of the first, or None.
    """

    scenario: Scenario
    shares: tuple[TargetShare, ...]
    bands: Bands
    imposed: tuple[str, ...] = ()
    broken: int = 0
    first_broken: tuple[int, str, float] | None = None


@dataclass(frozen=True)
class BatchNumerics:
    """How members were integrated.

    numerical_error: largest difference of the sampled members from scipy and from half the step, relative to each
                     variable's largest magnitude. sampled: how many members that was measured on, a scenario.
    """

    engine: str
    solver: str
    time_step: float
    numerical_error: float
    sampled: int


@dataclass(frozen=True)
class BatchResults:
    """Everything that the report of a batch tells.

    n_members: of each scenario.
    members:   the folder members/ with its parts (columns: scenario, member, each input by its name, then for each
               target of basis model or imposed ID_value, ID_margin, ID_verdict); None where none is written.
    bases:     (scenario, input): what each scenario itself has for an input, in the input's numbers: a constant's
               own value, the rate at which an imposed variable grows without the batch; None where it has no one
               number; empty where not known. An offset is 0 and a factor 1 whatever stands here.
    notes:     further things for the manifest.
    """

    case: Case
    batch: Batch
    n_members: int
    outcomes: tuple[BatchOutcome, ...]
    numerics: BatchNumerics
    members: Path | None = None
    bases: tuple[tuple[float | None, ...], ...] = ()
    notes: Mapping[str, object] = field(default_factory=dict)
