"""Members that the user gives: the value of every input in every member, as a batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulator.api.loading import LoadedScenario
from simulator.scenario.batch import Batch, Sample, Save
from simulator.scenario.batch_file.columns import given_inputs
from simulator.scenario.batch_file.reach import judge_reach
from simulator.scenario.place import Fault, Place, raise_all

__all__ = ["given_batch"]

SHOWN = "inputs="
FILE = "members.parquet"


def given_batch(scenarios: Sequence[LoadedScenario], inputs: Any, save: Save, folder: Path) -> Batch:
    """Make a batch of exactly these members.

    scenarios: of one city. inputs: name of a constant -> (member,) numbers in its model unit; or a table of them.
    folder:    where the members are written, to be read as a file of members is.
    Raises:    ScenarioError with every fault of the names and values.
    """
    known = scenarios[0].city.names
    faults: list[Fault] = []
    path = folder / FILE
    columns = _columns(inputs, faults)
    raise_all(faults)
    pq.write_table(pa.table(columns), path)
    sample = Sample("file", file=path, shown=SHOWN, where=SHOWN)
    given, n_rows = given_inputs(sample, known, faults)
    records = tuple(each.scenario for each in scenarios)
    for each in given.values():
        judge_reach(each, records, known, faults)
    raise_all(faults)
    return Batch(
        name="+".join(each.name for each in scenarios) + "-members",
        model=records[0].model,
        scenarios=records,
        inputs=tuple(each.input for each in given.values()),
        sample=Sample("file", n_rows, file=path, shown=SHOWN, where=SHOWN),
        save=save,
        title=records[0].title if len(records) == 1 else (),
    )


def _columns(inputs: Any, faults: list[Fault]) -> dict[str, np.ndarray]:
    """Bring every column to an array of numbers; what is none is a fault."""
    place = Place(SHOWN)
    columns: dict[str, np.ndarray] = {}
    if not hasattr(inputs, "items"):
        told = f"it is {type(inputs).__name__}. Expected a dict of arrays, or a table of pandas. Name the columns."
        faults.append(Fault(place, told))
        return columns
    for name, given in inputs.items():
        if not isinstance(name, str):
            faults.append(Fault(place, f"column {name!r} has no name. Expected a constant's. Rename it."))
            continue
        try:
            values = np.asarray(given, dtype=np.float64)
        except (TypeError, ValueError):
            faults.append(Fault(place, f"column {name!r} holds what is no number. Expected numbers. Correct it."))
            continue
        if values.ndim != 1:
            told = f"column {name!r} has {values.ndim} dimensions. Expected one number a member. Correct it."
            faults.append(Fault(place, told))
        else:
            columns[name] = values
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name!r} {length:,}" for name, length in lengths.items())
        faults.append(Fault(place, f"columns are of different lengths: {told}. Expected one length. Correct them."))
    return columns
