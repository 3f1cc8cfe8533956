"""The distributions from which inputs are drawn: their numbers, what is wrong with them, their quantiles."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import accumulate

import numpy as np

from simulator.scenario.family import FAMILIES

__all__ = [
    "DISTRIBUTIONS",
    "LISTED",
    "STRETCH",
    "Distribution",
    "distribution_slip",
    "distribution_text",
    "quantile",
    "support",
]

DISTRIBUTIONS = {
    "triangular": ("low", "mode", "high"),
    "uniform": ("low", "high"),
    "normal": ("mean", "standard deviation"),
    "lognormal": ("median", "standard deviation of the logarithm"),
    "beta": ("alpha", "beta"),
}
# What a beta distribution may name beside its two numbers; and distributions that list their values.
STRETCH = ("low", "high")
LISTED = ("discrete", "empirical")
# How many values of a discrete distribution a text still lists.
MOST_LISTED = 8
# How far from 1 weights may add up.
WEIGHT_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Distribution:
    """How something is drawn.

    kind:    a key of DISTRIBUTIONS, or one of LISTED.
    numbers: as named there, in the unit of what is drawn, those of a beta optionally with STRETCH; of a discrete or
             an empirical one, its values.
    within:  bounds of a truncation, or None.
    weights: of a discrete distribution, one a value, adding up to 1; else empty: its values are equally likely.
    """

    kind: str
    numbers: tuple[float, ...]
    within: tuple[float, float] | None = None
    weights: tuple[float, ...] = ()

    def __getstate__(self) -> dict[str, object]:
        """Send along only what it is, not what was computed from that."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def _steps(self) -> tuple[np.ndarray, np.ndarray]:
        """Values that a truncation leaves, in increasing order, and up to which share each reaches."""
        low, high = self.within or (-math.inf, math.inf)
        weights = self.weights or (1.0,) * len(self.numbers)
        kept = sorted(pair for pair in zip(self.numbers, weights, strict=True) if low <= pair[0] <= high)
        if self.weights:
            whole = math.fsum(weight for _, weight in kept)
            reach = [share / whole for share in accumulate(weight for _, weight in kept)]
        else:
            reach = [number / len(kept) for number in range(1, len(kept) + 1)]
        # The last reaches everything, however the weights were rounded.
        return np.array([value for value, _ in kept]), np.array([*reach[:-1], 1.0][: len(kept)])

    @cached_property
    def _cut(self) -> tuple[float, float, float]:
        """Shares that a truncation cuts off below and above, and what it leaves."""
        if self.within is None:
            return 0.0, 0.0, 1.0
        family = FAMILIES[self.kind]
        (below, above_low), (below_high, above) = (family.parts(bound, self.numbers) for bound in self.within)
        if below > 0.5:
            return below, above, above_low - above
        return below, above, below_high - below if above > 0.5 else 1.0 - below - above


def quantile(distribution: Distribution, share: np.ndarray) -> np.ndarray:
    """Return the values that parts of a distribution are not above; the inverse of its cumulative distribution.

    share:   between 0 and 1, any shape; of what a truncation leaves.
    Returns: of the same shape. Of an unbounded distribution, infinite at 0 or 1. Element by element.
    Source:  ours; inverses of the normal and the beta integral are SciPy's.
    """
    share = np.asarray(share, dtype=float)
    if distribution.kind in LISTED:
        values, reach = distribution._steps
        taken: np.ndarray = values[np.minimum(np.searchsorted(reach, share, side="left"), len(values) - 1)]
        return taken
    below, above, left = distribution._cut
    # What is above a share is exact from a half on, where it matters.
    value = FAMILIES[distribution.kind].value(below + share * left, above + (1.0 - share) * left, distribution.numbers)
    low, high = support(distribution)
    inside: np.ndarray = np.minimum(np.maximum(value, low), high)
    return inside


def support(distribution: Distribution) -> tuple[float, float]:
    """Return the least and the largest value that can be drawn; infinite where there is none."""
    if distribution.kind in LISTED:
        values, _ = distribution._steps
        return float(values[0]), float(values[-1])
    low, high = FAMILIES[distribution.kind].ends(distribution.numbers)
    least, most = distribution.within or (low, high)
    return max(low, least), min(high, most)


