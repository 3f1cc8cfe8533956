"""A batch from its file to its results: read, plan, run chunk by chunk, gather, report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from simulator.batch.accuracy import Accuracy, accuracy_of
from simulator.batch.case import BatchCase
from simulator.batch.identity import identity_of
from simulator.batch.probe import Estimate, estimate_of, pilot_of
from simulator.batch.tally import Tally, merged, tallies_of
from simulator.batch.work import ChunkDone, Work
from simulator.ensemble.cluster import on_cluster
from simulator.ensemble.executor import Stop, on_threads
from simulator.ensemble.store import Plan as StorePlan
from simulator.ensemble.store import Store, opened
from simulator.errors import OutputError
from simulator.kernel import clock_of
from simulator.kernel.batch import Engine
from simulator.kernel.integrate import Printing
from simulator.report.batch.outcome import BatchResults
from simulator.report.store import check_replaceable, result_folder
from simulator.scenario.batch_read import read_batch, resolve_batch, with_members
from simulator.study.batch_results import results_of
from simulator.study.city import City, load_city, one_model
from simulator.target import judge_members

__all__ = ["BatchRequest", "Planned", "plan_batch", "run_batch"]

PARTIAL = ".partial"
Watch = Callable[[int, int], None]


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
        return self.workers or len(os.sched_getaffinity(0))


@dataclass(frozen=True, eq=False)
class Planned:
    """A batch that is ready to run. final: where its results will be; until then they are in work.folder."""

    city: City
    work: Work
    accuracy: tuple[Accuracy, ...]
    estimate: Estimate
    final: Path
    notice: str

    @property
    def case(self) -> BatchCase:
        """What is computed."""
        return self.work.case
