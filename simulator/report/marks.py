"""Targets as marks on a figure: where each stands among a variable's values, and by how many scenarios it is met."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.model.labels import Label
from simulator.report.digits import printed
from simulator.report.outcome import Outcome, Results
from simulator.report.words import asked
from simulator.target.register import Target
from simulator.target.verdict import Verdict

__all__ = ["Mark", "agreed", "marks_of"]

_LEADING = ("mean_growth", "change_since", "relative_change_since", "cumulative")
_QUANTITIES = {"change_since": "Δ ", "cumulative": "Σ "}
_SAME = 1e-6  # two marks of one year closer than this, relative, are one


@dataclass(frozen=True)
class Mark:
    """One target, or several that ask the same, among the values of one variable.

    value:     in the variable's shown unit.
    tolerance: what the document leaves open, in the shown unit; 0 where it leaves nothing open.
    from_year: where the target holds over a span of years, its start; else None.
    derived:   the document asks for growth, change or a sum; the value is where that leads, of a sum the mean a year.
    verdict:   what all scenarios agree on, as `agreed` says.
    documents: codes, each once.
    text:      what is asked, in few signs; of a derived mark the document's own number.
    """

    year: float
    value: float
    reading: str
    verdict: str
    documents: tuple[str, ...]
    tolerance: float = 0.0
    from_year: float | None = None
    derived: bool = False
    text: str = ""

    @property
    def band(self) -> tuple[float, float]:
        """Lowest and highest value that the tolerance adds to what is asked."""
        below = self.tolerance if self.reading != "at_most" else 0.0
        above = self.tolerance if self.reading != "at_least" else 0.0
        return self.value - below, self.value + above


def marks_of(results: Results, label: Label) -> tuple[Mark, ...]:
    """Find every target that can be drawn among the values of one variable, in order of year and value.

    A target of a year before or after the run has no place on its figure.
    """
    found: list[Mark] = []
    years = results.outcomes[0].yearly.years
    for position, target in enumerate(results.case.targets):
        placed = _placed(target, label, results.outcomes)
        if placed is None or not np.isfinite(placed[1]) or not years[0] <= float(target.year or 0) <= years[-1]:
            continue
        from_year, value, scale = placed
        derived = target.measure in _LEADING and label.yearly != "growth"
        mark = Mark(
            year=float(target.year or 0),
            value=value,
            reading=target.reading,
            verdict=agreed([outcome.verdicts[position] for outcome in results.outcomes]),
            documents=(target.document,),
            tolerance=0.0 if derived else target.tolerance * scale,
            from_year=from_year,
            derived=derived,
            text=_text(target, value, 0.0 if derived else target.tolerance * scale, derived),
        )
        _join(found, mark)
    return tuple(sorted(found, key=lambda mark: (mark.year, mark.value)))


def agreed(verdicts: Sequence[Verdict]) -> str:
    """Sum several scenarios' verdicts on one target up.

    verdicts: of single runs; of a batch, `some` where some of its members meet the target.
    Returns:  met, missed, some (met by some), imposed (every scenario fixes the variable itself) or untold. A scenario
              that fixes the variable has no say where another one produces it.
    """
    words = {each.verdict for each in verdicts if each.basis != "imposed"}
    if not words:
        return "imposed"
    if words & {"met", "some"}:
        return "met" if words == {"met"} else "some"
    return "missed" if words == {"missed"} else "untold"


def _join(found: list[Mark], mark: Mark) -> None:
    """Add a mark, or the document of one that stands there already."""
    for position, other in enumerate(found):
        same_place = _what(other) == _what(mark)
        if same_place and abs(other.value - mark.value) <= _SAME * max(abs(other.value), abs(mark.value)):
            documents = tuple(dict.fromkeys((*other.documents, *mark.documents)))
            found[position] = replace(other, documents=documents)
            return
    found.append(mark)


def _what(mark: Mark) -> tuple[object, ...]:
    """Give everything but the place by which two marks are told apart."""
    return mark.year, mark.from_year, mark.reading, mark.text, mark.verdict


def _text(target: Target, value: float, tolerance: float, derived: bool) -> str:
    """Write what a mark asks: "≥ 64 − 0.5"; of a derived one the document's number, a change as Δ and a sum as Σ."""
    if not derived:
        opened = printed(round(tolerance, 6)) if tolerance else ""
        return asked(target.reading, printed(round(value, 6)), "", opened).removeprefix("= ")
    unit = "%" if target.unit.startswith("%") else ""
    text = asked(target.reading, printed(target.target_value or 0.0), unit)
    return _QUANTITIES.get(target.measure, "") + text.removeprefix("= ")


def _placed(target: Target, label: Label, outcomes: Sequence[Outcome]) -> tuple[float | None, float, float] | None:
    """Place a target among a variable's values.

    Returns: the start of its span, its value in the shown unit, and how many shown units one unit of the target is;
             None when the target asks something else of something else.
    """
    if target.target_value is None or target.year is None or not target.reading or target.other_variable:
        return None
    if label.yearly == "growth" and target.variable == label.of and target.measure == "mean_growth":
        return target.from_year, target.target_value / target.factor, 1 / target.factor
    if target.variable != label.variable:
        return None
    if target.measure in ("mean_growth", "relative_change_since"):
        return _grown(target, outcomes)
    if target.measure == "level":
        return None, target.target_value / target.factor, 1 / target.factor
    if target.measure in ("minimum", "maximum"):
        return target.from_year, target.target_value / target.factor, 1 / target.factor
    if target.measure == "cumulative" and target.from_year is not None:
        years = target.year - target.from_year
        return target.from_year + 1, target.target_value / target.factor / years, 1 / target.factor
    if target.measure == "change_since":
        base = _base(target, outcomes)
        return None if base is None else (None, base + target.target_value / target.factor, 1 / target.factor)
    return None


def _grown(target: Target, outcomes: Sequence[Outcome]) -> tuple[None, float, float] | None:
    """Turn growth over a window into the level that it leads to from the window's start."""
    base = _base(target, outcomes)
    if base is None or target.target_value is None or target.year is None or target.from_year is None:
        return None
    factor = 1 + target.target_value / target.factor / 100
    years = target.year - target.from_year if target.measure == "mean_growth" else 1
    return None, base * factor**years, base / target.factor / 100


def _base(target: Target, outcomes: Sequence[Outcome]) -> float | None:
    """Value at the start of the window, if the scenarios have one in common (within 1 %)."""
    if target.from_year is None:
        return None
    bases = [
        float(outcome.yearly.at(target.variable, target.from_year)[0])
        for outcome in outcomes
        if target.variable in outcome.yearly.names
    ]
    if not bases:
        return None
    low, high = min(bases), max(bases)
    return bases[0] if np.isfinite(bases).all() and high - low <= 0.01 * max(abs(low), abs(high)) else None
