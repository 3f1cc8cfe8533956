"""How many times faster is a program that knows what the design does not vary? One thread, RK4, and the same bits."""

import numpy as np

from benchmarks._each import measure_each
from benchmarks._engine import batch_program, run
from benchmarks._record import Reach, Row
from benchmarks._timing import compared, per
from benchmarks._workload import SMALL, Workload
from simulator.kernel.batch import Engine

QUESTION = "How many times faster is the specialized program than the one that takes every constant by member?"
REACH = {"dezhou": Reach("at least", 3)}
MEMBERS = 1024


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model."""
    values = workload.draw(max(256, MEMBERS // SMALL))
    general, special = batch_program(workload, Engine(specialize=False)), batch_program(workload)
    found = compared(lambda: run(general, workload, values), lambda: run(special, workload, values), 5)
    same = np.array_equal(
        run(general, workload, values).values.view(np.int64), run(special, workload, values).values.view(np.int64)
    )
    members = values.shape[1]
    said = f"{per(found.theirs.median / members)} against {per(found.ours.median / members)}, {special.printer}; "
    said += "the same bits" if same else "**other bits**"
    return [Row("unspecialized", said, found.ratio.median, found.ratio.spread, workload.name, REACH.get(workload.name))]


def main() -> None:
    """Print the ratio of every model."""
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
