"""What a batch will take, from a probe: some members are run and written as all will be, by as many workers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.chunk.case import BatchCase
from simulator.chunk.plan import Chunk
from simulator.chunk.work import Work
from simulator.errors import OutputError

__all__ = ["PILOT", "Estimate", "estimate_of", "pilot_of"]

# Members of each scenario that are run beforehand, to set bins and to measure; and what part of them tells how much of
# a file does not grow with its members.
PILOT = 1024
FEWER = 4


@dataclass(frozen=True)
class Estimate:
    """What running all members will take: seconds, and bytes on the disk."""

    seconds: float
    bytes: int


def pilot_of(case: BatchCase) -> int:
    """Return how many members of each scenario are run beforehand."""
    return min(PILOT, case.plan.chunk_size, case.design.n_members)


def estimate_of(work: Work, workers: int, pilot_seconds: Sequence[float]) -> Estimate:
    """Run the first members on every worker at once, and write them to a folder of no consequence.

    pilot_seconds: how long the first members of each scenario took alone; scenarios may differ.
    Raises: OutputError when that folder cannot be written.
    """
    case, n_pilot = work.case, pilot_of(work.case)
    less = max(1, n_pilot // FEWER)
    try:
        with TemporaryDirectory() as name, ThreadPoolExecutor(workers) as pool:
            folder = Path(name)
            begun = time.perf_counter()
            chunks = [Chunk(number, 0, 0, n_pilot) for number in range(workers)]
            (whole, *_) = list(pool.map(lambda chunk: work.compute(chunk, folder), chunks))
            seconds = (time.perf_counter() - begun) / (workers * n_pilot)
            part = work.compute(Chunk(0, 0, 0, less), folder)
    except OSError as error:
        raise OutputError(
            f"{error.filename}: the first members cannot be written to measure them: {error.strerror}. Expected room "
            "for some of them. Make room there, or name another folder in the variable TMPDIR."
        ) from error
    sizes = [sum(written.bytes for written in each.done.parts) for each in (whole, part)]
    a_member = (sizes[0] - sizes[1]) / (n_pilot - less) if n_pilot > less else float(sizes[0])
    a_chunk = max(0.0, sizes[1] - less * a_member)
    times = sum(pilot_seconds) / pilot_seconds[0] if pilot_seconds[0] > 0 else len(pilot_seconds)
    plan = case.plan
    n_bytes = plan.n_chunks * a_chunk + plan.n_scenarios * plan.n_members * a_member
    return Estimate(seconds * times * plan.n_members, round(n_bytes))
