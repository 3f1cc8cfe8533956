"""The plan of a batch as it is shown before it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len

from simulator.ensemble.foresee import size_text
from simulator.report.drawn_words import drawn_text, short_number
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, choose, say
from simulator.scenario.batch import Batch, Input

__all__ = ["PlanFacts", "duration_text", "input_text", "plan_rows", "plan_text"]

# From here on a number of years is a date, which needs no unit.
_FIRST_YEAR = 1000.0
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


@dataclass(frozen=True)
class PlanFacts:
    """What is known of a batch before it starts.

    seconds, bytes: estimated. free: bytes on the disk. folder: where results will be.
    """

    batch: Batch
    n_points: int
    n_draws: int
    n_chunks: int
    chunk_size: int
    workers: int
    engine: str
    method: str
    time_step: float
    seconds: float
    bytes: int
    free: int
    folder: Path

    @property
    def n_members(self) -> int:
        """Of all scenarios together."""
        return len(self.batch.scenarios) * self.n_points * self.n_draws


def plan_rows(facts: PlanFacts) -> dict[str, object]:
    """Give the plan for --json."""
    return {
        "batch": facts.batch.name,
        "scenarios": [each.name for each in facts.batch.scenarios],
        "inputs": {each.name: input_text(each, "en") for each in facts.batch.inputs},
        "members": facts.n_members,
        "points": facts.n_points,
        "draws": facts.n_draws,
        "chunks": facts.n_chunks,
        "chunk_size": facts.chunk_size,
        "workers": facts.workers,
        "engine": facts.engine,
        "method": facts.method,
        "time_step": facts.time_step,
        "seconds": facts.seconds,
        "bytes": facts.bytes,
        "folder": str(facts.folder),
    }


def plan_text(facts: PlanFacts, language: Language) -> str:
    """Write the plan, one fact a line, one input a line."""

    batch = facts.batch
    scenarios = ", ".join(each.title_in(language) for each in batch.scenarios)
    counts = {"scenarios": len(batch.scenarios), "points": f"{facts.n_points:,}", "draws": f"{facts.n_draws:,}"}
    rows = [
        ("scenarios", scenarios),
        ("sample", _sample_text(facts, language)),
        ("members", say("plan.by_points", language, all=f"{facts.n_members:,}", **counts)),
        (
            "chunks",
            say(
                "plan.by_chunks",
                language,
                chunks=f"{facts.n_chunks:,}",
                size=f"{facts.chunk_size:,}",
                workers=facts.workers,
            ),
        ),
        (
            "engine",
            say("plan.engine_is", language, engine=facts.engine, method=facts.method, step=f"{facts.time_step:g}"),
        ),
        ("time", say("plan.about", language, amount=duration_text(facts.seconds))),
        ("disk", say("plan.free", language, amount=size_text(facts.bytes), free=size_text(facts.free))),
        ("folder", str(facts.folder)),
    ]
    named = [(say(f"plan.{word}", language), text) for word, text in rows]
    width = max(cell_len(word) for word, _ in named)
    lines = [batch.title_in(language)]
    lines += [f"  {word}{' ' * (width - cell_len(word))}  {text}" for word, text in named]
    lines.append(f"  {say('plan.inputs', language)}")
    lines += [f"    {_named(each, language)}: {input_text(each, language)}" for each in batch.inputs]
    return "\n".join(lines)


def input_text(each: Input, language: Language) -> str:
    """Tell how an input differs among members, in the unit in which it is shown; rates in %."""

    if each.kind == "given":
        return say("plan.given", language)
    scale, unit = _shown(each, language)
    if each.distribution is not None:
        text = drawn_text(each.distribution, language, scale)
    elif len(set(each.values)) == 1:
        text = say("plan.swept_one", language, value=short_number(scale * each.values[0]))
    else:
        low, high = (short_number(scale * end) for end in (min(each.values), max(each.values)))
        text = say("plan.swept", language, values=len(each.values), low=low, high=high)
    text = say("plan.in_unit", language, text=text, unit=unit) if unit else text
    return text if each.act == "value" else say(f"plan.{each.act}", language, text=text)


def duration_text(seconds: float) -> str:
    """Write a span of time as people do: 45 s, 12 min, 3 h 5 min, 2 d 4 h."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    if seconds < 2 * _DAY:
        hours, rest = divmod(round(seconds), _HOUR)
        return f"{hours} h {rest // _MINUTE} min"
    days, rest = divmod(round(seconds), _DAY)
    return f"{days} d {rest // _HOUR} h"


def _shown(each: Input, language: Language) -> tuple[float, str]:
    """Give the unit in which an input is told, and the factor from its numbers to those."""
    if each.act == "growth":
        return 100.0, "%"  # the words of the act say that it is a year's
    if unit_text(each.unit, "en") == "1 per year":
        return 100.0, unit_text("%/年", language)
    is_date = unit_text(each.unit, "en") == "years" and each.act == "value" and (each.low or 0.0) >= _FIRST_YEAR
    return 1.0, "" if is_date else unit_text(each.unit, language)


def _named(each: Input, language: Language) -> str:
    label = choose(each.en, each.zh, language)
    return f"{each.name} ({label})" if label and label != each.name else each.name


def _sample_text(facts: PlanFacts, language: Language) -> str:
    sample = facts.batch.sample
    if sample.method == "file":
        return say("plan.renumbered" if sample.renumbered else "plan.file", language, file=sample.shown)
    if not facts.batch.is_drawn:
        return say("plan.none", language)
    method = say(f"method.{sample.method}", language)
    return say("plan.drawn", language, method=method, size=f"{facts.n_draws:,}", seed=sample.seed)
