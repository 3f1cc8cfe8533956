"""What is kept of all members together: verdicts counted, values sketched. Chunks may come in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.batch.case import BatchCase
from simulator.batch.evaluate import Evaluated
from simulator.ensemble.sketch import Part, Sketch
from simulator.target import VERDICTS, Judged

__all__ = ["ChunkTally", "Tally", "cells_of", "tallies_of"]

# What all sketches together may take where they keep every value.
BUDGET = 64_000_000
NONE_BROKEN = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class ChunkTally:
    """What one chunk adds. counts: (judged target, code). first_broken: the least number among those not finite."""

    counts: np.ndarray
    cells: Part
    n_broken: int
    first_broken: int


@dataclass(eq=False)
class Tally:
    """All chunks of one scenario so far."""

    counts: np.ndarray
    sketch: Sketch
    n_broken: int = 0
    first_broken: int = NONE_BROKEN

    def part(self, first: int, found: Evaluated, judged: Judged, case: BatchCase) -> ChunkTally:
        """Tally a chunk. first: the number of its first member."""
        broken = np.flatnonzero(~found.is_finite)
        counts = np.stack([(judged.code == code).sum(axis=1) for code in range(len(VERDICTS))], axis=1)
        cells = self.sketch.part(first, cells_of(found, judged, case))
        return ChunkTally(counts, cells, len(broken), first + int(broken[0]) if len(broken) else NONE_BROKEN)

    def include(self, chunk: ChunkTally) -> None:
        """Add a chunk."""
        self.counts += chunk.counts
        self.sketch.include(chunk.cells)
        self.n_broken += chunk.n_broken
        self.first_broken = min(self.first_broken, chunk.first_broken)

    def state(self) -> dict[str, np.ndarray]:
        """Return what a checkpoint keeps."""
        broken = np.array([self.n_broken, self.first_broken], dtype=np.int64)
        return {"counts": self.counts, "broken": broken, **self.sketch.state()}

    def restore(self, state: Mapping[str, np.ndarray]) -> None:
        """Go on from a checkpoint."""
        self.counts = np.array(state["counts"])
        self.n_broken, self.first_broken = map(int, state["broken"])
        self.sketch.restore(state)


def cells_of(found: Evaluated, judged: Judged, case: BatchCase) -> np.ndarray:
    """Return the (cell, member) that are sketched: the measure of each judged target, then each band's years."""
    yearly = found.yearly
    bands = [yearly.of(name) for name in case.bands]
    return np.concatenate([judged.value, *bands])


def tallies_of(case: BatchCase, pilots: Sequence[tuple[Evaluated, Judged]]) -> list[Tally]:
    """Begin a tally for each scenario. pilots: of each, its first members, from which the bins are set."""
    tallies = []
    for found, judged in pilots:
        cells = cells_of(found, judged, case)
        sketch = Sketch(len(cells), case.design.n_members, BUDGET // len(pilots))
        sketch.settle(cells)
        tallies.append(Tally(np.zeros((len(judged.places), len(VERDICTS)), dtype=np.int64), sketch))
    return tallies
