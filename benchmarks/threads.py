"""How many times faster are two threads than one? RK4; on a machine that does nothing else."""

import os

from benchmarks._engine import batch_program, stream
from benchmarks._record import Reach, Row, report
from benchmarks._timing import compared, once, per
from benchmarks._workload import SMALL, workloads

QUESTION = "How many times faster are two threads than one?"
REACH = Reach("at least", 1.8)
# Long enough that starting threads does not count.
SECONDS = 1.5


def main() -> None:
    """Print the ratio of every model."""
    if (os.cpu_count() or 1) < 2:
        print("This machine has one core; skipped.")
        return
    rows = []
    for workload in workloads():
        program = batch_program(workload)
        stream(program, workload, 1000)
        members = int(max(1.0, SECONDS / SMALL / once(lambda p=program, w=workload: stream(p, w, 4096)))) * 4096
        found = compared(
            lambda p=program, w=workload, n=members: stream(p, w, n, 1),
            lambda p=program, w=workload, n=members: stream(p, w, n, 2),
            5,
        )
        said = f"{per(found.theirs.median / members)} against {per(found.ours.median / members)}, {members:,} members"
        rows.append(Row("one thread", said, found.ratio.median, found.ratio.spread, workload.name, REACH))
    report(QUESTION, rows)


if __name__ == "__main__":
    main()
