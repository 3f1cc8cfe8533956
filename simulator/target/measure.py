"""What a target asks of a variable: level, growth, change, sum or extreme over a window; and its signed margin."""

import numpy as np
from numpy.typing import NDArray

from simulator.target.register import Target
from simulator.target.yearly import Yearly

__all__ = ["margin", "measure", "needed_years", "threshold"]

Values = NDArray[np.float64]


def needed_years(target: Target, year: int | None = None) -> tuple[int, ...]:
    """Years whose values decide a target; `year` puts another year in the place of the target's own."""
    last = target.year if year is None else year
    if last is None:
        return ()
    if target.from_year is None:
        return (last,)
    if target.measure == "cumulative":
        return tuple(range(target.from_year + 1, last + 1))
    if target.measure in ("minimum", "maximum"):
        return tuple(range(target.from_year, last + 1))
    return (target.from_year, last)


def measure(target: Target, yearly: Yearly, year: int | None = None) -> Values:
    """Measure the variable of a target.

    yearly:  shown units; nan outside its years.
    year:    another year in the place of the target's own, for the year of crossing.
    Returns: (member,), the target's unit; not finite where it cannot be computed or a value that it needs is not.
    """
    return _measured(target, target.variable, yearly, year) * target.factor


def threshold(target: Target, yearly: Yearly, year: int | None = None) -> Values:
    """Number that the measure is held against: the target's own, or the same measure of the other variable.

    Returns: (member,), the target's unit.
    """
    if target.other_variable:
        return _measured(target, target.other_variable, yearly, year) * target.other_factor
    members = yearly.values.shape[2]
    return np.full(members, np.nan if target.target_value is None else target.target_value)


def margin(target: Target, value: Values, threshold: Values | None = None) -> Values:
    """Signed distance to the target; >= 0 is met.

    value:     (member,), the target's unit.
    threshold: (member,), the target's unit; left out, the target's own number.
    Returns:   (member,), the target's unit. The tolerance counts for the target: 64 左右 is met from 63.5 on.
    """
    wanted = np.full(np.shape(value), np.nan if target.target_value is None else target.target_value)
    if threshold is not None:
        wanted = threshold
    with np.errstate(invalid="ignore"):
        distance: Values = value - wanted
        signed: Values = distance + target.tolerance
        if target.reading == "at_most":
            signed = target.tolerance - distance
        elif target.reading == "within":
            signed = target.tolerance - np.abs(distance)
    return signed


def _measured(target: Target, variable: str, yearly: Yearly, year: int | None) -> Values:
    """(member,), shown unit, or % (a year) for growth and relative change. Source: ours, after the register."""
    years = needed_years(target, year)
    values = [yearly.at(variable, each) for each in years]
    if not values:
        return np.full(yearly.values.shape[2], np.nan)
    known = np.logical_and.reduce([np.isfinite(value) for value in values])
    with np.errstate(all="ignore"):
        return np.where(known, _over_window(target.measure, values, years[-1] - years[0]), np.nan)


def _over_window(kind: str, values: list[Values], n_years: int) -> Values:
    """(member,). One measure of the values of a window, n_years from its first to its last; nan where it has none."""
    result: Values = values[0]
    if kind == "mean_growth":
        result = 100.0 * (_ratio(values) ** (1.0 / n_years) - 1.0)
    elif kind == "change_since":
        result = values[-1] - values[0]
    elif kind == "relative_change_since":
        result = 100.0 * (_ratio(values) - 1.0)
    elif kind == "cumulative":
        result = _sum(values)
    elif kind == "minimum":
        result = np.minimum.reduce(values)
    elif kind == "maximum":
        result = np.maximum.reduce(values)
    return result


def _ratio(values: list[Values]) -> Values:
    """Last over first; nan unless both are above 0: from -100 to -110 is no growth of 10 %."""
    return np.where((values[0] > 0) & (values[-1] > 0), values[-1] / values[0], np.nan)


def _sum(values: list[Values]) -> Values:
    """Add years in their written order, so that a member alone gives the same bits as in company."""
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total
