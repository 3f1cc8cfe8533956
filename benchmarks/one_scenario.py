"""How long does one scenario take, loaded and compiled: scipy (1e-6) and RK4 on LLVM, against the same on NumPy?"""

from benchmarks._each import measure_each
from benchmarks._engine import largest_difference
from benchmarks._record import Reach, Row
from benchmarks._timing import compared, per
from benchmarks._workload import Workload
from simulator.kernel import Solver, compile_model, integrate
from simulator.kernel.batch import compile_alone
from simulator.kernel.change import inputs_with

QUESTION = "How many times faster than on NumPy is one scenario, loaded and compiled?"
# solver -> the most milliseconds it may take on the shipped city.
LIMITS = {"scipy": 150, "rk4": 5}
TIMES = 9


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model by each solver."""
    on_numpy = compile_model(workload.model, workload.save)
    inputs = inputs_with(on_numpy, ())
    rows = []
    for method, limit in LIMITS.items():
        compiled, notice = compile_alone(workload.model, workload.save, Solver(method, printer="auto"))
        solver = Solver(method, 1e-6)
        found = compared(
            lambda s=solver: integrate(on_numpy, s, workload.clock, inputs),
            lambda s=solver, c=compiled: integrate(c, s, workload.clock, inputs),
            TIMES,
        )
        difference = largest_difference(
            integrate(compiled, solver, workload.clock, inputs).values[:, :, 0],
            integrate(on_numpy, solver, workload.clock, inputs).values[:, :, 0],
        )
        said = f"{per(found.theirs.median, '')} against {per(found.ours.median, '')}, {notice or 'LLVM'}; "
        said += f"they agree to {difference:.0e}"
        reach = Reach("at most", limit, "ms") if workload.name == "dezhou" else None
        own, name = 1000 * found.ours.median, f"{method} on NumPy"
        rows.append(Row(name, said, found.ratio.median, found.ratio.spread, workload.name, reach, own))
    return rows


def main() -> None:
    """Print the time of every model by each solver."""
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
