"""The work of a batch, chunk by chunk: members drawn, run, judged, tallied and written; in any order, anywhere."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from simulator.chunk.case import BatchCase
from simulator.chunk.columns import member_columns, trajectory_columns
from simulator.chunk.evaluate import Evaluator, evaluator_of
from simulator.chunk.plan import Chunk
from simulator.chunk.tally import cells_of, share_of
from simulator.ensemble import Programs
from simulator.ensemble.bins import Bins
from simulator.ensemble.journal import Reduction
from simulator.ensemble.ledger import Done
from simulator.ensemble.parts import part_name, write_part
from simulator.target import judge_members

__all__ = ["ChunkDone", "Work"]

# How many scenarios a process keeps ready: chunks go through one after the other, and two meet where one ends.
READY = 2


@dataclass(frozen=True, eq=False)
class ChunkDone:
    """One chunk. done: for the ledger. share: of the reductions."""

    done: Done
    share: Reduction


class Work:
    """Computes chunks; can be sent to another process, which compiles for itself.

    folder:  of the store. errors: of each scenario, (judged target,).
    bins:   of each scenario's sketch; None where it keeps every value.
    """

    def __init__(
        self, case: BatchCase, folder: Path, errors: Sequence[np.ndarray] = (), bins: Sequence[Bins | None] = ()
    ) -> None:
        """Begin with nothing compiled."""
        self.case, self.folder, self.errors, self.bins = case, folder, tuple(errors), tuple(bins)
        self.programs = Programs(case.model, case.engine)
        self._ready: OrderedDict[int, Evaluator] = OrderedDict()
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what each process compiles for itself."""
        return {"case": self.case, "folder": self.folder, "errors": self.errors, "bins": self.bins}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Begin with nothing compiled."""
        self.__init__(**state)  # type: ignore[misc]

    def __call__(self, number: int) -> ChunkDone:
        """Compute a chunk and write its parts. Raises: OSError when they cannot be written."""
        return self.compute(self.case.plan.chunk(number), self.folder)

    def compute(self, chunk: Chunk, folder: Path) -> ChunkDone:
        """Compute a chunk and write its parts into a folder, as a call does."""
        save, scenario = self.case.batch.save, self.case.batch.scenarios[chunk.scenario]
        evaluator = self.evaluator(chunk.scenario)
        found = evaluator.members(chunk.first, chunk.last)
        judged = judge_members(evaluator.standings, found.yearly, self.errors[chunk.scenario])
        share = share_of(chunk, found, judged, cells_of(found, judged, self.case), self.bins[chunk.scenario])
        parts = []
        if save.members:
            columns = member_columns(self.case, chunk, found, judged)
            parts.append(write_part(folder, part_name("members", chunk.number), columns))
        if save.variables:
            columns = trajectory_columns(self.case, chunk, found)
            parts.append(write_part(folder, part_name("trajectories", chunk.number), columns))
        done = Done(chunk.number, scenario.name, chunk.first, chunk.last - chunk.first, tuple(parts))
        return ChunkDone(done, share)

    @property
    def measured(self) -> tuple[np.ndarray, ...]:
        """What was measured on the first members and decides bytes: errors, and the bins where there are any."""
        bins = [each for each in self.bins if each is not None]
        return (*self.errors, *(row for each in bins for row in (each.base, each.width)))

    def evaluator(self, scenario: int) -> Evaluator:
        """Return a scenario ready to run; threads that ask for the same one wait for it."""
        with self._lock:
            if scenario not in self._ready:
                self._ready[scenario] = evaluator_of(self.case, scenario, self.programs)
            self._ready.move_to_end(scenario)
            while len(self._ready) > READY:
                self._ready.popitem(last=False)
            return self._ready[scenario]
