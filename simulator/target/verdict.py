"""Verdicts: what is said about a target, with its margin and its numerical error, and by which rule."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulator.target.measure import margin, measure, needed_years, threshold
from simulator.target.register import Target
from simulator.target.yearly import Yearly

__all__ = ["VERDICTS", "Verdict", "decide", "decided", "measured"]

VERDICTS = ("met", "missed", "too_close", "undecided", "not_modelled")

_MET, _MISSED, _TOO_CLOSE, _UNDECIDED = range(4)


@dataclass(frozen=True)
class Verdict:
    """What one run says about one target; the fields are the columns of verdicts.csv, in their order.

    target_value:    the target's number, or the measure of the other variable that takes its place.
    margin:          signed, the target's unit; >= 0 is met.
    margin_percent:  the margin relative to the target's value.
    verdict:         met, missed, too_close (the margin is not above the numerical error), undecided, not_modelled;
                     empty only where a run is still to be judged.
    basis:           model, observed (history has it), imposed (the scenario fixed the variable, or the one that it is
                     held against: never met), trend (arithmetic only) or none.
    first_year:      first year of the run whose value satisfies the target.
    numerical_error: of a run, its difference from a finer one; of history, how far the margin moves when every needed
                     value moves by half a unit of its last printed digit.
    reason:          why it is undecided or not modelled; empty otherwise.
    required_rate:   with basis trend, the yearly rate from the base to the target; rate_unit.
    past_rate:       with basis trend, the yearly rate before the base; rate_unit. No forecast.
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
    required_rate: float | None = None
    past_rate: float | None = None
    rate_unit: str = ""


def decide(signed: NDArray[np.float64], error: float) -> NDArray[np.int8]:
    """Say of each member whether a target is met.

    signed:  (member,), the margin; the target's unit. error: numerical error, same unit.
    Returns: (member,), places in VERDICTS: undecided where margin or error is not finite, too close where the margin
             is not above the error, else met or missed.
    """
    with np.errstate(invalid="ignore"):
        said = np.where(signed >= 0, _MET, _MISSED)
        said = np.where(np.abs(signed) <= error, _TOO_CLOSE, said)
        return np.where(np.isfinite(signed) & np.isfinite(error), said, _UNDECIDED).astype(np.int8)


def decided(verdict: Verdict, target: Target, yearly: Yearly) -> Verdict:
    """Fill in the numbers of the first member and say met, missed, too close or undecided."""
    shown = measured(verdict, target, yearly)
    signed = np.nan if shown.margin is None else shown.margin
    error = np.nan if shown.numerical_error is None else shown.numerical_error
    said = VERDICTS[decide(np.array([signed]), error)[0]]
    if said == "undecided":
        return replace(shown, numerical_error=None, verdict=said, reason=_incomputable(target, yearly))
    return replace(shown, verdict=said)


def measured(verdict: Verdict, target: Target, yearly: Yearly) -> Verdict:
    """Fill in value, number and margin of the first member, without a word on whether it is met."""
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


def _incomputable(target: Target, yearly: Yearly) -> str:
    """Say which finite values a measure cannot be computed from."""
    growth = target.measure in ("mean_growth", "relative_change_since")
    years = [needed_years(target)[0], needed_years(target)[-1]]
    ends = {each: [float(yearly.at(each, year)[0]) for year in years] for each in target.variables}
    broken = [variable for variable, values in ends.items() if growth and min(values) <= 0] or [target.variable]
    values = ", ".join(f"{value:g} in {year}" for value, year in zip(ends[broken[0]], years, strict=True))
    why = ": growth is told of values above 0 only" if growth else ""
    return f"{target.measure} of {broken[0]} cannot be computed from {values}{why}."
