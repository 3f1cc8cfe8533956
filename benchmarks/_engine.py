"""Run members of a workload chunk by chunk, keeping of each chunk only a few numbers: a batch that is never held."""

from collections.abc import Iterable, Iterator

import numpy as np

from benchmarks._timing import once
from benchmarks._workload import SMALL, Workload
from simulator.kernel import Trajectories
from simulator.kernel.batch import BatchProgram, Engine, compile_batch

# Bytes of the trajectories of one chunk: what the C library still gives back to itself rather than to the system.
CHUNK_BYTES = 2**25
# Members that two threads work on at a time: a chunk is a whole number of these, so that both have as much to do.
AT_ONCE = 1024


def batch_program(workload: Workload, engine: Engine | None = None) -> BatchProgram:
    """Compile a workload for a batch."""
    return compile_batch(workload.model, workload.save, workload.varied, engine)


def chunk_of(workload: Workload) -> int:
    """Return how many members a chunk has: a whole number of what two threads take."""
    member = 8 * len(workload.clock.saved_times) * len(workload.save)
    return max(AT_ONCE, CHUNK_BYTES // member // AT_ONCE * AT_ONCE)


def stream(program: BatchProgram, workload: Workload, members: int, threads: int = 1) -> float:
    """Draw and run members and return a sum over their last saved values, so that nothing can be left out."""
    return march(program, workload, drawn(workload, members), threads)


def drawn(workload: Workload, members: int) -> Iterator[np.ndarray]:
    """Draw members chunk by chunk."""
    chunk = chunk_of(workload)
    return (workload.draw(min(chunk, members - first), first) for first in range(0, members, chunk))


def march(program: BatchProgram, workload: Workload, chunks: Iterable[np.ndarray], threads: int) -> float:
    """Run chunks of members; as stream."""
    total = 0.0
    for _, values in program.chunks(workload.defaults, chunks, workload.clock, threads):
        total += float(np.nansum(values[-1]))
        del values  # before the next chunk is made
    return total


def enough(program: BatchProgram, workload: Workload, seconds: float) -> int:
    """Return how many members take about so many seconds on one thread: a whole number of what two threads take."""
    stream(program, workload, AT_ONCE)
    taken = once(lambda: stream(program, workload, AT_ONCE))
    return max(1, int(seconds / SMALL / taken)) * AT_ONCE


def run(program: BatchProgram, workload: Workload, values: np.ndarray, threads: int = 1) -> Trajectories:
    """Run members at once. values: (varied, member)."""
    return program.run(workload.defaults, values, workload.clock, threads)


def inputs_of(workload: Workload, values: np.ndarray) -> np.ndarray:
    """Return the (input, member) of members. values: (varied, member)."""
    inputs = np.repeat(workload.defaults[:, None], values.shape[1], axis=1)
    inputs[[workload.inputs.index(name) for name in workload.varied]] = values
    return inputs


def largest_difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Return the largest difference relative to each variable's largest magnitude. Both: (time, saved)."""
    size = np.abs(theirs).max(axis=0)
    return float((np.abs(ours - theirs).max(axis=0) / np.where(size > 0, size, 1.0)).max())
