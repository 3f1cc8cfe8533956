"""How long until a batch can begin: compiled the first time, and in a second process that finds the code kept?"""

import os
import tempfile
from pathlib import Path

from benchmarks._each import measure_each
from benchmarks._record import Reach, Row
from benchmarks._timing import in_process, measured, per
from benchmarks._workload import Workload

QUESTION = "How many times sooner than at the first start can a batch begin, the model being read?"
TIMES = 5
LIMITS = {"first start": 1.5, "second start": 0.3}
# Run in a process of its own: prints the seconds to compile, and those since the process began to read and compile.
WORK = """
import sys, time
begun = time.perf_counter()
from benchmarks._engine import batch_program
from benchmarks._workload import workloads
workload = next(each for each in workloads() if each.name == sys.argv[1])
read = time.perf_counter()
program = batch_program(workload)
done = time.perf_counter()
print(done - read, done - begun, program.printer)
"""


def start(name: str, folder: Path) -> tuple[float, float, str]:
    """Compile a workload in another process. folder: where code is kept. Returns: seconds, with reading; printer."""
    environment = dict(os.environ, SIMULATOR_CACHE=str(folder))
    alone, whole, printer = in_process(["-c", WORK, name], environment)[-3:]
    return float(alone), float(whole), printer


def rows_of(workload: Workload) -> list[Row]:
    """Measure both starts of one model."""
    times: dict[str, list[tuple[float, float, str]]] = {each: [] for each in LIMITS}
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as folder:
            for each in LIMITS:
                times[each].append(start(workload.name, Path(folder)))
    first = measured([found[0] for found in times["first start"]]).median
    rows = []
    for each, limit in LIMITS.items():
        alone = measured([found[0] for found in times[each]])
        whole = measured([found[1] for found in times[each]])
        said = f"{per(alone.median, '')} to compile, {times[each][0][2]}; "
        said += f"{per(whole.median, '')} with imports and reading the model"
        reach = Reach("at most", limit, "s") if workload.name == "dezhou" else None
        rows.append(Row(each, said, first / alone.median, alone.spread, workload.name, reach, alone.median))
    return rows


if __name__ == "__main__":
    measure_each(QUESTION, rows_of)
