"""Fit to history, series by series, against the tolerance that a file of checks gives each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.check.condition import Fit
from simulator.check.said import Finding, Result, said
from simulator.kernel import Trajectories
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.target import History, Shown, shown_run, statistics_of

__all__ = ["Past", "check_fits"]


@dataclass(frozen=True)
class Past:
    """What fits are held against. labels: of the city; history: its sourced values."""

    labels: tuple[Label, ...]
    history: History


def check_fits(model: Model, run: Callable[[], Trajectories], past: Past, fits: Sequence[Fit]) -> list[Result]:
    """Hold the yearly values of the base run against history.

    run: returns it at every step, with what yearly values need; called where there are fits.
    """
    if not fits:
        return [Result("fit", "fit", "skipped", said("fit.none"))]
    shown = shown_run(run(), past.labels, model.units)
    return [_fit(fit, shown, past) for fit in fits]


def _has(run: Shown, label: Label, time: float) -> bool:
    """Tell whether a run has a value of that time: none outside it, and no total of a part of a year.

    Nor has it a total of the year in which it starts, unless a start_total gives one, nor the growth in it.
    """
    first = float(run.ran.time[0])
    if not first <= time <= run.ran.time[-1]:
        return False
    if time != round(time):
        return label.yearly == "end"
    if label.yearly == "growth":
        return time > first + 1 or (time > first and _has(run, run.labels[label.of], first))
    return time > first or label.yearly == "end" or bool(label.start_total)


def _fit(fit: Fit, run: Shown, past: Past) -> Result:
    """Hold one series against history: the most trusted value of each time."""
    label = run.labels[fit.variable]
    first, last = fit.years
    history = past.history.of(fit.variable)
    chosen = History(tuple(point for point in history if not fit.series or point.series in fit.series))
    pairs = []
    for year in sorted({point.year for point in chosen.points}):
        point = chosen.at(fit.variable, year)
        if point is not None and first <= year <= last and year not in fit.left_out and _has(run, label, year):
            pairs.append((year, point.value, float(run.at(label.variable, year)[0])))
    title = (("en", label.en), ("zh", label.zh))
    counts: dict[str, float] = {"points": len(pairs)}
    if len(pairs) < fit.least:
        told = said("fit.too_few", **counts, least=fit.least)
        return Result("fit", fit.variable, "skipped", told, (), title, counts)
    years, observed, found = np.array(pairs).T
    if not np.isfinite(found).all():
        told = said("fit.not_finite", year=f"{years[int(np.argmin(np.isfinite(found)))]:g}")
        blank = Finding(fit.variable, fit.where, told)
        return Result("fit", fit.variable, "failed", told, (blank,), title, counts)
    errors = found - observed
    early = years < fit.level_from
    if early.any():
        errors[early] -= errors[early].mean()
    met, worst = statistics_of(observed + errors, observed), int(np.argmax(np.abs(errors)))
    counts |= {"mape": met.mape / 100, "mean": met.mean, "largest": met.largest, "year": float(years[worst])}
    faults = []
    if fit.mape is not None and not met.mape <= 100 * fit.mape:
        faults.append(said("fit.mape", mape=f"{met.mape:.4g}", allowed=100 * fit.mape))
    if fit.points is not None and not met.mean <= fit.points:
        faults.append(said("fit.mean", mean=f"{met.mean:.4g}", allowed=fit.points, unit=label.unit))
    if fit.largest is not None and not met.largest <= fit.largest:
        numbers = {"model": float(observed[worst] + errors[worst]), "observed": float(observed[worst])}
        faults.append(said("fit.largest", **numbers, allowed=fit.largest, year=f"{years[worst]:g}", unit=label.unit))
    findings = tuple(Finding(fit.variable, fit.where, each, fit.weakness) for each in faults)
    if fit.weakness and not findings:
        findings = (Finding(fit.variable, fit.where, said("weak.passes"), note=True),)
    span = f"{years.min():g}-{years.max():g}"
    numbers = {"mape": met.mape, "mean": met.mean, "worst": float(errors[worst])}
    rounded = {name: f"{each:.3g}" if abs(each) < 100 else f"{each:.0f}" for name, each in numbers.items()}
    words = {"points": len(pairs), "span": span, "year": f"{years[worst]:g}", "unit": label.unit}
    told = said("fit.done", **rounded, **words)
    return Result("fit", fit.variable, "passed", told, findings, title, counts).judged()
