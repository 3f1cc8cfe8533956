"""What is believed of uncertain inputs before history is seen, in coordinates in which it is standard normal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import ndtr, ndtri

from simulator.scenario.distribution import Distribution, quantile
from simulator.scenario.sample.counted import key_of, shares_of

__all__ = ["Prior"]

# Shares at which a distribution is looked at to see where it lies and how wide it is.
_LOOKED_AT = 4096
# Scores at which a table tells how steeply values rise.
_TABLE_STEP = 0.02
_TABLE = np.arange(-6.0, 6.0 + _TABLE_STEP, _TABLE_STEP)
# No share is nearer to 0 or 1: an unbounded distribution is infinite there.
_LEAST = 2.0**-53


@dataclass(frozen=True)
class Prior:
    """Independent uncertain inputs. A score is the normal quantile of an input's share: standard normal before history.

    names: of the inputs. distributions: of each.
    """

    names: tuple[str, ...]
    distributions: tuple[Distribution, ...]

    def __len__(self) -> int:
        """How many inputs there are."""
        return len(self.names)

    def values(self, scores: np.ndarray) -> np.ndarray:
        """Return the (input, member) values of (input, member) scores."""
        shares: np.ndarray = np.clip(ndtr(scores), _LEAST, 1.0 - _LEAST)
        values = np.empty_like(shares)
        for row, distribution in enumerate(self.distributions):
            values[row] = quantile(distribution, shares[row])
        return values

    def draw(self, size: int, seed: int, purpose: str = "prior") -> np.ndarray:
        """Draw (input, member) scores; those of an input depend on seed, purpose, its name and the member's number."""
        drawn = [ndtri(shares_of(key_of(seed, name, purpose), 0, size)) for name in self.names]
        return np.stack(drawn) if drawn else np.empty((0, size))

    def standard(self, values: np.ndarray) -> np.ndarray:
        """Return (input, member) values in standard deviations from their means before history."""
        middle, width = self._place
        standard: np.ndarray = (values - middle[:, None]) / width[:, None]
        return standard

    def steepness(self, scores: np.ndarray) -> np.ndarray:
        """Return (input, member): how standard values change with scores, read from a table of each input."""
        known = np.nan_to_num(scores)
        place = np.clip((known - _TABLE[0]) / _TABLE_STEP, 0.0, len(_TABLE) - 2.0).astype(np.intp)
        steep: np.ndarray = np.take_along_axis(self._steepness, place, axis=1)
        return steep

    @cached_property
    def _steepness(self) -> np.ndarray:
        """Slopes of standard values between the scores of a table, (input, place)."""
        looked = self.standard(self.values(np.repeat(_TABLE[None], len(self), axis=0)))
        slopes: np.ndarray = np.diff(looked, axis=1) / _TABLE_STEP
        return slopes

    def only(self, places: Sequence[int]) -> Prior:
        """Return some of the inputs."""
        return Prior(tuple(self.names[each] for each in places), tuple(self.distributions[each] for each in places))

    @cached_property
    def _place(self) -> tuple[np.ndarray, np.ndarray]:
        """Mean and standard deviation of each input."""
        shares = (np.arange(_LOOKED_AT) + 0.5) / _LOOKED_AT
        looked = [quantile(each, shares) for each in self.distributions]
        middle, width = (np.array([reduce(each) for each in looked]) for reduce in (np.mean, np.std))
        return middle, np.where(width > 0, width, 1.0)
