"""A run judged: its verdict on every target, with the year in which it is first reached."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from simulator.target.measure import margin, measure, needed_years, threshold
from simulator.target.members import differences
from simulator.target.register import Target
from simulator.target.standing import JudgeContext, Standing, standings
from simulator.target.verdict import Verdict, decided, measured
from simulator.target.yearly import Yearly

__all__ = ["judge"]

_CROSSING_MEASURES = ("level", "change_since", "relative_change_since")


def judge(targets: Sequence[Target], coarse: Yearly, fine: Yearly, context: JudgeContext) -> tuple[Verdict, ...]:
    """Judge every target by the first member of a run; no target is dropped.

    coarse, fine: the same run, integrated as usual and more finely; the values shown are those of `fine`.
    Returns:      one verdict a target, in the order of the register.
    """
    years = (int(fine.years[0]), int(fine.years[-1]))
    return tuple(_judge_one(standing, coarse, fine) for standing in standings(targets, context, years))


def _judge_one(standing: Standing, coarse: Yearly, fine: Yearly) -> Verdict:
    """Judge one target as far as its standing leaves that open."""
    target, row = standing.target, standing.verdict
    if standing.basis == "imposed":
        return measured(row, target, fine)
    if row.verdict:
        return row
    error = float(differences(target, coarse, fine)[0])
    verdict = decided(replace(row, numerical_error=error), target, fine)
    reason = _missing(target, fine) or _missing(target, coarse)
    if reason:
        return replace(verdict, reason=reason)
    return replace(verdict, first_year=_first_year(target, fine))


def _missing(target: Target, yearly: Yearly) -> str:
    """Say which needed value a run does not have; empty when it has all."""
    first = int(yearly.years[0])
    for variable in target.variables:
        for year in needed_years(target):
            value = float(yearly.at(variable, year)[0])
            if np.isnan(value) and year == first:
                return f"{variable} has no value in {year}, the year in which the run starts."
            if not np.isfinite(value):
                return f"{variable} is not finite in {year} ({value})."
    return ""


def _first_year(target: Target, yearly: Yearly) -> int | None:
    """First year whose value satisfies the target; None when none does or when the measure has no such year."""
    if target.measure not in _CROSSING_MEASURES:
        return None
    for year in map(int, yearly.years):
        if target.from_year is not None and year <= target.from_year:
            continue
        if margin(target, measure(target, yearly, year), threshold(target, yearly, year))[0] >= 0:
            return year
    return None
