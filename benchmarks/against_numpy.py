"""How many times faster a member than a NumPy batch of the same program? One thread, RK4."""

import numpy as np

from benchmarks._each import measure_each
from benchmarks._engine import batch_program, inputs_of, run
from benchmarks._record import Row
from benchmarks._timing import compared, per
from benchmarks._workload import SMALL, Workload
from simulator.kernel import Solver, compile_model, integrate

QUESTION = "How many times faster a member than a NumPy batch of the same model, one thread, RK4?"
MEMBERS = 1000


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model."""
    values = workload.draw(max(100, MEMBERS // SMALL))
    compiled = compile_model(workload.model, workload.save)
    inputs, solver = inputs_of(workload, values), Solver("rk4")
    program = batch_program(workload)
    found = compared(
        lambda: integrate(compiled, solver, workload.clock, inputs), lambda: run(program, workload, values), 5
    )
    theirs = integrate(compiled, solver, workload.clock, inputs).values
    ours = run(program, workload, values).values
    size = np.abs(theirs).max(axis=(0, 2), keepdims=True)
    difference = float((np.abs(ours - theirs) / np.where(size > 0, size, 1.0)).max())
    members = values.shape[1]
    said = f"{per(found.theirs.median / members)} against {per(found.ours.median / members)}, {program.printer}; "
    said += f"{members:,} members agree to {difference:.0e}"
    return [Row("NumPy batch", said, found.ratio.median, found.ratio.spread, workload.name)]


def main() -> None:
    """Print the ratio of every model."""
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
