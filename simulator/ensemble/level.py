"""The level from which a growth is imposed: what the scenario gives without it.

Logarithm and exponential are SciPy's: NumPy's have other last bits on other processors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from simulator.kernel.change import integral_of
from simulator.kernel.clock import Clock
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.scenario import Imposition

__all__ = ["Levelling", "compounded", "level_of", "levelling"]


@dataclass(frozen=True)
class Levelling:
    """A run as far as the begin of a growth, from whose end the level is read.

    names: what is saved, the imposed variable first. clock: of that run.
    reads: start (the variable's value at the run's start), start_total (a constant that holds the total of the start
           year, saved third), year_before (its integral over that year, saved second) or end (its value then).
    """

    names: tuple[str, ...]
    clock: Clock
    reads: str


def levelling(model: Model, imposition: Imposition, label: Label | None) -> Levelling:
    """Find what has to be run.

    A value at the year's end grows from the variable's own value. A yearly total or mean grows from that of the year
    before, where there is one: the level is the one that makes the first year exactly that much larger.
    """
    assert imposition.start is not None
    begin = model.settings.initial_time
    over_year = label is not None and label.yearly in ("total", "mean")
    names = [imposition.name, *([integral_of(imposition.name)] if over_year else [])]
    clock, reads = _until(imposition.start, model), "end"
    if imposition.start == begin:
        reads = "start"
        if label is not None and label.start_total:
            names.append(label.start_total)
            reads = "start_total" if over_year else reads
    elif over_year and clock.time(clock.save_every) == begin + 1.0:
        reads = "year_before"
    return Levelling(tuple(names), clock, reads)


def level_of(run: Levelling, values: np.ndarray, growth: np.ndarray) -> np.ndarray:
    """Return the level of each member, (member,), model unit.

    values: (time, name, member) of that run. growth: (member,), a fraction a year.
    """
    if run.reads == "start":
        level: np.ndarray = values[0, 0]
        return level
    if run.reads == "start_total":
        return _first(values[0, 2], growth)
    if run.reads == "year_before":
        return _first(values[-1, 1] - values[-2, 1], growth)
    end: np.ndarray = values[-1, 0]
    return end


def compounded(growth: np.ndarray, years: float) -> np.ndarray:
    """Return how many times over something grows in some years. growth: (member,), a fraction a year, above -1."""
    # Box and Cox's transform with exponent 0 is the logarithm; its inverse is the exponential.
    times: np.ndarray = special.inv_boxcox(years * special.log1p(growth), 0.0)
    return times


def _first(total: np.ndarray, growth: np.ndarray) -> np.ndarray:
    """Return the level at a year's begin whose growth through the year makes its total larger than the one before."""
    with np.errstate(invalid="ignore", divide="ignore"):
        stretch = np.where(growth == 0.0, 1.0, special.log1p(growth) / growth)
    first: np.ndarray = total * (1.0 + growth) * stretch
    return first


def _until(end: float, model: Model) -> Clock:
    """Return a clock from the start of the run to a time, kept yearly where that is whole years away."""
    start, step = model.settings.initial_time, model.settings.time_step
    span = end - start
    if span >= 1.0 and span == int(span):
        a_year = int(np.ceil(1.0 / step))
        return Clock(start, 1.0 / a_year, a_year * int(span), a_year)
    n_steps = max(1, int(np.ceil(span / step)))
    return Clock(start, span / n_steps if span else step, n_steps, n_steps)
