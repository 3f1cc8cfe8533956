"""What does a step cost, the more of them there are? The same span in smaller steps, the same saved times."""

from dataclasses import replace

from benchmarks._each import measure_each
from benchmarks._engine import batch_program, run
from benchmarks._record import Row
from benchmarks._timing import measured, once, per
from benchmarks._workload import SMALL, Workload

QUESTION = "What does a step of a member cost in runs of more steps, against the model's own, one thread?"
TIMES = (1, 2, 4, 8)
MEMBERS = 1024


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model."""
    program = batch_program(workload)
    values = workload.draw(max(256, MEMBERS // SMALL))
    rows: list[Row] = []
    first = 0.0
    for finer in (replace(workload, clock=workload.clock.refined(each)) for each in TIMES):
        run(program, finer, values)
        steps = finer.clock.n_steps * values.shape[1]
        cost = measured([once(lambda w=finer: run(program, w, values)) / steps for _ in range(5)])
        first = first or cost.median
        said = per(cost.median, "a step of a member")
        rows.append(Row(f"{finer.clock.n_steps:,} steps", said, cost.median / first, cost.spread, workload.name))
    return rows


def main() -> None:
    """Print the cost of a step of every model."""
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
