"""Which targets members agree on least: those on which a page that cannot show all is best spent."""

from __future__ import annotations

import math

from simulator.report.batch.outcome import BatchResults, TargetShare
from simulator.target.register import Target

__all__ = ["contested", "divided"]


def contested(results: BatchResults, most: int) -> tuple[tuple[int, int], ...]:
    """Choose targets whose share in some scenario is nearest to a half; restatements are left out.

    Where all members agree, those targets come first whose median is nearest to what is asked, against its spread.

    Returns: (scenario, target) places, at most so many, each target once, with the scenario that is divided most.
    """
    best: dict[int, tuple[float, float, int]] = {}
    for position, outcome in enumerate(results.outcomes):
        for share in outcome.shares:
            target = results.case.targets[share.target]
            if share.p_met is None or target.restates:
                continue
            told = (abs(share.p_met - 0.5), _distance(target, share), position)
            if share.target not in best or told < best[share.target]:
                best[share.target] = told
    order = sorted(best, key=lambda target: (best[target], target))
    return tuple((best[target][2], target) for target in order[:most])


def divided(results: BatchResults, most: int) -> tuple[tuple[int, int], ...]:
    """Choose as `contested` does, but only targets that some members of that scenario meet and others do not."""
    return tuple(
        (position, target)
        for position, target in contested(results, most)
        if 0.0 < (results.outcomes[position].shares[target].p_met or 0.0) < 1.0
    )


def _distance(target: Target, share: TargetShare) -> float:
    """How far the median is from what is asked, in widths of nine tenths of the members; inf where that is unknown."""
    if share.spread is None or target.target_value is None:
        return math.inf
    low, _, median, _, high = share.spread.quantiles
    width = high - low
    distance = abs(median - target.target_value) / width if width > 0 else math.inf
    return distance if math.isfinite(distance) else math.inf
