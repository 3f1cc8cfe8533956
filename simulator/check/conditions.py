"""Tests of a file of checks, balances in every run, half the step, and values within their ranges."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from simulator.check.condition import Balance, Checks, Condition
from simulator.check.expectation import broken
from simulator.check.runs import Bench, condition_runs, largest
from simulator.check.said import Finding, Result, Status, said
from simulator.check.term import Course
from simulator.model.expression import Operation, walk
from simulator.model.model import Model

__all__ = ["check_conditions", "check_halving", "check_ranges"]

# How far rounding may take a value out of its range, relative to the range's end.
_ROUNDING = 1e-9


def check_conditions(bench: Bench, checks: Checks, tell: Callable[[str], None]) -> list[Result]:
    """Run every test and hold it against its expectations; hold the balances against every run.

    tell: told the part that begins.
    """
    results: list[Result] = []
    worst = [_Worst(each) for each in checks.balances]
    for base, course in zip(checks.bases, bench.courses, strict=True):
        for each in worst:
            each.see(course, base.name)
    for condition, runs in condition_runs(bench, checks.conditions):
        if not results or results[-1].part != condition.part:
            tell(condition.part)
        results.append(_judged(condition, runs, bench.courses[condition.base]))
        for each in worst:
            for _, course in runs:
                each.see(course, condition.name)
    n_runs = len(bench.courses) + sum(len(each.members) for each in checks.conditions)
    return [*results, _balances(worst, n_runs)]


def _judged(condition: Condition, runs: Sequence[tuple[Mapping[str, float], Course]], base: Course) -> Result:
    """Hold one test against its expectations."""
    findings = tuple(
        Finding(expectation.text, condition.where, told, condition.known.get(expectation.text, ()))
        for expectation, told in broken(condition.expectations, runs, base)
    )
    counts = {"expectations": len(condition.expectations), "runs": len(runs)}
    broken_ones = {each.subject for each in findings}
    gone = [text for text in condition.known if text not in broken_ones]
    findings += tuple(Finding(text, condition.where, said("weak.passes"), note=True) for text in gone)
    told = said("conditions.done", broken=sum(not each.note for each in findings), **counts)
    done = Result(condition.part, condition.name, "passed", told, findings, condition.title, counts)
    return done.judged()


@dataclass
class _Worst:
    """The largest departure of one balance from 0 over all runs. size: relative to the scale."""

    balance: Balance
    size: float = 0.0
    run: str = ""
    faults: list[str] = field(default_factory=list)

    def see(self, course: Course, run: str) -> None:
        """Look at one run."""
        found = largest([course.rows[name] for name in self.balance.elements])
        scale = largest([course.rows[name] for name in self.balance.scale]) if self.balance.scale else 1.0
        with np.errstate(all="ignore"):
            relative = float(np.float64(found) / scale) if found else 0.0
        if not relative <= self.balance.within:
            self.faults.append(run)
        if _is_worse(relative, self.size):
            self.size, self.run = relative, run


def _is_worse(found: float, most: float) -> bool:
    """Tell whether a departure is the largest so far; what is no number is, and stays so."""
    return not (np.isnan(most) or found <= most)


def _balances(worst: Sequence[_Worst], n_runs: int) -> Result:
    """Tell which balances do not close."""
    if not worst:
        return Result("balances", "balances", "skipped", said("balances.none"))
    findings = tuple(
        Finding(
            each.balance.variable,
            each.balance.where,
            said("balances.open", size=each.size, within=each.balance.within, run=each.run, count=len(each.faults)),
        )
        for each in worst
        if each.faults
    )
    counts = {"balances": len(worst), "runs": n_runs, "largest": float(np.max([each.size for each in worst]))}
    told = said("balances.done", **{**counts, "largest": f"{counts['largest']:.2g}"})
    return Result("balances", "balances", "passed", told, findings, counts=counts).judged()


def check_halving(bench: Bench, within: float, names: Sequence[str]) -> Result:
    """Run the base run with half the step, and hold the values at every saved time against those before.

    names: of what is compared; each relative to its largest magnitude in the run.
    """
    if _draws(bench.model):
        return Result("halving", "halving", "skipped", said("halving.drawn"))
    fine = bench.run(bench.bases[0], bench.clock.refined(2))
    coarse, findings, most, which = bench.courses[0], [], 0.0, ""
    for name in names:
        size = largest([fine.rows[name]])
        with np.errstate(invalid="ignore"):
            change = largest([coarse.rows[name] - fine.rows[name]])
        relative = change / size if size else 0.0 if not change else float("inf")
        if not relative <= within:
            findings.append(Finding(name, "", said("halving.moves", change=100 * relative, within=100 * within)))
        if _is_worse(relative, most):
            most, which = relative, name
    counts = {"variables": len(names), "step": bench.clock.time_step, "largest": most}
    told = said("halving.done", **counts, percent=f"{100 * most:.2g}", within=100 * within, which=which)
    return Result("halving", "halving", "passed", told, tuple(findings), counts=counts).judged()


def _draws(model: Model) -> bool:
    """Tell whether a model draws random numbers, which are others at other steps."""
    held = [equation.expression for equation in model.equations if equation.kind == "held"]
    return any(isinstance(node, Operation) and node.function == "draw" for each in held for node in walk(each))


def check_ranges(bench: Bench) -> Result:
    """Hold the values of the base run against the ranges that the model file gives."""
    course, findings, n_held = bench.courses[0], [], 0
    for variable in bench.model.variables:
        low, high = variable.limits
        if variable.hidden or variable.kind in ("constant", "lookup") or (low is None and high is None):
            continue
        n_held += 1
        for name in variable.element_names:
            row = course.rows.get(name)
            if row is None:
                continue
            room = _ROUNDING * max(abs(low or 0.0), abs(high or 0.0), 1e-300)
            bad = np.flatnonzero(
                ~(
                    (row >= (-np.inf if low is None else low - room))
                    & (row <= (np.inf if high is None else high + room))
                )
            )
            if len(bad):
                told = said(
                    "ranges.outside",
                    value=float(row[bad[0]]),
                    time=float(course.time[bad[0]]),
                    range=range_text(low, high),
                )
                findings.append(Finding(name, f"{bench.model.path}:{variable.line}", told))
    counts = {"variables": n_held}
    status: Status = "passed" if n_held else "skipped"
    told = said("ranges.done" if n_held else "ranges.none", **counts)
    return Result("extremes", "ranges", status, told, tuple(findings), counts=counts).judged()


def range_text(low: float | None, high: float | None) -> str:
    """Write a range."""
    return f"{'?' if low is None else f'{low:g}'} .. {'?' if high is None else f'{high:g}'}"
