"""What a file of checks asks for, read and resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.check.expectation import Expectation
from simulator.check.said import Words
from simulator.model.limits import Limits
from simulator.scenario.scenario import Scenario

__all__ = ["Balance", "Checks", "Condition", "Fit", "KnownWeakness"]


@dataclass(frozen=True)
class Condition:
    """One test: runs of the model, and what is expected of them.

    part:     extremes or monotonic.
    title:    may be empty.
    base:     place of the base run among `Checks.bases`.
    members:  what is varied with its value, and the scenario to run; one without anything where nothing is varied.
    known:    text of an expectation that is known to fail -> why.
    """

    part: str
    name: str
    where: str
    base: int
    members: tuple[tuple[Mapping[str, float], Scenario], ...]
    expectations: tuple[Expectation, ...]
    title: Words = ()
    known: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Balance:
    """A variable that must be 0 at every saved step of every run.

    elements: of the variable. scale: elements of what it is measured against; none: 1 in its own unit.
    within:   largest allowed value relative to the scale's largest magnitude in the run.
    """

    variable: str
    elements: tuple[str, ...]
    scale: tuple[str, ...]
    within: float
    where: str


@dataclass(frozen=True)
class Fit:
    """A series of history that the base run is held against.

    mape:     largest allowed mean absolute error, relative; None where it is not asked.
    points:   largest allowed mean absolute error, shown unit; None where it is not asked.
    largest:  largest allowed error of any time, shown unit; None where it is not asked.
    years:    first and last year that count. left_out: years that do not, with why.
    least:    how many points it takes to tell.
    series:   names of those in history that count; none: all of the variable.
    level_from: the year from which the level counts; before it a constant difference is taken off, so changes count.
    """

    variable: str
    where: str
    mape: float | None = None
    points: float | None = None
    years: tuple[float, float] = (float("-inf"), float("inf"))
    left_out: Mapping[float, str] = field(default_factory=dict)
    least: int = 3
    series: tuple[str, ...] = ()
    level_from: float = float("-inf")
    largest: float | None = None
    weakness: Words = ()


@dataclass(frozen=True)
class KnownWeakness:
    """A finding that is known and let stand, with why. part, finding: of FINDINGS. variable: what it was found at."""

    part: str
    variable: str
    finding: str
    why: Words
    where: str


@dataclass(frozen=True)
class Checks:
    """A file of checks.

    shown:      the file as the user knows it; empty where there is none.
    bases:      the scenarios that nothing is changed in; the first is the base run.
    halving:    largest allowed relative change at half the step.
    left_out:   variables that direct extreme conditions leave alone, with why.
    ranges:     of variables that move, beside those that the model file gives.
    """

    bases: tuple[Scenario, ...]
    shown: str = ""
    conditions: tuple[Condition, ...] = ()
    balances: tuple[Balance, ...] = ()
    fits: tuple[Fit, ...] = ()
    halving: float = 0.002
    left_out: Mapping[str, str] = field(default_factory=dict)
    weaknesses: tuple[KnownWeakness, ...] = ()
    ranges: Mapping[str, Limits] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """Elements that checks speak of."""
        conditions = {name for each in self.conditions for what in each.expectations for name in what.names()}
        balances = {name for each in self.balances for name in (*each.elements, *each.scale)}
        return frozenset(conditions | balances | {each.variable for each in self.fits})
