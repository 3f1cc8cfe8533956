"""Which uncertain inputs history can speak of: those that change what the model says of it, by a single bit or more."""

from __future__ import annotations

import numpy as np

from simulator.fit.matching import Simulate
from simulator.fit.prior import Prior

__all__ = ["informed_inputs"]

# Members in which each input is changed alone.
TRIED = 48


def informed_inputs(prior: Prior, simulate: Simulate, seed: int) -> np.ndarray:
    """Tell of every input whether history sees it, (input,).

    Members drawn from the prior are run again with one input drawn anew. What acts only after the last observation, or
    on nothing that was observed, leaves every one of them as it was.
    """
    scores = prior.draw(2 * TRIED, seed)
    before, anew = prior.values(scores[:, :TRIED]), prior.values(scores[:, TRIED:])
    said = simulate(before)
    seen = np.zeros(len(prior), dtype=bool)
    for row in range(len(prior)):
        changed = before.copy()
        changed[row] = anew[row]
        seen[row] = not np.array_equal(simulate(changed), said, equal_nan=True)
    return seen
