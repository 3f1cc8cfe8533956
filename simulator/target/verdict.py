"""Verdicts: what a run says about every target, with its margin, its numerical error and the year of crossing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.model.labels import Label
from simulator.target.history import NO_HISTORY, History, observed_table
from simulator.target.measure import margin, measure, needed_years, threshold
from simulator.target.register import Target
from simulator.target.yearly import Yearly

__all__ = ["VERDICTS", "JudgeContext", "Verdict", "imposed_labels", "judge"]

VERDICTS = ("met", "missed", "too_close", "undecided", "not_modelled")

_CROSSING_MEASURES = ("level", "change_since", "relative_change_since")


@dataclass(frozen=True)
class Verdict:
    """What one run says about one target; the fields are the columns of verdicts.csv, in their order.

    target_value:    the target's number, or the measure of the other variable that takes its place.
    margin:          signed, the target's unit; >= 0 is met.
    margin_percent:  the margin relative to the target's value.
    verdict:         met, missed, too_close (the margin is not above the numerical error), undecided, not_modelled.
    basis:           model, observed (history has it), imposed (the scenario fixed the variable, or the one that it is
                     held against: never met) or none.
    first_year:      first year of the run whose value satisfies the target.
    numerical_error: of a run, its difference from a finer one; of history, how far the margin moves when every needed
                     value moves by half a unit of its last printed digit.
    reason:          why it is undecided or not modelled; empty otherwise.
    """

    scenario: str
    target: str
    document: str
    binding: str
    variable: str
    year: int | None
    reading: str
    target_value: float | None
    value: float | None
    margin: float | None
    margin_percent: float | None
    unit: str
    verdict: str
    basis: str
    first_year: int | None
    numerical_error: float | None
    reason: str = ""


@dataclass(frozen=True)
class JudgeContext:
    """What a judgement needs besides the run.

    scenario: its name.
    imposed:  names of the variables that the scenario fixed, growth rates of them included.
    history:  values that are known already.
    """

    scenario: str
    imposed: frozenset[str] = frozenset()
    history: History = NO_HISTORY


def imposed_labels(imposed: Sequence[str], labels: Sequence[Label]) -> frozenset[str]:
    """Add the growth rates of imposed variables, which are imposed with them, and the variables of imposed rates."""
    names = set(imposed)
    names |= {label.of for label in labels if label.yearly == "growth" and label.variable in names}
    return frozenset(names | {label.variable for label in labels if label.of in names})


def judge(targets: Sequence[Target], coarse: Yearly, fine: Yearly, context: JudgeContext) -> tuple[Verdict, ...]:
    """Judge every target by the first member of a run; no target is dropped.

    coarse, fine: the same run, integrated as usual and more finely; the values shown are those of `fine`.
    Returns:      one verdict a target, in the order of the register.
    """
    return tuple(_judge_one(target, coarse, fine, context) for target in targets)


def _judge_one(target: Target, coarse: Yearly, fine: Yearly, context: JudgeContext) -> Verdict:
    """Judge one target: history first, then what the scenario fixed, then the model."""
    bare = _unjudged(target, context.scenario)
    if not target.is_modelled:
        return bare
    observed = observed_table(context.history, target.variables, needed_years(target))
    if observed is not None:
        return _decide(
            replace(bare, basis="observed", numerical_error=_printed_error(target, observed)), target, observed
        )
    fixed = [variable for variable in target.variables if variable in context.imposed]
    if fixed:
        shown = _measured(replace(bare, basis="imposed"), target, fine)
        return replace(shown, reason=f"The scenario fixes {' and '.join(fixed)} itself.")
    basis = replace(bare, basis="model")
    reason = _missing(target, fine) or _missing(target, coarse)
    if reason:
        return replace(basis, verdict="undecided", reason=reason)
    error = _run_error(target, coarse, fine)
    verdict = _decide(replace(basis, numerical_error=error), target, fine)
    return replace(verdict, first_year=_first_year(target, fine))


def _unjudged(target: Target, scenario: str) -> Verdict:
    """The row of a target about which nothing is said yet."""
    return Verdict(
        scenario=scenario,
        target=target.id,
        document=target.document,
        binding=target.binding,
        variable=target.variable,
        year=target.year,
        reading=target.reading,
        target_value=target.target_value,
        value=None,
        margin=None,
        margin_percent=None,
        unit=target.unit,
        verdict="not_modelled",
        basis="none",
        first_year=None,
        numerical_error=None,
        reason=target.reason if not target.is_modelled else "",
    )


def _run_error(target: Target, coarse: Yearly, fine: Yearly) -> float:
    """Difference of two runs, the target's unit; that of the value and that of its threshold do not cancel."""
    return sum(float(abs(each(target, coarse)[0] - each(target, fine)[0])) for each in (measure, threshold))


