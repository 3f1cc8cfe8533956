"""PySD's own runner, an oracle for the kernel alone: it shares our reader's translation."""

import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pysd

from simulator.kernel import Trajectories
from simulator.model.syntax import key_of


@dataclass(frozen=True)
class Difference:
    """How far one variable is from the runner's, relative to its largest magnitude in the run."""

    relative: float
    name: str


def read_by_pysd(path: Path, folder: Path) -> Any:
    """Read a model by PySD. folder: where it may write. Returns: PySD's model."""
    copy = Path(shutil.copyfile(path, folder / f"runner_{path.name}"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pysd.read_vensim(copy)


def run_by_pysd(model: Any, final_time: float | None = None) -> dict[str, np.ndarray]:
    """Run a model by PySD, saving every step. Returns: key of a variable -> (time,)."""
    kinds = zip(model.doc["Real Name"], model.doc["Type"], strict=True)
    names = [name for name, kind in kinds if kind != "Lookup" and name != "Time"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = model.run(return_columns=names, final_time=final_time, saveper=model.components.time_step())
    return {key_of(name): frame[name].to_numpy(dtype=float) for name in frame.columns}


def differences(ours: Trajectories, runners: dict[str, np.ndarray]) -> list[Difference]:
    """Compare the first member of every variable that either has, the farthest first.

    A variable that only one of them has is infinitely far; one that is zero throughout is compared as it is.
    """
    mine = {key_of(name): ours.values[:, place, 0] for place, name in enumerate(ours.names)}
    found = []
    for key in {*mine, *runners}:
        if key not in mine or key not in runners or len(mine[key]) != len(runners[key]):
            found.append(Difference(np.inf, key))
            continue
        size = np.abs(runners[key]).max() or 1.0
        found.append(Difference(float(np.abs(mine[key] - runners[key]).max() / size), key))
    return sorted(found, key=lambda each: -each.relative)
