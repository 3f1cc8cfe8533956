"""What a method of sampling gives: shares of distributions, by the index of a draw."""

from __future__ import annotations

from typing import Protocol

import numpy as np

__all__ = ["Drawing"]


class Drawing(Protocol):
    """Draws of some inputs. Each is a function of its index alone: the same in any range, by any worker."""

    @property
    def n_draws(self) -> int:
        """How many draws there are."""

    def shares(self, first: int, last: int) -> np.ndarray:
        """Return (input, draw), shares between 0 and 1, for draws from the first up to, not including, the last."""
