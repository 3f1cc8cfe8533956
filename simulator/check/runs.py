"""The runs of a battery: base runs with everything saved, then the members of each test, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.check.condition import Checks, Condition
from simulator.check.term import Course
from simulator.ensemble import Prepared, prepare_all
from simulator.kernel import Clock, Solver, Trajectories, clock_of, integrate
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.scenario import Scenario
from simulator.scenario.schedule import Schedule

__all__ = ["Bench", "bench_of", "condition_runs", "course_of"]

# Saved times of a run; a model of more steps is saved at its own SAVEPER.
_MOST_SAVED = 2000
# Numbers kept of a run.
_MOST_NUMBERS = 20_000_000


@dataclass(frozen=True, eq=False)
class Bench:
    """What runs are made with.

    labels: of what is saved; own: the city's, which say what an imposed yearly value means.
    base:   what the first base run is of.
    bases:  the base runs, ready; courses: what they gave; first: the same of the first, with what yearly values need.
    members: the runs of the tests, ready, in their order.
    """

    model: Model
    solver: Solver
    clock: Clock
    labels: tuple[Label, ...]
    own: tuple[Label, ...]
    base: Scenario
    bases: tuple[Prepared, ...] = ()
    courses: tuple[Course, ...] = ()
    members: tuple[Prepared, ...] = ()
    first: Trajectories | None = None

    def at_every_step(self) -> Trajectories:
        """Return the first base run at every step, with what yearly values need: of a run kept less often, anew."""
        if self.first is not None and self.clock.save_every == 1:
            return self.first
        (ready,) = prepare_all(self.model, [self.base], self.own, self.solver, with_finer=False)
        return self.trajectories(ready, replace(self.clock, save_every=1))

    def run(self, prepared: Prepared, clock: Clock | None = None) -> Course:
        """Run one member."""
        return course_of(self.trajectories(prepared, clock))

    def trajectories(self, prepared: Prepared, clock: Clock | None = None) -> Trajectories:
        """Run one member and return all that it saves."""
        solver = replace(self.solver, printer="auto") if prepared.compiled.native else self.solver
        return integrate(prepared.compiled, solver, clock or self.clock, prepared.inputs, prepared.lot)


def bench_of(model: Model, checks: Checks, names: Sequence[str], own: tuple[Label, ...] | None) -> Bench:
    """Prepare a model and run what checks start from.

    names: of the elements to save. own: a city's labels; None for a bare model, which runs as its own settings say.
    """
    solver = Solver("rk4") if own is not None else Solver(model.settings.method, sided=False)
    labels = tuple(Label(name, "", "", model.units[name], "", "end") for name in names)
    clock = clock_of(model.settings, save_step=model.settings.time_step)
    if clock.n_steps > _MOST_SAVED or clock.n_steps * len(names) > _MOST_NUMBERS:
        clock = clock_of(model.settings)
    bench = Bench(model, solver, clock, labels, own or (), checks.bases[0])
    members = [scenario for each in checks.conditions for _, scenario in each.members]
    prepared = _prepared(bench, [*checks.bases, *members])
    bases, ready = tuple(prepared[: len(checks.bases)]), tuple(prepared[len(checks.bases) :])
    runs = [bench.trajectories(each) for each in bases]
    return replace(bench, bases=bases, courses=tuple(map(course_of, runs)), members=ready, first=runs[0])


def condition_runs(
    bench: Bench, conditions: Sequence[Condition]
) -> Iterator[tuple[Condition, tuple[tuple[Mapping[str, float], Course], ...]]]:
    """Yield each test with its runs. conditions: those that the bench was prepared for."""
    prepared = iter(bench.members)
    for condition in conditions:
        yield condition, tuple((given, bench.run(next(prepared))) for given, _ in condition.members)


def course_of(trajectories: Trajectories) -> Course:
    """Return the first member's values by name."""
    rows = {name: trajectories.values[:, place, 0] for place, name in enumerate(trajectories.names)}
    return Course(trajectories.time, rows)


def _prepared(bench: Bench, scenarios: Sequence[Scenario]) -> list[Prepared]:
    """Prepare runs: those that change constants alone share one native program, the others have NumPy's own each."""
    plain = [_is_plain(each) for each in scenarios]
    found: dict[int, Prepared] = {}
    saved = {each.variable for each in bench.labels}
    for is_plain, printer in ((True, "auto"), (False, "numpy")):
        places = [place for place, each in enumerate(plain) if each is is_plain]
        chosen = [scenarios[place] for place in places]
        labels = (*bench.labels, *(each for each in bench.own if each.yearly != "end" or each.variable not in saved))
        solver = replace(bench.solver, printer=printer)  # type: ignore[arg-type]
        ready = prepare_all(bench.model, chosen, labels, solver, with_finer=False)
        found |= dict(zip(places, ready, strict=True))
    return [found[place] for place in range(len(scenarios))]


def _is_plain(scenario: Scenario) -> bool:
    """Tell whether a scenario changes constants alone, and only their values."""
    return not scenario.impositions and not any(isinstance(each.value, Schedule) for each in scenario.settings)


def largest(rows: Sequence[np.ndarray]) -> float:
    """Return the largest magnitude of several courses; NaN where one is not finite."""
    values = np.abs(np.stack(rows))
    return float(np.max(values)) if np.isfinite(values).all() else float("nan")
