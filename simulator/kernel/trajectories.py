"""What comes out of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.errors import unknown_name
from simulator.model.syntax import key_of

__all__ = ["Trajectories"]


@dataclass(frozen=True, eq=False)
class Trajectories:
    """Saved variables of every member. time: (time,). values: (time, variable, member), each in its model unit."""

    time: np.ndarray
    names: tuple[str, ...]
    units: tuple[str, ...]
    values: np.ndarray

    def of(self, name: str) -> np.ndarray:
        """Return one variable, or one element of an array: (time, member). Raises: KeyError with the nearest names."""
        for place, each in enumerate(self.names):
            if key_of(each) == key_of(name):
                return self.values[:, place]
        raise KeyError(unknown_name("results", "saved variable", name, self.names))

    def first_non_finite(self) -> tuple[str, float] | None:
        """Return the first variable and time that is not a finite number, or None."""
        bad = ~np.isfinite(self.values).all(axis=2)
        if not bad.any():
            return None
        time, variable = np.argwhere(bad)[0]
        return self.names[variable], float(self.time[time])
