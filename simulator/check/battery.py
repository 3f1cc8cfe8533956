"""The whole battery on one model: what can be told of the file, of its equations, of its runs, and of its past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from simulator.check.condition import Checks, KnownWeakness
from simulator.check.conditions import check_conditions, check_halving, check_ranges
from simulator.check.dimensional import check_units
from simulator.check.direct import check_direct
from simulator.check.fits import Past, check_fits
from simulator.check.runs import Bench, bench_of
from simulator.check.said import BATTERY, Finding, Result, Words, said
from simulator.check.texts import check_sources, check_texts
from simulator.check.words import vocabulary_of
from simulator.model.model import Model
from simulator.model.source import SourceModel

__all__ = ["Checked", "run_battery"]


@dataclass(frozen=True)
class Checked:
    """What is checked.

    source, model: the file as parsed, and resolved.
    past:   a city's labels and history; None for a bare model.
    readme: text of the model's README, in which known weaknesses must stand; empty where there is none.
    """

    source: SourceModel
    model: Model
    checks: Checks
    past: Past | None = None
    readme: str = ""


def run_battery(checked: Checked, tell: Callable[[str], None]) -> tuple[Result, ...]:
    """Run every check. tell: told the part that begins."""
    checks, past = checked.checks, checked.past
    model = _with_ranges(checked.model, checks)
    shown = None if past is None else {each.variable for each in past.labels} | _start_totals(past) | checks.names
    tell("units")
    results = [check_units(checked.source), check_texts(checked.source, model, shown)]
    names = vocabulary_of(model).shown
    wanted = tuple(dict.fromkeys((*names, *sorted(checks.names & set(model.units)))))
    bench = bench_of(model, checks, wanted, None if past is None else past.labels)
    tell("direct")
    results.append(check_direct(model, bench.bases[0], (bench.solver, bench.clock), checks.left_out))
    results += check_conditions(bench, checks, tell)
    results.append(check_ranges(bench))
    tell("halving")
    labelled = () if past is None else tuple(each.variable for each in past.labels if each.variable in set(names))
    results.append(check_halving(bench, checks.halving, labelled or names))
    tell("fit")
    results += _fits(checked, bench)
    results += _skipped(checked, results)
    results.append(check_sources(model))
    known = [_with_known(each, checks.weaknesses) for each in results]
    in_readme = [_in_readme(each, checked) for each in known]
    return tuple(sorted(in_readme, key=lambda each: BATTERY.index(each.part)))


def _with_ranges(model: Model, checks: Checks) -> Model:
    """Give variables the ranges that the file of checks adds."""
    given = [replace(each, limits=checks.ranges.get(each.name, each.limits)) for each in model.variables]
    return replace(model, variables=tuple(given))


def _start_totals(past: Past) -> set[str]:
    return {each.start_total for each in past.labels if each.start_total}


def _fits(checked: Checked, bench: Bench) -> Sequence[Result]:
    """Hold the model against history, where there is one."""
    if checked.past is None:
        return [Result("fit", "fit", "skipped", said("skipped.bare"))]
    return check_fits(checked.model, bench.at_every_step, checked.past, checked.checks.fits)


def _skipped(checked: Checked, results: Sequence[Result]) -> list[Result]:
    """Say of the parts that a file of checks would fill why they are empty."""
    there = {each.part for each in results if each.name != "ranges"}
    reason = said("skipped.no_tests" if checked.checks.shown else "skipped.no_file")
    return [Result(part, part, "skipped", reason) for part in ("extremes", "monotonic") if part not in there]


def _with_known(result: Result, weaknesses: Sequence[KnownWeakness]) -> Result:
    """Mark the findings that are known; tell of those that are not there any more."""
    own = [each for each in weaknesses if each.part == result.part]
    reasons = {(each.variable.casefold(), f"{each.part}.{each.finding}"): each.why for each in own}
    findings = tuple(replace(each, weakness=_reason(each, reasons)) for each in result.findings)
    found = {key for each in result.findings for key in _keys(each)}
    gone = [each for each in own if (each.variable.casefold(), f"{each.part}.{each.finding}") not in found]
    notes = tuple(Finding(each.variable, each.where, said("weak.passes"), note=True) for each in gone)
    return replace(result, findings=(*findings, *notes)).judged()


def _keys(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Tell under which keys a finding may be declared: its element or its variable, with what was found."""
    name = finding.subject.casefold()
    return (name, finding.told.key), (name.partition("[")[0], finding.told.key)


def _reason(finding: Finding, reasons: dict[tuple[str, str], Words]) -> Words:
    """Find why a finding is known."""
    return finding.weakness or next((reasons[key] for key in _keys(finding) if key in reasons), ())


def _in_readme(result: Result, checked: Checked) -> Result:
    """Fail a known weakness that the model's README tells in no language."""
    text = " ".join(checked.readme.split())
    known = dict.fromkeys(each.weakness for each in result.findings if each.weakness)
    untold = [dict(each)["en"] for each in known if not any(why in text for _, why in each)]
    if not untold:
        return result
    faults = tuple(Finding(result.name, checked.checks.shown, said("weak.untold", why=why)) for why in untold)
    return replace(result, findings=(*result.findings, *faults)).judged()
