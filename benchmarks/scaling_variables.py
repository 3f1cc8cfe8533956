"""What does a variable cost, the more of them there are? Models made of copies of the model of thirty variables."""

import os
import re
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks._engine import batch_program, run
from benchmarks._record import Row, report
from benchmarks._timing import measured, once, per
from benchmarks._workload import ENERGY, ENERGY_SAVED, ENERGY_VARIED, SMALL, Workload, model_at

QUESTION = "What does a variable of a member cost in larger models, against the model of thirty variables, one thread?"
COPIES = (1, 4, 16, 64)
MEMBERS = 1024
VARIABLES = 30
CONTROL = "********************************************************\n\t.Control"


def copies_of(text: str, count: int) -> str:
    """Write a model of several regions, each the whole model under names of its own, and the sum of their emissions."""
    head, _, tail = text.partition(CONTROL)
    names = re.findall(r"^([a-z][a-z ]*)=", head, flags=re.MULTILINE)
    pattern = re.compile(r"\b(" + "|".join(sorted(names, key=len, reverse=True)) + r")\b")
    equations = re.findall(r"^[a-z][a-z ]*=.*?(?=\n\t~)", head, flags=re.MULTILINE | re.DOTALL)
    parts = ["{UTF-8}"]
    for copy in range(count):
        parts += [pattern.sub(lambda found, copy=copy: f"{found[1]} {copy}", each) for each in equations]
    parts.append("all emissions=\n\t" + "+".join(f"emissions {copy}" for copy in range(count)))
    return parts[0] + "\n" + "".join(f"{each}\n\t~\n\t~\n\t|\n\n" for each in parts[1:]) + CONTROL + tail


def regions(count: int, folder: Path) -> Workload:
    """Read the model of some regions, every lever of each varied. folder: where it is written."""
    path = folder / f"regions_{count}.mdl"
    path.write_text(copies_of(ENERGY.read_text(encoding="utf-8"), count), encoding="utf-8")
    varied = [f"{each} {copy}" for copy in range(count) for each in ENERGY_VARIED]
    return model_at(path, [*(f"{each} 0" for each in ENERGY_SAVED[:-1]), "all emissions"], varied)


def main() -> None:
    """Print the cost of a variable."""
    rows: list[Row] = []
    first = 0.0
    for count in COPIES[: 2 if SMALL > 1 else None]:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["SIMULATOR_CACHE"] = folder  # nothing kept from before
            workload = regions(count, Path(folder))
            begun = time.perf_counter()
            program = batch_program(workload)
            compile_time = time.perf_counter() - begun
        values = workload.draw(max(256, MEMBERS // SMALL))
        run(program, workload, values)
        size = VARIABLES * count * values.shape[1]
        cost = measured([once(partial(run, program, workload, values)) / size for _ in range(5)])
        first = first or cost.median
        said = f"{per(cost.median, 'a variable of a member')}, compiled in {per(compile_time, '')}, {program.printer}"
        rows.append(Row(f"{VARIABLES * count:,} variables", said, cost.median / first, cost.spread, "energy"))
    report(QUESTION, rows)


if __name__ == "__main__":
    main()
