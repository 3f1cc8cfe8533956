"""Fit to history, series by series, against the tolerance that a file of checks gives each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.check.condition import Fit
from simulator.check.said import Finding, Result, said
from simulator.ensemble import prepare
from simulator.kernel import Solver, clock_of, integrate
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.scenario import Scenario
from simulator.target import History, yearly_table
from simulator.target.yearly import Yearly

__all__ = ["Past", "check_fits"]


@dataclass(frozen=True)
class Past:
    """What fits are held against. labels: of the city; history: its sourced values."""

    labels: tuple[Label, ...]
    history: History


def check_fits(model: Model, base: Scenario, past: Past, fits: Sequence[Fit]) -> list[Result]:
    """Hold the yearly values of the base run against history."""
    if not fits:
        return [Result("fit", "fit", "skipped", said("fit.none"))]
    solver = Solver("rk4")
    prepared = prepare(model, base, past.labels, solver)
    clock = clock_of(model.settings, save_step=1.0)
    ran = integrate(prepared.compiled, solver, clock, prepared.inputs)
    yearly = yearly_table(ran, past.labels, model.units)
    return [_fit(fit, yearly, past) for fit in fits]


def _fit(fit: Fit, yearly: Yearly, past: Past) -> Result:
    """Hold one series against history: whole years that the run has, the most trusted value of each."""
    label = next(each for each in past.labels if each.variable == fit.variable)
    first, last = fit.years
    pairs = []
    for year in yearly.years.tolist():
        point, modelled = past.history.point(fit.variable, year), float(yearly.at(fit.variable, year)[0])
        if point is not None and first <= year <= last and year not in fit.left_out and np.isfinite(modelled):
            pairs.append((year, point.value, modelled))
    title = (("en", label.en), ("zh", label.zh))
    counts: dict[str, float] = {"points": len(pairs)}
    if len(pairs) < fit.least:
        told = said("fit.too_few", **counts, least=fit.least)
        return Result("fit", fit.variable, "skipped", told, (), title, counts)
    years, observed, modelled = (np.array(column) for column in zip(*pairs, strict=True))
    errors = modelled - observed
    mape = float(np.mean(np.abs(errors / observed))) if observed.all() else float("nan")
    worst = int(np.argmax(np.abs(errors)))
    counts |= {"mape": mape, "largest": float(np.abs(errors[worst])), "year": float(years[worst])}
    faults = []
    if fit.mape is not None and not mape <= fit.mape:
        faults.append(said("fit.mape", mape=100 * mape, allowed=100 * fit.mape))
    if fit.points is not None and not abs(errors[worst]) <= fit.points:
        numbers = {"model": float(modelled[worst]), "observed": float(observed[worst]), "allowed": fit.points}
        faults.append(said("fit.points", **numbers, year=int(years[worst]), unit=label.unit))
    findings = tuple(Finding(fit.variable, fit.where, each, fit.weakness) for each in faults)
    if fit.weakness and not findings:
        findings = (Finding(fit.variable, fit.where, said("weak.passes"), note=True),)
    span = f"{int(years.min())}-{int(years.max())}"
    told = said(
        "fit.done", points=len(pairs), span=span, mape=100 * mape, worst=float(errors[worst]), year=int(years[worst]), unit=label.unit
    )
    return Result("fit", fit.variable, "passed", told, findings, title, counts).judged()
