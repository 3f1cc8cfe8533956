"""How switches of time are seen: from one side of a time or the other, or as Vensim does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.model.model import TimeSettings

__all__ = ["Sides", "sides_of"]

# How far a time is moved to stand on one side of a switch: in time steps, and at least in units of the last place.
# Far above rounding, far below any tolerance.
SIDE_STEP = 2.0**-40
SIDE_PLACES = 32


@dataclass(frozen=True)
class Sides:
    """lead: how much a switch comes early, as Vensim has it. shift: how far from a time its two sides are."""

    lead: float
    shift: float


def sides_of(settings: TimeSettings, time_step: float, sided: bool) -> Sides:
    """Return how a run sees switches.

    sided: from the side asked for, so that each step sees its own span; else as Vensim does, half a step early.
    """
    if not sided:
        return Sides(time_step / 2, 0.0)
    latest = max(abs(settings.initial_time), abs(settings.final_time))
    return Sides(0.0, max(SIDE_STEP * time_step, SIDE_PLACES * float(np.spacing(latest))))
