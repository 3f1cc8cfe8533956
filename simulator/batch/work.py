"""The work of a batch, chunk by chunk: members drawn, run, judged, tallied and written; in any order, anywhere."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from simulator.batch.case import BatchCase
from simulator.batch.columns import member_columns, trajectory_columns
from simulator.batch.evaluate import Evaluator, evaluator_of
from simulator.batch.tally import ChunkTally, Tally
from simulator.ensemble.parts import Written, part_name, write_part
from simulator.target import judge_members

__all__ = ["Done", "Work"]

# How many scenarios a process keeps ready: chunks go through one after the other, and two meet where one ends.
READY = 2


@dataclass(frozen=True, eq=False)
class Done:
    """One chunk. parts: the files written. tally: what it adds."""

    chunk: int
    parts: tuple[Written, ...]
    tally: ChunkTally


class Work:
    """Computes chunks; can be sent to another process, which compiles for itself.

    folder:  of the store. errors: of each scenario, (judged target,).
    tallies: of each scenario, with its bins set.
    """

    def __init__(
        self, case: BatchCase, folder: Path, errors: Sequence[np.ndarray], tallies: Sequence[Tally]
    ) -> None:
        self.case, self.folder, self.errors, self.tallies = case, folder, tuple(errors), tuple(tallies)
        self._ready: OrderedDict[int, Evaluator] = OrderedDict()
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what each process compiles for itself."""
        return {"case": self.case, "folder": self.folder, "errors": self.errors, "tallies": self.tallies}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Begin with nothing compiled."""
        self.__init__(**state)  # type: ignore[misc]

    def __call__(self, number: int) -> Done:
        """Compute a chunk and write its parts. Raises: OSError when they cannot be written."""
        chunk, save = self.case.plan.chunk(number), self.case.batch.save
        evaluator = self.evaluator(chunk.scenario)
        found = evaluator.members(chunk.first, chunk.last)
        judged = judge_members(evaluator.standings, found.yearly, self.errors[chunk.scenario])
        tally = self.tallies[chunk.scenario].part(chunk.first, found, judged, self.case)
        parts = []
        if save.members:
            columns = member_columns(self.case, chunk, found, judged)
            parts.append(write_part(self.folder, part_name("members", number), columns))
        if save.variables:
            columns = trajectory_columns(self.case, chunk, found)
            parts.append(write_part(self.folder, part_name("trajectories", number), columns))
        return Done(number, tuple(parts), tally)

    def evaluator(self, scenario: int) -> Evaluator:
        """Return a scenario ready to run; threads that ask for the same one wait for it."""
        with self._lock:
            if scenario not in self._ready:
                self._ready[scenario] = evaluator_of(self.case, scenario)
            self._ready.move_to_end(scenario)
            while len(self._ready) > READY:
                self._ready.popitem(last=False)
            return self._ready[scenario]
