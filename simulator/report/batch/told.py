"""What is said wherever shares of members appear, and shares as people read them."""

from __future__ import annotations

import math

from simulator.report.batch.outcome import BatchResults, TargetShare
from simulator.report.words import Language, say

__all__ = [
    "batch_title",
    "broken_notes",
    "interval_notes",
    "interval_text",
    "members_text",
    "quantile_note",
    "sample_note",
    "share_text",
    "word_of_share",
]

# Methods whose points are placed by a design: a share of them is no share of futures.
_DESIGNED = ("grid", "morris")
# Methods whose draws avoid one another.
_EVEN = ("latin_hypercube", "sobol")
_FINE = 0.02  # intervals of a share narrower than this are told with a decimal


def batch_title(results: BatchResults, language: Language) -> str:
    """Name a batch; its file's name where it has no title."""
    return results.batch.title_in(language)


def members_text(results: BatchResults, language: Language) -> str:
    """Name a batch and say how many members it has."""
    told: dict[str, object] = {"batch": batch_title(results, language), "count": f"{results.n_members:,}"}
    if len(results.outcomes) == 1:
        return say("batch.members", language, **told)
    return say("batch.scenarios", language, scenarios=len(results.outcomes), **told)


def sample_note(results: BatchResults, language: Language) -> str:
    """Say of what shares are shares: of sampled futures, of points of a sweep, of members that a file gives."""
    kinds = {each.kind for each in results.batch.inputs}
    kind, method = "swept", results.batch.sample.method
    if results.n_members == 1:
        return say("batch.single", language)
    if results.batch.is_posterior:
        return say("batch.posterior", language, count=f"{results.n_members:,}")
    if results.batch.is_drawn and method in _DESIGNED:
        return say("batch.design", language, count=f"{results.n_members:,}", method=method)
    if results.batch.is_drawn:
        kind = "crossed" if "swept" in kinds else "drawn"
    elif "given" in kinds:
        kind = "given"
    return say(f"batch.{kind}", language, count=f"{results.n_members:,}")


def broken_notes(results: BatchResults, language: Language) -> tuple[str, ...]:
    """Say of each scenario how many members are not finite, and where the first became so."""
    notes = []
    for outcome in results.outcomes:
        if not outcome.broken:
            continue
        told: dict[str, object] = {
            "scenario": outcome.scenario.title_in(language),
            "count": f"{outcome.broken:,}",
            "total": f"{results.n_members:,}",
        }
        if outcome.first_broken is None:
            notes.append(say("batch.broken_count", language, **told))
            continue
        member, variable, time = outcome.first_broken
        notes.append(say("batch.broken", language, member=member, variable=variable, time=f"{time:.10g}", **told))
    return tuple(notes)


def interval_notes(results: BatchResults, language: Language) -> tuple[str, ...]:
    """Say that intervals are wide where draws are placed evenly, for Wilson's takes them to be independent."""
    method = results.batch.sample.method
    given = any(share.p_low is not None for outcome in results.outcomes for share in outcome.shares)
    if not given or method not in _EVEN:
        return ()
    return (say("batch.not_independent", language, method=say(f"method.{method}", language)),)


def quantile_note(results: BatchResults, language: Language) -> str:
    """Say how far the quantiles of targets can be off."""
    worst = 0.0
    for outcome in results.outcomes:
        for share in outcome.shares:
            if share.spread is not None and share.spread.error > 0:
                width = share.spread.quantiles[-1] - share.spread.quantiles[0]
                worst = max(worst, share.spread.error / width if width > 0 else 0.0)
    return say("batch.quantile_error", language, error=f"{worst:.1e}") if worst else say("batch.exact", language)


def word_of_share(share: TargetShare) -> str:
    """Sum up what members say about a target.

    Returns: met or missed where all members agree, some where some meet it, missed where none does but some are
             certain, else too_close or undecided; observed targets have history's verdict; imposed; not_modelled.
    """
    if share.basis == "imposed":
        return "imposed"
    counted = share.counted
    if counted is None:
        return share.verdict or "not_modelled"
    if counted.met:
        return "met" if counted.met == counted.n else "some"
    if counted.missed:
        return "missed"
    return "too_close" if counted.too_close else "undecided"


def share_text(share: float | None, width: float = 1.0) -> str:
    """Write a share in percent; 0 and 100 are kept for none and all. width: of its interval."""
    if share is None or math.isnan(share):
        return "–"
    decimals = 1 if width < _FINE else 0
    text = f"{100 * share:.{decimals}f}"
    if share > 0 and float(text) == 0:
        return f"<{10**-decimals:g}"
    if share < 1 and float(text) == 100:
        return f">{100 - 10**-decimals:g}"
    return "100" if share == 1 else "0" if share == 0 else text


def _end_text(end: float, width: float) -> str:
    """Write an end of an interval, in percent."""
    text = f"{100 * end:.{1 if width < _FINE else 0}f}"
    return text.removesuffix(".0") if float(text) in (0, 100) else text


def interval_text(share: TargetShare) -> str:
    """Write a share with its interval, in percent: "63 (59–67)"; without where there is none."""
    if share.p_met is None:
        return ""
    if share.p_low is None or share.p_high is None:
        return share_text(share.p_met, 0.0)
    width = share.p_high - share.p_low
    low, high = (_end_text(each, width) for each in (share.p_low, share.p_high))
    return f"{share_text(share.p_met, width)} ({low}–{high})"