def _printed_error(target: Target, observed: Yearly) -> float:
    """How far the distance to the target moves, at most and to first order, within the digits of history."""
    distance = measure(target, observed) - threshold(target, observed)
    moves = np.abs(distance[1:] - distance[0]).reshape(-1, 2)
    return float(np.sum(np.max(moves, axis=1)))


def _measured(verdict: Verdict, target: Target, yearly: Yearly) -> Verdict:
    """Fill in value, number and margin, without a word on whether it is met."""
    value, wanted = measure(target, yearly), threshold(target, yearly)
    signed = float(margin(target, value, wanted)[0])
    number = float(wanted[0])
    percent = 100.0 * signed / abs(number) if number and np.isfinite(number) and np.isfinite(signed) else None
    return replace(
        verdict,
        target_value=number if np.isfinite(number) else verdict.target_value,
        value=float(value[0]) if np.isfinite(value[0]) else None,
        margin=signed if np.isfinite(signed) else None,
        margin_percent=percent,
    )


def _decide(verdict: Verdict, target: Target, yearly: Yearly) -> Verdict:
    """Fill in the numbers and say met, missed, too close or undecided."""
    shown = _measured(verdict, target, yearly)
    error = shown.numerical_error
    if shown.margin is None or error is None or not np.isfinite(error):
        return replace(shown, numerical_error=None, verdict="undecided", reason=_incomputable(target, yearly))
    if abs(shown.margin) <= error:
        return replace(shown, verdict="too_close")
    return replace(shown, verdict="met" if shown.margin >= 0 else "missed")


def _missing(target: Target, yearly: Yearly) -> str:
    """Say which needed value a run does not have; empty when it has all."""
    first, last = int(yearly.years[0]), int(yearly.years[-1])
    outside = [year for year in needed_years(target) if not first <= year <= last]
    if outside:
        return f"The run covers {first}-{last}; the target needs {outside[0]}."
    for variable in target.variables:
        for year in needed_years(target):
            value = float(yearly.at(variable, year)[0])
            if np.isnan(value) and year == first:
                return f"{variable} has no value in {year}, the year in which the run starts."
            if not np.isfinite(value):
                return f"{variable} is not finite in {year} ({value})."
    return ""


def _incomputable(target: Target, yearly: Yearly) -> str:
    """Say which finite values a measure cannot be computed from."""
    growth = target.measure in ("mean_growth", "relative_change_since")
    years = [needed_years(target)[0], needed_years(target)[-1]]
    ends = {each: [float(yearly.at(each, year)[0]) for year in years] for each in target.variables}
    broken = [variable for variable, values in ends.items() if growth and min(values) <= 0] or [target.variable]
    values = ", ".join(f"{value:g} in {year}" for value, year in zip(ends[broken[0]], years, strict=True))
    why = ": growth is told of values above 0 only" if growth else ""
    return f"{target.measure} of {broken[0]} cannot be computed from {values}{why}."


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
