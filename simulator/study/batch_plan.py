"""The plan of a batch: read, compiled, and measured on a few members, before any chunk is run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from simulator.chunk.accuracy import Accuracy, accuracy_of
from simulator.chunk.case import BatchCase
from simulator.chunk.probe import Estimate, estimate_of, pilot_of
from simulator.chunk.tally import sketches_of
from simulator.chunk.work import Work
from simulator.ensemble.refusal import free_bytes
from simulator.ensemble.sketch import Sketch
from simulator.kernel import clock_of
from simulator.kernel.batch import Engine
from simulator.kernel.integrate import Printing
from simulator.report.batch.planned import PlanFacts
from simulator.report.store import check_replaceable, result_folder
from simulator.scenario.batch import Batch
from simulator.scenario.batch_file.read import override_batch, read_batch
from simulator.scenario.batch_file.resolve import resolve_batch, with_members
from simulator.study.city import City, Together, read_for
from simulator.target import judge_members

__all__ = ["BatchRequest", "Planned", "facts_of", "plan_batch", "plan_of"]

PARTIAL = ".partial"


@dataclass(frozen=True)
class BatchRequest:
    """How to run a batch.

    members:   replaces the size of the sample. workers: None takes as many as there are processors.
    scheduler: None for threads of this process; else local, or the address of a Dask scheduler.
    method, time_step, overrides, printer: as for a run; only fixed steps.
    resume:    go on with an unfinished batch. restart: discard it.
    """

    output: Path = Path("outputs")
    members: int | None = None
    workers: int | None = None
    scheduler: str | None = None
    method: str = "rk4"
    time_step: float | None = None
    overrides: tuple[str, ...] = field(default=())
    printer: Printing = "auto"
    resume: bool = False
    restart: bool = False

    @property
    def n_workers(self) -> int:
        """How many chunks are computed at a time."""
        return self.workers or processors()


@dataclass(frozen=True, eq=False)
class Planned:
    """A batch that is ready to run. final: where its results will be; until then they are in work.folder."""

    city: City
    work: Work
    accuracy: tuple[Accuracy, ...]
    sketches: tuple[Sketch, ...]
    estimate: Estimate
    final: Path
    notice: str

    @property
    def case(self) -> BatchCase:
        """What is computed."""
        return self.work.case


def plan_batch(reference: str, request: BatchRequest, tell: Callable[[str], None]) -> Planned:
    """Read a batch, compile its scenarios, measure on a few members what all of them will take.

    tell:   told the name of the batch when it is read, before it is compiled and measured.
    Raises: SimulatorError with every fault, before any chunk is run.
    """
    tree = override_batch(read_batch(reference), request.overrides)
    city, batch = read_for(tree.trees, Together(), lambda city: resolve_batch(tree, city.names))
    return plan_of(city, batch, request, tell)


def plan_of(city: City, batch: Batch, request: BatchRequest, tell: Callable[[str], None]) -> Planned:
    """Plan a batch that is read, as plan_batch does."""
    if request.members is not None:
        batch = with_members(batch, request.members)
    final = result_folder(request.output, (batch.name,))
    check_replaceable(final)
    engine = Engine(request.method, request.printer, seed=batch.sample.seed)
    clock = clock_of(city.model.settings, request.time_step, save_step=1.0)
    case = BatchCase(city.model, city.case.labels, city.case.targets, city.case.history, batch, engine, clock)
    place = final.resolve()  # a link may lead to another disk
    work = Work(case, place.with_name(place.name + PARTIAL))
    tell(batch.name)
    accuracy, sketches, seconds = _prepare(work)
    notice = work.evaluator(0).varied.program.notice
    return Planned(city, work, accuracy, sketches, estimate_of(work, request.n_workers, seconds), final, notice)


def _prepare(work: Work) -> tuple[tuple[Accuracy, ...], tuple[Sketch, ...], list[float]]:
    """Run the first members of each scenario: they tell errors and set bins. Returns those, and the seconds taken."""
    accuracy, pilots, seconds = [], [], []
    for number in range(len(work.case.batch.scenarios)):
        evaluator = work.evaluator(number)
        accuracy.append(accuracy_of(evaluator, work.programs))
        begun = time.perf_counter()
        found = evaluator.members(0, pilot_of(work.case))
        pilots.append((found, judge_members(evaluator.standings, found.yearly, accuracy[-1].errors)))
        seconds.append(time.perf_counter() - begun)
    sketches = sketches_of(work.case, pilots)
    work.errors, work.bins = tuple(each.errors for each in accuracy), tuple(each.bins for each in sketches)
    return tuple(accuracy), sketches, seconds


def facts_of(planned: Planned, request: BatchRequest) -> PlanFacts:
    """Gather what the plan tells before anything runs."""
    case, estimate = planned.case, planned.estimate
    return PlanFacts(
        case.batch,
        case.design.n_points,
        case.design.n_draws,
        case.plan.n_chunks,
        case.plan.chunk_size,
        request.n_workers,
        planned.work.evaluator(0).varied.program.printer,
        case.engine.method,
        case.clock.time_step,
        estimate.seconds,
        estimate.bytes,
        free_bytes(planned.final),
        planned.final,
    )


def processors() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(affinity(0)) if affinity else os.cpu_count() or 1
