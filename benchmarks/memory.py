"""How much memory does a batch take, the more members it has? Each batch in a process of its own, reduced, not held."""

import resource
import sys

from benchmarks._each import measure_each
from benchmarks._engine import batch_program, chunk_of, stream
from benchmarks._record import Reach, Row
from benchmarks._timing import in_process
from benchmarks._workload import SMALL, Workload, workloads

QUESTION = "How much memory does a large batch take, against a batch of one chunk?"
CHUNKS = (1, 4, 16)
REACH = Reach("at most", 1.1)


def peak(name: str, members: int) -> float:
    """Run members of a workload in another process. Returns: megabytes that it held at most."""
    return float(in_process(["-m", "benchmarks.memory", name, str(members)])[-1])


def work(name: str, members: int) -> None:
    """Run members and print the peak, in megabytes."""
    workload = next(each for each in workloads() if each.name == name)
    stream(batch_program(workload), workload, members)
    # in kilobytes on Linux, in bytes on macOS
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(size / (2**20 if sys.platform == "darwin" else 2**10))


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model."""
    batch_program(workload)  # keeps the code, so that no batch holds a compiler
    rows: list[Row] = []
    first = 0.0
    for members in (chunk_of(workload) // (8 if SMALL > 1 else 1) * each for each in CHUNKS):
        size = peak(workload.name, members)
        first = first or size
        rows.append(Row(f"{members:,} members", f"{size:.0f} MB", size / first, None, workload.name, REACH))
    return rows


if __name__ == "__main__":
    if len(sys.argv) == 3:
        work(sys.argv[1], int(sys.argv[2]))
    else:
        measure_each(QUESTION, rows_of)
