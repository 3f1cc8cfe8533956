"""Loops that matter: how much of what a variable does each loop accounts for, over time.

The score of a link is the share of the reader's change that comes from the change of what it reads; for a stock it is
the share of the change of its net flow. The score of a loop is the product of the scores of its links, with its sign.
As what a variable changes by is in two of its links, what remains of the product are the derivatives, and for every
stock its own change over that of its net flow. So a loop through arrays is followed element by element, and an array
stock counts with the size of its change as a whole. Relative scores add up to 1 in size over the loops compared.

Source: Schoenberg, Davidsen, Eberlein (2020), Understanding model behavior using the Loops that Matter method, System
Dynamics Review 36(2); of stocks, Schoenberg, Hayward, Eberlein (2023), Improving Loops that Matter, 39(2). Arrays:
ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.structure.course import Course
from simulator.structure.polarity import loop_gain

__all__ = ["Scores", "loop_score", "scores_of"]


# A variable whose parts cancel to this share of one of them does not change: what is left is rounding.
STILL = 1e-7


@dataclass(frozen=True, eq=False)
class Scores:
    """Relative scores of some loops.

    times:    (time,). loops: (loop,), each as its variables in order.
    relative: (time, loop), in -1 to 1, negative where balancing; NaN where none works.
    """

    times: np.ndarray
    loops: tuple[tuple[int, ...], ...]
    relative: np.ndarray

    @property
    def weights(self) -> np.ndarray:
        """(loop,), the mean size of each over the run."""
        sizes = np.abs(self.relative)
        told = np.isfinite(sizes)
        found: np.ndarray = np.where(told, sizes, 0.0).sum(axis=0) / np.maximum(told.sum(axis=0), 1)
        return found

    def largest(self, n: int) -> Scores:
        """Return the loops that matter most over the run, the first the most; their scores stay as they are."""
        order = np.argsort(-self.weights, kind="stable")[:n]
        return Scores(self.times, tuple(self.loops[each] for each in order), self.relative[:, order])


def loop_score(course: Course, loop: tuple[int, ...]) -> np.ndarray:
    """Return the score of a loop, (time,): where none of them is an array, the product of its links' with its sign."""
    score = loop_gain(course, loop)
    for source, reader in zip(loop, (*loop[1:], loop[0]), strict=True):
        moved, changed = (_size(course.of(table, reader)) for table in (course.moved, course.results))
        part = _size(course.passed_on(source, reader, course.of(course.moved, source)))
        score = np.where(changed > STILL * part, score, 0.0)  # as in the source, what does not change carries nothing
        if course.model.variables[reader].kind in ("stock", "held"):
            score = score * np.divide(moved, changed, out=np.zeros_like(moved), where=changed > 0)
    return score


def _size(change: np.ndarray) -> np.ndarray:
    size: np.ndarray = np.linalg.norm(np.nan_to_num(change), axis=1)
    return size


def scores_of(course: Course, loops: Sequence[tuple[int, ...]]) -> Scores:
    """Compare loops: each one's score relative to the sum of the sizes of all."""
    scores = np.array([loop_score(course, loop) for loop in loops]).reshape(len(loops), len(course.times)).T
    with np.errstate(all="ignore"):
        relative = scores / np.abs(scores).sum(axis=1, keepdims=True)
    return Scores(course.times, tuple(loops), np.where(np.isfinite(relative), relative, np.nan))
