"""Standings: what can be said about targets before a run is judged. History, what is imposed, what is not modelled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.model.labels import Label
from simulator.target.basis import factor_between
from simulator.target.history import NO_HISTORY, History, observed_table
from simulator.target.measure import measure, needed_years, threshold
from simulator.target.register import Target
from simulator.target.trend import trend_of
from simulator.target.verdict import Verdict, decided
from simulator.target.yearly import Yearly

__all__ = ["JudgeContext", "Standing", "imposed_labels", "standings", "unjudged"]


@dataclass(frozen=True)
class JudgeContext:
    """What a judgement needs besides the run.

    scenario: its name.
    imposed:  names of the variables that the scenario fixed, growth rates of them included.
    history:  values that are known already.
    """

    scenario: str
    imposed: frozenset[str] = frozenset()
    history: History = NO_HISTORY


def imposed_labels(imposed: Sequence[str], labels: Sequence[Label]) -> frozenset[str]:
    """Add the growth rates of imposed variables, which are imposed with them, and the variables of imposed rates."""
    names = set(imposed)
    names |= {label.of for label in labels if label.yearly == "growth" and label.variable in names}
    return frozenset(names | {label.variable for label in labels if label.of in names})


@dataclass(frozen=True)
class Standing:
    """What holds of a target whatever a run or a member gives.

    verdict: the row as far as it can be told: final where the basis is observed, trend or none. With basis imposed it
             lacks the numbers. With basis model its verdict is empty, or undecided where the run does not cover the
             years.
    """

    target: Target
    verdict: Verdict

    @property
    def basis(self) -> str:
        """What decides: model, observed, imposed, trend or none."""
        return self.verdict.basis

    @property
    def reason(self) -> str:
        """Why it is undecided or not modelled, whatever the run; empty otherwise."""
        return self.verdict.reason

    @property
    def is_measured(self) -> bool:
        """Tell whether a run, or each of its members, has numbers of its own."""
        return self.basis in ("model", "imposed")


def standings(targets: Sequence[Target], context: JudgeContext, years: tuple[int, int]) -> tuple[Standing, ...]:
    """Say what can be said before a run is judged: history first, then what the scenario fixed.

    years:   first and last of the run.
    Returns: one standing a target, in the order of the register.
    """
    return tuple(Standing(target, _before_a_run(target, context, years)) for target in targets)


def _before_a_run(target: Target, context: JudgeContext, years: tuple[int, int]) -> Verdict:
    """The row of a target as far as it can be told."""
    bare = unjudged(target, context.scenario)
    if not target.is_modelled:
        return _without_an_equation(target, bare, context.history)
    observed = observed_table(context.history, target.variables, needed_years(target))
    if observed is not None:
        error = _printed_error(target, observed)
        return decided(replace(bare, basis="observed", numerical_error=error), target, observed)
    fixed = [variable for variable in target.variables if variable in context.imposed]
    if fixed:
        return replace(bare, basis="imposed", reason=f"The scenario fixes {' and '.join(fixed)} itself.")
    first, last = years
    outside = [year for year in needed_years(target) if not first <= year <= last]
    if outside:
        reason = f"The run covers {first}-{last}; the target needs {outside[0]}."
        return replace(bare, basis="model", verdict="undecided", reason=reason)
    return replace(bare, basis="model", verdict="")


def _without_an_equation(target: Target, bare: Verdict, history: History) -> Verdict:
    """The row of a target that the model does not speak to: what happened if the year is past, else the trend."""
    recorded = history.recorded(target.series)
    named = replace(target, variable=target.series, measure=target.measure or "level")
    observed = observed_table(recorded, named.variables, needed_years(named))
    if observed is not None and target.target_value is not None and target.reading:
        asked = replace(named, factor=factor_between(observed.units[0], named.measure, named.unit))
        row = replace(bare, basis="observed", numerical_error=_printed_error(asked, observed), reason="")
        return decided(row, asked, observed)
    if target.basis == "trend":
        trend = trend_of(target, history)
        return replace(bare, basis="trend", required_rate=trend.required, past_rate=trend.past, rate_unit=trend.unit)
    return bare


def unjudged(target: Target, scenario: str) -> Verdict:
    """The row of a target about which nothing is said yet."""
    return Verdict(
        scenario=scenario,
        target=target.id,
        document=target.document,
        binding=target.binding,
        variable=target.variable,
        year=target.year,
        reading=target.reading,
        target_value=target.target_value,
        value=None,
        margin=None,
        margin_percent=None,
        unit=target.unit,
        verdict="not_modelled",
        basis="none",
        first_year=None,
        numerical_error=None,
        reason=target.reason if not target.is_modelled else "",
    )


def _printed_error(target: Target, observed: Yearly) -> float:
    """How far the distance to the target moves, at most and to first order, within the digits of history."""
    distance = measure(target, observed) - threshold(target, observed)
    moves = np.abs(distance[1:] - distance[0]).reshape(-1, 2)
    return float(np.sum(np.max(moves, axis=1)))
