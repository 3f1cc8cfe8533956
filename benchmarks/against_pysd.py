"""How many times faster a member than PySD? Its run() of the same file, Euler, the same step and outputs."""

import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pysd

from benchmarks._each import measure_each
from benchmarks._engine import batch_program, largest_difference, run, stream
from benchmarks._record import Reach, Row
from benchmarks._timing import measured, once, per
from benchmarks._workload import SMALL, Workload
from simulator.kernel.batch import Engine
from simulator.model.syntax import key_of

QUESTION = "How many times faster a member than PySD's run() of the same file, method, step and outputs?"
THREADS = 2
MEMBERS = {"dezhou": 100_000, "energy": 1_000_000}
REACH = {"dezhou": Reach("at least", 100_000)}
# A run of PySD this long is measured once.
LONG = 20.0
AGREEMENT = 1e-9


def read(workload: Workload, folder: Path) -> Any:
    """Read a model by PySD. folder: where it may write."""
    copy = Path(shutil.copyfile(workload.path, folder / f"read_by_pysd{workload.path.suffix}"))
    return pysd.read_vensim(copy) if copy.suffix == ".mdl" else pysd.read_xmile(copy)


def run_by_pysd(model: Any, workload: Workload) -> np.ndarray:
    """Run a model by PySD. Returns: (time, saved)."""
    bare = {key_of(name): name for name in model.doc["Real Name"]}
    columns = list(dict.fromkeys(bare[key_of(name.partition("[")[0])] for name in workload.save))
    clock = workload.clock
    frame = model.run(return_columns=columns, time_step=clock.time_step, saveper=clock.save_every * clock.time_step)
    found = {key_of(name): frame[name].to_numpy(dtype=float) for name in frame.columns}
    return np.stack([found[key_of(name)] for name in workload.save], axis=1)


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = read(workload, Path(folder))
        kept: dict[str, np.ndarray] = {}
        taken = [once(lambda: kept.update(values=run_by_pysd(model, workload)))]
        while len(taken) < 5 and taken[0] < LONG / SMALL:
            taken.append(once(lambda: run_by_pysd(model, workload)))
    program = batch_program(workload, Engine("euler", sided=False))
    difference = largest_difference(run(program, workload, workload.own()).values[:, :, 0], kept["values"])
    members = max(1000, MEMBERS.get(workload.name, 100_000) // SMALL)
    stream(program, workload, 1000)
    ours = [once(lambda: stream(program, workload, members, THREADS)) / members for _ in range(3)]
    theirs = measured(taken)
    ratio = measured([theirs.median / each for each in ours])
    said = f"{per(theirs.median)} against {per(measured(ours).median)}: {members:,} members, {THREADS} threads, "
    said += f"{program.printer}; outputs agree to {difference:.0e}"
    if difference > AGREEMENT:
        raise RuntimeError(f"differs from PySD's run by {difference:.1e}, more than {AGREEMENT:g}")
    return [Row("PySD", said, ratio.median, theirs.spread + ratio.spread, workload.name, REACH.get(workload.name))]


def main() -> None:
    """Print the ratio of every model."""
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
