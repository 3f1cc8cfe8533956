"""What is kept of all members together: verdicts counted, values sketched. Chunks may come in any order.

A chunk's share is a few arrays by name, `SCENARIO/WHAT`. Shares are merged by adding whole numbers and taking least
and greatest ones, and values of members are gathered side by side: the same bits in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.chunk.case import BatchCase
from simulator.chunk.evaluate import Evaluated
from simulator.chunk.plan import Chunk
from simulator.ensemble.bins import Bins
from simulator.ensemble.journal import Reduction
from simulator.ensemble.sketch import Part, Sketch, part_of
from simulator.target import VERDICTS, Judged

__all__ = ["Tally", "cells_of", "merged", "share_of", "sketches_of", "tally_of"]

# What all sketches together may take where they keep every value.
BUDGET = 48_000_000
ADDED = ("verdicts", "n_broken", "bins")  # a bin has no more than all members, fewer than 2**32
LEAST, GREATEST = ("first_broken", "least"), ("greatest",)
NONE_BROKEN = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Tally:
    """All members of one scenario.

    verdicts: (judged target, code), how many members have each; codes are places in VERDICTS.
    sketch:   of the cells, see cells_of. n_broken: how many members are not finite somewhere; first_broken: the
              number of the first, or None.
    """

    verdicts: np.ndarray
    sketch: Sketch
    n_broken: int
    first_broken: int | None


def cells_of(found: Evaluated, judged: Judged, case: BatchCase) -> np.ndarray:
    """Return the (cell, member) that are sketched: the measure of each judged target, then each band year by year."""
    return np.concatenate([judged.value, *(found.yearly.of(name) for name in case.bands)])


def sketches_of(case: BatchCase, pilots: Sequence[tuple[Evaluated, Judged]]) -> tuple[Sketch, ...]:
    """Make a sketch for each scenario. pilots: of each, its first members, from which bins are set."""
    sketches = []
    for found, judged in pilots:
        cells = cells_of(found, judged, case)
        sketch = Sketch(len(cells), case.design.n_members, BUDGET // len(pilots))
        sketch.settle(cells)
        sketches.append(sketch)
    return tuple(sketches)


def share_of(chunk: Chunk, found: Evaluated, judged: Judged, cells: np.ndarray, bins: Bins | None) -> Reduction:
    """Return what a chunk adds. cells: see cells_of. bins: of the sketch; None where it keeps every value."""
    broken = np.flatnonzero(~found.is_finite)
    verdicts = np.stack([(judged.code == code).sum(axis=1) for code in range(len(VERDICTS))], axis=1)
    share = {
        "verdicts": verdicts.astype(np.int64),
        "n_broken": np.array([len(broken)], dtype=np.int64),
        "first_broken": np.array([chunk.first + broken[0] if len(broken) else NONE_BROKEN], dtype=np.int64),
    }
    part = part_of(bins, chunk.first, cells)
    if part.values is not None:
        share[f"values of {chunk.first}"] = part.values
    else:
        assert part.counts is not None and part.least is not None and part.greatest is not None
        share |= {"bins": part.counts, "least": part.least, "greatest": part.greatest}
    return {f"{chunk.scenario}/{name}": values for name, values in share.items()}


def merged(state: Reduction, share: Reduction) -> Reduction:
    """Merge a share into a state, which is changed."""
    together = dict(state)
    for name, values in share.items():
        what = name.partition("/")[2]
        before = together.get(name)
        if before is None:
            together[name] = values
        elif what in LEAST:
            together[name] = np.minimum(before, values)
        elif what in GREATEST:
            together[name] = np.maximum(before, values)
        else:
            assert what in ADDED, name
            together[name] = np.add(before, values, dtype=np.uint32 if what == "bins" else np.int64)
    return together


def tally_of(case: BatchCase, number: int, sketch: Sketch, state: Reduction) -> Tally:
    """Gather a scenario from the state of all chunks. sketch: of the scenario, still empty; it is filled."""
    own = {name.partition("/")[2]: values for name, values in state.items() if name.startswith(f"{number}/")}
    if sketch.is_exact:
        for name in sorted(each for each in own if each.startswith("values of ")):
            values = own.pop(name)
            sketch.include(Part(int(name.removeprefix("values of ")), values.shape[1], values))
    else:
        sketch.include(Part(0, case.design.n_members, None, own["bins"], own["least"], own["greatest"]))
    first = int(own["first_broken"][0])
    return Tally(own["verdicts"], sketch, int(own["n_broken"][0]), None if first == NONE_BROKEN else first)
