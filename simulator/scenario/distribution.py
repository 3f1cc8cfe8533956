"""The distributions from which inputs are drawn."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DISTRIBUTIONS", "Distribution"]

DISTRIBUTIONS = {
    "triangular": ("low", "mode", "high"),
    "uniform": ("low", "high"),
    "normal": ("mean", "standard deviation"),
}


@dataclass(frozen=True)
class Distribution:
    """How something is drawn.

    kind:    a key of DISTRIBUTIONS.
    numbers: as named there, in the unit of what is drawn; of a discrete or an empirical one, its values.
    within:  bounds of a truncation, or None.
    weights: of a discrete distribution, one a value, adding up to 1; else empty.
    """

    kind: str
    numbers: tuple[float, ...]
    within: tuple[float, float] | None = None
    weights: tuple[float, ...] = ()
