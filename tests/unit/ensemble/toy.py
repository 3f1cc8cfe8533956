"""A batch of chunks small enough to count by hand: the parts it writes and what it reduces to."""

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.ensemble.journal import Reduction
from simulator.ensemble.ledger import Done
from simulator.ensemble.parts import Column, Words, part_name, write_part
from simulator.ensemble.store import Plan

MEMBERS = 50
SCENARIOS = ("baseline", "plan")


def toy_plan(n_chunks: int, sample: str = "seed 1") -> Plan:
    """Name what a toy batch writes."""
    return Plan({"model": "0123456789abcdef0123456789abcdef", "sample": sample}, n_chunks)


def added(state: Reduction, share: Reduction) -> Reduction:
    """Merge counts, and keep the largest."""
    return {"counts": state["counts"] + share["counts"], "most": np.maximum(state["most"], share["most"])}


@dataclass(frozen=True)
class ToyTask:
    """Runs one chunk: writes its part, gives what it holds and its share of the reductions."""

    folder: Path

    def __call__(self, chunk: int) -> tuple[Done, dict[str, np.ndarray]]:
        """Run a chunk."""
        members = np.arange(MEMBERS) + chunk * MEMBERS
        values = np.sin(members * 0.7)
        scenario = Words(np.full(MEMBERS, chunk % 2), SCENARIOS)
        columns = [Column("scenario", scenario), Column("member", members), Column("x", values)]
        part = write_part(self.folder, part_name("members", chunk), columns)
        counts = np.histogram(values, bins=64, range=(-1, 1))[0].astype(np.int64)
        return Done(chunk, SCENARIOS[chunk % 2], chunk * MEMBERS, MEMBERS, (part,)), {
            "counts": counts,
            "most": np.array(values.max()),
        }


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@dataclass(frozen=True)
class SlowTask:
    """A toy task that takes a moment, so that there is time to kill."""

    folder: Path

    def __call__(self, chunk: int) -> tuple[Done, dict[str, np.ndarray]]:
        """Run a chunk."""
        time.sleep(0.05)
        return ToyTask(self.folder)(chunk)
