"""What does a member cost in batches of a thousand to a million? Results are reduced chunk by chunk, never held."""

import os

from benchmarks._each import measure_each
from benchmarks._engine import batch_program, stream
from benchmarks._record import Reach, Row
from benchmarks._timing import measured, once, per
from benchmarks._workload import SMALL, Workload

QUESTION = "What does a member cost in a large batch, against a member of a batch of 1,000, one thread?"
COUNTS = (1_000, 10_000, 100_000, 1_000_000)
REACH = Reach("at most", 1.1)
# A batch that would take longer is left out, and that is said: seconds, of the variable LONGEST where it is set.
LONGEST = float(os.environ.get("LONGEST", "60"))


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model."""
    program = batch_program(workload)
    stream(program, workload, COUNTS[0])
    rows: list[Row] = []
    first = last = 0.0
    for count in (each // SMALL for each in COUNTS):
        if last * count > LONGEST:
            print(f"{workload.name}: {count:,} members would take {last * count:.0f} s; left out.")
            break
        times = max(1, min(9, round(2.0 / max(last * count, 1e-3))))
        costs = measured([once(lambda n=count: stream(program, workload, n)) / count for _ in range(times)])
        first, last = first or costs.median, costs.median
        said = f"{per(costs.median)}, {program.printer}"
        rows.append(Row(f"{count:,} members", said, costs.median / first, costs.spread, workload.name, REACH))
    return rows


def main() -> None:
    """Print the cost of a member of every model."""
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
