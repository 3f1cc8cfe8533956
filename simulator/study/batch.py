"""A batch, chunk by chunk, from its plan to what it tells."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from simulator.chunk.identity import identity_of
from simulator.chunk.tally import merged
from simulator.chunk.work import ChunkDone
from simulator.ensemble.cluster import connected
from simulator.ensemble.executor import Stop, on_threads
from simulator.ensemble.refusal import refuse_too_little_disk
from simulator.ensemble.store import Plan as StorePlan
from simulator.ensemble.store import Store, opened
from simulator.report.batch.outcome import BatchResults
from simulator.report.store import publish
from simulator.study.batch_plan import BatchRequest, Planned
from simulator.study.batch_results import results_of

__all__ = ["Finished", "Watch", "run_batch"]

Watch = Callable[[int, int], None]


@dataclass(frozen=True)
class Finished:
    """All chunks are done. folder: where the report goes, beside the parts.

    results: to report; None where an earlier run had reported them and was killed before the folder took its place.
    """

    results: BatchResults | None
    folder: Path


@contextmanager
def run_batch(planned: Planned, request: BatchRequest, watch: Watch, stop: Stop) -> Iterator[Finished]:
    """Run every chunk that is not done yet, gather what all of them tell, and let the caller report it.

    watch:  told how many members are done, of how many. stop: whether the user asks to stop.
    Yields: what there is to report, with the folder into which the report goes; when the block ends well the folder
            takes the place of the final one.
    Raises: KeyboardInterrupt when chunks are left because of that; OutputError; RunError.
    """
    work, case = planned.work, planned.case
    program = work.evaluator(0).varied.program
    plan = StorePlan(identity_of(case, program.printer, work.measured), case.plan.n_chunks)
    with opened(work.folder, plan, merged, request.resume, request.restart) as store:
        if store.sealed:
            yield Finished(None, work.folder)
        else:
            needed = planned.estimate.bytes * len(store.to_do) / plan.n_chunks
            refuse_too_little_disk(work.folder, needed, store.kept if store.n_done else "")
            _run_chunks(planned, request, store, (watch, stop))
            store.write_ledger()
            yield Finished(results_of(planned, store.state), work.folder)
            store.seal()
    publish(work.folder, planned.final)


def _run_chunks(planned: Planned, request: BatchRequest, store: Store, user: tuple[Watch, Stop]) -> None:
    """Run and record every chunk that is not done yet. user: who watches, and whether they ask to stop."""
    plan, (watch, stop) = planned.case.plan, user
    n_done = plan.members_of(set(range(plan.n_chunks)) - set(store.to_do))
    watch(n_done, plan.n_all)
    with closing(_computed(planned, request, store, stop)) as computed:  # a chunk that cannot be recorded ends all
        for each in computed:
            store.record(each.done, each.share)
            n_done += each.done.members
            watch(n_done, plan.n_all)


def _computed(planned: Planned, request: BatchRequest, store: Store, stop: Stop) -> Generator[ChunkDone, None, None]:
    """Compute what is to do, here or on a cluster, as chunks end."""
    if request.scheduler is None:
        yield from on_threads(planned.work, store.to_do, request.n_workers, stop)
        return
    with connected(request.scheduler, request.n_workers) as cluster:
        yield from cluster.run(planned.work, store.to_do, store.folder, stop)
