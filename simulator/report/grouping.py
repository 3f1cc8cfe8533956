"""The targets of a report in the order of its tables: binding and expected apart, then by sector."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.model.labels import Label
from simulator.report.digits import printed, rounded
from simulator.report.outcome import Results, label_text
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, asked, choose, say
from simulator.target.register import Target
from simulator.target.verdict import Verdict

__all__ = [
    "KINDS",
    "Block",
    "Group",
    "Row",
    "blocks",
    "restated",
    "target_asked",
    "target_text",
    "tolerance_note",
    "unmodelled",
    "word_of",
]

KINDS = {"约束性": "binding", "预期性": "expected", "": "unstated"}
_MOST_COMPARED = 3
_SECTORS = (
    *("population", "urbanization", "economy", "industry", "innovation", "trade", "energy", "carbon", "environment"),
    *("water", "land", "agriculture", "health", "education", "services", "other"),
)


@dataclass(frozen=True)
class Row:
    """One target that is judged and what every scenario makes of it, in the order of the outcomes."""

    target: Target
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Group:
    """The rows of one sector."""

    sector: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Block:
    """The targets of one kind. kind: binding, expected or unstated."""

    kind: str
    groups: tuple[Group, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of the block."""
        return tuple(row for group in self.groups for row in group.rows)

    def counts(self, position: int) -> Counter[str]:
        """Count one scenario's verdicts, as `word_of` words them. position: of the scenario."""
        return Counter(word_of(row.verdicts[position]) for row in self.rows)


def blocks(results: Results) -> tuple[Block, ...]:
    """Order the targets that are judged; restatements of another and what nothing speaks of are left out."""
    made = []
    for mark, kind in KINDS.items():
        rows = [row for row in _rows(results) if row.target.binding == mark]
        groups = [
            Group(sector, tuple(row for row in rows if _sector(results, row.target) == sector)) for sector in _SECTORS
        ]
        if rows:
            made.append(Block(kind, tuple(group for group in groups if group.rows)))
    return tuple(made)


def unmodelled(results: Results) -> int:
    """Count the targets of which neither the model nor history speaks."""
    return len(results.case.targets) - sum(_is_judged(results))


def restated(results: Results) -> int:
    """Count the judged targets that repeat another one."""
    judged = zip(results.case.targets, _is_judged(results), strict=True)
    return sum(is_judged and bool(target.restates) for target, is_judged in judged)


def word_of(verdict: Verdict) -> str:
    """Word a verdict for people: met, missed, too_close, undecided, imposed or not_modelled."""
    return "imposed" if verdict.basis == "imposed" else verdict.verdict


def target_text(target: Target, language: Language) -> str:
    """Name a target in one language."""
    return choose(target.name_en, target.name_zh, language)


def target_asked(target: Target, labels: Sequence[Label], language: Language, verdicts: Sequence[Verdict] = ()) -> str:
    """Write what a target asks for: a number with its unit, or another variable; empty where it names neither.

    verdicts: on this target; they hold the numbers that another variable came to.
    """
    if target.other_variable:
        named = (label_text(label, language) for label in labels if label.variable == target.other_variable)
        other = next(named, target.other_variable)
        if target.measure != "level":
            other = say("register.other", language, variable=other, measure=say(f"measure.{target.measure}", language))
        if verdicts and all(each.target_value is None for each in verdicts):
            return asked(target.reading, other, "")
        compared = _compared(target, verdicts, language)
        return asked(target.reading, say("table.compared", language, asked=other, value=compared), "")
    if target.target_value is None:
        return ""
    unit = unit_text(target.unit, language)
    tolerance = printed(target.tolerance) if target.tolerance else ""
    return asked(target.reading, printed(target.target_value), unit, tolerance)


def _compared(target: Target, verdicts: Sequence[Verdict], language: Language) -> str:
    """Write the numbers that stand in the place of a target's own, with their unit; of many the range."""
    values = [each.target_value for each in verdicts if each.target_value is not None]
    texts = list(dict.fromkeys(map(rounded, values)))
    joined = "; ".join(texts) if len(texts) <= _MOST_COMPARED else f"{rounded(min(values))} – {rounded(max(values))}"
    return asked("", joined, unit_text(target.unit, language))


def tolerance_note(results: Results, language: Language) -> str:
    """Explain by the first such target how "about" is read; empty where no document leaves anything open."""
    for block in blocks(results):
        for target in (row.target for row in block.rows):
            if target.tolerance and target.target_value is not None and target.reading != "within":
                value = printed(target.target_value)
                text = asked(target.reading, value, "", printed(target.tolerance))
                return say("table.tolerance", language, asked=text, value=value)
    return ""


def _rows(results: Results) -> Sequence[Row]:
    """Join each judged target that restates nothing with its verdicts."""
    judged = _is_judged(results)
    return [
        Row(target, tuple(outcome.verdicts[position] for outcome in results.outcomes))
        for position, target in enumerate(results.case.targets)
        if judged[position] and not target.restates
    ]


def _is_judged(results: Results) -> list[bool]:
    """Tell of every target whether the model has it or history settles it, in the order of the register."""
    bases = zip(*([verdict.basis for verdict in outcome.verdicts] for outcome in results.outcomes), strict=True)
    return [each[0] not in ("trend", "none") for each in bases]


def _sector(results: Results, target: Target) -> str:
    """Find the sector of the variable that a target speaks of, or its domain where it has none."""
    label = results.label(target.variable)
    sector = label.sector if label else target.domain
    return sector if sector in _SECTORS else "other"
