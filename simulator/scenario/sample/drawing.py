"""What a method of sampling gives, by the index of a draw: shares of distributions, or the values of a file."""

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
        """Return (input, draw), shares between 0 and 1, for draws from the first up to, not including, the last.

        Of inputs without a distribution, which a file gives: their values.
        """
