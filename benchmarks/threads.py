"""How many times faster are two threads than one? RK4; on a machine that does nothing else."""

import os

from benchmarks._each import measure_each
from benchmarks._engine import batch_program, drawn, enough, march
from benchmarks._record import Reach, Row
from benchmarks._timing import compared, per
from benchmarks._workload import Workload

QUESTION = "How many times faster are two threads than one?"
REACH = Reach("at least", 1.8)
# Long enough that starting threads does not count.
SECONDS = 1.5


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model."""
    program = batch_program(workload)
    members = enough(program, workload, SECONDS)
    # drawn before: what is asked is how threads share the marching
    chunks = list(drawn(workload, members))
    found = compared(lambda: march(program, workload, chunks, 1), lambda: march(program, workload, chunks, 2), 5)
    said = f"{per(found.theirs.median / members)} against {per(found.ours.median / members)}, {members:,} members"
    return [Row("one thread", said, found.ratio.median, found.ratio.spread, workload.name, REACH)]


def main() -> None:
    """Print the ratio of every model."""
    if (os.cpu_count() or 1) < 2:
        print("This machine has one core; skipped.")
        return
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
