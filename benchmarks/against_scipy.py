"""How many times faster a member than a loop of scipy's solve_ivp over members? One thread, tolerance 1e-6."""

from benchmarks._each import measure_each
from benchmarks._engine import batch_program, inputs_of, largest_difference, run
from benchmarks._record import Row
from benchmarks._timing import compared, per
from benchmarks._workload import SMALL, Workload
from simulator.kernel import Solver, compile_model, integrate

QUESTION = "How many times faster a member than a loop of scipy's solve_ivp (1e-6) over the NumPy program, one thread?"
LOOPED, MEMBERS = 3, 10_000


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model."""
    values = workload.draw(max(100, MEMBERS // SMALL))
    compiled = compile_model(workload.model, workload.save)
    few, solver = inputs_of(workload, values[:, :LOOPED]), Solver("scipy", 1e-6)
    program = batch_program(workload)
    found = compared(
        lambda: integrate(compiled, solver, workload.clock, few), lambda: run(program, workload, values), 3
    )
    theirs = integrate(compiled, solver, workload.clock, few).values[:, :, 0]
    difference = largest_difference(run(program, workload, values[:, :1]).values[:, :, 0], theirs)
    members = values.shape[1]
    scale = members / LOOPED
    said = f"{per(found.theirs.median / LOOPED)} against {per(found.ours.median / members)}, {program.printer}; "
    said += f"RK4 differs from scipy by {difference:.0e}"
    return [Row("scipy loop", said, found.ratio.median * scale, found.ratio.spread, workload.name)]


def main() -> None:
    """Print the ratio of every model."""
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
