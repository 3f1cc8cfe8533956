"""How many times faster a member than pysimlin, simulated and its series read? One thread, the method of the file."""

from collections.abc import Callable

import numpy as np

from benchmarks._each import measure_each
from benchmarks._engine import batch_program, largest_difference, run, stream
from benchmarks._record import Reach, Row
from benchmarks._timing import compared, per
from benchmarks._workload import SMALL, Workload
from simulator.kernel.batch import Engine

try:
    import simlin
except ImportError:
    simlin = None

QUESTION = "How many times faster a member than pysimlin on one thread: inputs set, simulated, series read?"
REACH = {"energy": Reach("at least", 50)}
THEIR_MEMBERS = 200
MEMBERS = 100_000
AGREEMENT = 1e-6


def simlin_name(name: str) -> str:
    """Spell a variable as simlin does."""
    return name.lower().replace(" ", "_")


def runner(workload: Workload) -> Callable[[np.ndarray], np.ndarray]:
    """Load a model by simlin. Returns: a function from (varied,) to (time, saved)."""
    simulation = simlin.load(workload.path).simulate()
    inputs = [simlin_name(name) for name in workload.varied]
    outputs = [simlin_name(name) for name in workload.save]

    def run_once(values: np.ndarray) -> np.ndarray:
        simulation.reset()
        for name, value in zip(inputs, values.tolist(), strict=True):
            simulation.set_value(name, value)
        simulation.run_to_end()
        return np.stack([simulation.get_series(name) for name in outputs], axis=1)

    return run_once


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model; nothing, saying so, where simlin does not run it or makes another model of the file."""
    try:
        run_once = runner(workload)
        run_once(workload.draw(1)[:, 0])
    except simlin.SimlinError as fault:
        print(f"{workload.name}: pysimlin does not run it, skipped: {str(fault).splitlines()[0]}")
        return []
    program = batch_program(workload, Engine(workload.model.settings.method, sided=False))
    few = workload.draw(max(3, THEIR_MEMBERS // SMALL))
    difference = max(
        largest_difference(run(program, workload, few[:, [member]]).values[:, :, 0], run_once(few[:, member]))
        for member in range(3)
    )
    if difference > AGREEMENT:
        print(f"{workload.name}: pysimlin's outputs differ by {difference:.1g}, it reads another model; skipped.")
        return []
    members = max(1000, MEMBERS // SMALL)
    found = compared(lambda: [run_once(each) for each in few.T], lambda: stream(program, workload, members))
    scale = members / few.shape[1]
    theirs, ours = found.theirs.median / few.shape[1], found.ours.median / members
    said = f"{per(theirs)} against {per(ours)}, {program.printer}; outputs agree to {difference:.0e}"
    reach = REACH.get(workload.name)
    return [Row("pysimlin", said, found.ratio.median * scale, found.ratio.spread, workload.name, reach)]


def main() -> None:
    """Print the ratio of every model that simlin runs."""
    if simlin is None:
        print("pysimlin is not installed; skipped. Install it by: pip install 'dezhou-simulator[bench]'")
        return
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