def distribution_slip(distribution: Distribution) -> str:
    """Word what makes a distribution impossible: "what. Expected what."; empty when nothing does.

    distribution: with as many numbers as it should have.
    """
    kind, numbers = distribution.kind, distribution.numbers
    named = _named(distribution)
    for name, number in named:
        if not math.isfinite(number):
            return f"{name} of {kind} is {_written(number)}. Expected a finite number."
        if _is_positive(kind, name) and number <= 0.0:
            return f"{name} of {kind} is {_written(number)}. Expected more than 0."
    ordered = [number for name, number in named if name in ("low", "mode", "high")]
    if ordered and (ordered != sorted(ordered) or ordered[0] == ordered[-1]):
        names = ", ".join(name for name, _ in named if name in ("low", "mode", "high"))
        return f"{kind} has {names} {_listed(ordered)}. Expected them in increasing order."
    if kind in LISTED:
        slip = _slip_of_values(distribution)
        if slip:
            return slip
    if distribution.within is None:
        return ""
    low, high = distribution.within
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        return f"within is {_listed(distribution.within)}. Expected two finite numbers, the lower first."
    if (len(distribution._steps[0]) == 0) if kind in LISTED else not distribution._cut[2] > 0.0:
        least, most = min(numbers), max(numbers)
        whole = f"values from {_written(least)} to {_written(most)}" if kind in LISTED else _whole(distribution)
        return (
            f"within {_listed(distribution.within)} leaves nothing of {whole}. Expected bounds that leave a part of it."
        )
    return ""


def distribution_text(distribution: Distribution) -> str:
    """Write a distribution: "normal: mean 1, standard deviation 0.25, within 0.3 to 1.7"."""
    within = f", within {' to '.join(map(_written, distribution.within))}" if distribution.within else ""
    return _whole(distribution) + within


def _whole(distribution: Distribution) -> str:
    """Write a distribution without its truncation."""
    kind, numbers = distribution.kind, distribution.numbers
    if kind not in LISTED:
        return f"{kind}: {', '.join(f'{name} {_written(number)}' for name, number in _named(distribution))}"
    if kind == "empirical" or len(numbers) > MOST_LISTED:
        return f"{kind}: {len(numbers)} values from {_written(min(numbers))} to {_written(max(numbers))}"
    if not distribution.weights:
        return f"{kind}: {_listed(numbers)}, equally likely"
    pairs = zip(numbers, distribution.weights, strict=True)
    return f"{kind}: {', '.join(f'{_written(value)} (share {_written(weight)})' for value, weight in pairs)}"


def _named(distribution: Distribution) -> list[tuple[str, float]]:
    """Pair the numbers of a distribution with their names; values that are listed are called values."""
    if distribution.kind in LISTED:
        return [("a value", number) for number in distribution.numbers]
    names = DISTRIBUTIONS[distribution.kind]
    names += STRETCH if len(distribution.numbers) > len(names) else ()
    return list(zip(names, distribution.numbers, strict=True))


def _is_positive(kind: str, name: str) -> bool:
    """Tell whether a number must be more than 0."""
    return name.startswith("standard deviation") or name in ("median", "alpha") or (kind, name) == ("beta", "beta")


def _slip_of_values(distribution: Distribution) -> str:
    """Word what is wrong with listed values and their weights."""
    kind, numbers, weights = distribution.kind, distribution.numbers, distribution.weights
    if not numbers:
        return f"{kind} has no values. Expected at least one."
    if not weights:
        return ""
    if len(weights) != len(numbers):
        return f"{kind} has {len(numbers)} values and {len(weights)} weights. Expected one weight a value."
    if not all(math.isfinite(weight) and weight > 0.0 for weight in weights):
        return f"{kind} has weights {_listed(weights)}. Expected each more than 0."
    total = math.fsum(weights)
    if abs(total - 1.0) > WEIGHT_TOLERANCE:
        return f"weights of {kind} add up to {_written(total, 12)}. Expected 1."
    return ""


def _listed(numbers: tuple[float, ...] | list[float]) -> str:
    return f"[{', '.join(map(_written, numbers))}]"


def _written(number: float, digits: int = 6) -> str:
    return f"{number:.{digits}g}"
